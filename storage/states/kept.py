"""A copy of everything that can still change of what a region's period prints: made, listed, read."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, insert, select, type_coerce, update
from sqlalchemy.types import NULLTYPE

from storage import audit, schema
from storage.engine import Store, reading_connection
from storage.errors import StoreError
from storage.schema import period_lock
from storage.state_table import kept_state
from storage.values import field_values

COPIED: tuple[Table, ...] = (
    schema.agency,
    schema.agency_sector,
    schema.assignment,
    schema.batch,
    schema.decision,
    schema.target,
    schema.entry,
    schema.choice,
    schema.unstored_file,
)
"""The tables whose rows are copied: all that is replaced, withdrawn or undone. What a version, a value or an
instrument says never changes, and is read by the ids that the copied rows name."""


@dataclass(frozen=True)
class KeptState:
    """A copy as it is shown: of which period and region, by whom and when; `name` "" = made at a lock.

    `late`: made after the lock (`lock_id`), when an older store was first opened. `change`: the entry of the
    record that told of it; what came later is not part of it.
    """

    id: int
    period_id: int
    region: str
    name: str
    by: str
    at: datetime
    late: bool
    change: int
    lock_id: int | None


@dataclass(frozen=True)
class StateContent:
    """The rows of a copy: table -> its columns and its rows, as the database gives them (dates as ISO)."""

    columns: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, tuple[tuple[Any, ...], ...]]


def read_state_content(store: Store, state: KeptState) -> StateContent:
    """The rows of a copy; StoreError where its text is damaged."""
    with reading_connection(store) as connection:
        text = connection.scalar(select(kept_state.c.content).where(kept_state.c.id == state.id))
    try:
        built = json.loads(zlib.decompress(base64.b64decode(str(text))))
        columns = {name: tuple(one["columns"]) for name, one in built.items()}
        rows = {name: tuple(map(tuple, one["rows"])) for name, one in built.items()}
    except (ValueError, zlib.error, KeyError, TypeError, AttributeError) as damage:
        raise StoreError(
            "Salinan keadaan periode dalam penyimpanan rusak dan tidak dapat dibaca. Pulihkan dari salinan "
            "cadangan."
        ) from damage
    return StateContent(columns, rows)


@dataclass(frozen=True)
class NewState:
    """A copy to be made: as `KeptState` tells it."""

    period_id: int
    region: str
    by: str
    name: str = ""
    lock_id: int | None = None
    late: bool = False


def add_state(connection: Connection, new: NewState) -> int:
    """Copy what the region's period prints now, in the writing transaction given; the id of the copy.

    Whoever calls records it (`row_digests`), then calls `tie_state` with that entry.
    """
    row = field_values(new) | {"by": new.by.strip(), "at": datetime.now(UTC), "change": 0}
    row |= {"revision": schema.REVISION, "content": _write_content(connection, new.region)}
    added = insert(kept_state).values(row)
    return int(connection.execute(added.returning(kept_state.c.id)).scalar_one())


def tie_state(connection: Connection, key: int, change: int) -> None:
    """Say which entry of the record told of a copy: it shows what was recorded until then."""
    connection.execute(update(kept_state).where(kept_state.c.id == key).values(change=change))


def add_late_states(connection: Connection) -> None:
    """Copies for every lock that stands and has none, said to be made after it; of regions with anything."""
    lock = period_lock.c
    kept = select(kept_state.c.lock_id).where(kept_state.c.lock_id.is_not(None))
    query = select(lock.id, lock.period_id, lock.region, lock.by)
    query = query.where(lock.opened_at.is_(None), lock.id.not_in(kept)).order_by(lock.id)
    for key, period_id, region, by in connection.execute(query).all():
        if not _holds_anything(connection, region):
            continue
        state = add_state(connection, NewState(period_id, region, by, lock_id=key, late=True))
        change = audit.record_change(
            connection,
            audit.PRODUCT,
            "state.late",
            f"period {period_id}",
            period_id=period_id,
            region=region,
            rows={kept_state: [state]},
        )
        tie_state(connection, state, change)


def _holds_anything(connection: Connection, region: str) -> bool:
    return any(connection.execute(_rows_of(table, region).limit(1)).first() is not None for table in COPIED)


def find_lock_state(store: Store, period_id: int, region: str) -> KeptState | None:
    """The copy of the lock that stands; None where the period is open, or there was nothing to copy."""
    query = list_columns().join(period_lock, period_lock.c.id == kept_state.c.lock_id)
    query = query.where(period_lock.c.opened_at.is_(None))
    return _newest(store, query.where(kept_state.c.period_id == period_id, kept_state.c.region == region))


def list_lock_states(store: Store, period_id: int) -> dict[str, KeptState]:
    """Region -> the copy of the lock that stands in a period."""
    query = list_columns().join(period_lock, period_lock.c.id == kept_state.c.lock_id)
    query = query.where(period_lock.c.opened_at.is_(None), kept_state.c.period_id == period_id)
    with reading_connection(store) as connection:
        return {row.region: KeptState(**row._mapping) for row in connection.execute(query)}


def list_columns(*, standing: bool = True) -> Select[Any]:
    """The columns of `KeptState`, of the copies that were not put away or (`standing` False) of all."""
    query = select(*(kept_state.c[one.name] for one in fields(KeptState)))
    return query.where(kept_state.c.gone_at.is_(None)) if standing else query


def _newest(store: Store, query: Select[Any]) -> KeptState | None:
    with reading_connection(store) as connection:
        row = connection.execute(query.order_by(kept_state.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else KeptState(**row._mapping)


def _write_content(connection: Connection, region: str) -> str:
    built = {
        table.name: {
            "columns": [column.name for column in table.c],
            "rows": [list(row) for row in connection.execute(_rows_of(table, region))],
        }
        for table in COPIED
    }
    text = json.dumps(built, ensure_ascii=False, separators=(",", ":"), default=_written)
    return base64.b64encode(zlib.compress(text.encode(), 6)).decode()


def _written(value: date) -> str:
    return value.isoformat()


def _rows_of(table: Table, region: str) -> Select[Any]:
    """A region's rows as the database itself writes them, so that they go back as they came."""
    query = select(*(_raw(column) for column in table.c)).order_by(*table.primary_key.columns)
    if table is schema.agency_sector:
        return query.where(table.c.agency_id.in_(select(schema.agency.c.id).filter_by(region=region)))
    if table is schema.batch:
        return query.where(table.c.id.in_(select(schema.batch_region.c.batch_id).filter_by(region=region)))
    return query.where(table.c.region == region)


def _raw(column: Column[Any]) -> Any:
    return type_coerce(column, NULLTYPE).label(column.name)
