"""Saves a picture of every page over the sample, as a projector and a phone show it: pictures.py FOLDER."""

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.e2e.conftest import CHROMIUM, FLAGS, running, settle  # noqa: E402
from tests.e2e.test_frame import menu  # noqa: E402
from tests.pages import stores  # noqa: E402

SIZES = {"1920x1080": (1920, 1080), "390x844": (390, 844)}


def main() -> None:
    """Seed a store in a temporary folder, visit every page and save the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="pages whose address holds this text")
    parser.add_argument("--dark", action="store_true", help="as a browser in dark mode shows them")
    parser.add_argument("--whole", action="store_true", help="the whole page, however long")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as store:
        stores.seed(Path(store) / "store.db")
        with running(Path(store)) as server:
            take(server, options)


def take(server: str, options: argparse.Namespace) -> None:
    """Every page at every size; `whole` grows the window to the page's own height."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, (width, height) in SIZES.items():
            context = chromium.new_context(
                viewport={"width": width, "height": height},
                locale="id-ID",
                color_scheme="dark" if options.dark else "light",
            )
            page = context.new_page()
            for address in menu():
                if options.only in address:
                    page.goto(f"{server}/{address}")
                    settle(page)
                    page.wait_for_timeout(2500)
                    if options.whole:
                        tall = page.locator("[data-testid=stMain]").evaluate(
                            "element => element.scrollHeight"
                        )
                        page.set_viewport_size({"width": width, "height": max(height, tall)})
                        page.wait_for_timeout(1200)
                    page.screenshot(path=options.folder / f"{address or 'beranda'}_{name}.png")
                    page.set_viewport_size({"width": width, "height": height})
            context.close()
        chromium.close()


if __name__ == "__main__":
    main()
