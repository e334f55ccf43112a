"""Prioritas: what to do first, from the gaps to ranked programmes, votes, quick wins and budget doors."""

import streamlit as st

from ui.plan import budget_calendar, gap_list, impact_ease, plan, quick_wins, ranking, vote_totals
from ui.shared import filters, message, page, plan_damage, target_year
from ui.shared.selection import choose_scored_selection

PARTS = {
    "daftar": ("Sumbangan", gap_list.show_contributions),
    "indikator": ("Daftar awal", gap_list.show_gap_list),
    "opd": ("Tugas OPD", gap_list.show_opd_steps),
    "urutan": ("Urutan program", ranking.show_programme_ranking),
    "dampak": ("Dampak dan kemudahan", impact_ease.show_impact_ease),
    "suara": ("Suara OPD", vote_totals.show_vote_totals),
    "quick-win": ("Quick win", quick_wins.show_quick_wins),
    "anggaran": ("Pintu anggaran", budget_calendar.show_budget_doors),
}
BY_TARGET = ("daftar", "indikator", "opd")

page.show_page_header(
    "Prioritas", "Apa yang didahulukan, mengapa, dan apa yang perlu dilakukan tiap OPD?", answers=True
)
selection = choose_scored_selection()
if selection is None:
    st.stop()
with st.container(horizontal=True, vertical_alignment="center"):
    part = filters.choose_page_part("prioritas", {key: title for key, (title, _) in PARTS.items()})
    if part in BY_TARGET:
        target_year.offer_target_year(selection)
message.show_message(plan.MESSAGE)
plan_damage.show_plan_damage(selection)
PARTS[part][1](selection)
