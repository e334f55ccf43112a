"""Prioritas: what to do first, from the gaps to ranked programmes, votes, quick wins and budget doors."""

import streamlit as st

from ui.plan import budget_calendar, gap_list, impact_ease, plan, quick_wins, ranking, vote_totals
from ui.shared import filters, message, page, plan_damage
from ui.shared.selection import choose_scored_selection

PARTS = {
    "daftar": ("Daftar awal", gap_list.show_gap_list),
    "urutan": ("Urutan program", ranking.show_programme_ranking),
    "dampak": ("Dampak dan kemudahan", impact_ease.show_impact_ease),
    "suara": ("Suara OPD", vote_totals.show_vote_totals),
    "quick-win": ("Quick win", quick_wins.show_quick_wins),
    "anggaran": ("Pintu anggaran", budget_calendar.show_budget_doors),
}

page.show_page_header("Prioritas", "Apa yang didahulukan, mengapa, dan apa yang perlu dilakukan tiap OPD?")
selection = choose_scored_selection()
if selection is None:
    st.stop()
part = filters.choose_page_part("prioritas", {key: title for key, (title, _) in PARTS.items()})
message.show_message(plan.MESSAGE)
plan_damage.show_plan_damage(selection)
PARTS[part][1](selection)
page.show_page_footer()
