"""Peta jalan: when, who, how much, through which budget door, and the index it should bring."""

import streamlit as st

from ui.plan import plan, roadmap_costs, roadmap_dates
from ui.shared import empty, filters, message, page, plan_damage
from ui.shared.selection import choose_scored_selection

PARTS = {
    "jadwal": ("Jadwal", roadmap_dates.show_roadmap_schedule),
    "isi": ("Isi jadwal", roadmap_dates.show_roadmap_dates),
    "biaya": ("Biaya", roadmap_costs.show_roadmap_costs),
    "indeks": ("Indeks yang diharapkan", roadmap_costs.show_expected_index),
    "unduh": ("Unduh", roadmap_costs.show_roadmap_files),
}

page.show_page_header(
    "Peta jalan", "Kapan, oleh siapa, dengan biaya berapa, dan indeksnya akan menjadi berapa?", answers=True
)
selection = choose_scored_selection()
if selection is None:
    st.stop()
plan_damage.show_plan_damage(selection)
found = plan.selected_region_plan(selection)
if not found.programmes:
    what, rest = empty.tell_no_open_programme(selection.region_label, len(found.over))
    empty.show_missing_data(
        what,
        rest
        or "Program dari lembar program berkas survei masuk sendiri; usulan ditambahkan di halaman Program.",
        file="rencana/program.py",
        label="Ke Program",
    )
    st.stop()
part = filters.choose_page_part("peta", {key: title for key, (title, _) in PARTS.items()})
message.show_message(plan.MESSAGE)
PARTS[part][1](selection)
