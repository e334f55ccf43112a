"""States of a period kept under a name: marked, put away, brought back, listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from reference.dates import format_moment
from storage import audit
from storage.engine import Store, reading_connection, writing_transaction
from storage.errors import StoreError
from storage.period_locks import list_locks_of, refuse_locked
from storage.schema import audit as audit_table
from storage.schema import period_lock
from storage.state_table import kept_state
from storage.states import kept
from storage.states.kept import KeptState, NewState
from storage.values import Actor

MARKED, REMOVED, UNDONE = "state.mark", "state.remove", "state.undo"
ACTS = (MARKED, REMOVED, UNDONE)
LONGEST_NAME = 60  # characters of the name of a state


class NameTakenError(StoreError):
    """A state of that name stands already in the region's period; `free` is a name that none has."""

    def __init__(self, standing: KeptState, free: str) -> None:
        self.free = free
        super().__init__(
            f'Keadaan bernama "{standing.name}" sudah ada, ditandai oleh {standing.by} pada '
            f'{format_moment(standing.at)}. Pakai nama lain, misalnya "{free}".'
        )


@dataclass(frozen=True)
class StandingMark:
    """A mark or a removal that can be taken back: the state, and what was done to it by whom and when.

    `number` is its entry of the record, `action` MARKED or REMOVED.
    """

    number: int
    action: str
    state: KeptState
    by: Actor
    at: datetime


def mark_state(store: Store, period_id: int, region: str, name: str, by: Actor) -> KeptState:
    """Keep all that the region's period prints now under a name; whoever asks has checked the name.

    The same name by the same person once more, with nothing recorded of the region since, is the state that
    stands: a double click keeps one. NameTakenError where another has the name (in any letters), StoreError
    where the period is locked.
    """
    with writing_transaction(store, region) as connection:
        refuse_locked(list_locks_of(connection, [(period_id, region)]))
        standing = list_named_states(connection, period_id, region)
        if (same := _find_name(standing, name)) is not None:
            if _is_repeated(connection, same, by):
                return same
            raise NameTakenError(same, _free_name(standing, name))
        key = kept.add_state(connection, NewState(period_id, region, by.name, name))
        kept.tie_state(connection, key, _record(connection, MARKED, _state(connection, key), by))
        return _state(connection, key)


def remove_state(store: Store, key: int, by: Actor) -> KeptState | None:
    """Put a marked state away; None where it is gone already. StoreError where its period is locked."""
    with reading_connection(store) as connection:
        region = connection.scalar(select(kept_state.c.region).where(kept_state.c.id == key))
    with writing_transaction(store, region) as connection:
        state = _state(connection, key)
        if state is None or not state.name or _is_gone(connection, key):
            return None
        return _turn_state(connection, state, by, REMOVED, away=True)


def undo_mark(store: Store, number: int, by: Actor) -> KeptState | None:
    """Take back one mark or removal, as `find_undoable_mark` gave it; None where that was done already.

    StoreError where the period is locked, NameTakenError where its name has been given anew since.
    """
    with reading_connection(store) as connection:
        region = connection.scalar(select(audit_table.c.region).where(audit_table.c.id == number))
    with writing_transaction(store, region) as connection:
        done = next(iter(_last_acts(connection, audit_table.c.id == number)), None)
        if done is None or not _is_last_act(connection, done):
            return None
        return _turn_state(connection, done.state, by, UNDONE, away=done.action == MARKED)


def find_undoable_mark(store: Store, period_id: int, region: str, actor: Actor) -> StandingMark | None:
    """The newest mark or removal that stands: the actor's own, else anybody's."""
    here = (audit_table.c.period_id == period_id) & (audit_table.c.region == region)
    with reading_connection(store) as connection:
        acts = [one for one in _last_acts(connection, here) if one.action != UNDONE]
    return min(acts, key=lambda one: (not actor.is_same_person(one.by), -one.number), default=None)


def list_named_states(store: Store, period_id: int, region: str | None = None) -> list[KeptState]:
    """The states of a period that were marked and stand, the oldest first; of one region or of all."""
    query = kept.list_columns().where(kept_state.c.name != "", kept_state.c.period_id == period_id)
    if region is not None:
        query = query.where(kept_state.c.region == region)
    with reading_connection(store) as connection:
        return [KeptState(**row._mapping) for row in connection.execute(query.order_by(kept_state.c.id))]


