"""A table to edit whose rows stay as they are typed: its drafted rows are its data when it is drawn anew.

The state of a data editor cannot be set (it holds edits by row number over the data it was given), so what
was typed is kept by the names of rows and laid over what is stored.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from storage.drafts import encode_typed
from ui.shared import editor_state
from ui.shared.saving.drafts import DraftedForm

ROW, NEW, GONE = "baris ", "baru ", "hapus "


@dataclass(frozen=True)
class _Mounted:
    """What an editor was given: its rows, what each is called, and the draft laid over them.

    `new` begins the names of rows added in it: two tabs may add some to one table.
    """

    data: pd.DataFrame
    names: tuple[str, ...]
    said: Mapping[str, Any]
    belongs: Any
    new: str = field(default_factory=lambda: f"{NEW}{secrets.token_hex(4)}-", compare=False)


class DraftedTable:
    """The data and the key of an editor over `rows`, each named by `keys`; `belongs` is given back with them.

    `revision` says which rows these are; while edits come in, the editor keeps the rows it was given.
    """

    def __init__(
        self, form: DraftedForm, revision: str, rows: pd.DataFrame, keys: Sequence[str], belongs: Any = None
    ) -> None:
        self.form, self.name = form, f"{form.of.form} {form.of.region}"
        said = dict(form.draft.said) if form.draft else {}
        touched = {name.partition(" ")[2] for name in said}
        form.moved = any(form.base.get(key) != form.standing.get(key) for key in touched)
        current = _lay_over(rows, keys, said, belongs)
        self.key, self.mounted = editor_state.editor_key_and_data(
            self.name, f"{revision} {encode_typed(said)}", current
        )
        self.data, self.belongs = self.mounted.data, self.mounted.belongs

    def keep_rows(self) -> None:
        """Keep what was edited in this editor so far; for its `on_change`."""
        said, kept = self.read_rows(), self.form.read_kept_names()
        own = {name for name in kept if name in self.mounted.said or name.startswith(self.mounted.new)}
        self.form.keep_typed(said, own - said.keys())

    def read_rows(self) -> dict[str, Any]:
        """What differs from what is stored: cells by row, new rows, and the rows taken out."""
        edits = st.session_state.get(self.key) or {}
        said = dict(self.mounted.said)
        for place, cells in (edits.get("edited_rows") or {}).items():
            name = self.mounted.names[int(place)]
            said[name] = {**said.get(name, {}), **cells}
        for place in edits.get("deleted_rows") or []:
            name = self.mounted.names[int(place)]
            said.pop(name, None)
            if name.startswith(ROW):
                said[f"{GONE}{name.removeprefix(ROW)}"] = True
        for place, cells in enumerate(edits.get("added_rows") or []):
            if cells:
                said[f"{self.mounted.new}{place}"] = dict(cells)
        return said

    def settle_rows(self) -> None:
        """They are stored: no draft any more, and the editor is given what is stored."""
        self.form.settle_saved(self.read_rows())
        editor_state.renew_editor(self.name)

    def drop_rows(self) -> None:
        """Throw away what was edited."""
        self.form.drop_draft()
        editor_state.renew_editor(self.name)


def _lay_over(rows: pd.DataFrame, keys: Sequence[str], said: Mapping[str, Any], belongs: Any) -> _Mounted:
    """The stored rows with what was typed in them, without those taken out, and the new ones behind."""
    names = [f"{ROW}{key}" for key in keys]
    own = {name: value for name, value in said.items() if _is_of(name, names)}
    if not own:
        return _Mounted(rows, tuple(names), {}, belongs)
    every = [*names, *(name for name in own if name.startswith(NEW))]
    data = rows.reset_index(drop=True).reindex(range(len(every))).astype(rows.dtypes.to_dict())
    for place, name in enumerate(every):
        cells = own.get(name)
        for column, value in cells.items() if isinstance(cells, dict) else ():
            _put(data, place, column, value)
    left = [place for place, name in enumerate(every) if f"{GONE}{name.removeprefix(ROW)}" not in own]
    return _Mounted(
        data.iloc[left].reset_index(drop=True), tuple(every[place] for place in left), own, belongs
    )


def _is_of(name: str, rows: Sequence[str]) -> bool:
    """Whether a name of a draft is of these rows: a new one, a changed one, or one taken out."""
    changed = f"{ROW}{name.removeprefix(GONE)}" if name.startswith(GONE) else name
    return name.startswith(NEW) or changed in rows


def _put(data: pd.DataFrame, place: int, column: str, value: Any) -> None:
    """A cell as it was typed; what its column cannot hold any more is left as it is stored."""
    if column not in data:
        return
    try:
        if pd.api.types.is_datetime64_any_dtype(data[column]):
            value = pd.to_datetime(value)
        elif pd.api.types.is_float_dtype(data[column]):
            value = float("nan") if value is None else float(value)
        data.at[place, column] = value
    except (ValueError, TypeError):
        return
