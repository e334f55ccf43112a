"""Saves pictures of every page and slide over the sample.

python docs/pictures.py FOLDER    every page as a projector and a phone show it, to look at
python docs/pictures.py --kept    all pages, parts and slides on a small laptop, into docs/pictures/
"""

import argparse
import sys
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl

from storage.values import Actor

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

import storage  # noqa: E402
from planning.simulation.scenario import Scenario  # noqa: E402
from tests import parts  # noqa: E402
from tests.e2e.conftest import CHROMIUM, FLAGS, running, settle  # noqa: E402
from tests.e2e.test_frame import menu  # noqa: E402
from tests.pages import stores  # noqa: E402
from ui.presentation import slides  # noqa: E402
from workflow import sample  # noqa: E402
from workflow.sample.load import ACTOR  # noqa: E402
from workflow.simulation import saved_scenarios  # noqa: E402

KEPT = ROOT / "docs" / "pictures"
LAPTOP = {"width": 1366, "height": 768}
COLOURS = 96
WEIGHTS = {"GOV": 0.4, "BRA": 0.1, "ECO": 0.1, "LIV": 0.2, "SOC": 0.1, "ENV": 0.1}
SCENARIO = Scenario("35.18", "kesiapan@0.9", WEIGHTS, "visi kepala daerah")
SIZES = {"1920x1080": (1920, 1080), "390x844": (390, 844)}


def main() -> None:
    """Seed a store in a temporary folder, visit every page and save the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=KEPT)
    parser.add_argument("--kept", action="store_true", help="the small pictures that stay with the code")
    parser.add_argument("--only", default="", help="pages whose address holds this text")
    parser.add_argument("--dark", action="store_true", help="as a browser in dark mode shows them")
    parser.add_argument("--whole", action="store_true", help="the whole page, however long")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as store:
        fill(Path(store) / "store.db")
        with running(Path(store)) as server:
            (keep if options.kept else take)(server, options)


def fill(file: Path) -> None:
    """The sample, and a scenario that its room has saved, so that the slides of scenarios show one."""
    stores.seed(file)
    engine = storage.open_store(stores.address(file))
    saved_scenarios.save_scenario(
        engine,
        saved_scenarios.load_scenarios(engine, SCENARIO, f"{sample.PERIOD} contoh"),
        SCENARIO.basis,
        SCENARIO,
        Actor(ACTOR),
    )
    engine.dispose()


def keep(server: str, options: argparse.Namespace) -> None:
    """One small picture of every page, of every part of a page and of every slide of the deck."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = chromium.new_context(viewport=LAPTOP, locale="id-ID", color_scheme="light")
        context.set_default_timeout(120_000)
        page = context.new_page()
        shown = {address or "beranda": address for address in menu()}
        shown |= {named(address): address for address in parts.addresses(parts.PARTS)}
        shown |= {f"slide-{key}": f"presentasi?slide={key}" for key in slides.SLIDES}
        for name, address in shown.items():
            if options.only in name:
                region = "&" if "?" in address else "?"
                page.goto(f"{server}/{address}{region}wilayah=35.18")
                settle(page)
                # The bar of a presentation hides after a while without a move.
                page.wait_for_timeout(4500 if name.startswith("slide-") else 1500)
                file = options.folder / f"{name}.png"
                page.screenshot(path=file)
                reduced(file)
        chromium.close()


def named(address: str) -> str:
    """A file's name for an address: the page and the values that open a part of it."""
    page, _, query = address.partition("?")
    return "-".join([page, *(value for _, value in parse_qsl(query))]).replace(" ", "-").lower()


def reduced(file: Path) -> None:
    """The picture with few colours: a third of the bytes, and nothing to see of it."""
    with Image.open(file) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


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
