"""Keselarasan: programmes against the goals of RPJMD, Renstra and Renja, and what is not covered."""

import streamlit as st

from planning.programmes.alignment import DOCUMENTS
from ui.programmes import goal_links, goals
from ui.shared import cached_chart, empty, filters, message, page, plan_damage
from ui.shared.cached_chart import ChartChoice
from ui.shared.selection import choose_selection

GOALS, LACKING = "sasaran", "belum"
PARTS = {GOALS: "Dukungan tiap sasaran", LACKING: "Yang belum selaras", "atur": "Atur sasaran tiap program"}

page.show_page_header(
    "Keselarasan", "Sasaran RPJMD, Renstra, dan Renja mana yang didukung program, dan mana yang belum?"
)
selection = choose_selection()
if selection is None:
    st.stop()
page.show_page_status(selection.status())
goal_links.show_goal_workbook(selection)
message.show_message(goal_links.MESSAGE)
goal_links.show_goal_findings()
goals.show_goal_damage(selection)
plan_damage.show_plan_damage(selection)
part = GOALS
with st.container(horizontal=True, vertical_alignment="bottom"):
    if goals.region_goals(selection):
        part = filters.choose_page_part("keselarasan", PARTS)
    if part == GOALS:
        document = filters.choose_option("dokumen", DOCUMENTS, label="Dokumen", every="Semua dokumen")
try:
    if part == GOALS:
        cached_chart.show_cached_chart(
            selection, "keselarasan", ChartChoice.of(goals.goals_chart, document=document)
        )
    elif part == LACKING:
        selection.replay("lacking goals", lambda: goals.show_unserved_goals(selection), selection.state)
        goals.show_goal_matrix(selection)
    else:
        goal_links.edit_goal_links(selection)
except cached_chart.NothingToDraw as lacking:
    empty.show_missing_data(lacking.what, lacking.next_step, file=lacking.file, label=lacking.label)
