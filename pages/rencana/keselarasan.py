"""Keselarasan: programmes against the goals of RPJMD, Renstra and Renja, and what is not covered."""

import streamlit as st

from planning.alignment import DOCUMENTS
from ui import aligning, chart, damage, desk, drawn, empty, filters, goals, page, view

page.header(
    "Keselarasan", "Sasaran RPJMD, Renstra, dan Renja mana yang didukung program, dan mana yang belum?"
)
seen = view.choose()
if seen is None:
    st.stop()
page.status(seen.status())
aligning.offer(seen)
desk.tell()
aligning.findings()
goals.damage(seen)
damage.show(seen)
document = filters.pick("dokumen", DOCUMENTS, label="Dokumen", every="Semua dokumen")
try:
    drawn.show(
        seen,
        "keselarasan",
        lambda turn: goals.figure(seen, dark=chart.dark(), page=turn, document=document),
        document,
    )
    seen.replay("lacking goals", lambda: goals.lacking(seen), seen.state)
    aligning.edit(seen)
    goals.matrix(seen)
except drawn.Undrawn as lacking:
    empty.show(lacking.what, lacking.next_step, file=lacking.file, label=lacking.label)
page.footer()
