"""Texts that touch or are cut, measured in Chromium: every chart, 1, 5, 38 and 514 regions, every size.

    python benchmarks/overlap.py                the whole grid
    python benchmarks/overlap.py --regions 5    one count of regions; 0 = the sample with its opinion survey

The regions are those with the longest names, over three periods; one of them went through the whole bimtek
(benchmarks/bimtek.py). A slide is one picture of 1920 x 1080 that the browser scales, so 1366 x 768 and
1024 x 768 show the same boxes; the sizes of the slider are pictures of their own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import storage  # noqa: E402
from benchmarks import bimtek, nation  # noqa: E402
from charts import theme  # noqa: E402
from charts.chart import Chart  # noqa: E402
from planning import context as facts  # noqa: E402
from reference import planning as definitions  # noqa: E402
from reference import regions  # noqa: E402
from storage import instruments, known, periods, rosters  # noqa: E402
from tests.charts.measuring import drawing, faults  # noqa: E402
from tests.pages import stores  # noqa: E402
from ui import (  # noqa: E402
    agreement,
    causes,
    change,
    context,
    deck,
    gaps,
    goals,
    region_map,
    robustness,
    tally,
    together,
)
from ui.drawn import Undrawn  # noqa: E402
from ui.view import View  # noqa: E402
from workflow import dates, load  # noqa: E402
from workflow.load import Scope  # noqa: E402

SAMPLE, COUNTS = 0, (1, 5, 38, 514)
YEARS = (2024, 2025, 2026)
WIDTHS: tuple[tuple[theme.SizeName, int], ...] = (
    ("office", 876),
    ("office", 1300),
    *((name, 1920) for name in theme.ZOOMS.values()),
)
Draw = Callable[..., Chart]


def two_periods(seen: View, **look: object) -> Chart:
    """Antarperiode where one period lies before: a slope chart."""
    before = change.stages(seen.everywhere)
    return change.course(replace(before[max(0, len(before) - 2)], region=seen.region), **look)


# What the deck does not show, or shows with other choices.
ON_PAGES: dict[str, Draw] = {
    "kesenjangan subdimensi": partial(gaps.gap, level=2),
    "kesenjangan indikator": partial(gaps.gap, level=1),
    "kesepakatan butir": partial(agreement.spread, level=1),
    "antarperiode": change.course,
    "antarperiode, dua periode": two_periods,
    "indonesia, sel": region_map.country,
    "indonesia, ubin": partial(region_map.country, shape="ubin"),
    "provinsi, ubin": partial(region_map.province, shape="ubin", node="GOV"),
    "pilihan yang menggeser": robustness.choices,
    "tanpa subdimensi": partial(robustness.without, level=2),
    "tanpa indikator": partial(robustness.without, level=1),
    "akar masalah satu dimensi": partial(causes.figure, dimension="LIV"),
    "peran satu dimensi": partial(together.roles, dimension="SOC"),
    "keselarasan": goals.figure,
    **{f"suara {code}": partial(tally.votes, way=code) for code in definitions.ways()},
    **{f"faktor {each.column}": partial(context.factor, column=each.column) for each in facts.variables()},
}
DRAWINGS: dict[str, Draw] = {
    **{f"slide {key}": partial(deck.draw, key=key) for key in deck.SLIDES},
    **ON_PAGES,
}


def view_of(address: str, region: str, instrument: int = 0) -> View:
    """A region in the last period of a store, by an instrument counted from 0."""
    engine = storage.open_store(address)
    period, frozen = periods.available(engine)[-1], instruments.available(engine)[instrument]
    scope = Scope(period.id, frozen.id)
    return View(engine, period, load.instrument(engine, scope), scope, region, known.state(engine))


def measured(page, seen: View, size: theme.SizeName, width: int) -> tuple[dict[str, list[str]], list[str]]:
    """Chart and page -> its faults, over first, second and last page; and the charts that lack data."""
    found, undrawn = {}, []
    for key, draw in DRAWINGS.items():
        try:
            pages = draw(seen, size=size).pages
        except Undrawn:
            undrawn.append(key)
            continue
        for number in sorted({1, min(2, pages), pages}):
            wrong = faults(page, draw(seen, size=size, page=number), width)
            if wrong:
                found[f"{key} {number}"] = wrong
    return found, undrawn


def prepared(folder: Path, count: int) -> list[View]:
    """Views over a store with that many regions; the sample is seen by both its instruments."""
    address = stores.address(folder / f"{count}.db")
    if count == SAMPLE:
        stores.seed(folder / f"{count}.db")
        return [view_of(address, "35.18", instrument) for instrument in (0, 1)]
    named = regions.table()["label"].str.len().sort_values(ascending=False, kind="stable").index
    engine = storage.open_store(address)
    for year in YEARS:
        nation.fill(engine, named[:count], year)
    first = str(named[0])
    rosters.save(engine, first, bimtek.roster(first), bimtek.BY, since=dates.today())
    bimtek.hold(engine, first)
    engine.dispose()
    return [view_of(address, first)]


def rows(page, views: list[View]) -> Iterator[tuple[theme.SizeName, int, dict[str, list[str]], list[str]]]:
    """Size, width, faults, and what none of the views can draw."""
    for size, width in WIDTHS:
        found: dict[str, list[str]] = {}
        lacking = set(DRAWINGS)
        for seen in views:
            wrong, undrawn = measured(page, seen, size, width)
            found |= {f"{seen.instrument.id} {key}": what for key, what in wrong.items()}
            lacking &= set(undrawn)
        yield size, width, found, [key for key in DRAWINGS if key in lacking]


def main() -> None:
    """Print the grid; exit 1 where any text touches another or is cut."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--regions", type=int, choices=(SAMPLE, *COUNTS), action="append")
    counts = parser.parse_args().regions or (SAMPLE, *COUNTS)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, drawing() as page:
        print(f"{'regions':>8}  {'size':14} {'width':>5}  {'charts':>6}  with faults")
        for count in counts:
            views = prepared(Path(folder), count)
            for at, (size, width, found, lacking) in enumerate(rows(page, views)):
                wrong += len(found)
                drawn = len(DRAWINGS) - len(lacking)
                print(f"{count or 'sample':>8}  {size:14} {width:>5}  {drawn:>6}  {len(found)}", flush=True)
                if at == 0 and lacking:
                    print(f"{'':30} without data: {', '.join(lacking)}")
                for key, what in found.items():
                    print(f"{'':30} {key}: {'; '.join(what[:3])}", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
