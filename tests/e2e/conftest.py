"""A server of our own on a free port with a store of its own, and a real browser; both always ended."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from tests.browser import CHROMIUM, lack
from tests.pages import stores

ROOT = Path(__file__).resolve().parent.parent.parent
# Without these Chromium asks Google's hosts for things of its own at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 90
SECONDS = 30_000  # the browser's patience, in milliseconds
CALM_MS = 300
expect.set_options(timeout=SECONDS)
CALM = """wanted => {
  const state = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState;
  const unfinished = document.querySelector('[data-stale="true"], [data-testid=stSkeleton]');
  const undrawn = [...document.querySelectorAll('.js-plotly-plot')].some(
    chart => chart.checkVisibility() && !chart.querySelector('.main-svg'));
  if (state !== 'notRunning' || unfinished || undrawn) delete window.calmSince;
  else window.calmSince ??= performance.now();
  return performance.now() - window.calmSince > wanted; }"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if lack():
                item.add_marker(pytest.mark.skip(reason=lack()))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path, launcher: Path = ROOT / "server.py") -> Iterator[str]:
    """The address of a fresh server with its store and log in `folder`."""
    with serving(folder, launcher) as (address, _):
        yield address


@contextmanager
def serving(folder: Path, launcher: Path = ROOT / "server.py") -> Iterator[tuple[str, subprocess.Popen]]:
    """As `running`, with the process."""
    port = free_port()
    env = {**os.environ, "SIAP_VAR": str(folder / "var"), "DATABASE_URL": stores.address(folder / "store.db")}
    command = [sys.executable, "-m", "streamlit", "run", str(launcher), "--server.port", str(port)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, env=env)
    try:
        wait_until_healthy(server, f"http://127.0.0.1:{port}", folder / "server.log")
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_until_healthy(server: subprocess.Popen, address: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture
def fresh_server(tmp_path) -> Iterator[str]:
    """A server nobody has visited yet, over an empty store."""
    with running(tmp_path) as address:
        yield address


@pytest.fixture(scope="session")
def sample_server(seeded_store, tmp_path_factory) -> Iterator[str]:
    """A server over the sample; tests that share it must not change the store."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copy(seeded_store, folder / "store.db")
    with running(folder) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    """Chromium for one file: Playwright holds the thread's event loop, and other files run their own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def tab(browser):
    """One tab for the visits of a file: with its scripts compiled a page opens in a third of the time."""
    page = new_tab(browser)
    yield page
    page.context.close()


def new_tab(browser):
    """A tab in a new, empty browser profile; the browser's own language is English."""
    page = browser.new_context(locale="en-US").new_page()
    page.requests = []
    page.refusals = []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("console", lambda message: page.refusals.append(message.text))
    return page


def emptied(page, address: str):
    """The tab as a new profile would be at the address: nothing kept, nothing said, light."""
    page.goto(urllib.parse.urljoin(address, "/healthz"))
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.context.clear_cookies()
    page.emulate_media(color_scheme="light")
    page.requests.clear()
    page.refusals.clear()
    return page


@contextmanager
def visiting(browser, tab=None) -> Iterator[Callable]:
    """Opens addresses, each in an empty browser profile: the first in `tab`, others in new ones."""
    used = []

    def open_page(address: str, width: int = 1366, height: int = 768):
        page = emptied(tab, address) if tab and not used else new_tab(browser)
        used.append(page)
        page.set_default_timeout(SECONDS)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        settle(page)
        return page

    yield open_page
    for page in used:
        if page is not tab:
            page.context.close()


@pytest.fixture
def visit(browser, tab) -> Iterator[Callable]:
    """`visiting` for one test."""
    with visiting(browser, tab) as open_page:
        yield open_page


def settle(page) -> None:
    """Wait until the script has run, its elements stand, and nothing has stirred for a moment.

    A click is answered only when the server has heard of it, and a script that has ended may still have
    charts to draw in the browser: one look at the script's state would see neither.
    """
    page.wait_for_selector("h1, [data-testid=stAlert]")
    page.evaluate("() => { delete window.calmSince; }")
    page.wait_for_function(CALM, arg=CALM_MS)


def shoot(page, name: str) -> None:
    """A picture where SIAP_PICTURES names a folder to look at."""
    if folder := os.environ.get("SIAP_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def open_first_row(page, across: int) -> None:
    """Open a cell in the first row of the page's last grid, so many pixels from its left edge (< 0: right).

    As a hand does, the click is made again where the page moved under it.
    """
    grid = page.get_by_test_id("stDataFrame").last
    editor = page.locator("#portal textarea, #portal input").first
    for patience_ms in (2_000, 5_000, 10_000, 20_000):
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        page.mouse.click(box["x"] + across % box["width"], box["y"] + 52)
        page.keyboard.press("Enter")
        with suppress(PlaywrightTimeout):
            return editor.wait_for(timeout=patience_ms)
    raise AssertionError("the cell does not open")
