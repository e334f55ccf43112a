"""Keterpaduan OPD: who leads and supports what, who shares programmes and data, who must sit together."""

import streamlit as st

from ui import chart, drawn, empty, filters, page, together, view

SECTIONS = ("Peran OPD", "Program dan data bersama", "Kelompok OPD", "Jangkauan dan portal layanan")

page.header(
    "Keterpaduan OPD",
    "OPD mana yang harus bekerja bersama, di mana tumpang tindih, dan apa yang belum digarap?",
)
seen = view.choose()
if seen is None:
    st.stop()
page.status(seen.status())
section = st.segmented_control(
    "Bagian", SECTIONS, default=SECTIONS[0], required=True, wrap=True, key="bagian_keterpaduan"
)
try:
    if section == SECTIONS[0]:
        framework = seen.instrument.framework
        tops = {code: framework.node(code).name for code in framework.children(framework.roots[0])}
        narrowed = filters.dimension(tops)
        drawn.show(
            seen,
            "peran_opd",
            lambda turn: together.roles(seen, dark=chart.dark(), page=turn, dimension=narrowed),
            narrowed,
        )
        together.gaps(seen)
    elif section == SECTIONS[1]:
        together.shared(seen)
        together.data(seen)
    elif section == SECTIONS[2]:
        drawn.show(seen, "kelompok_opd", lambda turn: together.circles(seen, dark=chart.dark(), page=turn))
        together.closest(seen)
    else:
        together.reach(seen)
        together.portal(seen)
except drawn.Undrawn as lacking:
    empty.show(lacking.what, lacking.next_step, file=lacking.file, label=lacking.label)
page.footer()
