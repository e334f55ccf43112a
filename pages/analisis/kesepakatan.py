"""Kesepakatan OPD: whether the respondents agree, and what the room should talk about first."""

import streamlit as st

from ui.results import agreement
from ui.shared import cached_chart, empty, filters, page, table
from ui.shared.cached_chart import ChartChoice
from ui.shared.markdown import escape_markdown
from ui.shared.selection import choose_scored_selection
from workflow.results import levels

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

if not opinion:
    agreement.show_lead_differences(selection, last.lower())
    agreement.show_opinion_surveys(selection)
if said.items.empty and opinion:
    empty.show_missing_data(
        "Belum ada jawaban bertingkat dari responden",
        "Unggah survei OPD lebih dahulu, atau pilih instrumen lain di panel.",
        file="mulai/unggah.py",
        label="Ke Unggah survei",
    )
if len(said.items) and (opinion or said.counted):
    level = filters.choose_tree_level(
        f"rincian-{selection.instrument.id}", names, default=agreement.usual_agreement_level(selection)
    )
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
    st.subheader("Ukuran kesepakatan", anchor=False)
    told = selection.remember(
        "measures",
        lambda: agreement.agreement_measures_table(
            agreement.agreement_rows(selection, level), framework, names[level]
        ),
        level,
    )
    table.show_markdown_table(told)
    st.caption(agreement.MEASURES)
