"""Tables that several people edit: what a table was given stays under it until the change is stored.

Edits come back by row number. If a table were given new rows in the very run that brings an edit, the edit
would be lost or land on another row.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

T = TypeVar("T")
STATE = "tabel_dipegang"
EDITS = ("edited_rows", "added_rows", "deleted_rows")


def editor_key_and_data(
    name: str, revision: str, current: T, fields: Callable[[T], Mapping[str, object]] | None = None
) -> tuple[str, T]:
    """The key and the data of an editor: the newest data, or where edits have just come in what they edit.

    `fields`: key -> value of the fields that stand beside it for the same data; they are edited with it.
    """
    state: dict[str, tuple[int, str, object]] = st.session_state.setdefault(STATE, {})
    turn, known, data = state.get(name, (0, "", None))
    beside = fields(data) if fields and name in state else {}  # type: ignore[arg-type]
    edited = has_pending_edits(f"{name}_{turn}") or any(
        st.session_state.get(key, value) != value for key, value in beside.items()
    )
    if known != revision and not edited:
        turn, data = turn + 1, current
    state[name] = (turn, revision if data is current else known, data)
    kept: T = data  # type: ignore[assignment]
    return f"{name}_{turn}", kept


def has_pending_edits(key: str) -> bool:
    """Whether an editor holds edits that nobody has stored."""
    edits = st.session_state.get(key) or {}
    return any(edits.get(part) for part in EDITS)


def renew_editor(name: str) -> None:
    """Give the table the newest data in the next run: its edits are stored, or were put away."""
    turn, _, data = st.session_state[STATE][name]
    st.session_state[STATE][name] = (turn + 1, "", data)
