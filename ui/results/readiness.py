"""The charts of one region's readiness: its dimensions, elements, evidence and prerequisites."""

import charts.results.element_matrix
import charts.results.evidence
import charts.results.prerequisites
import charts.results.profile
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from ui.shared.cached_chart import NothingToDraw
from ui.shared.selection import Selection
from workflow.results import levels, summary

OTHER = "Tampilkan grafik lain untuk instrumen ini."


def profile_chart(selection: Selection, look: Look, year: int) -> Chart:
    """The scores of the dimensions in their official order."""
    result = selection.result(year)
    framework = result.part(selection.region).framework
    names = levels.level_names_below_index(selection.instrument, framework)
    tops = framework.dimensions
    rows = selection.remember(
        "dimension rows", lambda: summary.nodes_frame(result, selection.region, tops), year
    )
    return charts.results.profile.draw_profile(
        rows,
        framework.scale,
        look.telling(selection.source(), selection.region_label),
        noun=names[max(names)].lower(),
        target_label=f"Target {year}",
    )


def element_matrix_chart(selection: Selection, look: Look, year: int) -> Chart:
    """Dimensions by readiness elements."""
    result = selection.result(year)
    framework = result.part(selection.region).framework
    cells = selection.remember(
        "elements", lambda: summary.element_scores_by_dimension(result, selection.region), year
    )
    if cells.empty:
        raise NothingToDraw(
            f"{selection.instrument.title} tidak membedakan elemen kesiapan",
            OTHER,
        )
    inside = cells[cells["node"].isin(framework.dimensions)]
    return charts.results.element_matrix.draw_element_matrix(
        inside, framework.scale, look.telling(selection.source(), selection.region_label)
    )


def evidence_range_chart(selection: Selection, look: Look, year: int) -> Chart:
    """The index and the dimensions with and without claims that lack evidence."""
    result = selection.result(year)
    framework = result.part(selection.region).framework
    if not is_evidence_asked(selection):
        raise NothingToDraw(f"{selection.instrument.title} tidak menilai bukti", OTHER)
    proven = selection.remember("proven", lambda: summary.proven_range(result, selection.region), year)
    return charts.results.evidence.draw_evidence_range(
        proven, framework.scale, look.telling(selection.source(), selection.region_label)
    )


def is_evidence_asked(selection: Selection) -> bool:
    """Whether the instrument asks for evidence before it gives a class."""
    return selection.instrument.framework.scale.asks_evidence


def prerequisites_chart(selection: Selection, look: Look, year: int, *, stage: str | None = None) -> Chart:
    """The prerequisites asked for up to a stage of the bimtek (None = the first), furthest behind first."""
    framework = selection.result(year).part(selection.region).framework
    stages = summary.prerequisite_stages(framework)
    if not stages:
        raise NothingToDraw(f"{selection.instrument.title} tidak memuat prasyarat", OTHER)
    chosen = stage or stages[0]
    staged = selection.at_stage(chosen, year)
    codes = staged.part(selection.region).framework.prerequisites
    ahead = selection.remember(
        "prerequisites", lambda: summary.nodes_frame(staged, selection.region, codes), year, chosen
    )
    return charts.results.prerequisites.draw_prerequisites(
        ahead,
        framework.scale,
        look.telling(selection.source(), selection.region_label),
        target_label=f"Target {year}",
        # Documents count all of them: what is only a part says which.
        until=f"sampai tahap {chosen}" if len(codes) < len(framework.prerequisites) else "",
    )
