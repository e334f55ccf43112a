"""A browser behind a proxy that writes down what it is asked: no page makes it ask another computer."""

import re
import socketserver
import threading
from collections.abc import Iterator

import pytest

from tests.e2e.conftest import CHROMIUM, FLAGS, running, settle
from tests.pages.test_markup import FILES
from tests.worked_sample import make_poisoned_store

# What Chromium asks of its makers whatever page is open, also with every switch against it.
MAKERS = re.compile(r"(CONNECT|GET|POST|HEAD) (https?://)?[\w.-]*(google|googleapis|gstatic|gvt1)\.com\b")
ASK = "<!doctype html><img src='http://zq.example/a.png'><script>fetch('http://zq.example/b')</script>"


@pytest.fixture(scope="module")
def server(seeded_store, tmp_path_factory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("behind")
    make_poisoned_store(seeded_store, folder / "store.db")
    with running(folder) as address:
        yield address


@pytest.fixture(scope="module")
def proxy() -> Iterator[tuple[int, list[str]]]:
    """The port of a proxy that answers nothing, and the first line of everything a page asked of it."""
    asked: list[str] = []

    class Line(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            line = self.rfile.readline(300).decode("latin-1").strip()
            if not MAKERS.match(line):
                asked.append(line)
            self.wfile.write(b"HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield listening.server_address[1], asked
        listening.shutdown()


@pytest.fixture(scope="module")
def page(proxy):
    """A tab whose every request to another computer goes to the proxy."""
    from playwright.sync_api import sync_playwright

    behind = {"server": f"http://127.0.0.1:{proxy[0]}", "bypass": "127.0.0.1"}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, proxy=behind)
        tab = chromium.new_page()
        yield tab
        chromium.close()


@pytest.mark.parametrize("name", FILES)
def test_no_page_over_strangers_texts_asks_another_computer(server, page, proxy, name):
    _, asked = proxy
    asked.clear()
    page.goto(f"{server}/{name}?wilayah=35.18")
    settle(page)
    assert asked == []


def test_the_proxy_is_asked_where_a_page_asks(page, proxy):
    """What the test above rests on."""
    _, asked = proxy
    page.goto("about:blank")
    page.set_content(ASK)
    page.wait_for_timeout(500)
    assert any("zq.example/a.png" in line for line in asked)
