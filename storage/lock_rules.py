"""What a lock holds still: of every table the period and region that its rows belong to, or why to none.

Every change is recorded with the rows it changed (`storage.audit.record_change`), so this is asked of every
change there is, before it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

from storage import schema
from storage.period_locks import is_any_locked, list_locks_of, list_standing_locks, refuse_locked
from storage.state_table import kept_state

Place = tuple[int, str]
Keys = list[Any]
AT_ONCE = 500

BESIDE_ITS_BATCH = "written beside its upload alone, which is asked"
APART: Mapping[Table, str] = {
    schema.period_lock: "the lock itself: turned by hand, with a reason",
    kept_state: "a copy, which never changes: of a lock, or a mark, whose calls ask for the lock",
    schema.instrument: "frozen by its content: another is another row, and a period keeps the one it used",
    schema.upload: "the bytes may be erased at any time (personal data); what was read from them stays",
    schema.batch_file: BESIDE_ITS_BATCH,
    schema.batch_region: BESIDE_ITS_BATCH,
    schema.submission: BESIDE_ITS_BATCH,
    schema.version: BESIDE_ITS_BATCH,
    schema.node_value: BESIDE_ITS_BATCH,
    schema.leaf_set: BESIDE_ITS_BATCH,
    schema.finding: BESIDE_ITS_BATCH,
    schema.signing_key: "drawn with the store and written by nothing since",
}
"""Tables whose rows a lock does not hold still, and why."""
DEADLINE = "deadline"
"""The kind of choice that is of one period, whose id is its text; all others hold for later files alone."""


def require_open_rows(
    connection: Connection, rows: Mapping[Table, Collection[Any]], region: str | None = None
) -> None:
    """StoreError that tells who locked what, when and why, where a row belongs to a locked period.

    `rows`: table -> keys (`row_digests.KEYS`). `region` is the one that the change concerns: rows that are
    gone by now can no longer be asked.
    """
    told = {table: list(keys) for table, keys in rows.items() if table not in APART and keys}
    if told and is_any_locked(connection):
        places = {place for table, keys in told.items() for place in RULES[table](connection, keys, region)}
        refuse_locked(list_locks_of(connection, places))


def _of_columns(table: Table) -> Callable[[Connection, Keys, str | None], Iterator[Place]]:
    """Rows that name their period and region themselves."""

    def own_places(connection: Connection, keys: Keys, region: str | None) -> Iterator[Place]:
        yield from _asked(connection, (table.c.period_id, table.c.region), table.c.id, keys)

    return own_places


def _asked(
    connection: Connection, wanted: tuple[ColumnElement[Any], ...], key: ColumnElement[Any], keys: Keys
) -> Iterator[Any]:
    for start in range(0, len(keys), AT_ONCE):
        query = select(*wanted).where(key.in_(keys[start : start + AT_ONCE])).distinct()
        for row in connection.execute(query):
            yield tuple(row)


def _of_period(connection: Connection, keys: Keys, region: str | None) -> Iterator[Place]:
    """The period itself, for every region that locked it."""
    for key in keys:
        yield from (lock.locked_place for lock in list_standing_locks(connection, key))


def _of_batch(connection: Connection, keys: Keys, region: str | None) -> Iterator[Place]:
    """An upload is of every region that it touches."""
    table, touched = schema.batch, schema.batch_region
    joined = (table.c.period_id, touched.c.region)
    for start in range(0, len(keys), AT_ONCE):
        query = select(*joined).join(touched, touched.c.batch_id == table.c.id)
        for row in connection.execute(query.where(table.c.id.in_(keys[start : start + AT_ONCE])).distinct()):
            yield row[0], row[1]


def _of_duties(connection: Connection, keys: Keys, region: str | None) -> Iterator[Place]:
    yield from ((period_id, of) for period_id, _, of in keys)


def _of_region(connection: Connection, keys: Keys, region: str | None) -> Iterator[Place]:
    """The OPD of a region: what stands now is of its newest period."""
    if region:
        yield from newest_periods(connection, region)
        return
    yield from _of_every_newest(connection, schema.agency, keys)


def _of_every_newest(connection: Connection, table: Table, keys: Keys) -> Iterator[Place]:
    for (of,) in _asked(connection, (table.c.region,), table.c.id, keys):
        yield from newest_periods(connection, of)


def _of_target(connection: Connection, keys: Keys, region: str | None) -> Iterator[Place]:
    """A target is of every period of its year or a later one; of the newest, too, once gaps stand in it."""
    target, period = schema.target, schema.period
    ends = list(connection.execute(select(period.c.id, period.c.ends)))
    for of, year in _asked(connection, (target.c.region, target.c.year), target.c.id, keys):
        yield from ((key, of) for key, last in ends if last.year >= year)
        yield from (place for place in newest_periods(connection, of) if _has_answers(connection, place))


def _has_answers(connection: Connection, place: Place) -> bool:
    batch, touched = schema.batch, schema.batch_region
    sent = select(batch.c.id).join(touched, touched.c.batch_id == batch.c.id)
    mine = (batch.c.period_id == place[0], touched.c.region == place[1], batch.c.undone_at.is_(None))
    return bool(connection.scalar(select(sent.where(*mine).exists())))


def _of_entry(connection: Connection, keys: Keys, region: str | None) -> Iterator[Place]:
    """Of the period whose label it bears; what bears none is the region's as it stands, the newest period's.

    The sample's register bears a word of its own. What is of no region (play lists, loads of packages) is of
    no period either.
    """
    entry, period = schema.entry, schema.period
    known = {label: key for key, label in connection.execute(select(period.c.id, period.c.label))}
    for of, label in _asked(connection, (entry.c.region, entry.c.period), entry.c.id, keys):
        if of and label in known:
            yield known[label], of
        elif of:
            yield from newest_periods(connection, of, sample=bool(label))


def _of_choice(connection: Connection, keys: Keys, region: str | None) -> Iterator[Place]:
    yield from ((int(text), of) for of, kind, text in keys if kind == DEADLINE and text.isdecimal())


def newest_periods(connection: Connection, region: str, *, sample: bool = False) -> list[Place]:
    """The last period, of which everything is that a region keeps once: OPD, programmes, plan, goals.

    Two that end on one day are both the last while one of them is open, and then neither holds it still.
    `sample`: those of the sample; else the sample's count only where there is no other.
    """
    period = schema.period.c
    standing = select(period.id, period.ends, period.sample).where(period.removed_at.is_(None))
    every = connection.execute(standing).all()
    known = [row for row in every if row.sample == sample] or [row for row in every if not sample]
    last = {row.id for row in known if row.ends == max(one.ends for one in known)}
    locked = {lock.period_id for key in last for lock in list_locks_of(connection, [(key, region)])}
    return [(key, region) for key in sorted(last)] if locked == last else []


RULES: Mapping[Table, Callable[[Connection, Keys, str | None], Iterator[Place]]] = {
    schema.period: _of_period,
    schema.batch: _of_batch,
    schema.assignment: _of_duties,
    schema.decision: _of_columns(schema.decision),
    schema.agency: _of_region,
    schema.agency_sector: _of_region,
    schema.target: _of_target,
    schema.entry: _of_entry,
    schema.choice: _of_choice,
    schema.unstored_file: _of_columns(schema.unstored_file),
}
"""Of every other table: the periods and regions that rows, by their keys, belong to."""
