"""Keterpaduan OPD: who leads and supports what, who shares programmes and data, who must sit together."""

import streamlit as st

from ui.plan import opd_groups, opd_integration
from ui.shared import cached_chart, empty, filters, page, plan_damage
from ui.shared.cached_chart import ChartChoice
from ui.shared.selection import choose_selection

ROLES, SHARED, NETWORK, CIRCLES, REACH = "peran", "bersama", "jejaring", "kelompok", "jangkauan"
SECTIONS = {
    ROLES: "Peran OPD",
    SHARED: "Program dan data bersama",
    NETWORK: "Jejaring",
    CIRCLES: "Kelompok OPD",
    REACH: "Jangkauan dan portal layanan",
}

page.show_page_header(
    "Keterpaduan OPD",
    "OPD mana yang harus bekerja bersama, di mana tumpang tindih, dan apa yang belum digarap?",
    answers=True,
)
selection = choose_selection()
if selection is None:
    st.stop()
page.show_page_status(selection.status())
plan_damage.show_plan_damage(selection)
with st.container(horizontal=True, vertical_alignment="bottom"):
    section = filters.choose_page_part("keterpaduan", SECTIONS)
    if section == ROLES:
        narrowed = filters.choose_dimension(selection.instrument.framework.dimension_names)
try:
    if section == ROLES:
        cached_chart.show_cached_chart(
            selection, "peran_opd", ChartChoice.of(opd_integration.opd_roles_chart, dimension=narrowed)
        )
        selection.replay(
            "gaps of programmes",
            lambda: opd_integration.show_uncovered_subdimensions(selection),
            selection.state,
        )
    elif section == SHARED:
        page.show_answer("Program dan data yang dipakai bersama")
        selection.replay(
            "shared programmes", lambda: opd_integration.show_shared_work(selection), selection.state
        )
        selection.replay("shared data", lambda: opd_integration.show_data_needs(selection), selection.state)
    elif section == NETWORK:
        cached_chart.show_cached_chart(
            selection, "jejaring_opd", ChartChoice.of(opd_groups.opd_network_chart)
        )
    elif section == CIRCLES:
        cached_chart.show_cached_chart(selection, "kelompok_opd", ChartChoice.of(opd_groups.opd_groups_chart))
        opd_groups.show_closest_pairs(selection)
    else:
        page.show_answer("Wilayah yang dijangkau program, dan layanan sebagai satu portal")
        selection.replay("reach", lambda: opd_integration.show_reached_areas(selection), selection.state)
        selection.replay("portal", lambda: opd_integration.show_service_portal(selection), selection.state)
except cached_chart.NothingToDraw as lacking:
    empty.show_missing_data(lacking.what, lacking.next_step, file=lacking.file, label=lacking.label)
