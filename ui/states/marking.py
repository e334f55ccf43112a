"""Tandai keadaan: the button, and the dialog that marks, lists, removes and takes back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from storage import StoreError
from storage.engine import Store
from storage.states.kept import KeptState
from storage.states.marks import LONGEST_NAME, MARKED, NameTakenError
from ui.shared import actor, message
from ui.shared.format import format_time
from ui.shared.markdown import escape_markdown
from ui.shared.saving import undo
from ui.shared.selection import Selection
from ui.states import choosing
from workflow.states import marked_states
from workflow.states.marked_states import NamedState

NAME, SAID, REFUSED = "nama_keadaan", "pesan_keadaan", "pesan_tanda_keadaan"
ALREADY = "Itu sudah dilakukan sebelumnya; tidak ada yang berubah."
HELP = (
    "Simpan keadaan sekarang di bawah sebuah nama, misalnya sebelum hari pertama, untuk dibandingkan nanti."
)


def show_state_tools(selection: Selection) -> None:
    """In a page's line of tools: the state now is held against, and the button that marks another."""
    choosing.choose_state(selection)
    if st.button(
        "Tandai keadaan",
        key="tandai_keadaan",
        type="tertiary",
        icon=":material/bookmark_add:",
        disabled=selection.locked,
        help=HELP,
    ):
        _show_marking_dialog(selection)


def show_marking_message(selection: Selection) -> None:
    """What the dialog did, below the line of tools; and where the address names a state that is not there."""
    message.show_message(SAID)
    choosing.tell_unknown_state(selection)


@st.dialog("Tandai keadaan")
def _show_marking_dialog(selection: Selection) -> None:
    st.markdown(
        f"Keadaan **{escape_markdown(selection.region_label)}** pada periode "
        f"**{escape_markdown(selection.period.label)}** disimpan seperti sekarang: jawaban, keputusan, "
        "target, OPD, dan rencana. Sesudahnya semua tetap dapat diubah, dan perubahannya terlihat terhadap "
        "keadaan ini."
    )
    message.show_message(REFUSED)
    with st.form("form_tandai_keadaan", border=False):
        st.text_input("Nama keadaan", key=NAME, max_chars=LONGEST_NAME, placeholder="Misalnya Awal hari 1")
        st.form_submit_button(
            "Tandai", type="primary", icon=":material/bookmark_add:", on_click=_mark, args=(selection,)
        )
    actor.show_recorder()
    states = [one for one in choosing.list_states(selection) if one.state.name]
    if states:
        st.markdown("**Yang sudah ditandai**")
    for one in states:
        _show_marked_state(selection, one)
    _offer_undo(selection)
    if st.session_state.get(SAID):
        st.rerun()


def _show_marked_state(selection: Selection, one: NamedState) -> None:
    """A state with its button; what somebody else marked is asked about first."""
    key, by = f"hapus_keadaan_{one.state.id}", actor.find_actor()

    def remove_mark() -> None:
        _turn(selection, lambda store: marked_states.remove_marked_state(store, one.state.id, by), "dihapus")

    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{escape_markdown(one.label)}**, {escape_markdown(one.told_by)}", width="stretch")
        if not by or by.is_same_person(one.marked_by):
            st.button("Hapus", key=key, icon=":material/delete:", disabled=not by, on_click=remove_mark)
            return
        name = escape_markdown(one.marked_by.name)
        with st.popover("Hapus", icon=":material/delete:"):
            st.markdown(f"Ini ditandai **{name}**, bukan Anda di peramban ini. Hapusnya dapat diurungkan.")
            st.button(f"Ya, hapus tanda {name}", key=key, icon=":material/delete:", on_click=remove_mark)


def _offer_undo(selection: Selection) -> None:
    by = actor.find_actor()
    found = marked_states.find_undoable_state_mark(
        selection.live_store, selection.period.id, selection.region, by
    )
    if found is None:
        return
    verb = "Tandai keadaan" if found.action == MARKED else "Hapus keadaan"
    told = f"{verb} '{found.state.name}' oleh {found.by.name}, {format_time(found.at)}"

    def take_back() -> None:
        _turn(selection, lambda store: marked_states.undo_state_mark(store, found.number, by), "diurungkan")

    undo.show_undo_button("urungkan_keadaan", told, found.by, take_back)


def _mark(selection: Selection) -> None:
    by, name = actor.find_actor(), str(st.session_state.get(NAME) or "")
    try:
        made = marked_states.mark_period_state(
            selection.live_store, selection.period.id, selection.region, name, by
        )
    except NameTakenError as taken:
        st.session_state[NAME] = taken.free
        message.keep_message(REFUSED, escape_markdown(str(taken)), done=False)
    except StoreError as refusal:
        message.keep_message(REFUSED, escape_markdown(str(refusal)), done=False)
    else:
        st.session_state[NAME] = ""
        message.keep_message(SAID, f"Keadaan **{escape_markdown(made.name)}** ditandai.")


def _turn(selection: Selection, act: Callable[[Store], KeptState | None], done: str) -> None:
    """What a button of the dialog does; a refusal stays in the dialog, what was done closes it."""
    try:
        turned = act(selection.live_store)
    except StoreError as refusal:
        message.keep_message(REFUSED, escape_markdown(str(refusal)), done=False)
        return
    told = f"Tanda keadaan **{escape_markdown(turned.name)}** {done}." if turned else ALREADY
    message.keep_message(SAID, told)
