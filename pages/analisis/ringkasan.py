"""Ringkasan: the index and its class, then one view at a time: dimensions, elements, evidence, extremes."""

from collections.abc import Callable

import streamlit as st

from ui.programmes import strengths
from ui.results import extremes, index_row, own_items, readiness
from ui.shared import cached_chart, filters, page, target_year, trace_links
from ui.shared.cached_chart import ChartChoice
from ui.shared.format import format_number
from ui.shared.markdown import escape_markdown
from ui.shared.selection import choose_scored_selection
from ui.states import changes, marking
from workflow.results import levels, summary

WITHOUT_CHART = ("butir", "program")

page.show_page_header(
    "Ringkasan", "Seberapa siap daerah ini, di mana kekuatan dan kelemahannya?", answers=True
)
selection = choose_scored_selection()
if selection is None:
    st.stop()
year = target_year.current_target_year(selection)
result = selection.result(year)
part = result.part(selection.region)
framework = part.framework
last = min(levels.level_names_below_index(selection.instrument, framework).items())[1]
root = framework.roots[0]
stages = summary.prerequisite_stages(framework)


def show_prerequisites() -> None:
    """The prerequisites up to a stage of the bimtek, scored apart from the index."""
    stage = filters.choose_segment(
        "tahap", {name: f"Tahap {name}" for name in stages}, label="Prasyarat sampai tahap bimtek"
    )
    staged = selection.at_stage(stage, year)
    tree = staged.part(selection.region).framework
    required = ChartChoice.of(readiness.prerequisites_chart, year, stage=stage)
    cached_chart.show_cached_chart(selection, "prasyarat", required)
    st.caption(
        f"Skor prasyarat sampai tahap {escape_markdown(stage)}: "
        f"{format_number(staged.scores.at[selection.region, tree.roots[1]])}. "
        "Prasyarat dinilai tersendiri dan tidak masuk indeks."
    )


def draw_later(name: str, choice: ChartChoice) -> Callable[[], None]:
    return lambda: cached_chart.show_cached_chart(selection, name, choice)


profile = ChartChoice.of(readiness.profile_chart, year)
ranges = ChartChoice.of(readiness.evidence_range_chart, year)
crossed = selection.remember(
    "crossed", lambda: len(summary.element_scores_by_dimension(result, selection.region)) > 0, year
)
views = {
    "profil": ("Dimensi", draw_later("profil", profile), True),
    "elemen": (
        "Dimensi × elemen",
        draw_later("matriks", ChartChoice.of(readiness.element_matrix_chart, year)),
        crossed,
    ),
    "bukti": (
        "Bukti",
        draw_later("bukti", ChartChoice.of(readiness.evidence_range_chart, year)),
        readiness.is_evidence_asked(selection),
    ),
    "butir": ("Kekuatan dan kelemahan", lambda: extremes.show_extremes(selection, year, last), True),
    "program": ("Program berjalan", lambda: strengths.show_running_programmes(selection), True),
    "prasyarat": ("Prasyarat", show_prerequisites, bool(stages)),
}
index_row.show_index_row(selection, year)
index_row.tell_index_limits(selection, year)
with st.container(horizontal=True, vertical_alignment="center"):
    view = filters.choose_page_part("ringkasan", {key: word for key, (word, _, on) in views.items() if on})
    tops = framework.dimension_names
    trace_links.show_trace_links(selection.region, {root: framework.node(root).name, **tops})
    marking.show_state_tools(selection)
marking.show_marking_message(selection)
changes.show_changes_since(selection, year)
own_items.show_beside_line(selection)
if view in WITHOUT_CHART:
    page.show_answer(cached_chart.find_finding(selection, "profil", profile))
views[view][1]()
