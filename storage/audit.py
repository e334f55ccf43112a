"""The append-only record of every change, chained by hashes; also the source of revisions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, RowMapping, insert, or_, select

from storage.columns import make_storable
from storage.engine import Store, query_frame, reading_connection, writing_transaction
from storage.errors import StoreError
from storage.schema import audit

START = "0" * 64
GIVEN = "entry.give"  # the action of entries that came with the data


def record_change(
    store: Store,
    actor: str,
    action: str,
    object_: str,
    *,
    old: str = "",
    new: str = "",
    reason: str = "",
    period_id: int | None = None,
    instrument_id: int | None = None,
    region: str | None = None,
) -> int:
    """Append an entry and return its id. A scope left None concerns all periods, instruments or regions.

    Raises StoreError without an actor: nothing changes without a name.
    """
    if not actor.strip():
        raise StoreError("Nama pencatat belum diisi. Isi nama, lalu ulangi.")
    with writing_transaction(store) as connection:
        acting = connection.get_execution_options().get("acting") or actor
        said = {"actor": acting.strip(), "action": action, "object": object_}
        said |= {"old": old, "new": new, "reason": reason}
        # What the hash covers must be what is read back.
        row: dict[str, Any] = {name: make_storable(text) for name, text in said.items()}
        row |= {
            "at": datetime.now(UTC),
            "period_id": period_id,
            "instrument_id": instrument_id,
            "region": region,
        }
        before = connection.scalar(select(audit.c.hash).order_by(audit.c.id.desc()).limit(1))
        row["hash"] = _hash(before or START, row)
        key = connection.execute(insert(audit).values(row).returning(audit.c.id)).scalar_one()
        return key


@contextmanager
def recorded_under(connection: Connection, actor: str) -> Iterator[None]:
    """Meanwhile everything is recorded as done by `actor`, whoever the values that are written name."""
    connection.execution_options(acting=actor)
    try:
        yield
    finally:
        connection.execution_options(acting="")


def list_audit_entries(store: Store, *, region: str | None = None, limit: int = 1000) -> pd.DataFrame:
    """The newest `limit` entries first: at, actor, action, object, old, new, reason, scope."""
    columns = [column for column in audit.c if column.name != "hash"]
    query = select(*columns).where(*scope_conditions(None, None, region))
    with reading_connection(store) as connection:
        return query_frame(connection, query.order_by(audit.c.id.desc()).limit(limit))


def scope_conditions(
    period_id: int | None, instrument_id: int | None, region: str | None
) -> list[ColumnElement[bool]]:
    """Conditions for the entries that concern a scope; None does not narrow it."""
    wanted = (
        (audit.c.period_id, period_id),
        (audit.c.instrument_id, instrument_id),
        (audit.c.region, region),
    )
    return [or_(column.is_(None), column == value) for column, value in wanted if value is not None]


def find_broken_entry(store: Store) -> int | None:
    """The id of the first entry that does not fit the chain of hashes, None when the record is whole."""
    before = START
    with reading_connection(store) as connection:
        for row in connection.execute(select(audit).order_by(audit.c.id)).mappings():
            if row["hash"] != _hash(before, row):
                return int(row["id"])
            before = row["hash"]
    return None


def last_change_of_scope(
    store: Store, period_id: int, instrument_id: int, region: str | None = None
) -> datetime | None:
    """When anything of the scope last changed, in UTC; None where nothing ever did.

    Entries given with the data (`storage.entries.give_entries`) are older than the day they were written.
    """
    query = select(audit.c.at).where(
        *scope_conditions(period_id, instrument_id, region), audit.c.action != GIVEN
    )
    with reading_connection(store) as connection:
        return connection.scalar(query.order_by(audit.c.id.desc()).limit(1))


def _hash(before: str, row: Mapping[str, Any] | RowMapping) -> str:
    columns = [column.name for column in audit.c if column.name not in ("id", "hash")]
    said = [row[name].isoformat() if name == "at" else row[name] for name in columns]
    return hashlib.sha256(json.dumps([before, *said]).encode()).hexdigest()


def last_hash_of_scope(connection: Connection, period_id: int, instrument_id: int, region: str | None) -> str:
    """The hash of the newest entry that concerns the scope: it differs whenever anything there did."""
    query = select(audit.c.hash).where(*scope_conditions(period_id, instrument_id, region))
    return connection.scalar(query.order_by(audit.c.id.desc()).limit(1)) or START
