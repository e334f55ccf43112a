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

import storage
from benchmarks import bimtek, nation
from charts.drawing import theme
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from planning.comparison import region_factors as facts
from reference import planning as definitions
from reference import regions
from storage.results import state
from storage.setup import (
    instruments,
    periods,
    rosters,
)
from storage.states.marks import LONGEST_NAME
from storage.values import Actor
from tests.charts.measuring import drawing, faults
from tests.pages import stores
from ui.comparison import factors, over_time, rank_charts, region_map
from ui.plan import opd_integration, vote_totals
from ui.presentation import slides
from ui.programmes import goals
from ui.results import agreement, gaps
from ui.shared import target_year
from ui.shared.cached_chart import NothingToDraw
from ui.shared.selection import Selection
from ui.worksheets import root_causes
from workflow import dates
from workflow.results import stored_data
from workflow.results.stored_data import AssessmentScope
from workflow.states import marked_states

SAMPLE, COUNTS = 0, (1, 5, 38, 514)
YEARS = (2024, 2025, 2026)
WIDTHS: tuple[tuple[theme.SizeName, int], ...] = (
    ("office", 876),
    ("office", 1300),
    *((name, 1920) for name in theme.ZOOMS.values()),
)
Draw = Callable[..., Chart]


def two_periods(seen: Selection, look: Look) -> Chart:
    """Antarperiode where one period lies before: a slope chart."""
    before = over_time.list_period_selections(seen.everywhere)
    return over_time.scores_over_time_chart(
        replace(before[max(0, len(before) - 2)], region=seen.region), look
    )


def aimed(draw: Draw, **choice: int) -> Draw:
    """A chart of the year that the page starts from."""
    return lambda seen, look: draw(seen, look, target_year.current_target_year(seen), **choice)


def slide(key: str) -> Draw:
    """A slide of the deck."""
    return lambda seen, look: slides.slide_chart(seen, key, look)


# What the deck does not show, or shows with other choices.
ON_PAGES: dict[str, Draw] = {
    "kesenjangan subdimensi": aimed(gaps.gap_chart, level=2),
    "kesenjangan indikator": aimed(gaps.gap_chart, level=1),
    "kesepakatan butir": partial(agreement.answer_spread_chart, level=1),
    "antarperiode": over_time.scores_over_time_chart,
    "antarperiode, dua periode": two_periods,
    "indonesia, sel": region_map.country_map_chart,
    "indonesia, ubin": partial(region_map.country_map_chart, shape="ubin"),
    "provinsi, ubin": partial(region_map.province_map_chart, shape="ubin", node="GOV"),
    "pilihan yang menggeser": rank_charts.rank_drivers_chart,
    "tanpa subdimensi": partial(rank_charts.left_out_parts_chart, level=2),
    "tanpa indikator": partial(rank_charts.left_out_parts_chart, level=1),
    "akar masalah satu dimensi": partial(root_causes.root_causes_chart, dimension="LIV"),
    "peran satu dimensi": partial(opd_integration.opd_roles_chart, dimension="SOC"),
    "keselarasan": goals.goals_chart,
    **{
        f"suara {code}": partial(vote_totals.vote_totals_chart, way=code)
        for code in definitions.voting_ways()
    },
    **{
        f"faktor {each.column}": partial(factors.region_factor_chart, column=each.column)
        for each in facts.list_region_facts()
    },
}
DRAWINGS: dict[str, Draw] = {
    **{f"slide {key}": slide(key) for key in slides.SLIDES},
    **ON_PAGES,
}


def view_of(address: str, region: str, instrument: int = 0) -> Selection:
    """A region in the last period of a store, by an instrument counted from 0."""
    engine = storage.open_store(address)
    period, frozen = periods.list_periods(engine)[-1], instruments.list_instruments(engine)[instrument]
    scope = AssessmentScope(period.id, frozen.id)
    return Selection(
        engine,
        period,
        stored_data.instrument_of_scope(engine, scope),
        scope,
        region,
        state.store_state(engine),
    )


def measured(
    page, seen: Selection, size: theme.SizeName, width: int
) -> tuple[dict[str, list[str]], list[str]]:
    """Chart and page -> its faults, over first, second and last page; and the charts that lack data."""
    found, undrawn = {}, []
    for key, draw in DRAWINGS.items():
        try:
            pages = draw(seen, Look(size)).pages
        except NothingToDraw:
            undrawn.append(key)
            continue
        for number in sorted({1, min(2, pages), pages}):
            wrong = faults(page, draw(seen, Look(size, page=number)), width)
            if wrong:
                found[f"{key} {number}"] = wrong
    return found, undrawn


def prepared(folder: Path, count: int) -> list[Selection]:
    """Views over a store with that many regions; the sample is seen by both its instruments."""
    address = stores.address(folder / f"{count}.db")
    if count == SAMPLE:
        stores.seed(folder / f"{count}.db")
        mark_longest(address, "35.18")
        return [view_of(address, "35.18", instrument) for instrument in (0, 1)]
    named = regions.list_regions()["label"].str.len().sort_values(ascending=False, kind="stable").index
    engine = storage.open_store(address)
    for year in YEARS:
        nation.fill(engine, named[:count], year)
    first = str(named[0])
    mark_longest(address, first)
    rosters.write_roster(engine, first, bimtek.roster(first), Actor(bimtek.BY), since=dates.local_today())
    bimtek.hold(engine, first)
    engine.dispose()
    return [view_of(address, first)]


def mark_longest(address: str, region: str) -> None:
    """A state of the newest period under as long a name as there may be."""
    engine = storage.open_store(address)
    name = ("Keadaan sebelum rapat pleno bersama Sekda dan Bappeda " * 2)[:LONGEST_NAME].strip()
    newest = periods.list_periods(engine)[-1]
    marked_states.mark_period_state(engine, newest.id, region, name, Actor(bimtek.BY))
    engine.dispose()


def rows(
    page, views: list[Selection]
) -> Iterator[tuple[theme.SizeName, int, dict[str, list[str]], list[str]]]:
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
