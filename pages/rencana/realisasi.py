"""Realisasi: what became of each year's programmes, planned against done, and what to carry over."""

import streamlit as st

from ui.programmes import realisation
from ui.shared import actor, cached_chart, empty, message, page, plan_damage
from ui.shared.cached_chart import ChartChoice
from ui.shared.selection import choose_selection

page.show_page_header(
    "Realisasi", "Program mana yang sudah terlaksana, bagaimana hasilnya, dan apa yang perlu diteruskan?"
)
selection = choose_selection()
if selection is None:
    st.stop()
page.show_page_status(selection.status())
plan_damage.show_plan_damage(selection)
year = realisation.choose_realisation_year(selection)
message.show_message(realisation.MESSAGE)
try:
    cached_chart.show_cached_chart(
        selection, "realisasi", ChartChoice.of(realisation.realisation_chart, year=year)
    )
    actor.show_recorder(locked=selection.locked)
    realisation.edit_realisation(selection, year)
    realisation.show_carry_over(selection, year)
except cached_chart.NothingToDraw as lacking:
    empty.show_missing_data(lacking.what, lacking.next_step, file=lacking.file, label=lacking.label)
