"""Writing to the register from the page, taking back the last save, and what was said of it."""

from collections.abc import Mapping

import streamlit as st

from planning.programme import Programme
from storage import StoreError
from ui import actor
from ui.format import count
from ui.view import View
from workflow import programmes, register
from workflow.programmes import Standing

SAID = "pesan_program"


def standing(seen: View) -> Standing:
    """The region's register; remembered until anything is recorded, in any period."""
    return seen.remember("register", lambda: _standing(seen), seen.state)


def _standing(seen: View) -> Standing:
    result = seen.result() if seen.scored else None
    return programmes.standing(seen.engine, seen.instrument, seen.region, result)


def save(seen: View, changes: Mapping[str, Programme | None], numbers: Mapping[str, int]) -> bool:
    """Write and say what came of it; False where nothing could be stored."""
    try:
        changed = register.save(seen.engine, seen.region, changes, by=actor.name(), seen=numbers)
    except StoreError as error:
        say(False, str(error))
        return False
    gone = sum(one is None for one in changes.values())
    words = f"{count(changed)} program tersimpan." if changed > gone else f"{count(gone)} program dihapus."
    if changed and gone and changed > gone:
        words = f"{count(changed - gone)} program tersimpan, {count(gone)} dihapus."
    say(True, words if changed else "Tidak ada yang berubah.")
    return True


def say(done: bool, message: str) -> None:
    """What the next run tells, once."""
    st.session_state[SAID] = (done, message)


def tell() -> None:
    """What the last click did."""
    done, message = st.session_state.pop(SAID, (False, ""))
    if message:
        (st.success if done else st.error)(message)


def undo(seen: View) -> None:
    """The button that takes back the last save of the register."""
    st.button(
        "Urungkan simpan terakhir",
        icon=":material/undo:",
        key="urungkan_program",
        disabled=not actor.name(),
        help="Mengembalikan daftar program seperti sebelum simpan, hapus, impor, atau penggabungan terakhir.",
        on_click=_undo,
        args=(seen,),
    )


def _undo(seen: View) -> None:
    try:
        keys = register.undo(seen.engine, seen.region, actor.name())
    except StoreError as error:
        say(False, str(error))
        return
    told = f"Simpan terakhir diurungkan: {count(len(keys))} program kembali seperti semula."
    say(bool(keys), told if keys else "Tidak ada simpan yang dapat diurungkan.")
