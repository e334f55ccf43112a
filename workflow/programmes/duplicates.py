"""Programmes that may be one and the same: suspected, said to be two after all, or joined."""

from __future__ import annotations

from collections.abc import Mapping

from planning.programmes import duplicates
from planning.programmes.duplicates import DuplicatePair
from storage import entries
from storage.engine import Store
from storage.entries import EntryScope
from workflow.programmes import register
from workflow.programmes.register import Register

KIND = "programme_apart"


def suspected_duplicates(store: Store, region: str, known: Register) -> tuple[list[DuplicatePair], int]:
    """The pairs nobody has judged yet, and how many were said to be two programmes."""
    apart = entries.list_entries(store, _place(store, region))
    found = duplicates.find_duplicate_pairs(known, {tuple(key.split("|")) for key in apart})
    return found, len(apart)


def keep_pair_apart(store: Store, region: str, pair: DuplicatePair, *, by: str) -> None:
    """Say that two programmes are two; StoreError without a name."""
    entries.save_entries(
        store, _place(store, region), {f"{pair.first}|{pair.second}": pair.place or "-"}, by=by
    )


def forget_pair_judgements(store: Store, region: str, *, by: str) -> int:
    """Forget every such judgement; returns how many there were."""
    place = _place(store, region)
    return entries.save_entries(store, place, dict.fromkeys(entries.list_entries(store, place)), by=by)


def join_programmes(
    store: Store, region: str, known: Register, first: str, second: str, *, by: str, seen: Mapping[str, int]
) -> None:
    """Make the second programme part of the first, in one step that `register.undo_register_save` takes
    back.
    """
    register.save_programmes(
        store, region, duplicates.changes_of_merging(known, first, second), by=by, seen=seen
    )


def _place(store: Store, region: str) -> EntryScope:
    """Beside the register these judgements are of: the sample's or the region's own."""
    return EntryScope(KIND, region, register.register_entry_scope(store, region).period)
