"""What is typed stays: every field of a form is kept in the store as it is left, until the form is saved."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from reference.text_limits import shorten_name
from storage import StoreError, drafts
from storage.drafts import Draft, DraftForm, encode_typed
from ui.shared import actor
from ui.shared.format import format_time
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection

SEEN = "isian_terlihat"  # key of a field -> what it was drawn with, or what was kept of it since
REFUSED = "draf_ditolak"  # form -> why its last change could not be kept, and what it was begun over
SETTLED = "draf_selesai"  # form -> what was just saved of it
NO_COOKIE = "penulis_draf"  # of a session whose browser keeps no cookies: over pages, not over a reload
LOCKED = "periode ini terkunci"
Reader = Callable[[Any], Any]
"""A field's value from what was kept of it; ValueError, TypeError or KeyError where it is none."""


@dataclass(frozen=True)
class FormPlace:
    """Where a form stands: its page, the choices that lead there, what it and its fields are called."""

    file: str
    title: str
    choices: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)

    def write_place(self, region: str, said: Mapping[str, Any]) -> dict[str, Any]:
        """The place as it is kept with a draft."""
        told = [self.fields.get(name) or self.fields.get(name.partition(" ")[0], name) for name in said]
        title = shorten_name(f"{self.title} · {region}" if region else self.title)
        return {"file": self.file, "title": title, "choices": dict(self.choices), "told": told}


@dataclass(frozen=True)
class _Field:
    """A field as it was drawn: its key, and what it says as long as nothing is typed."""

    key: str
    default: Any


def find_drafting_browser() -> str:
    """Whose drafts these are: the browser's id, or one that this session alone knows."""
    browser = actor.find_browser()
    if browser:
        return browser.id
    known: str = st.session_state.setdefault(NO_COOKIE, f"sesi-{secrets.token_hex(16)}")
    return known


def read_typed_date(said: object) -> date | None:
    """A date field from what was kept of it."""
    return None if said is None else date.fromisoformat(str(said))


def read_one_of(options: Sequence[Any]) -> Reader:
    """Reads one of these, and nothing else."""
    return lambda said: options[options.index(said)]


def read_some_of(options: Sequence[Any]) -> Reader:
    """Reads several of these, and nothing else."""
    return lambda said: [options[options.index(one)] for one in said]


