"""The charts of the roadmap: when and who, what it costs, and the index it should bring."""

import math
from datetime import date

import pandas as pd

import charts.plan.costs
import charts.plan.gantt
import charts.plan.index_path
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from planning.plan.roadmap import start_of_programme
from ui.plan import plan
from ui.shared.cached_chart import NothingToDraw
from ui.shared.selection import Selection
from workflow.plan import roadmap_table
from workflow.plan.region_plan import RegionPlan
from workflow.targets import agreed_targets

DEADLINE = "apbd"


def roadmap_gantt_chart(selection: Selection, look: Look, today: date | None = None) -> Chart:
    """What stands on the roadmap as of a day (None = now), by start. NothingToDraw: nothing is scheduled."""
    found = _scheduled(selection, today)
    rows: list[dict[str, object]] = [
        {
            "name": row.bar.programme.name,
            "lead": row.lead or "",
            "node": row.bar.programme.dimension,
            "start": row.bar.start,
            "end": row.bar.end,
            "began": row.bar.own_start,
            "ends": row.bar.own_end,
            "cost": row.bar.cost if row.bar.has_cost else math.nan,
            "early": row.bar.early,
            "quick": row.quick_win,
        }
        for row in roadmap_table.list_roadmap_rows(found)
    ]
    rows += [{"name": each.name, "node": each.dimension} for each in found.unscheduled_programmes]
    rows += [
        {"name": each.name, "node": each.dimension, "start": start_of_programme(each), "end": each.end}
        for each in found.outside_programmes
    ]
    return charts.plan.gantt.draw_gantt(
        pd.DataFrame(rows),
        look.telling(selection.source(), selection.region_label),
        terms=[(term.name, term.first, term.last) for term in found.horizon.terms()],
        deadlines=_deadlines(found),
        dimensions=dict(found.assessment.framework.dimension_names),
    )


def roadmap_costs_chart(selection: Selection, look: Look) -> Chart:
    """Rupiah per year and dimension of what stands on the roadmap. NothingToDraw: nothing is scheduled."""
    found = _scheduled(selection)
    if not found.costs["rupiah"].sum() > 0:
        raise NothingToDraw(
            "Biaya program yang dijadwalkan belum diisi", "Isi biaya tiap tahun pada halaman Program."
        )
    homes = {each.key: each.dimension for each in found.programmes}
    spent = found.costs.assign(dimension=found.costs["key"].map(homes))
    sums = spent.groupby(["year", "dimension"])["rupiah"].sum().unstack(fill_value=0)
    named = dict(found.assessment.framework.dimension_names)
    names = named | {str(code): "Tanpa dimensi" for code in sums if code not in named}
    whole = sums.reindex(index=found.shown_years, columns=[c for c in names if c in sums], fill_value=0.0)
    return charts.plan.costs.draw_yearly_costs(
        whole, look.telling(selection.source(), selection.region_label), dimensions=names
    )


def index_path_chart(selection: Selection, look: Look) -> Chart:
    """The index of each year if programmes deliver, beside the targets. NothingToDraw: none is scheduled."""
    found = _scheduled(selection)
    return charts.plan.index_path.draw_index_path(
        index_path_rows(selection, found),
        found.assessment.framework.scale,
        look.telling(selection.source(), selection.region_label),
        start=found.index,
    )


def index_path_rows(selection: Selection, found: RegionPlan) -> pd.DataFrame:
    """`year`, `index`, `done` of `RegionPlan.expected` with the `target` of the year, NaN = none.

    The target is of the parts that the index counts, as everywhere a score stands beside it. Up to the last
    programme; where no target lies in these years, up to the next one.
    """
    root = selection.instrument.framework.roots[0]
    aims = {
        year: float(selection.result(year).held_against.loc[[selection.region], root].iloc[0])
        for year in agreed_targets.index_target_path(selection.uncached)
    }
    told, end = found.expected, found.shown_years[-1]
    if not any(year <= end for year in aims) and aims:
        years = range(end + 1, min(aims) + 1)
        told = pd.concat([told, *(told.tail(1).assign(year=year) for year in years)], ignore_index=True)
    return told.assign(target=told["year"].map(aims).astype(float))


def _scheduled(selection: Selection, today: date | None = None) -> RegionPlan:
    found = plan.selected_region_plan(selection, today)
    if not found.bars:
        raise NothingToDraw(
            "Belum ada program yang dijadwalkan",
            "Isi waktu mulai dan selesai program pada tabel jadwal di halaman Peta jalan.",
        )
    return found


def _deadlines(found: RegionPlan) -> list[tuple[str, date]]:
    """When each year's APBD is fixed, and where an RPJMD ends."""
    edges = [(f"Akhir {term.name}", date(term.last, 12, 31)) for term in found.horizon.rpjmd()]
    return [(f"APBD {year}", found.calendar.dates(year)[DEADLINE]) for year in found.shown_years] + edges
