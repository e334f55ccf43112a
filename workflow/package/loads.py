"""Packages that were loaded: each is kept with what it wrote, so that it can be undone as one thing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pandas as pd
from sqlalchemy import Connection

from reference.gazetteer import region_label
from storage import StoreError, audit, entries
from storage.engine import Store, writing_transaction
from storage.entries import Entry
from storage.results import region_export
from storage.setup import assignments, periods, rosters
from storage.upload import loads
from storage.upload.loads import WrittenRows
from storage.values import Actor
from workflow.codec import Codec
from workflow.dates import local_today
from workflow.entries import Entries
from workflow.package.list_undo import ListChange, Row, rows_without

COLUMNS = (*rosters.COLUMNS, "predecessor")


@dataclass(frozen=True)
class ReplacedList:
    """A list that is kept whole, before and after a load: a region's roster, or its duties in a scope.

    `scope` is period and instrument by their ids, () for a roster; rows as COLUMNS, or as duties are read.
    """

    region: str
    scope: tuple[int, ...]
    before: tuple[Row, ...]
    after: tuple[Row, ...]


@dataclass(frozen=True)
class PackageLoad:
    """One load: the file's name, the regions it changed, what it wrote."""

    name: str
    regions: tuple[str, ...]
    written: WrittenRows
    lists: tuple[ReplacedList, ...]


@dataclass(frozen=True)
class KnownLoad:
    """A load that counts: its key, what it was, and who loaded it when."""

    key: str
    load: PackageLoad
    entry: Entry


LOADS: Entries[PackageLoad] = Entries("package_load", Codec(PackageLoad))


class LoadRecorder:
    """What stood before a load, within its transaction, to tell afterwards what it did."""

    def __init__(self, connection: Connection, regions: Collection[str]) -> None:
        self._connection, self._regions = connection, tuple(regions)
        self._marks = loads.mark_rows(connection)
        self._before = dict(self._lists())

    def record_load(self, name: str, actor: Actor) -> None:
        """Keep what was done since under the name of the package's file."""
        after = dict(self._lists())
        lists = tuple(
            ReplacedList(*place, self._before.get(place, ()), rows)
            for place, rows in after.items()
            if rows != self._before.get(place, ())
        )
        load = PackageLoad(name, self._regions, loads.rows_since(self._connection, self._marks), lists)
        LOADS.save(self._connection, {uuid4().hex: load}, by=actor)

    def _lists(self) -> Iterator[tuple[tuple[str, tuple[int, ...]], tuple[Row, ...]]]:
        for region in self._regions:
            yield (region, ()), _roster(self._connection, region)
            for scope in region_export.list_region_scopes(self._connection, region):
                yield (region, scope), _duties(self._connection, region, scope)


def _roster(store: Store, region: str) -> tuple[Row, ...]:
    return _rows(rosters.read_roster(store, region)[list(COLUMNS)])


def _duties(store: Store, region: str, scope: Sequence[int]) -> tuple[Row, ...]:
    period_id, instrument_id = scope
    return _rows(assignments.read_assignments(store, period_id, instrument_id, region))


def _rows(frame: pd.DataFrame) -> tuple[Row, ...]:
    return tuple(tuple(map(str, row)) for row in frame.itertuples(index=False, name=None))


def list_package_loads(store: Store) -> list[KnownLoad]:
    """The loads that count, the newest first."""
    read = LOADS.read(store)
    known = [KnownLoad(key, load, read.entries[key]) for key, load in read.items.items()]
    return sorted(known, key=lambda one: one.entry.at, reverse=True)


def undo_package_load(store: Store, key: str, actor: Actor) -> list[str]:
    """Take back all that a load wrote, as one thing; what it had replaced is in force again.

    What somebody changed since stays; the sentences returned name such lists. A period that came with a load
    goes once nothing lives in it; instruments stay. Raises StoreError, and then nothing changed, for a load
    that does not count any more or a period that is locked.
    """
    with writing_transaction(store) as connection:
        load = LOADS.read(connection).items.get(key)
        if load is None:
            raise StoreError(
                "Pemuatan ini sudah dibatalkan. Muat ulang halaman untuk melihat keadaan sekarang."
            )
        with audit.recorded_under(connection, actor):
            changed = loads.undo_rows(connection, load.written, actor, _loaded_targets(connection))
            left = [said for one in load.lists if (said := _restore(connection, one, key, actor))]
            LOADS.save(connection, {key: None}, by=actor)
            for period_id in _periods_of_undone_loads(connection):
                periods.remove_empty_period(connection, period_id, actor)
        only = load.regions[0] if len(load.regions) == 1 else None
        named = f"region {', '.join(load.regions)}"
        told: dict[str, Any] = {"old": load.name, "region": only}
        audit.record_change(connection, actor, "package.undo", named, rows=changed, **told)
        return left


def _loaded_targets(store: Store) -> dict[int, bool]:
    """The targets that loads wrote, by their ids, and whether their load counts still."""
    standing = LOADS.read(store).items
    return {
        target: key in standing
        for key, known in LOADS.histories(store).items()
        for load in known
        for target in load.written.targets
    }


def _periods_of_undone_loads(store: Store) -> list[int]:
    """The periods that loads brought which do not count any more."""
    standing = LOADS.read(store).items
    return [
        period_id
        for key, known in LOADS.histories(store).items()
        for load in known
        for period_id in load.written.periods
        if key not in standing
    ]


def _restore(store: Store, given: ReplacedList, key: str, actor: Actor) -> str:
    """Take what the load did out of a list; a sentence where it was changed since and stays."""
    what = "Penugasan" if given.scope else "Susunan OPD"
    now = _duties(store, given.region, given.scope) if given.scope else _roster(store, given.region)
    changes = _changes_of_list(store, (given.region, given.scope))
    rows = rows_without(list(changes.values()), changes[key], now)
    if rows is None:
        return f"{what} {region_label(given.region)} sudah diubah sesudahnya, sehingga dibiarkan."
    if given.scope:
        period_id, instrument_id = given.scope
        frame = pd.DataFrame(list(rows), columns=list(assignments.COLUMNS))
        assignments.save_assignments(store, period_id, instrument_id, given.region, frame, actor)
    else:
        frame = pd.DataFrame(list(rows), columns=list(COLUMNS))
        last = rosters.find_last_list(store, given.region)
        rosters.write_roster(
            store, given.region, frame, actor, since=max(last or local_today(), local_today())
        )
    return ""


def _changes_of_list(store: Store, place: tuple[str, tuple[int, ...]]) -> dict[str, ListChange]:
    """Load -> what it made of a list, the earliest first, those that were taken back too."""
    known = LOADS.histories(store)
    return {
        key: ListChange(span.first, span.withdrawn, one.before, one.after)
        for key, span in entries.list_entry_spans(store, LOADS.place()).items()
        for load in known.get(key, ())
        for one in load.lists
        if (one.region, one.scope) == place
    }