class DraftedForm:
    """A form whose fields are kept as they are left; `base` is what it is being filled in over.

    `base`: key -> number of what stands there now. What was begun earlier keeps the numbers it was begun
    over, so that saving it over somebody's newer save is asked about (`ui.shared.saving.overtaken`).
    """

    def __init__(self, selection: Selection, name: str, place: FormPlace, base: Mapping[str, int]) -> None:
        self.engine: Engine = selection.live_store
        self.of = DraftForm(find_drafting_browser(), selection.region, name)
        self.place, self.region_label, self.locked = place, selection.region_label, selection.locked
        self.draft = drafts.find_draft(self.engine, self.of)
        _, held = st.session_state.get(REFUSED, {}).get(self._id, ("", base))
        self.base = {**base, **(self.draft.base if self.draft else held)}
        self.standing = dict(base)
        self.moved = self.base != self.standing
        self.fields: dict[str, _Field] = {}
        self.unfit: list[str] = []
        st.session_state.setdefault(SEEN, {})
        st.session_state.setdefault(SETTLED, {}).pop(self._id, None)

    @property
    def _id(self) -> str:
        return name_form(self.of)

    def seed_field(self, name: str, default: Any, read: Reader = lambda said: said) -> dict[str, Any]:
        """The key of a field and what keeps it, for its widget; it says its draft, else `default`."""
        key = f"{name}_{self.of.form}_{self.of.region}"
        self.fields[name] = _Field(key, default)
        wanted = self._wanted(name, default, read)
        seen, shown = st.session_state[SEEN], encode_typed(wanted)
        if key not in st.session_state or seen.get(key) != shown:
            st.session_state[key], seen[key] = wanted, shown
        return {"key": key, "on_change": self.keep_changes}

    def _wanted(self, name: str, default: Any, read: Reader) -> Any:
        if self.draft is None or name not in self.draft.said:
            return default
        try:
            return read(self.draft.said[name])
        except (ValueError, TypeError, KeyError, AttributeError):
            self.unfit.append(self.place.fields.get(name, name))
            return default

    def read_fields(self) -> dict[str, Any]:
        """What stands in the fields now, by their names."""
        return {name: st.session_state.get(one.key, one.default) for name, one in self.fields.items()}

    def keep_changes(self) -> None:
        """Keep what was changed here since it was last kept; where it cannot be, the form says so."""
        seen, typed = st.session_state[SEEN], self.read_fields()
        changed = {name: value for name, value in typed.items() if self._is_changed(name, value, seen)}
        own = {name for name in changed if _same(changed[name], self.fields[name].default)}
        if not changed:
            return
        said = {name: value for name, value in changed.items() if name not in own}
        if self.keep_typed(said, own):
            seen.update({self.fields[name].key: encode_typed(value) for name, value in changed.items()})

    def fill_fields(self, said: Mapping[str, Any]) -> None:
        """Write into fields from within a click, as if it had been typed there."""
        for name, value in said.items():
            st.session_state[self.fields[name].key] = value
        self.keep_changes()

    def _is_changed(self, name: str, value: Any, seen: Mapping[str, str]) -> bool:
        """Whether a field says something else than is known of it, and not what was saved a moment ago."""
        saved = st.session_state[SETTLED].get(self._id, {})
        if name in saved and _same(saved[name], value):
            return False
        return seen.get(self.fields[name].key) != encode_typed(value)

    def keep_typed(self, said: Mapping[str, Any], gone: set[str] | frozenset[str] = frozenset()) -> bool:
        """Keep fields by their names and put away those that are gone; returns whether that could be done."""
        known = {**(self.draft.said if self.draft else {}), **said}
        place = self.place.write_place(self.region_label, {k: v for k, v in known.items() if k not in gone})
        try:
            if self.locked:
                raise StoreError(LOCKED)
            drafts.keep_typed_fields(self.engine, Draft(self.of, said, self.base, place), gone)
        except StoreError as refusal:
            _refuse(self.of, refusal, self.base)
            return False
        st.session_state.setdefault(REFUSED, {}).pop(self._id, None)
        return True

    def read_kept_names(self) -> set[str]:
        """The names of what is kept of this form now, which may be more than when it was drawn."""
        try:
            found = drafts.find_draft(self.engine, self.of)
        except StoreError:  # what is kept next is refused as well, and said
            return set()
        return set(found.said) if found else set()

    def settle_saved(self, saved: Mapping[str, Any], shown: tuple[str, ...] = ()) -> None:
        """What was saved is no draft any more; the fields in `shown` say it until the form is left."""
        st.session_state[SETTLED][self._id] = dict(saved)
        st.session_state.setdefault(REFUSED, {}).pop(self._id, None)
        seen = st.session_state[SEEN]
        seen.update({self.fields[name].key: encode_typed(self.fields[name].default) for name in shown})
        if self.draft is None and drafts.find_draft(self.engine, self.of) is None:
            return
        try:
            drafts.settle_draft(self.engine, self.of, saved)
        except StoreError as refusal:
            _refuse(self.of, refusal, self.base)

    def drop_draft(self) -> None:
        """Throw away what was typed; the fields say what is stored."""
        seen = st.session_state[SEEN]
        for one in self.fields.values():
            seen.pop(one.key, None)
        throw_draft_away(self.engine, self.of)

    def show_state(self, drop: Callable[[], None] | None = None) -> None:
        """Beside what saves: what is unsaved here, since when, and how to throw it away (`drop`)."""
        refused, _ = st.session_state.get(REFUSED, {}).get(self._id, ("", {}))
        if refused:
            said = escape_markdown(refused.rstrip("."))
            st.warning(f"Yang diketik hanya ada di halaman ini, belum terjaga sebagai draf: {said}.")
        if self.unfit:
            names = escape_markdown(", ".join(self.unfit))
            st.warning(f"Draf memuat pilihan yang tidak ada lagi: {names}. Pilih kembali, lalu simpan.")
        if self.draft is None:
            return
        at, moved = format_time(self.draft.at), ""
        if self.moved:
            moved = " Isiannya sudah disimpan orang lain sesudah itu; saat disimpan keduanya ditunjukkan."
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f":material/edit_note: Belum disimpan. Draf terjaga {at}.{moved}", width="content")
            throw = drop or self.drop_draft
            st.button("Buang draf", type="tertiary", key=f"buang_{self._id}", on_click=throw)


def throw_draft_away(engine: Engine, of: DraftForm) -> None:
    """Forget what was typed in a form; where the store refuses, its form says so."""
    st.session_state.setdefault(REFUSED, {}).pop(name_form(of), None)
    try:
        drafts.drop_draft(engine, of)
    except StoreError as refusal:
        _refuse(of, refusal, {})


def _refuse(of: DraftForm, refusal: StoreError, base: Mapping[str, int]) -> None:
    st.session_state.setdefault(REFUSED, {})[name_form(of)] = (str(refusal), base)


def name_form(of: DraftForm) -> str:
    """A form by one text, among those of this browser."""
    return f"{of.region} {of.form}"


def _same(one: object, other: object) -> bool:
    return encode_typed(one) == encode_typed(other)
