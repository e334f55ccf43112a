"""Prioritas: what to do first, from the gaps to ranked programmes, votes, quick wins and budget doors."""

import streamlit as st

from ui import damage, doors, filters, impact_ease, page, plan, quick_wins, ranking, start_list, tally, view

PARTS = {
    "daftar": ("Daftar awal", start_list.show),
    "urutan": ("Urutan program", ranking.show),
    "dampak": ("Dampak dan kemudahan", impact_ease.show),
    "suara": ("Suara OPD", tally.show),
    "quick-win": ("Quick win", quick_wins.show),
    "anggaran": ("Pintu anggaran", doors.show),
}

page.header("Prioritas", "Apa yang didahulukan, mengapa, dan apa yang perlu dilakukan tiap OPD?")
seen = view.choose_scored()
if seen is None:
    st.stop()
part = filters.part("prioritas", {key: title for key, (title, _) in PARTS.items()})
plan.tell()
damage.show(seen)
PARTS[part][1](seen)
page.footer()
