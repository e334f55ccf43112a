"""One programme: chosen or new, filled in, judged while one types, saved or deleted."""

from dataclasses import replace

import streamlit as st

from planning.programmes import register_checks
from planning.programmes.programme import Programme
from reports.remarks import remark_words
from ui.programmes import aims, saving
from ui.programmes.fields import NEW, OPENED, ProgrammeFields
from ui.shared import actor, filters, message
from ui.shared.format import format_signed
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.programmes import register
from workflow.programmes.register_view import RegisterView
from workflow.results import summary

CHOSEN, SAID = "program_dibuka", "pesan_program_satu"
SIGN = {"error": ":red-badge[Harus diperbaiki]", "warning": ":orange-badge[Perlu dilengkapi]"}
SIGN |= {"hint": ":blue-badge[Petunjuk]"}


def show_programme_form(selection: Selection) -> None:
    """Choose a programme or a new one, fill it in, save or delete it."""
    found = saving.region_register(selection)
    named = {key: one.name or "(tanpa nama)" for key, one in found.register.items()}
    options = [NEW, *named]
    opened = filters.current_choice(OPENED)
    st.session_state[CHOSEN] = opened if opened in options else NEW
    key = st.selectbox(
        "Program yang diisi",
        options,
        format_func=lambda one: named.get(one, "Program baru"),
        key=CHOSEN,
        on_change=_follow_chosen,
    )
    _open(key)
    fields = ProgrammeFields(selection, found, found.register.get(key, Programme("", "")))
    fields.draw_fields()
    typed, faults = fields.read_programme()
    _judged(found, typed, faults)
    _buttons(selection, fields, typed, faults)


def _follow_chosen() -> None:
    _open(st.session_state[CHOSEN])


def _open(key: str) -> None:
    """The address follows what is filled in, so that a reload or a link leads to the same programme."""
    filters.keep_choice(OPENED, key if key != NEW else None)


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


def _buttons(selection: Selection, fields: ProgrammeFields, typed: Programme, faults: list[str]) -> None:
    by = actor.show_recorder(locked=selection.locked)
    whole = aims.index_gain_if_alone(selection, typed)
    if whole is not None:
        basis = summary.points_basis(selection.result(), selection.region)
        st.markdown(f"Bila program ini saja berhasil, indeks berubah **{format_signed(whole, 3)}**{basis}.")
    with st.container(horizontal=True):
        st.button(
            "Simpan program",
            type="primary",
            icon=":material/check:",
            key=f"simpan_{fields.form.of.form}",
            disabled=selection.locked or by is None or bool(faults) or not typed.name,
            on_click=_save,
            args=(selection, fields),
        )
        if typed.key:
            st.button(
                "Hapus program",
                icon=":material/delete:",
                key=f"hapus_{fields.form.of.form}",
                disabled=selection.locked or by is None,
                on_click=_delete,
                args=(selection, fields),
                help="Dapat diurungkan.",
            )
    fields.form.show_state()
    message.show_message(SAID)
    if typed.origin:
        st.caption(f"Asal: {escape_markdown(typed.origin)}")


def _save(selection: Selection, fields: ProgrammeFields) -> None:
    """Store what stands in the fields at the click; what was typed last came with it."""
    typed, faults = fields.read_programme()
    if faults or not typed.name:
        message.keep_message(SAID, escape_markdown(" ".join(faults) or "Isi nama program."), done=False)
        return
    said, one = fields.form.read_fields(), typed
    if not typed.key:
        key = register.new_programme_key(typed.name, typed.lead, list(fields.found.register))
        one = replace(typed, key=key, origin="Ditulis di halaman Program")

    def settle() -> None:
        fields.form.settle_saved(said)
        _open(one.key)

    numbers = {**fields.found.numbers, **fields.form.base}
    if saving.save_register_changes(selection, {one.key: one}, numbers, settle, SAID):
        settle()


def _delete(selection: Selection, fields: ProgrammeFields) -> None:
    numbers = {**fields.found.numbers, **fields.form.base}
    if saving.save_register_changes(
        selection, {fields.old.key: None}, numbers, fields.form.drop_draft, message_key=saving.MESSAGE
    ):
        fields.form.drop_draft()
        _open(NEW)
