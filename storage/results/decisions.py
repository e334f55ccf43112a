"""Values decided here: agreed in the room, or verified; each with its reason, audited and undoable."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, insert, select, update

from reference.numbers import write_code
from storage import audit
from storage.engine import Store, query_frame, reading_connection, writing_transaction
from storage.errors import StoreError
from storage.results import current
from storage.schema import decision
from storage.values import Actor, Decision

COLUMNS = [decision.c[name] for name in ("region", "node", "kind", "value", "reason", "by", "at")]


def save_agreed_value(
    store: Store,
    period_id: int,
    instrument_id: int,
    region: str,
    node: str,
    value: float | None,
    *,
    reason: str,
    by: Actor,
) -> Decision:
    """The level the room agreed at `node`, on the instrument's scale; None withdraws an earlier one.

    Raises StoreError without a reason or a name, and when the period is locked.
    """
    return _decide(store, (period_id, instrument_id, region, node, "agreed"), value, reason, by)


def save_verified_value(
    store: Store,
    period_id: int,
    instrument_id: int,
    region: str,
    node: str,
    value: float | None,
    *,
    note: str,
    by: Actor,
) -> Decision:
    """The level a verifier found at `node`; None withdraws it, and what a file says counts again."""
    return _decide(store, (period_id, instrument_id, region, node, "verified"), value, note, by)


def _decide(
    store: Store, place: tuple[int, int, str, str, str], value: float | None, reason: str, by: Actor
) -> Decision:
    if not reason.strip() or not by:
        raise StoreError("Alasan dan nama pencatat wajib diisi.")
    key = dict(zip(("period_id", "instrument_id", "region", "node", "kind"), place, strict=True))
    with writing_transaction(store, place[2]) as connection:
        before = _value(connection, place)
        last = connection.scalar(select(func.max(decision.c.number)).filter_by(**key)) or 0
        row: dict[str, Any] = {
            "value": value,
            "reason": reason.strip(),
            "by": by.name.strip(),
            "at": datetime.now(UTC),
        }
        added = insert(decision).values(key | row | {"number": last + 1}).returning(decision.c.id)
        written = connection.execute(added).scalar_one()
        _record(connection, place, f"{place[4]}.set", written, before, value, reason.strip(), by)
    return Decision(*place[2:], **row)


def undo_last_decision(
    store: Store, period_id: int, instrument_id: int, region: str, by: Actor
) -> Decision | None:
    """Take back the newest decision of the region not undone yet and return it; None when there is none."""
    here = {"period_id": period_id, "instrument_id": instrument_id, "region": region}
    with writing_transaction(store, region) as connection:
        query = select(decision.c.id, *COLUMNS).filter_by(**here).where(decision.c.undone_at.is_(None))
        row = connection.execute(query.order_by(decision.c.id.desc()).limit(1)).one_or_none()
        if row is None:
            return None
        gone = update(decision).where(decision.c.id == row.id)
        connection.execute(gone.values(undone_at=datetime.now(UTC)))
        place = (period_id, instrument_id, region, row.node, row.kind)
        _record(connection, place, f"{row.kind}.undo", row.id, row.value, _value(connection, place), "", by)
        return Decision(*row[1:])


def list_decisions(
    store: Store, period_id: int, instrument_id: int, region: str | None = None
) -> pd.DataFrame:
    """Decisions in force: region, node, kind, value, reason, by, at; withdrawn ones are left out."""
    query = current.current_decisions(period_id, instrument_id, region).where(decision.c.value.is_not(None))
    with reading_connection(store) as connection:
        found = query_frame(connection, query.order_by(decision.c.region, decision.c.node, decision.c.kind))
    return found[[column.name for column in COLUMNS]]


def list_decision_history(
    store: Store, period_id: int, instrument_id: int, region: str, node: str
) -> pd.DataFrame:
    """Every decision ever made at a node, the newest first, with undone_at."""
    here = {"period_id": period_id, "instrument_id": instrument_id, "region": region, "node": node}
    query = select(*COLUMNS, decision.c.undone_at).filter_by(**here)
    with reading_connection(store) as connection:
        return query_frame(connection, query.order_by(decision.c.id.desc()))


def _value(connection: Connection, place: tuple[int, int, str, str, str]) -> float | None:
    query = current.current_decisions(*place[:3]).where(
        decision.c.node == place[3], decision.c.kind == place[4]
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else row.value


def _record(
    connection: Connection,
    place: tuple[int, int, str, str, str],
    action: str,
    key: int,
    old: float | None,
    new: float | None,
    reason: str,
    by: Actor,
) -> None:
    period_id, instrument_id, region, node, _ = place
    audit.record_change(
        connection,
        by,
        action,
        node,
        old="" if old is None else write_code(old),
        new="" if new is None else write_code(new),
        reason=reason,
        period_id=period_id,
        instrument_id=instrument_id,
        region=region,
        rows={decision: [key]},
    )
