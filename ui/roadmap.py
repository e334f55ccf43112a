"""The charts of the roadmap: when and who, what it costs, and the index it should bring."""

from datetime import date

import pandas as pd

import charts.costs
import charts.expected
import charts.roadmap
from charts import theme
from charts.chart import Chart
from ui import plan
from ui.drawn import Undrawn
from ui.view import View
from workflow import summary, targets
from workflow.board import Board

DEADLINE = "apbd"


def gantt(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """What stands on the roadmap, by start. Undrawn: nothing is scheduled."""
    found = _scheduled(seen)
    horizon = found.horizon
    rows = [
        {
            "name": bar.programme.name,
            "lead": found.leads.get(bar.programme.lead, ""),
            "node": bar.programme.dimension,
            "start": bar.start,
            "end": bar.end,
            "cost": bar.cost,
            "early": bar.early,
            "quick": bar.programme.key in found.verdicts and found.verdicts[bar.programme.key].passes,
        }
        for bar in found.bars
    ]
    return charts.roadmap.figure(
        pd.DataFrame(rows),
        terms=[(term.name, term.first, term.last) for term in horizon.terms()],
        deadlines=_deadlines(found),
        dimensions=_dimensions(found),
        place=seen.region_label,
        source=seen.source(),
        size=size,
        dark=dark,
        page=page,
    )


def money(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """Rupiah per year and dimension of what stands on the roadmap. Undrawn: nothing is scheduled."""
    found = _scheduled(seen)
    homes = {each.key: each.dimension for each in found.programmes}
    spent = found.costs.assign(dimension=found.costs["key"].map(homes))
    sums = spent.groupby(["year", "dimension"])["rupiah"].sum().unstack(fill_value=0)
    named = _dimensions(found)
    names = named | {str(code): "Tanpa dimensi" for code in sums if code not in named}
    whole = sums.reindex(index=found.horizon.years, columns=[c for c in names if c in sums], fill_value=0.0)
    return charts.costs.figure(
        whole, dimensions=names, place=seen.region_label, source=seen.source(), size=size, dark=dark
    )


def index_path(seen: View, *, size: theme.SizeName = "office", dark: bool = False, page: int = 1) -> Chart:
    """The index of each year if programmes deliver, against the targets. Undrawn: nothing is scheduled."""
    found = _scheduled(seen)
    return charts.expected.figure(
        path(seen, found),
        found.assessment.framework.scale,
        start=found.index,
        place=seen.region_label,
        source=seen.source(),
        size=size,
        dark=dark,
    )


def path(seen: View, found: Board) -> pd.DataFrame:
    """`year`, `index`, `done` of `Board.expected` with the `target` of the year, NaN = none."""
    horizons, terms = seen.instrument.horizons, found.horizon.terms()
    ends = {name: term.last for name, term in zip(horizons, terms, strict=False)}
    aims = targets.path(seen.engine, seen.scope, seen.region, ends)
    return found.expected.assign(target=found.expected["year"].map(aims).astype(float))


def _scheduled(seen: View) -> Board:
    found = plan.of(seen)
    if not found.bars:
        raise Undrawn(
            "Belum ada program yang dijadwalkan",
            "Isi waktu mulai dan selesai program pada tabel jadwal di halaman Peta jalan.",
        )
    return found


def _deadlines(found: Board) -> list[tuple[str, date]]:
    """When each year's APBD is fixed."""
    return [(f"APBD {year}", found.calendar.dates(year)[DEADLINE]) for year in found.horizon.years]


def _dimensions(found: Board) -> dict[str, str]:
    framework = found.assessment.framework
    return {code: framework.node(code).name for code in summary.dimensions(framework)}
