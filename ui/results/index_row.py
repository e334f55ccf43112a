"""The index of a region, large, with its class and what it rests on; and what keeps it from being more."""

import streamlit as st

from charts.titles.wording import PROVED
from reports import verdict
from ui.results import readiness
from ui.shared.format import format_count, format_index, format_number, format_percent
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.results import levels, summary


def show_index_row(selection: Selection, year: int) -> None:
    """The index, its class, how many are answered and how many of these with evidence."""
    result = selection.result(year)
    part = result.part(selection.region)
    root = part.framework.roots[0]
    scale = part.framework.scale
    last = min(levels.level_names_below_index(selection.instrument, part.framework).items())[1]
    rests = selection.remember("basis", lambda: summary.answer_basis(part, selection.region))
    scores = dict(result.scores.loc[selection.region])
    score = format_index(scores[root], scale)
    with st.container(key="pokok", horizontal=True, vertical_alignment="bottom"):
        st.metric(escape_markdown(part.framework.node(root).name), score, width="content")
        if scale.bands:
            kind = escape_markdown(verdict.class_word(result, selection.region))
            st.metric("Kelas", kind, width="content")
        answered = f"{format_count(rests.answered)} dari {format_count(rests.asked)}"
        st.metric(f"{escape_markdown(last)} terjawab", answered, width="content")
        if readiness.is_evidence_asked(selection):
            st.metric(f"Jawaban {PROVED}", format_percent(rests.evidence), width="content")
    if scale.bands and (note := selection.instrument.classification_note):
        st.caption(f"Kelas: {escape_markdown(note)}.")


def tell_index_limits(selection: Selection, year: int) -> None:
    """Why the index or its class is not what the scores alone would give."""
    result = selection.result(year)
    told = selection.remember(
        "lacking",
        lambda: (
            verdict.unknown_index_reason(result, selection.region),
            verdict.class_limit_reason(result, selection.region),
        ),
        year,
    )
    for sentence in filter(None, told):
        st.info(escape_markdown(sentence))
    for off in selection.remember(
        "off", lambda: summary.list_inapplicable_parts(result, selection.region), year
    ).to_dict("records"):
        name, least = escape_markdown(off["name"]), format_number(off["with_lowest"])
        st.warning(
            f"Seluruh indikator {name} dijawab Tidak berlaku. Indeks tanpa bagian itu "
            f"{format_number(off['without'])}; bila bagian itu dihitung pada tingkat terendah {least}."
        )
