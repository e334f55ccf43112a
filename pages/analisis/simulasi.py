"""Simulasi: what would change if weights or levels were others; the official numbers stay as they are."""

import streamlit as st

from planning import scenario as codec
from ui import chart, draft, drawn, filters, lifting, page, shelf, simulation, table, view, weights
from workflow import summary

WEIGHTS, LEVELS, ACTIONS, KEEP = "bobot", "tingkat", "aksi", "simpan"
PARTS = {
    WEIGHTS: "Bobot",
    LEVELS: "Tingkat indikator",
    ACTIONS: "Paket aksi",
    KEEP: "Simpan dan bandingkan",
}

page.header("Simulasi", "Apa yang berubah bila bobot atau tingkat indikator lain dari sekarang?")
seen = view.choose_scored()
if seen is None:
    st.stop()
part = seen.result().part(seen.region)
framework = part.framework
names = {code: framework.node(code).name for code in summary.dimensions(framework)}
scenario = draft.of(seen)

st.markdown(":violet-badge[Skenario, bukan ramalan] Angka resmi tidak berubah oleh apa pun di halaman ini.")
simulation.cards(seen, scenario)
with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = filters.switch("simulasi", PARTS, label="Yang diatur")
    st.button("Urungkan", icon=":material/undo:", on_click=draft.undo, disabled=not draft.undoable())
    st.button(
        "Kembali ke resmi",
        icon=":material/restart_alt:",
        on_click=draft.reset,
        args=(scenario,),
        disabled=scenario.official,
    )
compared = {simulation.NOW: scenario}
with st.container(border=True):
    if chosen == WEIGHTS:
        weights.form(scenario, simulation.official_shares(seen), names)
    elif chosen == LEVELS:
        lifting.one(
            seen,
            scenario,
            framework,
            dict(part.indicators.values.loc[seen.region]),
            simulation.result(seen, scenario),
        )
    elif chosen == ACTIONS:
        lifting.packages(seen, scenario, simulation.result(seen, scenario))
    else:
        saved = shelf.show(seen, scenario)
        compared = shelf.pick(saved, scenario)
        table.put(simulation.beside(seen, compared))

key = codec.encode(scenario)
if not scenario.official:
    drawn.show(
        seen, "perubahan", lambda turn: simulation.shift(seen, scenario, dark=chart.dark(), page=turn), key
    )
if len(simulation.order(seen, scenario)) > 1:
    st.session_state.setdefault("peringkat_halaman", simulation.page_of(seen, scenario))
    drawn.show(
        seen,
        "peringkat",
        lambda turn: simulation.bump(seen, compared, dark=chart.dark(), page=turn),
        seen.everywhere.revision,
        *(text for name, one in compared.items() for text in (name, codec.encode(one))),
    )
    simulation.solidity()
page.footer()
