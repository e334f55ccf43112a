"""Program: what the OPD run and propose, which indicators it lifts, and what is still to be filled in."""

import streamlit as st

from ui.programmes import duplicates, form, import_workbook, listing, nomenclature, rows, saving
from ui.programmes.fields import ONE, PART
from ui.programmes.rows import MANY
from ui.shared import actor, filters, message, page, plan_damage
from ui.shared.format import format_count
from ui.shared.selection import choose_selection

LIST, BOOK, SAME, CODES = "daftar", "berkas", "sama", "nomenklatur"

page.show_page_header(
    "Program", "Program dan inovasi apa yang sudah berjalan atau diusulkan OPD, dan indikator mana yang naik?"
)
selection = choose_selection()
if selection is None:
    st.stop()
page.show_page_status(selection.status())
plan_damage.show_plan_damage(selection)
found = saving.region_register(selection)
open_, _ = duplicates.open_duplicate_pairs(selection, found)
parts = {
    LIST: f"Daftar ({format_count(len(found.register))})",
    ONE: "Satu program",
    MANY: "Banyak program",
    BOOK: "Buku kerja",
    SAME: f"Mungkin sama ({format_count(len(open_))})",
    CODES: "Nomenklatur",
}
draw = {
    LIST: listing.show_programme_list,
    ONE: form.show_programme_form,
    MANY: rows.show_programme_rows,
    BOOK: import_workbook.show_programme_import,
    SAME: duplicates.show_duplicates,
    CODES: nomenclature.show_nomenclature,
}

with st.container(horizontal=True, vertical_alignment="center"):
    part = filters.choose_page_part(PART, parts)
    saving.show_undo_register_save(selection)
    actor.show_recorder(locked=selection.locked)
message.show_message(saving.MESSAGE)
draw[part](selection)
st.caption("Program yang berjalan dihitung sebagai kekuatan pada Ringkasan.")
