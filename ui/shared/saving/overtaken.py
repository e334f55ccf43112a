"""What two people wrote at once: shown beside each other in one dialog, and chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from storage import StoreError
from storage.errors import NewerSave, OvertakenError
from ui.shared import message, table
from ui.shared.format import format_date, format_plain, format_time
from ui.shared.markdown import escape_markdown
from ui.shared.saving.undo import UndoWords, read_saved_fields
from workflow.codec import Codec

KEY = "bentrok"
WHOLE: Codec[Any] = Codec(Any)
GONE, EMPTY = "(dihapus)", "(kosong)"
OVERTAKEN_HERE = "Isian ini sudah diubah orang lain; belum ada yang ditimpa."
KEPT_THEIRS = "Yang tersimpan dipertahankan."
Compared = tuple[str, str, str]
"""A field: what it is, as it is stored now, as it was typed here."""


Newer = tuple[NewerSave, ...]


def _nothing() -> None:
    """Nothing was typed that would have to be put away."""


@dataclass(frozen=True)
class FormSave:
    """How a form is saved over what it was drawn over, and what is told under `message_key`.

    `write` is given what the dialog has shown (nothing the first time), stores, and returns what to say of it
    as Markdown. `compare`: a newer save beside what was typed. `settled` puts away what was typed, once it is
    stored or given up, `given_up` what hangs on it where somebody else's stands.
    """

    message_key: str
    write: Callable[[Newer], str]
    compare: Callable[[NewerSave], list[Compared]]
    settled: Callable[[], object] = _nothing
    given_up: Callable[[], object] = _nothing


def save_or_ask(form: FormSave) -> bool:
    """Whether the form was stored; where somebody saved since, the next run asks which of the two stands."""
    return _save_over(form, form.write)


def _save_over(form: FormSave, write: Callable[[Newer], str], *shown: NewerSave) -> bool:
    try:
        told = write(shown)
    except OvertakenError as error:
        known = {one.key: one for one in (*shown, *error.newer)}
        compared = [row for one in error.newer for row in form.compare(one)]
        ask_which_stands(
            error,
            compared,
            lambda _now: _save_over(form, write, *known.values()),
            lambda: _keep_theirs(form),
        )
        message.keep_message(form.message_key, OVERTAKEN_HERE, done=False)
        return False
    except StoreError as error:
        message.keep_message(form.message_key, escape_markdown(str(error)), done=False)
        return False
    form.settled()
    message.keep_message(form.message_key, told)
    return True


def _keep_theirs(form: FormSave) -> None:
    form.settled()
    form.given_up()
    message.keep_message(form.message_key, KEPT_THEIRS)


def numbers_over(seen: Mapping[str, int], shown: Newer) -> dict[str, int]:
    """The numbers that a form was drawn over, and those of what the dialog has shown since."""
    return {**seen, **{one.key: one.number for one in shown}}


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
    if not there and not here:
        return [(words.thing, tell_value(_read(theirs)), tell_value(_read(mine)))]
    return [
        (words.fields.get(name, name), tell_value(there.get(name)), tell_value(here.get(name)))
        for name in {**there, **here}
        if there.get(name) != here.get(name)
    ]


def _read(text: str) -> object:
    """What an entry says that is no object: one value of JSON, else its words."""
    try:
        return WHOLE.decode(text)
    except ValueError:
        return text


def tell_value(value: object) -> str:
    """A value of an entry as people read it."""
    if isinstance(value, dict):
        if "name" in value:  # one of a list: its name, then what more is said of it
            return ", ".join(
                tell_value(one) for key, one in value.items() if key not in ("code", "key") and one
            )
        return "; ".join(f"{key}: {tell_value(one)}" for key, one in value.items()) or EMPTY
    if isinstance(value, list):
        return ", ".join(map(tell_value, value)) or EMPTY
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, float):  # years and ids are whole numbers
        return format_plain(value)
    return EMPTY if value in (None, "") else str(value)
