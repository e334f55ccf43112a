"""Programmes that may be one and the same: suspected, said to be two after all, or joined."""

from __future__ import annotations

from collections.abc import Mapping

from planning import duplicates
from planning.duplicates import Pair
from storage import entries
from storage.engine import Store
from storage.entries import Place
from workflow import register
from workflow.register import Register

KIND = "programme_apart"


def suspected(store: Store, region: str, known: Register) -> tuple[list[Pair], int]:
    """The pairs nobody has judged yet, and how many were said to be two programmes."""
    apart = entries.current(store, _place(store, region))
    found = duplicates.pairs(known, {tuple(key.split("|")) for key in apart})
    return found, len(apart)


def keep_apart(store: Store, region: str, pair: Pair, *, by: str) -> None:
    """Say that two programmes are two; StoreError without a name."""
    entries.save(store, _place(store, region), {f"{pair.first}|{pair.second}": pair.place or "-"}, by=by)


def judge_again(store: Store, region: str, *, by: str) -> int:
    """Forget every such judgement; returns how many there were."""
    place = _place(store, region)
    return entries.save(store, place, dict.fromkeys(entries.current(store, place)), by=by)


def join(
    store: Store, region: str, known: Register, first: str, second: str, *, by: str, seen: Mapping[str, int]
) -> None:
    """Make the second programme part of the first, in one step that `register.undo` takes back."""
    register.save(store, region, duplicates.merged(known, first, second), by=by, seen=seen)


def _place(store: Store, region: str) -> Place:
    """Beside the register these judgements are of: the sample's or the region's own."""
    return Place(KIND, region, register.place_of(store, region).period)
