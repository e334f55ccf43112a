"""Results remembered by what they rest on: a survey revision and a method, never a frame's content."""

from collections.abc import Callable, Hashable
from threading import Condition
from typing import Any, TypeVar

import streamlit as st
from cachetools import LRUCache, cached
from cachetools.keys import typedkey

from storage import location

T = TypeVar("T")
Key = tuple[str | int | float | bool | None, ...]
ENTRIES, SHOWN = 256, 64


def remember_result(name: str, key: Key, compute: Callable[[], T]) -> T:
    """The result of `compute()`, computed once for each (store, name, key).

    `key` names everything the result depends on by identity: revision, instrument, method, region. Frames are
    refused: what they hold is named by its revision. The result is shared between sessions, so it must not be
    changed by who receives it. Who asks while it is computed waits for it.
    """
    _check(name, key)
    return _remember(location.find_store_address(), name, key, compute)


def replay_output(name: str, key: Key, show: Callable[[], None]) -> None:
    """Show what `show()` puts on the page; the next time for the same key only what it sent is sent again.

    A table of 514 rows costs more than the rest of its page. `show` must hold no widgets, and `key` names all
    that it shows, as for `remember_result`.
    """
    _check(name, key)
    _replay(location.find_store_address(), name, key, show)


@st.cache_data(show_spinner=False, max_entries=SHOWN)
def _replay(address: str, name: str, key: Key, _show: Callable[[], None]) -> None:
    _show()


def _check(name: str, key: Key) -> None:
    for part in key:
        if not isinstance(part, str | int | float | bool | None):
            raise TypeError(f"cache key of {name} holds a {type(part).__name__}; name it by revision instead")


def _named(address: str, name: str, key: Key, _compute: Callable[[], Any]) -> Hashable:
    return typedkey(address, name, *key)


# A page asks a dozen times a run, and finding an entry in st.cache_resource costs a quarter of a millisecond.
@cached(LRUCache(ENTRIES), key=_named, condition=Condition())
def _remember(address: str, name: str, key: Key, compute: Callable[[], Any]) -> Any:
    return compute()
