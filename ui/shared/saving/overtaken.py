"""What two people wrote at once: shown beside each other in one dialog, and chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from storage.errors import NewerSave, OvertakenError
from ui.shared import table
from ui.shared.format import format_time
from ui.shared.markdown import escape_markdown
from ui.shared.saving.undo import UndoWords, read_saved_fields

KEY = "bentrok"
GONE = "(dihapus)"
Compared = tuple[str, str, str]
"""A field: what it is, as it is stored now, as it was typed here."""


@dataclass(frozen=True)
class Clash:
    """A save that would have overwritten another; `put_mine` is given key -> number of what stands now."""

    newer: tuple[NewerSave, ...]
    compared: tuple[Compared, ...]
    put_mine: Callable[[Mapping[str, int]], object]
    keep_theirs: Callable[[], object]


def ask_which_stands(
    error: OvertakenError,
    compared: list[Compared],
    put_mine: Callable[[Mapping[str, int]], object],
    keep_theirs: Callable[[], object],
) -> None:
    """Have the next run ask which of two versions stands; nothing was stored, and what was typed stays."""
    st.session_state[KEY] = Clash(error.newer, tuple(compared), put_mine, keep_theirs)


def show_waiting_clash() -> None:
    """The question, where a save has come upon another's."""
    if clash := st.session_state.get(KEY):
        _show_clash(clash)


@st.dialog("Sudah diubah orang lain", dismissible=False, width="large")
def _show_clash(clash: Clash) -> None:
    who = ", ".join(
        dict.fromkeys(f"{one.by}, {format_time(one.at)}" if one.by else "orang lain" for one in clash.newer)
    )
    st.markdown(
        f"Sejak formulir ini dibuka, isiannya disimpan oleh **{escape_markdown(who)}**. "
        "Belum ada yang ditimpa. Pilih yang berlaku."
    )
    shown = pd.DataFrame(list(clash.compared), columns=["Isian", "Yang tersimpan", "Isian Anda"])
    table.show_table(shown, alt="Isian yang tersimpan di samping isian Anda")
    with st.container(horizontal=True):
        if st.button("Pertahankan yang tersimpan", icon=":material/history:", key="pakai_tersimpan"):
            _settle(clash.keep_theirs)
        if st.button("Simpan isian saya", icon=":material/check:", type="primary", key="pakai_isian_saya"):
            _settle(lambda: clash.put_mine({one.key: one.number for one in clash.newer}))


def _settle(choice: Callable[[], object]) -> None:
    """Do what was chosen; where somebody wrote again meanwhile it is asked again."""
    del st.session_state[KEY]
    choice()
    st.rerun()


def compare_texts(theirs: str | None, mine: str | None, words: UndoWords) -> list[Compared]:
    """The fields in which two texts of an entry differ, as they are told to people."""
    if not theirs or not mine:
        return [(words.thing, GONE if not theirs else "(tetap ada)", GONE if not mine else "(tetap ada)")]
    there, here = read_saved_fields(theirs), read_saved_fields(mine)
    return [
        (words.fields.get(name, name), _told(there.get(name)), _told(here.get(name)))
        for name in {**there, **here}
        if there.get(name) != here.get(name)
    ]


def _told(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_told(one)}" for key, one in value.items()) or "(kosong)"
    if isinstance(value, list):
        return ", ".join(map(_told, value)) or "(kosong)"
    return "(kosong)" if value in (None, "") else str(value)
