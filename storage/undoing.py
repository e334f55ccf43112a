"""Taking back a save of entries: which one a person may take back, alone, and what it had written."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime

from sqlalchemy import Connection, update

from storage import audit
from storage.engine import Store, reading_connection, writing_transaction
from storage.entries import EntryScope, entries_of, record_entries, written_by
from storage.errors import StoreError
from storage.schema import entry
from storage.values import Actor, StandingSave

Wrote = tuple[str | None, str | None]
LOOKED_AT = 40
"""Saves whose texts are looked at for one that fits."""


def find_undoable_save(
    store: Store, place: EntryScope, actor: Actor, fits: Callable[[StandingSave], bool] | None = None
) -> StandingSave | None:
    """The newest save of a place that nothing lies over: the actor's own, else anybody's.

    `fits`: which saves belong to the page that asks; None = all.
    """
    with reading_connection(store) as connection:
        standing = _saves_on_top(connection, place)
        made = audit.list_recorders(connection, standing)
        known = [number for number in standing if number in made]
        # Their own first, each newest first.
        known.sort(key=lambda number: (not actor.is_same_person(made[number][0]), -number))
        for number in known[:LOOKED_AT]:
            save = StandingSave(number, *made[number], _texts(connection, place, number))
            if fits is None or fits(save):
                return save
    return None


def undo_entries(store: Store, place: EntryScope, by: Actor, number: int | None = None) -> list[str]:
    """Take back one save of this place, nothing else; returns the keys it had written.

    `number` as `find_undoable_save` gave it; None = the newest of `by` alone, nobody else's. Nothing where it
    was taken back already. StoreError where somebody wrote over it since.
    """
    with writing_transaction(store, place.region) as connection:
        if number is None:
            own = find_undoable_save(connection, place, by)
            if own is None or not by.is_same_person(own.by):
                return []
            number = own.number
        written = written_by(connection, place, number, standing=True)
        if not written:
            return []
        if number not in _saves_on_top(connection, place):
            raise StoreError(
                "Simpanan ini sudah diubah lagi oleh simpanan sesudahnya, sehingga tidak dapat diurungkan "
                "tanpa menghapus yang lebih baru. Tidak ada yang diubah."
            )
        connection.execute(update(entry).where(entry.c.id.in_(written)).values(undone_at=datetime.now(UTC)))
        record_entries(connection, place, "entry.undo", written, by)
        return list(written.values())


def _saves_on_top(connection: Connection, place: EntryScope) -> Collection[int]:
    """Numbers of the saves of which every key still stands as they wrote it."""
    query = entries_of(place).where(entry.c.undone_at.is_(None))
    rows = connection.execute(query.with_only_columns(entry.c.key, entry.c.number, entry.c.change)).all()
    newest: dict[str, int] = {}
    for row in rows:
        newest[row.key] = max(newest.get(row.key, 0), row.number)
    covered = {row.change for row in rows if row.number != newest[row.key]}
    return {row.change for row in rows if row.number > 0} - covered


def _texts(
    connection: Connection, place: EntryScope, number: int
) -> dict[str, tuple[str | None, str | None]]:
    keys = list(written_by(connection, place, number, standing=True).values())
    query = entries_of(place).where(entry.c.key.in_(keys), entry.c.undone_at.is_(None))
    wrote: dict[str, Wrote] = {}
    for row in connection.execute(query.order_by(entry.c.number)):
        wrote[row.key] = (wrote.get(row.key, (None, None))[1], row.text)
    return wrote
