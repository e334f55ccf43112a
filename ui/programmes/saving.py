"""Writing to the register from the page, and taking back the last save."""

from collections.abc import Mapping

import streamlit as st

from planning.programmes.programme import Programme
from storage import StoreError
from ui.shared import actor, message
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.programmes import register, register_view
from workflow.programmes.register_view import RegisterView

MESSAGE = "pesan_program"


def region_register(selection: Selection) -> RegisterView:
    """The region's register; remembered until anything is recorded, in any period."""
    return selection.remember("register", lambda: _standing(selection), selection.state)


def _standing(selection: Selection) -> RegisterView:
    result = selection.result() if selection.scored else None
    return register_view.view_register(selection.engine, selection.instrument, selection.region, result)


def save_register_changes(
    selection: Selection, changes: Mapping[str, Programme | None], numbers: Mapping[str, int]
) -> bool:
    """Write and say what came of it; False where nothing could be stored."""
    try:
        changed = register.save_programmes(
            selection.engine, selection.region, changes, by=actor.find_actor(), seen=numbers
        )
    except StoreError as error:
        message.keep_message(MESSAGE, escape_markdown(str(error)), done=False)
        return False
    gone = sum(one is None for one in changes.values())
    words = (
        f"{format_count(changed)} program tersimpan."
        if changed > gone
        else f"{format_count(gone)} program dihapus."
    )
    if changed and gone and changed > gone:
        words = f"{format_count(changed - gone)} program tersimpan, {format_count(gone)} dihapus."
    message.keep_message(MESSAGE, words if changed else "Tidak ada yang berubah.")
    return True


def show_undo_register_save(selection: Selection) -> None:
    """The button that takes back the last save of the register."""
    st.button(
        "Urungkan simpan terakhir",
        icon=":material/undo:",
        key="urungkan_program",
        disabled=selection.locked or not actor.find_actor(),
        help="Mengembalikan daftar program seperti sebelum simpan, hapus, impor, atau penggabungan terakhir.",
        on_click=_undo,
        args=(selection,),
    )


def _undo(selection: Selection) -> None:
    try:
        keys = register.undo_register_save(selection.engine, selection.region, actor.find_actor())
    except StoreError as error:
        message.keep_message(MESSAGE, escape_markdown(str(error)), done=False)
        return
    told = f"Simpan terakhir diurungkan: {format_count(len(keys))} program kembali seperti semula."
    message.keep_message(
        MESSAGE, told if keys else "Tidak ada simpan yang dapat diurungkan.", done=bool(keys)
    )
