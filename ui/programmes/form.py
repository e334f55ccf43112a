"""One programme: chosen or new, filled in, judged while one types, saved or deleted."""

from dataclasses import replace

import streamlit as st

from planning.programmes import register_checks
from planning.programmes.programme import Programme
from reports.remarks import remark_words
from ui.programmes import aims, saving
from ui.programmes.fields import NEW, TURN, ProgrammeFields
from ui.shared import actor
from ui.shared.format import format_signed
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.programmes import register
from workflow.programmes.register_view import RegisterView
from workflow.results import summary

CHOSEN = "program_dibuka"
SIGN = {"error": ":red-badge[Harus diperbaiki]", "warning": ":orange-badge[Perlu dilengkapi]"}
SIGN |= {"hint": ":blue-badge[Petunjuk]"}


def show_programme_form(selection: Selection) -> None:
    """Choose a programme or a new one, fill it in, save or delete it."""
    found = saving.region_register(selection)
    named = {key: one.name or "(tanpa nama)" for key, one in found.register.items()}
    options = [NEW, *named]
    if st.session_state.get(CHOSEN) not in options:
        st.session_state[CHOSEN] = NEW
    key = st.selectbox(
        "Program yang diisi", options, format_func=lambda one: named.get(one, "Program baru"), key=CHOSEN
    )
    old = found.register.get(key, Programme("", ""))
    form = ProgrammeFields(selection, found, old)
    typed = form.draw()
    _judged(found, typed, form.faults)
    numbers = {**found.numbers, typed.key: form.base} if typed.key else found.numbers
    _buttons(selection, replace(found, numbers=numbers), typed, form.faults)


def _judged(found: RegisterView, typed: Programme, faults: list[str]) -> None:
    """What is still wrong with the programme as it is typed, and what it lifts."""
    key = typed.key or NEW
    one = replace(typed, key=key)
    register_ = {**found.register, key: one}
    told = [*register_checks.check_programme(one, register_, found.known)]
    told += [remark for remark in register_checks.find_waiting_circles(register_) if remark.key == key]
    lines = [f"{SIGN['error']} {escape_markdown(fault)}" for fault in faults]
    if typed.name or typed.key:
        lines += [f"{SIGN[each.severity]} {escape_markdown(' '.join(remark_words(each)))}" for each in told]
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))


def _buttons(selection: Selection, found: RegisterView, typed: Programme, faults: list[str]) -> None:
    by = actor.show_recorder()
    whole = aims.index_gain_if_alone(selection, typed)
    if whole is not None:
        basis = summary.points_basis(selection.result(), selection.region)
        st.markdown(f"Bila program ini saja berhasil, indeks berubah **{format_signed(whole, 3)}**{basis}.")
    with st.container(horizontal=True):
        st.button(
            "Simpan program",
            type="primary",
            icon=":material/check:",
            disabled=selection.locked or by is None or bool(faults) or not typed.name,
            on_click=_save,
            args=(selection, found, typed),
        )
        if typed.key:
            st.button(
                "Hapus program",
                icon=":material/delete:",
                disabled=selection.locked or by is None,
                on_click=_delete,
                args=(selection, found, typed.key),
                help="Dapat diurungkan.",
            )
    if typed.origin:
        st.caption(f"Asal: {escape_markdown(typed.origin)}")


def _save(selection: Selection, found: RegisterView, typed: Programme) -> None:
    one = typed
    if not typed.key:
        key = register.new_programme_key(typed.name, typed.lead, list(found.register))
        one = replace(typed, key=key, origin="Ditulis di halaman Program")
    if saving.save_register_changes(selection, {one.key: one}, found.numbers, lambda: _renew(one.key)):
        _renew(one.key)


def _renew(key: str) -> None:
    """Open the programme as it is stored now, in new fields."""
    st.session_state[CHOSEN] = key
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1


def _delete(selection: Selection, found: RegisterView, key: str) -> None:
    if saving.save_register_changes(selection, {key: None}, found.numbers):
        st.session_state[CHOSEN] = NEW
