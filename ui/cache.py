"""Results remembered by what they rest on: a survey revision and a method, never a frame's content."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from ui import store

T = TypeVar("T")
Key = tuple[str | int | float | bool | None, ...]
ENTRIES = 256


def remember(name: str, key: Key, compute: Callable[[], T]) -> T:
    """The result of `compute()`, computed once for each (store, name, key).

    `key` names everything the result depends on by identity: revision, instrument, method, region. Frames are
    refused: Streamlit hashes a sample of a large one and would hand out stale scores. The result is shared
    between sessions, so it must not be changed by who receives it.
    """
    for part in key:
        if not isinstance(part, str | int | float | bool | None):
            raise TypeError(f"cache key of {name} holds a {type(part).__name__}; name it by revision instead")
    return _remember(store.address(), name, key, compute)


@st.cache_resource(show_spinner=False, max_entries=ENTRIES)
def _remember(address: str, name: str, key: Key, _compute: Callable[[], Any]) -> Any:
    return _compute()