def list_opened_lock_states(store: Store, period_id: int, region: str) -> list[KeptState]:
    """The copies of locks that were opened again, the oldest first: states of the period as well."""
    query = kept.list_columns().join(period_lock, period_lock.c.id == kept_state.c.lock_id)
    query = query.where(period_lock.c.opened_at.is_not(None), kept_state.c.period_id == period_id)
    query = query.where(kept_state.c.region == region).order_by(kept_state.c.id)
    with reading_connection(store) as connection:
        return [KeptState(**row._mapping) for row in connection.execute(query)]


def _turn_state(connection: Connection, state: KeptState, by: Actor, action: str, *, away: bool) -> KeptState:
    """Put a marked state away, or bring it back under its name."""
    refuse_locked(list_locks_of(connection, [(state.period_id, state.region)]))
    if not away:
        standing = list_named_states(connection, state.period_id, state.region)
        if (same := _find_name(standing, state.name)) is not None:
            raise NameTakenError(same, _free_name(standing, state.name))
    gone_at = datetime.now(UTC) if away else None
    connection.execute(update(kept_state).where(kept_state.c.id == state.id).values(gone_at=gone_at))
    _record(connection, action, state, by)
    return state


def _record(connection: Connection, action: str, state: KeptState, by: Actor) -> int:
    """`old` and `new` tell the name that stood before and after."""
    stands = not _is_gone(connection, state.id)
    return audit.record_change(
        connection,
        by,
        action,
        f"state {state.id}",
        old="" if stands else state.name,
        new=state.name if stands else "",
        period_id=state.period_id,
        region=state.region,
        rows={kept_state: [state.id]},
    )


def _state(connection: Connection, key: int) -> Any:
    """The state of an id, also one put away; None where there is none."""
    query = kept.list_columns(standing=False).where(kept_state.c.id == key)
    row = connection.execute(query).one_or_none()
    return None if row is None else KeptState(**row._mapping)


def _is_gone(connection: Connection, key: int) -> bool:
    query = select(kept_state.c.gone_at.is_not(None)).where(kept_state.c.id == key)
    return bool(connection.scalar(query))


def _is_repeated(connection: Connection, state: KeptState, by: Actor) -> bool:
    """Whether the newest that was recorded of the region is this mark, by the same person."""
    newest = connection.scalar(select(func.max(audit_table.c.id)).where(audit_table.c.region == state.region))
    made = audit.list_recorders(connection, [state.change]).get(state.change)
    return newest == state.change and made is not None and made[0].is_same_person(by)


def _last_acts(connection: Connection, where: ColumnElement[bool]) -> Iterable[StandingMark]:
    """The newest thing done to each state, of the entries that fit."""
    query = select(*(audit_table.c[name] for name in ("id", "action", "object", "actor", "browser", "at")))
    query = query.where(audit_table.c.action.in_(ACTS), where).order_by(audit_table.c.id)
    last = {row.object: row for row in connection.execute(query)}
    for row in last.values():
        key = row.object.removeprefix("state ")
        state = _state(connection, int(key)) if key.isdecimal() else None
        if state is not None:
            yield StandingMark(row.id, row.action, state, Actor(row.actor, row.browser or ""), row.at)


def _is_last_act(connection: Connection, act: StandingMark) -> bool:
    same = audit_table.c.object == f"state {act.state.id}"
    return next(iter(_last_acts(connection, same))).number == act.number and act.action in (MARKED, REMOVED)


def _find_name(standing: Iterable[KeptState], name: str) -> KeptState | None:
    return next((one for one in standing if one.name.casefold() == name.casefold()), None)


def _free_name(standing: Iterable[KeptState], name: str) -> str:
    taken = {one.name.casefold() for one in standing}
    start = name[: LONGEST_NAME - len(" (9999)")].rstrip()
    return next(free for at in range(2, 10_000) if (free := f"{start} ({at})").casefold() not in taken)
