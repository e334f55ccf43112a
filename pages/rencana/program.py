"""Program: what the OPD run and propose, which indicators it lifts, and what is still to be filled in."""

import streamlit as st

from ui import damage, filters, page, view
from ui.format import count
from ui.programme import form, incoming, listing, pairs, rows, saving

PART = "bagian"
LIST, ONE, MANY, BOOK, SAME = "daftar", "satu", "banyak", "berkas", "sama"

page.header(
    "Program", "Program dan inovasi apa yang sudah berjalan atau diusulkan OPD, dan indikator mana yang naik?"
)
seen = view.choose()
if seen is None:
    st.stop()
page.status(seen.status())
damage.show(seen)
found = saving.standing(seen)
open_, _ = pairs.suspected(seen, found)
parts = {
    LIST: f"Daftar ({count(len(found.register))})",
    ONE: "Satu program",
    MANY: "Banyak program",
    BOOK: "Buku kerja",
    SAME: f"Mungkin sama ({count(len(open_))})",
}
draw = {LIST: listing.show, ONE: form.show, MANY: rows.show, BOOK: incoming.show, SAME: pairs.show}

with st.container(horizontal=True, vertical_alignment="center"):
    part = filters.part(PART, parts)
    saving.undo(seen)
saving.tell()
draw[part](seen)
page.footer("Program yang berjalan dihitung sebagai kekuatan pada Ringkasan")
