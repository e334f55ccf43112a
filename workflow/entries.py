"""Entries of one kind as values: read with what is damaged, saved where a value differs, undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from storage import entries, undoing
from storage.engine import Store, reading_connection, writing_transaction
from storage.entries import Entry, EntryScope
from storage.values import Actor
from workflow.codec import Codec

T = TypeVar("T")
STALE = -1
"""A number that no entry has: what was looked at stands no more."""


@dataclass(frozen=True)
class Read(Generic[T]):
    """What is in force: `items` key -> value, what was given first, then as first written.

    `damaged`: keys whose newest text cannot be read; they stay in the store. `entries`: key -> the entry
    itself, also of those.
    """

    items: Mapping[str, T]
    damaged: tuple[str, ...]
    entries: Mapping[str, Entry]

    @property
    def numbers(self) -> dict[str, int]:
        """Key -> number of its entry, for `seen` of `save`; a key without one counts as 0."""
        return {key: entry.number for key, entry in self.entries.items()}

    def numbers_of(self, looked_at: Mapping[str, T]) -> dict[str, int]:
        """`numbers` of every key there or looked at, STALE where its value is another than was looked at."""
        return {
            key: self.numbers.get(key, 0) if self.items.get(key) == looked_at.get(key) else STALE
            for key in {**self.entries, **looked_at}
        }

    @property
    def given(self) -> frozenset[str]:
        """Keys that came with the data, before anybody wrote here."""
        return frozenset(key for key, entry in self.entries.items() if entry.given)


@dataclass(frozen=True)
class Entries(Generic[T]):
    """Everything of one kind, and how its values are written."""

    kind: str
    codec: Codec[T]

    def place(self, region: str = "", period: str = "") -> EntryScope:
        """Where a region's entries of a period are kept; "" = of all."""
        return EntryScope(self.kind, region, period)

    def codec_of(self, key: str) -> Codec[T]:
        """How the value of a key is written; ValueError for a key that no value can have."""
        return self.codec

    def read(self, store: Store, region: str = "", period: str = "") -> Read[T]:
        """What is in force there."""
        return self.of(entries.list_entries(store, self.place(region, period)))

    def of(self, found: Mapping[str, Entry]) -> Read[T]:
        """The values of entries that were read already."""
        items, damaged = {}, []
        for key, entry in found.items():
            try:
                items[key] = self.codec_of(key).decode(entry.text)
            except ValueError:
                damaged.append(key)
        return Read(items, tuple(damaged), found)

    def texts(self, values: Mapping[str, T]) -> dict[str, str]:
        """Key -> its value as text."""
        return {key: self.codec_of(key).encode(value) for key, value in values.items()}

    def save(
        self,
        store: Store,
        values: Mapping[str, T | None],
        region: str = "",
        period: str = "",
        *,
        by: Actor,
        seen: Mapping[str, int] | None = None,
    ) -> int:
        """Write what differs from what is in force, in one step that `undo` takes back; None withdraws.

        Returns how many changed. StoreError, and nothing is stored, without a name; OvertakenError where
        somebody wrote one of the changed keys since the numbers in `seen` (0 for a key that it lacks).
        """
        with writing_transaction(store, region) as connection:
            before = self.read(connection, region, period)
            changed = {
                key: value
                for key, value in values.items()
                if key in before.damaged or value != before.items.get(key)
            }
            kept = self.texts({key: value for key, value in changed.items() if value is not None})
            texts = {key: kept.get(key) for key in changed}
            looked_at = None if seen is None else {key: seen.get(key, 0) for key in texts}
            return entries.save_entries(connection, self.place(region, period), texts, by=by, seen=looked_at)

    def undo(
        self, store: Store, by: Actor, region: str = "", period: str = "", save: int | None = None
    ) -> list[str]:
        """Take back one save there, as `storage.undoing.undo_entries`; returns the keys it had written."""
        return undoing.undo_entries(store, self.place(region, period), by, save)

    def histories(self, store: Store, region: str = "", period: str = "") -> dict[str, list[T]]:
        """Key -> every value it ever had, the newest first, but those withdrawn, undone or damaged."""
        with reading_connection(store) as connection:
            found = entries.entry_histories(connection, self.place(region, period))
        return {key: list(self._readable(key, written)) for key, written in found.items()}

    def _readable(self, key: str, written: Iterable[Entry]) -> Iterator[T]:
        for entry in written:
            with suppress(ValueError):
                yield self.codec_of(key).decode(entry.text)
