"""What stood before a save of rows that keep no history: kept beside the save, found and put back by it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Date, Table, and_, delete, insert, select, update

from storage import audit
from storage.columns import UtcMoment
from storage.engine import Store, reading_connection, writing_transaction
from storage.errors import StoreError
from storage.row_digests import KEYS
from storage.schema import agency, agency_sector
from storage.schema import audit as audit_table
from storage.state_table import earlier_rows
from storage.values import Actor

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Table -> its rows within a scope, as JSON has them, in the order of their keys."""
LOOKED_AT = 40
"""Saves of a thing that are looked at for one that stands."""
OVERTAKEN = (
    "Simpanan ini sudah diubah lagi oleh simpanan sesudahnya, sehingga tidak dapat diurungkan tanpa "
    "menghapus yang lebih baru. Tidak ada yang diubah."
)


@dataclass(frozen=True)
class RowScope:
    """The rows of a table with these values, a list = one of them: all that a save may change there."""

    table: Table
    where: Mapping[str, Any]

    @property
    def row_condition(self) -> ColumnElement[bool]:
        """Which rows they are; urusan of OPD are of the region of their OPD."""
        if self.table is agency_sector:
            mine = select(agency.c.id).filter_by(**self.where)
            return agency_sector.c.agency_id.in_(mine)
        return and_(*(_holds(self.table.c[name], value) for name, value in self.where.items()))


def _holds(column: Column[Any], value: Any) -> ColumnElement[bool]:
    return column.in_(value) if isinstance(value, list) else column == value


@dataclass(frozen=True)
class SavedRows:
    """A save that can be taken back: its entry, by whom and when, and the rows before and after."""

    number: int
    by: Actor
    at: datetime
    before: Rows
    after: Rows


@contextmanager
def keep_earlier_rows(
    connection: Connection, region: str, thing: str, scopes: Sequence[RowScope]
) -> Iterator[None]:
    """Keep how the rows of the scopes stood before what is written within; nothing where it changes none.

    `thing` is what the undo belongs to. What is written within records itself in the chain of the region
    ("" = of all): the newest entry there is the save.
    """
    before = _read_scopes(connection, scopes)
    yield
    after = _read_scopes(connection, scopes)
    if before == after:
        return
    head = audit.find_chain_head(connection, region or None)
    place = (audit_table.c.chain == head.chain, audit_table.c.number == head.number)
    row = {"change": connection.scalar(select(audit_table.c.id).where(*place)), "region": region}
    row |= {"thing": thing, "before": _encode(scopes, before), "after": _encode(scopes, after)}
    connection.execute(insert(earlier_rows).values(row))


def find_earlier_rows(
    store: Store,
    region: str,
    thing: str,
    actor: Actor,
    fits: Callable[[SavedRows], bool] | None = None,
) -> SavedRows | None:
    """The newest save of a thing whose rows nobody wrote since: the actor's own, else anybody's."""
    query = select(earlier_rows).filter_by(region=region, thing=thing)
    query = query.where(earlier_rows.c.undone_at.is_(None)).order_by(earlier_rows.c.change.desc())
    with reading_connection(store) as connection:
        rows = connection.execute(query.limit(LOOKED_AT)).all()
        made = audit.list_recorders(connection, [row.change for row in rows])
        known = [row for row in rows if row.change in made]
        known.sort(key=lambda row: (not actor.is_same_person(made[row.change][0]), -row.change))
        for row in known:
            save = SavedRows(
                row.change, *made[row.change], decode_earlier_rows(row.before), decode_earlier_rows(row.after)
            )
            if _stands(connection, row.after) and (fits is None or fits(save)):
                return save
    return None


def put_earlier_rows_back(
    store: Store, number: int, by: Actor, check: Callable[[Connection], None] | None = None
) -> bool:
    """Take back one save, as `find_earlier_rows` gave it: its rows stand as before it, to the letter.

    False where that was done already. StoreError, and nothing changed, where somebody wrote over it since,
    where a period it concerns is locked, or as `check` raises before anything is written.
    """
    with reading_connection(store) as connection:
        region = connection.scalar(select(earlier_rows.c.region).where(earlier_rows.c.change == number))
    with writing_transaction(store, region or None) as connection:
        row = require_standing_rows(connection, number)
        if row is None:
            return False
        if check is not None:
            check(connection)
        scopes, before, after = (
            _scopes(row.after),
            decode_earlier_rows(row.before),
            decode_earlier_rows(row.after),
        )
        for scope in scopes:
            _restore(connection, scope.table, before[scope.table.name], after[scope.table.name])
        changed = {scope.table: _keys(scope.table, before, after) for scope in scopes}
        _record(connection, row, changed, by)
        return True


