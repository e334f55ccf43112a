"""Prioritas: what to do first, from the gaps to ranked programmes, votes, quick wins and budget doors."""

import streamlit as st

from ui import doors, impact_ease, page, plan, quick_wins, ranking, start_list, tally, view

SECTIONS = {
    "Daftar awal": start_list.show,
    "Urutan program": ranking.show,
    "Dampak dan kemudahan": impact_ease.show,
    "Suara OPD": tally.show,
    "Quick win": quick_wins.show,
    "Pintu anggaran": doors.show,
}

page.header("Prioritas", "Apa yang didahulukan, mengapa, dan apa yang perlu dilakukan tiap OPD?")
seen = view.choose_scored()
if seen is None:
    st.stop()
section = st.segmented_control(
    "Bagian",
    list(SECTIONS),
    default=next(iter(SECTIONS)),
    required=True,
    key="bagian",
    bind="query-params",
    label_visibility="collapsed",
)
plan.tell()
SECTIONS[section](seen)
page.footer()
