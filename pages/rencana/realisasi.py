"""Realisasi: what became of each year's programmes, planned against done, and what to carry over."""

import streamlit as st

from ui import actor, chart, damage, desk, drawn, empty, page, realised, view

page.header(
    "Realisasi", "Program mana yang sudah terlaksana, bagaimana hasilnya, dan apa yang perlu diteruskan?"
)
seen = view.choose()
if seen is None:
    st.stop()
page.status(seen.status())
damage.show(seen)
year = realised.choose(seen)
desk.tell()
try:
    drawn.show(seen, "realisasi", lambda _: realised.figure(seen, dark=chart.dark(), year=year), year)
    if not actor.name():
        actor.required()
    realised.edit(seen, year)
    realised.carry(seen, year)
except drawn.Undrawn as lacking:
    empty.show(lacking.what, lacking.next_step, file=lacking.file, label=lacking.label)
page.footer()