def require_standing_rows(connection: Connection, number: int) -> Any:
    """The kept row of a save; None where it was taken back already, StoreError where another lies over it."""
    row = connection.execute(select(earlier_rows).filter_by(change=number)).one_or_none()
    if row is None or row.undone_at is not None:
        return None
    if not _stands(connection, row.after):
        raise StoreError(OVERTAKEN)
    return row


def decode_earlier_rows(text: str) -> Rows:
    """The rows of a kept text."""
    found: Rows = json.loads(text)["rows"]
    return found


def close_earlier_rows(connection: Connection, number: int) -> None:
    """Say that a save was taken back in another way than by its rows."""
    undone = update(earlier_rows).where(earlier_rows.c.change == number)
    connection.execute(undone.values(undone_at=datetime.now(UTC)))


def _record(connection: Connection, row: Any, changed: Mapping[Table, list[Any]], by: Actor) -> None:
    close_earlier_rows(connection, row.change)
    audit.record_change(
        connection, by, "rows.undo", row.thing, new=str(row.change), region=row.region or None, rows=changed
    )


def _read_scopes(connection: Connection, scopes: Sequence[RowScope]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for scope in scopes:
        order = list(scope.table.primary_key.columns)
        rows = connection.execute(select(scope.table).where(scope.row_condition).order_by(*order))
        found[scope.table.name] = [
            {name: _plain(value) for name, value in row._mapping.items()} for row in rows
        ]
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value  # a moment is a date too


def _encode(scopes: Sequence[RowScope], rows: Rows) -> str:
    said = [[one.table.name, dict(one.where)] for one in scopes]
    return json.dumps({"scopes": said, "rows": rows}, ensure_ascii=False)


def _scopes(text: str) -> list[RowScope]:
    tables = {table.name: table for table in KEYS}
    return [RowScope(tables[name], where) for name, where in json.loads(text)["scopes"]]


def _stands(connection: Connection, after: str) -> bool:
    return _read_scopes(connection, _scopes(after)) == decode_earlier_rows(after)


def _keys(table: Table, *stages: Rows) -> list[Any]:
    """The groups of rows that the record digests, of what stood before and after."""
    rows = [row for stage in stages for row in stage[table.name]]
    return list(dict.fromkeys(tuple(row[column.name] for column in KEYS[table]) for row in rows))


def _restore(
    connection: Connection,
    table: Table,
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
) -> None:
    """Take out what is not of before, then write what differs: a row that others point to stays in place."""
    old, new = (_by_key(table, rows) for rows in (before, after))
    for key in new.keys() - old.keys():
        connection.execute(delete(table).where(_is(table, key)))
    for key, row in old.items():
        values = {name: _value(table.c[name], value) for name, value in row.items()}
        if key in new and row != new[key]:
            connection.execute(update(table).where(_is(table, key)).values(values))
        elif key not in new or _is_gone(connection, table, key):
            connection.execute(insert(table).values(values))


def _by_key(table: Table, rows: Sequence[Mapping[str, Any]]) -> dict[tuple[Any, ...], Mapping[str, Any]]:
    keys = [column.name for column in table.primary_key.columns]
    return {tuple(row[name] for name in keys): row for row in rows}


def _is(table: Table, key: tuple[Any, ...]) -> ColumnElement[bool]:
    columns = table.primary_key.columns
    return and_(*(column == value for column, value in zip(columns, key, strict=True)))


def _is_gone(connection: Connection, table: Table, key: tuple[Any, ...]) -> bool:
    """Rows go with those they belong to: the urusan of an OPD that was taken out and put back."""
    return connection.execute(select(table).where(_is(table, key))).first() is None


def _value(column: Column[Any], value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    if isinstance(column.type, UtcMoment):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value
