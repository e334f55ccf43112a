"""One programme: chosen or new, filled in, judged while one types, saved or deleted."""

from dataclasses import replace

import streamlit as st

from planning import checks
from planning.programme import Programme
from reports.remarks import worded
from ui import actor
from ui.format import signed
from ui.programme import aims, saving
from ui.programme.fields import NEW, TURN, Fields
from ui.view import View
from workflow import register
from workflow.programmes import Standing

CHOSEN = "program_dibuka"
SIGN = {"error": ":red-badge[Harus diperbaiki]", "warning": ":orange-badge[Perlu dilengkapi]"}
SIGN |= {"hint": ":blue-badge[Petunjuk]"}


def show(seen: View) -> None:
    """Choose a programme or a new one, fill it in, save or delete it."""
    found = saving.standing(seen)
    named = {key: one.name or "(tanpa nama)" for key, one in found.register.items()}
    options = [NEW, *named]
    if st.session_state.get(CHOSEN) not in options:
        st.session_state[CHOSEN] = NEW
    key = st.selectbox(
        "Program yang diisi", options, format_func=lambda one: named.get(one, "Program baru"), key=CHOSEN
    )
    old = found.register.get(key, Programme("", ""))
    form = Fields(seen, found, old)
    typed = form.draw()
    _judged(found, typed, form.faults)
    _buttons(seen, found, typed, form.faults)


def _judged(found: Standing, typed: Programme, faults: list[str]) -> None:
    """What is still wrong with the programme as it is typed, and what it lifts."""
    key = typed.key or NEW
    one = replace(typed, key=key)
    register_ = {**found.register, key: one}
    told = [*checks.of_one(one, register_, found.known)]
    told += [remark for remark in checks.circles(register_) if remark.key == key]
    lines = [f"{SIGN['error']} {fault}" for fault in faults]
    if typed.name or typed.key:
        lines += [f"{SIGN[each.severity]} {' '.join(worded(each))}" for each in told]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))


def _buttons(seen: View, found: Standing, typed: Programme, faults: list[str]) -> None:
    by = actor.required()
    whole = aims.gain(seen, typed)
    if whole is not None:
        st.markdown(f"Bila program ini saja berhasil, indeks berubah **{signed(whole, 3)}**.")
    with st.container(horizontal=True):
        st.button(
            "Simpan program",
            type="primary",
            icon=":material/check:",
            disabled=by is None or bool(faults) or not typed.name,
            on_click=_save,
            args=(seen, found, typed),
        )
        if typed.key:
            st.button(
                "Hapus program",
                icon=":material/delete:",
                disabled=by is None,
                on_click=_delete,
                args=(seen, found, typed.key),
                help="Dapat diurungkan.",
            )
    if typed.origin:
        st.caption(f"Asal: {typed.origin}")


def _save(seen: View, found: Standing, typed: Programme) -> None:
    one = typed
    if not typed.key:
        key = register.new_key(typed.name, typed.lead, list(found.register))
        one = replace(typed, key=key, origin="Ditulis di halaman Program")
    if saving.save(seen, {one.key: one}, found.numbers):
        st.session_state[CHOSEN] = one.key
        st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _delete(seen: View, found: Standing, key: str) -> None:
    if saving.save(seen, {key: None}, found.numbers):
        st.session_state[CHOSEN] = NEW
