"""How high every page and part is, where its first number stands, and whether it scrolls sideways.

    python benchmarks/heights.py            every page and part at four sizes
    python benchmarks/heights.py --quick    the five pages of the room at 1366x768

Over the sample, in a real browser, the panel open where the screen is wide enough.
"""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.pages import REGION, serving
from tests.e2e.conftest import CHROMIUM, FLAGS, settle
from tests.e2e.test_frame import rows
from tests.pages import stores
from tests.parts import PARTS, WITHIN

SIZES = ((1920, 1080), (1366, 768), (1024, 768), (390, 844))
LAPTOP = (1366, 768)
# The pages a room decides on: one screen, its first number above 200 px, at most 200 words.
ROOM = ("", "ringkasan", "kesenjangan", "klarifikasi", "prioritas")
SCREENS, ELSEWHERE, FIRST, WORDS = 1.1, 2.0, 200, 200
MEASURE = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  const page = document.querySelector('[data-testid=stMainBlockContainer]');
  const shown = '[data-testid=stMetric], .js-plotly-plot, table, [data-testid=stDataFrame], .st-key-tingkat';
  const seen = [...page.querySelectorAll(shown)].filter(one => one.checkVisibility() && one.offsetHeight > 0);
  const tops = seen.map(one => one.getBoundingClientRect().top + main.scrollTop);
  const found = {
    height: main.scrollHeight,
    first: tops.length ? Math.round(Math.min(...tops)) : null,
    sideways: main.scrollWidth - main.clientWidth,
  };
  const told = page.cloneNode(true);  // an icon's name is drawn, not read
  told.querySelectorAll('[data-testid=stIconMaterial]').forEach(icon => icon.remove());
  page.after(told);
  found.words = told.innerText.split(/\\s+/).filter(Boolean).length;
  told.remove();
  return found;
}"""


@dataclass(frozen=True)
class Seen:
    """One address at one size: heights and places in pixels of the page, None = no number on it."""

    address: str
    size: tuple[int, int]
    height: int
    first: int | None
    sideways: int
    words: int

    @property
    def screens(self) -> float:
        """The height in screens."""
        return self.height / self.size[1]

    def list_breaches(self) -> list[str]:
        """What is over its bound; sizes other than the laptop's are bound sideways only."""
        found = ["ke samping"] if self.sideways > 0 else []
        if self.size != LAPTOP:
            return found
        room = self.address in ROOM
        found += ["tinggi"] if self.screens > (SCREENS if room else ELSEWHERE) else []
        found += ["angka pertama"] if room and (self.first is None or self.first > FIRST) else []
        return found + (["kata"] if room and self.words > WORDS else [])


def list_addresses(quick: bool) -> list[str]:
    """Every page of the menu and every part; the five pages of the room where it is to be quick."""
    if quick:
        return list(ROOM)
    pages = ["" if address == "beranda" else address for _, _, address, _ in rows()]
    parts = [
        f"{page}?{urlencode({**WITHIN.get(name, {}), name: value})}"
        for page, name, values in PARTS
        for value in values[1:]
    ]
    return [*(page for page in pages if page != "presentasi"), "presentasi?susun=1", *parts]


def measure(page: Page, server: str, address: str, size: tuple[int, int]) -> Seen:
    """Open an address and measure it once it has come to rest."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{server}/{address}{'&' if '?' in address else '?'}wilayah={REGION}")
    settle(page)
    page.wait_for_timeout(600)
    return Seen(address, size, **page.evaluate(MEASURE))


def main(quick: bool) -> bool:
    """Print the table; whether everything is within its bound."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        stores.seed(folder / "store.db")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with serving(ROOT / "server.py", folder, "/healthz") as server:
            page = browser.new_page()
            good = True
            for size in (LAPTOP,) if quick else SIZES:
                for address in list_addresses(quick):
                    seen = measure(page, f"http://127.0.0.1:{server.port}", address, size)
                    over = seen.list_breaches()
                    good = good and not over
                    first = "–" if seen.first is None else seen.first
                    print(
                        f"{size[0]:5} {address or 'beranda':44} {seen.height:6} px {seen.screens:5.2f} layar "
                        f"angka pertama {first:>5}  kata {seen.words:5}  {', '.join(over)}",
                        flush=True,
                    )
        browser.close()
    return good


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    sys.exit(0 if main(parser.parse_args().quick) else 1)
