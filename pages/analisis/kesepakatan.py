"""Kesepakatan OPD: whether the respondents agree, and what the room should talk about first."""

import streamlit as st

from ui import agreement, chart, drawn, empty, filters, page, table, view
from workflow import levels

page.header("Kesepakatan OPD", "Apakah OPD sepakat, dan apa yang perlu dibahas bersama lebih dahulu?")
seen = view.choose_scored()
if seen is None:
    st.stop()
framework = seen.result().part(seen.region).framework
names = levels.below_index(seen.instrument, framework)
last = names[min(names)]
opinion = seen.instrument.framework.opinion
said = agreement.found(seen)

if not opinion:
    agreement.lead_agenda(seen, last.lower())
    agreement.elsewhere(seen)
if said.items.empty and opinion:
    empty.show(
        "Belum ada jawaban bertingkat dari responden",
        "Unggah survei OPD lebih dahulu, atau pilih instrumen lain di atas.",
        file="mulai/unggah.py",
        label="Ke Unggah survei",
    )
if len(said.items) and (opinion or said.counted):
    level = filters.depth(f"rincian-{seen.instrument.id}", names, default=agreement.usual_level(seen))
    try:
        drawn.show(
            seen,
            "kesepakatan",
            lambda turn: agreement.spread(seen, level=level, dark=chart.dark(), page=turn),
            level,
        )
    except drawn.Undrawn as lack:
        empty.show(lack.what, lack.next_step)
    if opinion:
        agreement.agenda(seen, last.lower())
    else:
        st.caption(
            f"Hanya {last.lower()} yang dijawab lima responden atau lebih yang dihitung, misalnya yang "
            "dijawab tiap kecamatan. Kesepakatan tidak mengubah skor."
        )
    st.subheader("Ukuran kesepakatan", anchor=False)
    told = seen.remember(
        "measures",
        lambda: agreement.measures(agreement.rows(seen, level), framework, names[level]),
        level,
    )
    table.put(told)
    st.caption(agreement.MEASURES)
page.footer()
