"""Texts that touch or are cut, measured in Chromium: every slide, 1, 5, 38 and 514 regions, every size.

    python benchmarks/overlap.py                the whole grid
    python benchmarks/overlap.py --regions 5    one count of regions

The regions are those with the longest names. A slide is one picture of 1920 x 1080 that the browser scales,
so 1366 x 768 and 1024 x 768 show the same boxes; the sizes of the slider are pictures of their own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import storage  # noqa: E402
from benchmarks import nation  # noqa: E402
from charts import theme  # noqa: E402
from reference import regions  # noqa: E402
from storage import instruments, known, periods  # noqa: E402
from tests.charts.measuring import drawing, faults  # noqa: E402
from tests.pages import stores  # noqa: E402
from ui import deck  # noqa: E402
from ui.drawn import Undrawn  # noqa: E402
from ui.view import View  # noqa: E402
from workflow import load  # noqa: E402
from workflow.load import Scope  # noqa: E402

COUNTS = (1, 5, 38, 514)
WIDTHS: tuple[tuple[theme.SizeName, int], ...] = (
    ("office", 876),
    ("office", 1300),
    *((name, 1920) for name in theme.ZOOMS.values()),
)


def view_of(address: str, region: str) -> View:
    """A region in the last period of a store, by its first instrument."""
    engine = storage.open_store(address)
    period, frozen = periods.available(engine)[-1], instruments.available(engine)[0]
    scope = Scope(period.id, frozen.id)
    return View(engine, period, load.instrument(engine, scope), scope, region, known.state(engine))


def faulty(page, seen: View, size: theme.SizeName, width: int) -> dict[str, list[str]]:
    """Slide and page -> its faults, over the first, second and last page; slides without data are skipped."""
    found = {}
    for key in deck.SLIDES:
        try:
            pages = deck.draw(seen, key, size=size).pages
        except Undrawn:
            continue
        for number in sorted({1, min(2, pages), pages}):
            wrong = faults(page, deck.draw(seen, key, size=size, page=number), width)
            if wrong:
                found[f"{key} {number}"] = wrong
    return found


def main() -> None:
    """Print the grid; exit 1 where any text touches another or is cut."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--regions", type=int, choices=COUNTS, action="append")
    counts = parser.parse_args().regions or COUNTS
    names = regions.table()["label"].str.len().sort_values(ascending=False, kind="stable").index
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, drawing() as page:
        print(f"{'regions':>8}  {'size':14} {'width':>5}  slides with faults")
        for count in counts:
            address = stores.address(Path(folder) / f"{count}.db")
            engine = storage.open_store(address)
            nation.fill(engine, names[:count])
            engine.dispose()
            for size, width in WIDTHS:
                found = faulty(page, view_of(address, str(names[0])), size, width)
                wrong += len(found)
                print(f"{count:>8}  {size:14} {width:>5}  {len(found)}", flush=True)
                for key, what in found.items():
                    print(f"{'':30} {key}: {'; '.join(what[:3])}", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
