"""Kesepakatan OPD: whether the respondents agree, and what the room should talk about first."""

import streamlit as st

from ui.results import agreement
from ui.shared import cached_chart, empty, filters, page, table
from ui.shared.cached_chart import ChartChoice
from ui.shared.markdown import escape_markdown
from ui.shared.selection import choose_scored_selection
from workflow.results import levels

AGENDA, SPREAD, MEASURES = "agenda", "sebaran", "ukuran"
SPREAD_PARTS = {SPREAD: "Sebaran jawaban", MEASURES: "Ukuran kesepakatan"}

page.show_page_header(
    "Kesepakatan OPD", "Apakah OPD sepakat, dan apa yang perlu dibahas bersama lebih dahulu?", answers=True
)
selection = choose_scored_selection()
if selection is None:
    st.stop()
framework = selection.result().part(selection.region).framework
names = levels.level_names_below_index(selection.instrument, framework)
last = names[min(names)]
opinion = selection.instrument.framework.opinion
said = agreement.read_opinions(selection)

spread = len(said.items) > 0 and (opinion or said.counted)
parts = ({} if opinion else {AGENDA: "Agenda"}) | (SPREAD_PARTS if spread else {})
part = filters.choose_page_part("kesepakatan", parts) if len(parts) > 1 else next(iter(parts), "")
if part == AGENDA:
    agreement.show_lead_differences(selection, last.lower())
    agreement.show_opinion_surveys(selection)
if not part:
    empty.show_missing_data(
        "Belum ada jawaban bertingkat dari responden",
        "Unggah survei OPD lebih dahulu, atau pilih instrumen lain di panel.",
        file="mulai/unggah.py",
        label="Ke Unggah survei",
    )
if part in SPREAD_PARTS:
    level = filters.choose_tree_level(
        f"rincian-{selection.instrument.id}", names, default=agreement.usual_agreement_level(selection)
    )
if part == SPREAD:
    try:
        cached_chart.show_cached_chart(
            selection, "kesepakatan", ChartChoice.of(agreement.answer_spread_chart, level=level)
        )
    except cached_chart.NothingToDraw as lack:
        empty.show_missing_data(lack.what, lack.next_step)
    if opinion:
        agreement.show_disputed_items(selection, last.lower())
    else:
        st.caption(
            f"Hanya {escape_markdown(last.lower())} yang dijawab lima responden atau lebih yang "
            "dihitung, misalnya yang "
            "dijawab tiap kecamatan. Kesepakatan tidak mengubah skor."
        )
if part == MEASURES:
    page.show_finding(f"Ukuran kesepakatan menurut {names[level].lower()}")
    told = selection.remember(
        "measures",
        lambda: agreement.agreement_measures_table(
            agreement.agreement_rows(selection, level), framework, names[level]
        ),
        level,
    )
    table.show_markdown_table(told)
    st.caption(agreement.MEASURES)
