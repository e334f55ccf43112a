"""Keterpaduan OPD: who leads and supports what, who shares programmes and data, who must sit together."""

import streamlit as st

from ui import chart, circles, damage, drawn, empty, filters, page, together, view

ROLES, SHARED, CIRCLES, REACH = "peran", "bersama", "kelompok", "jangkauan"
SECTIONS = {
    ROLES: "Peran OPD",
    SHARED: "Program dan data bersama",
    CIRCLES: "Kelompok OPD",
    REACH: "Jangkauan dan portal layanan",
}

page.header(
    "Keterpaduan OPD",
    "OPD mana yang harus bekerja bersama, di mana tumpang tindih, dan apa yang belum digarap?",
)
seen = view.choose()
if seen is None:
    st.stop()
page.status(seen.status())
damage.show(seen)
section = filters.part("keterpaduan", SECTIONS)
try:
    if section == ROLES:
        framework = seen.instrument.framework
        tops = {code: framework.node(code).name for code in framework.children(framework.roots[0])}
        narrowed = filters.dimension(tops)
        drawn.show(
            seen,
            "peran_opd",
            lambda turn: together.roles(seen, dark=chart.dark(), page=turn, dimension=narrowed),
            narrowed,
        )
        seen.replay("gaps of programmes", lambda: together.gaps(seen), seen.state)
    elif section == SHARED:
        seen.replay("shared programmes", lambda: together.shared(seen), seen.state)
        seen.replay("shared data", lambda: together.data(seen), seen.state)
    elif section == CIRCLES:
        drawn.show(seen, "jejaring_opd", lambda turn: circles.network(seen, dark=chart.dark(), page=turn))
        drawn.show(seen, "kelompok_opd", lambda turn: circles.listing(seen, dark=chart.dark(), page=turn))
        circles.closest(seen)
    else:
        seen.replay("reach", lambda: together.reach(seen), seen.state)
        seen.replay("portal", lambda: together.portal(seen), seen.state)
except drawn.Undrawn as lacking:
    empty.show(lacking.what, lacking.next_step, file=lacking.file, label=lacking.label)
page.footer()
