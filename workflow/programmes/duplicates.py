"""Programmes that may be one and the same: suspected, said to be two after all, or joined."""

from __future__ import annotations

from collections.abc import Mapping

from planning.programmes import duplicates
from planning.programmes.duplicates import DuplicatePair
from storage.engine import Store, reading_connection
from storage.errors import StoreError
from storage.values import Actor
from workflow.codec import Words
from workflow.entries import Entries
from workflow.programmes import register
from workflow.programmes.register import Register

APART = Entries("programme_apart", Words())
GONE = "Salah satu program ini sudah digabung atau dihapus. Muat ulang halaman untuk melihat daftar terbaru."


def suspected_duplicates(
    store: Store, region: str, known: Register
) -> tuple[list[DuplicatePair], Mapping[str, int]]:
    """The pairs nobody has judged yet, and those said to be two programmes, each with its entry's number."""
    with reading_connection(store) as connection:
        apart = APART.read(connection, region, _period(connection, region)).numbers
    return duplicates.find_duplicate_pairs(known, {tuple(key.split("|")) for key in apart}), apart


def keep_pair_apart(store: Store, region: str, pair: DuplicatePair, *, by: Actor) -> None:
    """Say that two programmes are two; StoreError without a name."""
    said = {f"{pair.first}|{pair.second}": pair.place or "-"}
    APART.save(store, said, region, _period(store, region), by=by)


def forget_pair_judgements(store: Store, region: str, seen: Mapping[str, int], *, by: Actor) -> int:
    """Forget the judgements `seen`, as `suspected_duplicates`, none made since; returns how many.

    OvertakenError where somebody judged one of them anew.
    """
    return APART.save(store, dict.fromkeys(seen), region, _period(store, region), by=by, seen=seen)


def join_programmes(
    store: Store, region: str, known: Register, first: str, second: str, *, by: Actor, seen: Mapping[str, int]
) -> None:
    """Make the second programme part of the first, in one step that `register.undo_register_save` takes
    back. StoreError where one of them is gone: two clicks join once.
    """
    if {first, second} - known.keys():
        raise StoreError(GONE)
    register.save_programmes(
        store, region, duplicates.changes_of_merging(known, first, second), by=by, seen=seen
    )


def _period(store: Store, region: str) -> str:
    """Beside the register these judgements are of: the sample's or the region's own."""
    return register.register_entry_scope(store, region).period
