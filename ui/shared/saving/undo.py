"""The button that takes one save back: it says which and whose, and asks where it was somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import streamlit as st

from storage import StoreError
from storage.entries import EntryScope
from storage.states.earlier_rows import SavedRows
from storage.undoing import find_undoable_save, undo_entries
from storage.values import Actor, StandingSave
from ui.shared import actor, message
from ui.shared.format import format_count, format_time
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.codec import Codec

LONGEST = 60  # characters of a name on the button
ICON = ":material/undo:"
NOTHING = "Belum ada simpanan yang dapat diurungkan di sini."
FIELDS: Codec[dict[str, Any]] = Codec(dict[str, Any])
NAMING = ("name", "title", "text")


@dataclass(frozen=True)
class UndoWords:
    """How saves of a kind are told: what one thing is called, its fields by their names in the store.

    `name_of` names a thing by its key and its fields; None = by what it says itself.
    """

    thing: str
    fields: Mapping[str, str] = field(default_factory=dict)
    name_of: Callable[[str, Mapping[str, Any]], str] | None = None


def find_own_undo(
    selection: Selection, place: EntryScope, key: str, fits: Callable[[StandingSave], bool] | None = None
) -> StandingSave | None:
    """The save of a place that whoever acts here may take back: their own, else somebody's.

    `fits`: which of them belong to the button of that key.
    """
    by = actor.find_actor()
    return selection.remember(
        f"undo {key}",
        lambda: find_undoable_save(selection.engine, place, by, fits),
        place.kind,
        place.region,
        place.period,
        by.name,
        by.browser,
        selection.state,
    )


def show_undo(
    key: str,
    found: StandingSave | None,
    words: UndoWords,
    take_back: Callable[[int], None],
    *,
    disabled: bool = False,
) -> None:
    """The button for a save; `take_back` is given its number when it is pressed."""
    if found is None:
        st.button("Urungkan", icon=ICON, key=key, disabled=True, help=NOTHING)
        return
    told = f"{describe_save(found, words)} oleh {found.by.name}, {format_time(found.at)}"
    show_undo_button(key, told, found.by, lambda: take_back(found.number), disabled=disabled)


def show_undo_of_entries(
    selection: Selection,
    place: EntryScope,
    words: UndoWords,
    message_key: str,
    fits: Callable[[StandingSave], bool] | None = None,
) -> None:
    """The button for a save of entries; `fits`: which saves of the place the page itself writes."""

    key = f"urungkan_{place.kind}"

    def _take(save: int) -> None:
        by = actor.find_actor()
        tell_taking_back(message_key, lambda: bool(undo_entries(selection.engine, place, by, save)))

    show_undo(key, find_own_undo(selection, place, key, fits), words, _take, disabled=selection.locked)


def show_undo_of_rows(
    key: str, save: SavedRows | None, told: str, message_key: str, take_back: Callable[[int], bool] | None
) -> None:
    """The button for a save of rows that keep no history; `told` says what it did.

    `take_back` None: the period is locked.
    """
    if save is None:
        st.button("Urungkan", icon=ICON, key=key, disabled=True, help=NOTHING)
        return
    words = f"{told} oleh {save.by.name}, {format_time(save.at)}"
    put_back = partial(take_back, save.number) if take_back else bool
    back = partial(tell_taking_back, message_key, put_back)
    show_undo_button(key, words, save.by, back, disabled=take_back is None)


def tell_taking_back(message_key: str, take_back: Callable[[], bool]) -> None:
    """Take a save back and keep what came of it as the message of the page."""
    try:
        gone = take_back()
    except StoreError as refusal:
        message.keep_message(message_key, escape_markdown(str(refusal)), done=False)
        return
    message.keep_message(message_key, "Diurungkan." if gone else "Simpanan itu sudah diurungkan.")


def show_undo_button(
    key: str, told: str, whose: Actor, take_back: Callable[[], None], *, disabled: bool = False
) -> None:
    """The button with what it takes back; what somebody else saved is asked about first."""
    label, by = f"Urungkan: {escape_markdown(told)}", actor.find_actor()
    barred = disabled or not by
    if barred or by.is_same_person(whose):
        st.button(label, icon=ICON, key=key, disabled=barred, on_click=take_back)
        return
    name = escape_markdown(whose.name)
    with st.popover(label, icon=ICON):
        st.markdown(
            f"Ini simpanan **{name}**, bukan simpanan Anda di peramban ini. "
            "Yang tersimpan sesudahnya pada hal lain tidak ikut diurungkan."
        )
        st.button(f"Ya, urungkan simpanan {name}", icon=ICON, key=key, on_click=take_back)


def describe_save(save: StandingSave, words: UndoWords) -> str:
    """ "Ubah nama program 'Mal pelayanan publik'", "Tambah 3 program", "Hapus 2 baris"."""
    kinds = {_verb(before, after) for before, after in save.wrote.values()}
    verb = kinds.pop() if len(kinds) == 1 else "Ubah"
    if len(save.wrote) != 1:
        return f"{verb} {format_count(len(save.wrote))} {words.thing}"
    ((key, (before, after)),) = save.wrote.items()
    what = f"{_changed(before, after, words)} {words.thing}" if verb == "Ubah" else words.thing
    name = _name(key, read_saved_fields(after) or read_saved_fields(before), words)
    return f"{verb} {what.strip()}" + (f" '{name}'" if name else "")


def list_written_fields(save: StandingSave) -> set[str]:
    """The fields a save changed; of what it added or took out all that it said."""
    found: set[str] = set()
    for before, after in save.wrote.values():
        old, new = read_saved_fields(before), read_saved_fields(after)
        found |= {name for name in {**old, **new} if old.get(name) != new.get(name)}
    return found


def _verb(before: str | None, after: str | None) -> str:
    if not after:
        return "Hapus"
    return "Ubah" if before else "Tambah"


def _changed(before: str | None, after: str | None, words: UndoWords) -> str:
    old, new = read_saved_fields(before), read_saved_fields(after)
    differing = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    told = list(dict.fromkeys(words.fields[name] for name in differing if name in words.fields))
    if not told:
        return ""
    return " dan ".join(told) if len(told) < 3 else f"{len(told)} isian"


def _name(key: str, said: Mapping[str, Any], words: UndoWords) -> str:
    if words.name_of is not None:
        name = words.name_of(key, said)
    else:
        name = next((str(said[one]) for one in NAMING if said.get(one)), "")
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def read_saved_fields(text: str | None) -> Mapping[str, Any]:
    """The fields of an entry; none where it is no object of JSON."""
    try:
        return FIELDS.decode(text or "")
    except ValueError:
        return {}
