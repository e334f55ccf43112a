"""All 514 kabupaten and kota beside four bare charts: reruns of two pages, and the map's first draw.

    python benchmarks/country.py              all, as ratios of one run
    python benchmarks/country.py --quick      few rounds, to see that it works
    python benchmarks/country.py --keep FOLDER  leaves the store in FOLDER, or uses it when it is there

A rerun is CPU time of the server process; a draw is timed in a real browser.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import storage
from benchmarks.nation import fill
from benchmarks.pages import SCREENS, Server, cpu_per_rerun, serving
from reference import regions
from tests.e2e.conftest import CHROMIUM, FLAGS, settle
from tests.pages import stores

BOUNDS = {"perbandingan": 4.0, "kekokohan": 2.0}
DRAW_RATIO = 2.0
DRAWN = "() => document.querySelectorAll('.js-plotly-plot .main-svg').length >= {}"
MAPPED = "() => document.querySelectorAll('.js-plotly-plot .scatterlayer .trace').length > 20"


def reruns(ours: Server, bare: Server, rounds: int, each: int) -> bool:
    """CPU of a rerun of each page against the reference page, in turns so that a busy moment hits all."""
    costs: dict[str, list[float]] = {"": [], **{page: [] for page in BOUNDS}}
    for _ in range(rounds):
        costs[""].append(asyncio.run(cpu_per_rerun(bare, "", "", each)))
        for page in BOUNDS:
            costs[page].append(asyncio.run(cpu_per_rerun(ours, page, "", each)))
    floor = statistics.median(costs[""])
    kept = True
    for page, bound in BOUNDS.items():
        milliseconds = statistics.median(costs[page])
        ratio = milliseconds / floor
        kept &= ratio <= bound
        print(
            f"{page:14} rerun {milliseconds:6.1f} ms CPU, four charts {floor:5.1f}: "
            f"{ratio:.2f} (at most {bound})"
        )
    return kept


def draws(ours: Server, bare: Server, times: int) -> bool:
    """Seconds to the map of 514 after its part is chosen, against the reference page's four charts."""
    found: dict[str, list[float]] = {"map": [], "reference": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _ in range(times + 1):
            page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
            page.set_default_timeout(120_000)
            start = time.perf_counter()
            page.goto(f"http://127.0.0.1:{bare.port}/", wait_until="commit")
            page.wait_for_function(DRAWN.format(4))
            found["reference"].append(time.perf_counter() - start)
            page.goto(f"http://127.0.0.1:{ours.port}/perbandingan")
            settle(page)
            start = time.perf_counter()
            page.get_by_role("radio", name="Peta", exact=True).click()
            page.wait_for_function(MAPPED)
            found["map"].append(time.perf_counter() - start)
            page.context.close()
        browser.close()
    drawn, floor = (statistics.median(found[name][1:]) for name in ("map", "reference"))
    print(
        f"map of 514     drawn {drawn:.2f} s, four charts {floor:.2f}: "
        f"{drawn / floor:.2f} (at most {DRAW_RATIO})"
    )
    return drawn / floor <= DRAW_RATIO


def main() -> None:
    """Fill, measure, print; exit 1 when a figure is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        file = (options.keep or Path(name)) / "store.db"
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            engine = storage.open_store(stores.address(file))
            fill(engine, regions.list_regions().index)
            engine.dispose()
        with (
            serving(ROOT / "server.py", file.parent, "/healthz") as ours,
            serving(SCREENS / "launch.py", file.parent, "/healthz", "four_charts.py") as bare,
        ):
            kept = [
                reruns(ours, bare, *((2, 5) if options.quick else (5, 15))),
                draws(ours, bare, 2 if options.quick else 5),
            ]
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
