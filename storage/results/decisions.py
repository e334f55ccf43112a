"""Values decided here: agreed in the room, or verified; each with its reason, audited and undoable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, func, insert, not_, select, update

from reference.control_characters import trim_text
from reference.instruments.own_items import PREFIX
from reference.numbers import write_code
from storage import audit
from storage.engine import Store, query_frame, reading_connection, writing_transaction
from storage.errors import NewerSave, OvertakenError, StoreError
from storage.results import current
from storage.schema import audit as audit_table
from storage.schema import decision
from storage.values import Actor, Decision, StandingDecision

COLUMNS = [decision.c[name] for name in ("region", "node", "kind", "value", "reason", "by", "at")]
PLACE = ("period_id", "instrument_id", "region", "node", "kind")


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
    said_by: str = "",
    seen: int | None = None,
) -> Decision:
    """The level the room agreed at `node`, on the instrument's scale; None withdraws an earlier one.

    `by` records it, `said_by` agreed it ("" = the same). The same decision again records nothing. `seen` is
    the id of the decision the writer looked at (0 = none): OvertakenError where another stands since.

    Raises StoreError without a reason or a name, and when the period is locked.
    """
    place = (period_id, instrument_id, region, node, "agreed")
    return _decide(store, place, value, _Said(reason, by, said_by, seen))


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
    said_by: str = "",
    seen: int | None = None,
) -> Decision:
    """The level a verifier found at `node`; None withdraws it, and what a file says counts again.

    `by`, `said_by` (who verified) and `seen` as in `save_agreed_value`.
    """
    place = (period_id, instrument_id, region, node, "verified")
    return _decide(store, place, value, _Said(note, by, said_by, seen))


@dataclass(frozen=True)
class _Said:
    """Why a value is decided, who records it, who said so, and which decision the writer looked at."""

    reason: str
    by: Actor
    said_by: str
    seen: int | None


def _decide(
    store: Store, place: tuple[int, int, str, str, str], value: float | None, said: _Said
) -> Decision:
    reason, said_by = trim_text(said.reason), trim_text(said.said_by) or trim_text(said.by.name)
    if not reason or not said.by:
        raise StoreError("Alasan dan nama pencatat wajib diisi.")
    key = dict(zip(PLACE, place, strict=True))
    with writing_transaction(store, place[2]) as connection:
        before = _standing(connection, place)
        if before is not None and (before.value, before.reason, before.by) == (value, reason, said_by):
            return Decision(*(getattr(before, column.name) for column in COLUMNS))
        _refuse_overtaken(connection, place, before, said.seen)
        last = connection.scalar(select(func.max(decision.c.number)).filter_by(**key)) or 0
        row: dict[str, Any] = {"value": value, "reason": reason, "by": said_by, "at": datetime.now(UTC)}
        added = insert(decision).values(key | row | {"number": last + 1}).returning(decision.c.id)
        written = connection.execute(added).scalar_one()
        old = None if before is None else before.value
        change = _record(connection, place, f"{place[4]}.set", written, old, value, reason, said.by)
        connection.execute(update(decision).where(decision.c.id == written).values(change=change))
    return Decision(*place[2:], **row)


def _refuse_overtaken(
    connection: Connection, place: tuple[int, int, str, str, str], before: Any, seen: int | None
) -> None:
    """Who agreed is part of what was saved; `by` of a newer save is who recorded it."""
    if seen is None or seen == (0 if before is None else before.id):
        return
    if before is None:
        raise OvertakenError([NewerSave(place[3], None, 0, "", datetime.now(UTC))])
    text = "" if before.value is None else write_code(before.value)
    text = f"{text}\n{before.by}\n{before.reason}"
    recorder = audit.list_recorders(connection, [before.change or 0]).get(before.change)
    who = recorder[0].name if recorder else before.by
    raise OvertakenError([NewerSave(place[3], text, before.id, who, before.at)])


def find_undoable_decision(
    store: Store, place: tuple[int, int, str, str], actor: Actor
) -> StandingDecision | None:
    """The newest decision in force that can be taken back: the actor's own, else anybody's.

    `place`: period, instrument, region and node.
    """
    query = current.current_decisions(*place[:3]).where(decision.c.node == place[3])
    with reading_connection(store) as connection:
        rows = connection.execute(query).all()
        made = audit.list_recorders(connection, [row.change for row in rows if row.change is not None])
        found = [(made.get(row.change, (Actor(row.by), None))[0], row) for row in rows]
        found.sort(key=lambda one: (not actor.is_same_person(one[0]), -one[1].id))
        if not found:
            return None
        recorder, row = found[0]
        said = Decision(*(getattr(row, column.name) for column in COLUMNS))
        older = decision.c.id < row.id
        return StandingDecision(row.id, said, recorder, _value_before(connection, row, older))


def _value_before(connection: Connection, row: Any, older: ColumnElement[bool]) -> float | None:
    here = {name: getattr(row, name) for name in PLACE}
    query = select(decision.c.value).filter_by(**here).where(decision.c.undone_at.is_(None), older)
    return connection.scalar(query.order_by(decision.c.number.desc()).limit(1))


def undo_decision(store: Store, key: int, by: Actor) -> Decision | None:
    """Take back one decision by its id and return it; None where it was taken back already.

    StoreError where a newer one of its kind stands at its node.
    """
    with reading_connection(store) as connection:
        region = connection.scalar(select(decision.c.region).filter_by(id=key))
    with writing_transaction(store, region) as connection:
        query = select(decision).where(decision.c.id == key, decision.c.undone_at.is_(None))
        row = connection.execute(query).one_or_none()
        if row is None:
            return None
        place = tuple(getattr(row, name) for name in PLACE)
        if (standing := _standing(connection, place)) is None or standing.id != key:
            raise StoreError(
                "Keputusan ini sudah diganti keputusan yang lebih baru, sehingga tidak dapat diurungkan. "
                "Tidak ada yang diubah."
            )
        gone = update(decision).where(decision.c.id == key)
        connection.execute(gone.values(undone_at=datetime.now(UTC)))
        now = _standing(connection, place)
        _record(
            connection, place, f"{row.kind}.undo", key, row.value, None if now is None else now.value, "", by
        )
        return Decision(*(getattr(row, column.name) for column in COLUMNS))


def list_decisions(
    store: Store, period_id: int, instrument_id: int, region: str | None = None, *, beside: bool = False
) -> pd.DataFrame:
    """Decisions in force: region, node, kind, value, reason, by, at; withdrawn ones are left out.

    `beside`: those at the kabupaten's own items beside the index too.
    """
    query = current.current_decisions(period_id, instrument_id, region).where(decision.c.value.is_not(None))
    if not beside:
        query = query.where(not_(decision.c.node.startswith(PREFIX, autoescape=True)))
    with reading_connection(store) as connection:
        found = query_frame(connection, query.order_by(decision.c.region, decision.c.node, decision.c.kind))
    return found[[column.name for column in COLUMNS]]


def list_decision_history(
    store: Store, period_id: int, instrument_id: int, region: str, node: str
) -> pd.DataFrame:
    """Every decision ever made at a node, the newest first, with its id, undone_at and recorder.

    recorder: who wrote it down; None where that was not noted yet.
    """
    here = {"period_id": period_id, "instrument_id": instrument_id, "region": region, "node": node}
    query = select(decision.c.id, *COLUMNS, decision.c.undone_at, audit_table.c.actor.label("recorder"))
    query = query.select_from(decision.outerjoin(audit_table, audit_table.c.id == decision.c.change))
    query = query.where(*(decision.c[name] == value for name, value in here.items()))
    with reading_connection(store) as connection:
        return query_frame(connection, query.order_by(decision.c.id.desc()))


def _standing(connection: Connection, place: tuple[int, int, str, str, str]) -> Any:
    """The row in force of a kind at a node, also one that withdraws; None where there is none."""
    query = current.current_decisions(*place[:3]).where(
        decision.c.node == place[3], decision.c.kind == place[4]
    )
    return connection.execute(query).one_or_none()


def _record(
    connection: Connection,
    place: tuple[int, int, str, str, str],
    action: str,
    key: int,
    old: float | None,
    new: float | None,
    reason: str,
    by: Actor,
) -> int:
    period_id, instrument_id, region, node, _ = place
    return audit.record_change(
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
