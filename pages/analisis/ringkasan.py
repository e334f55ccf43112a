"""Ringkasan: the index and its class, the dimensions, elements, prerequisites, strengths and weaknesses."""

import pandas as pd
import streamlit as st

from planning.plan import priorities
from reports import verdict
from ui.programmes import strengths
from ui.results import readiness
from ui.shared import cached_chart, filters, indicator_card, page, table, target_year, trace_links
from ui.shared.cached_chart import ChartChoice
from ui.shared.format import format_count, format_near_boundary, format_number, format_percent, format_plain
from ui.shared.markdown import escape_markdown
from ui.shared.selection import choose_scored_selection
from ui.states import changes
from workflow.results import levels, summary

page.show_page_header("Ringkasan", "Seberapa siap daerah ini, di mana kekuatannya, dan di mana kelemahannya?")
selection = choose_scored_selection()
if selection is None:
    st.stop()
year = target_year.current_target_year(selection)
result = selection.result(year)
part = result.part(selection.region)
framework, scale, values = part.framework, part.framework.scale, part.indicators.values.loc[selection.region]
last = min(levels.level_names_below_index(selection.instrument, framework).items())[1]
root = framework.roots[0]
changes.show_state_line(selection, year)

rests = selection.remember("basis", lambda: summary.answer_basis(part, selection.region))
proving = readiness.is_evidence_asked(selection)
bounds = tuple(band.lower for band in scale.bands)
with st.grid(4, min_column_width=200):
    score = format_near_boundary(result.scores.at[selection.region, root], bounds, scale.decimals)
    st.metric(escape_markdown(framework.node(root).name), score, border=True)
    if scale.bands:
        st.metric("Kelas", escape_markdown(verdict.class_word(result, selection.region)), border=True)
    answered = f"{format_count(rests.answered)} dari {format_count(rests.asked)}"
    st.metric(f"{escape_markdown(last)} terjawab", answered, border=True)
    if proving:
        st.metric("Jawaban berbukti", format_percent(rests.evidence), border=True)
if note := selection.instrument.classification_note:
    st.caption(f"Kelas: {escape_markdown(note)}.")
for sentence in selection.remember(
    "lacking",
    lambda: (
        verdict.unknown_index_reason(result, selection.region),
        verdict.class_limit_reason(result, selection.region),
    ),
    year,
):
    if sentence:
        st.info(escape_markdown(sentence))
for off in selection.remember(
    "off", lambda: summary.list_inapplicable_parts(result, selection.region), year
).itertuples():
    st.warning(
        f"Seluruh indikator {escape_markdown(off.name)} dijawab Tidak berlaku. Indeks tanpa bagian itu "
        f"{format_number(off.without)}; "
        f"bila bagian itu dihitung pada tingkat terendah {format_number(off.with_lowest)}."
    )

tops = framework.dimensions
trace_links.show_trace_links(selection.region, {code: framework.node(code).name for code in (root, *tops)})
cached_chart.show_cached_chart(selection, "profil", ChartChoice.of(readiness.profile_chart, year))
if len(
    selection.remember(
        "elements", lambda: summary.element_scores_by_dimension(result, selection.region), year
    )
):
    cached_chart.show_cached_chart(selection, "matriks", ChartChoice.of(readiness.element_matrix_chart, year))
if proving:
    cached_chart.show_cached_chart(selection, "bukti", ChartChoice.of(readiness.evidence_range_chart, year))


def show_extreme_indicators(title: str, found: pd.DataFrame) -> None:
    """The indicators at the highest or the lowest levels."""
    st.subheader(f"{title}: {format_count(len(found))} {escape_markdown(last.lower())}", anchor=False)
    st.caption(indicator_card.reached_levels_text(framework, found["value"]))
    listed = found[["node", "name", "value", "dimension"]].assign(
        dimension=[framework.node(code).name for code in found["dimension"]]
    )
    listed.columns = pd.Index(["Kode", last, "Tingkat", "Bagian dari"])
    if len(listed):
        tall = 320 if len(listed) > 7 else None
        table.show_table(listed, alt=title, formats={"Tingkat": format_plain}, height=tall)


left, right = st.columns(2, gap="large")
with left:
    selection.replay(
        "Kekuatan",
        lambda: show_extreme_indicators("Kekuatan", priorities.list_strengths(framework, values)),
        year,
    )
with right:
    selection.replay(
        "Kelemahan",
        lambda: show_extreme_indicators("Kelemahan", priorities.list_weaknesses(framework, values)),
        year,
    )

strengths.show_running_programmes(selection)

if stages := summary.prerequisite_stages(framework):
    named = {name: f"Tahap {name}" for name in stages}
    stage = filters.choose_segment("tahap", named, label="Prasyarat sampai tahap bimtek")
    staged = selection.at_stage(stage, year)
    tree = staged.part(selection.region).framework
    required = ChartChoice.of(readiness.prerequisites_chart, year, stage=stage)
    cached_chart.show_cached_chart(selection, "prasyarat", required)
    st.caption(
        f"Skor prasyarat sampai tahap {escape_markdown(stage)}: "
        f"{format_number(staged.scores.at[selection.region, tree.roots[1]])}. "
        "Prasyarat dinilai tersendiri dan tidak masuk indeks."
    )
page.show_page_footer()
