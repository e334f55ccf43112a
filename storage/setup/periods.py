"""Periods of assessment: added, ordered, locked for one region at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, exists, func, insert, select, update

from reference.control_characters import trim_text
from reference.regions import region_label
from storage import audit
from storage.engine import Store, reading_connection, writing_transaction
from storage.errors import NewerSave, OvertakenError, StoreError
from storage.period_locks import PeriodLock, list_locks_of, list_standing_locks, refuse_locked
from storage.schema import assignment, batch, decision, entry, period, period_lock, unstored_file
from storage.state_table import kept_state
from storage.states import earlier_rows, kept
from storage.states.earlier_rows import RowScope, SavedRows
from storage.values import Actor, Period

THING = "period"  # what the undo of adding and correcting one belongs to
COLUMNS = [period.c[name] for name in ("id", "label", "starts", "ends", "position", "sample")]


def add_period(
    store: Store,
    label: str,
    starts: date,
    ends: date,
    actor: Actor,
    *,
    sample: bool = False,
) -> Period:
    """A new period, the last in order; the label is its name and unique."""
    label = _checked(label, starts, ends)
    with writing_transaction(store) as connection, _keep_earlier(connection, {"label": label}):
        known = connection.execute(select(period).where(period.c.label == label)).one_or_none()
        if known is not None and known.removed_at is None:
            raise StoreError(f'Periode "{label}" sudah ada.')
        row: dict[str, Any] = {"label": label, "starts": starts, "ends": ends, "sample": sample}
        row |= {"position": _last(connection) + 1, "removed_at": None}
        added = update(period).where(period.c.id == known.id) if known else insert(period)
        key = connection.execute(added.values(row).returning(period.c.id)).scalar_one()
        audit.record_change(
            connection,
            actor,
            "period.add",
            f"period {key}",
            new=label,
            period_id=key,
            rows={period: [key]},
        )
        return find_period(connection, key)


def _checked(label: str, starts: date, ends: date) -> str:
    label = trim_text(label)
    if not label or ends < starts:
        raise StoreError("Periode memerlukan nama, dan tanggal akhir tidak boleh mendahului tanggal awal.")
    return label


def correct_period(store: Store, wanted: Period, actor: Actor, seen: Period | None = None) -> Period:
    """The name and days of `wanted` for the period of its id, in which nothing is stored yet.

    StoreError where it is locked for any region, holds anything that names it, or another has that name.
    `seen` is the period as the writer looked at it: OvertakenError where it was corrected since.
    """
    label, period_id = _checked(wanted.label, wanted.starts, wanted.ends), wanted.id
    with writing_transaction(store) as connection, _keep_earlier(connection, {"id": period_id}):
        before = find_period(connection, period_id)
        if _named_days(before) == (label, wanted.starts, wanted.ends):
            return before
        if seen is not None and _named_days(before) != _named_days(seen):
            who, when = audit.find_last_writer(connection, "period.correct", f"period {period_id}")
            raise OvertakenError([NewerSave(str(period_id), tell_period(before), 0, who, when)])
        _require_correctable(connection, before, label)
        row = {"label": label, "starts": wanted.starts, "ends": wanted.ends}
        connection.execute(update(period).where(period.c.id == period_id).values(row))
        audit.record_change(
            connection,
            actor,
            "period.correct",
            f"period {period_id}",
            old=tell_period(before),
            new=tell_period(replace(wanted, label=label)),
            period_id=period_id,
            rows={period: [period_id]},
        )
        return find_period(connection, period_id)


def _require_correctable(connection: Connection, before: Period, label: str) -> None:
    """StoreError where a period holds data, or another has the name."""
    if not is_period_empty(connection, before.id):
        raise StoreError(
            f'Periode "{before.label}" sudah berisi data, sehingga nama dan tanggalnya tidak dapat diubah.'
        )
    taken = select(period.c.id).where(period.c.label == label, period.c.id != before.id)
    if connection.scalar(taken):
        raise StoreError(f'Periode "{label}" sudah ada.')


def _keep_earlier(connection: Connection, where: Mapping[str, Any]) -> AbstractContextManager[None]:
    return earlier_rows.keep_earlier_rows(connection, "", THING, [RowScope(period, where)])


def find_undoable_period(store: Store, actor: Actor) -> SavedRows | None:
    """The newest period added, or corrected, that nobody uses yet: the actor's own, else anybody's."""

    def _is_free(save: SavedRows) -> bool:
        (now,) = save.after[period.name]
        return not (now["sample"] or _is_lived_in(connection, now["id"], now["label"]))

    with reading_connection(store) as connection:
        return earlier_rows.find_earlier_rows(connection, "", THING, actor, _is_free)


def tell_period_change(save: SavedRows) -> tuple[str, str]:
    """The name of a period before a save, "" where it was not there, and after it."""
    before = [row for row in save.before[period.name] if row["removed_at"] is None]
    return (before[0]["label"] if before else "", save.after[period.name][0]["label"])


def undo_period_save(store: Store, number: int, by: Actor) -> bool:
    """Take a period out that was added, or give it back its name and days; False where that was done already.

    StoreError where something lives in it by now, or another has that name.
    """
    with writing_transaction(store) as connection:
        save = earlier_rows.require_standing_rows(connection, number)
        if save is None:
            return False
        before, after = (earlier_rows.decode_earlier_rows(text) for text in (save.before, save.after))
        now = find_period(connection, after[period.name][0]["id"])
        old = next((row for row in before[period.name] if row["removed_at"] is None), None)
        if old is not None:
            _require_correctable(connection, now, old["label"])
            return earlier_rows.put_earlier_rows_back(connection, number, by)
        if not remove_empty_period(connection, now.id, by):
            raise StoreError(f'Periode "{now.label}" sudah dipakai, sehingga tidak dapat diurungkan.')
        earlier_rows.close_earlier_rows(connection, number)
        return True


def tell_period(one: Period) -> str:
    """ "2026 (2026-01-01 sampai 2026-12-31)", as the record has it."""
    return f"{one.label} ({one.starts.isoformat()} sampai {one.ends.isoformat()})"


def read_told_period(period_id: int, told: str) -> Period:
    """The name and days of `tell_period`, as of a period of that id."""
    label, _, days = told.rpartition(" (")
    starts, ends = (date.fromisoformat(day) for day in days.rstrip(")").split(" sampai "))
    return Period(period_id, label, starts, ends, position=0, sample=False)


def _named_days(one: Period) -> tuple[str, date, date]:
    return one.label, one.starts, one.ends


def is_period_empty(store: Store, period_id: int) -> bool:
    """Whether nothing was uploaded, decided, written or marked in a period.

    Who answers what may be settled.
    """
    with reading_connection(store) as connection:
        label = find_period(connection, period_id).label
        held = [table.c.period_id == period_id for table in (batch, decision, unstored_file)]
        held.append((kept_state.c.period_id == period_id) & (kept_state.c.name != ""))
        return not any(
            connection.scalar(select(exists().where(there))) for there in (*held, entry.c.period == label)
        )


def remove_empty_period(store: Store, period_id: int, actor: Actor) -> bool:
    """Remove a period in which nothing counts and nobody is asked; False where something lives there.

    What was undone in it stays as history; a period added under its name later is this one again.
    """
    with writing_transaction(store) as connection:
        found = connection.execute(select(period).where(period.c.id == period_id)).one_or_none()
        if found is None or found.removed_at is not None or _is_lived_in(connection, found.id, found.label):
            return False
        gone = update(period).where(period.c.id == period_id)
        connection.execute(gone.values(removed_at=datetime.now(UTC)))
        told = {"old": found.label, "period_id": period_id, "rows": {period: [period_id]}}
        audit.record_change(connection, actor, "period.remove", f"period {period_id}", **told)
        return True


def _is_lived_in(connection: Connection, period_id: int, label: str) -> bool:
    of_period = [table.c.period_id == period_id for table in (batch, decision, assignment, unstored_file)]
    standing = (
        of_period[0] & batch.c.undone_at.is_(None),
        of_period[1] & decision.c.undone_at.is_(None),
        of_period[2],
        of_period[3] & unstored_file.c.gone_at.is_(None),
        (entry.c.period == label) & entry.c.undone_at.is_(None),
        (period_lock.c.period_id == period_id) & period_lock.c.opened_at.is_(None),
        (kept_state.c.period_id == period_id) & (kept_state.c.name != "") & kept_state.c.gone_at.is_(None),
    )
    return any(connection.scalar(select(exists().where(there))) for there in standing)


def _last(connection: Connection) -> int:
    return connection.scalar(select(func.max(period.c.position))) or 0


def list_periods(store: Store, regions: Collection[str] = ()) -> tuple[Period, ...]:
    """Every period, the earliest first (`Period.time_order`); `locked_at` as `find_period` tells it."""
    with reading_connection(store) as connection:
        ordered = (
            select(*COLUMNS).where(period.c.removed_at.is_(None)).order_by(period.c.ends, period.c.position)
        )
        rows = connection.execute(ordered).mappings().all()
        locks = _standing_locks(connection)
    return tuple(Period(**row, locked_at=_locked_at(locks.get(row["id"], {}), regions)) for row in rows)


def find_period(store: Store, period_id: int, regions: Collection[str] = ()) -> Period:
    """The period, `locked_at` when it was locked for the last of `regions`; StoreError when there is none.

    `locked_at` is None while one of them is open, and where none is named.
    """
    with reading_connection(store) as connection:
        row = connection.execute(select(*COLUMNS).where(period.c.id == period_id)).mappings().one_or_none()
        locks = _standing_locks(connection, period_id) if regions else {}
    if row is None:
        raise StoreError("Periode tidak ditemukan.")
    return Period(**row, locked_at=_locked_at(locks.get(period_id, {}), regions))


def list_locked_regions(store: Store, period_id: int) -> dict[str, datetime]:
    """The regions for which a period is locked, by code, with the moment each was."""
    return {region: lock.at for region, lock in list_region_locks(store, period_id).items()}


def list_region_locks(store: Store, period_id: int) -> dict[str, PeriodLock]:
    """The regions for which a period is locked, by code, with who locked it, when and why."""
    with reading_connection(store) as connection:
        return {lock.region: lock for lock in list_standing_locks(connection, period_id)}


def _standing_locks(connection: Connection, period_id: int | None = None) -> dict[int, dict[str, datetime]]:
    """Period -> region -> since when it is locked."""
    found: dict[int, dict[str, datetime]] = {}
    for lock in list_standing_locks(connection, period_id):
        found.setdefault(lock.period_id, {})[lock.region] = lock.at
    return found


def _locked_at(locks: Mapping[str, datetime], regions: Collection[str]) -> datetime | None:
    whole = bool(regions) and all(region in locks for region in regions)
    return max(locks[region] for region in regions) if whole else None


def lock_period(store: Store, period_id: int, region: str, actor: Actor, reason: str = "") -> Period:
    """From now on nothing of the region in the period changes: its numbers are no longer "Sementara".

    What it prints is copied (`storage.states`) and read from there. Raises StoreError where it is locked
    already.
    """
    now = {"locked_at": datetime.now(UTC), "by": actor.name.strip(), "reason": reason.strip()}
    with writing_transaction(store, region) as connection:
        require_open_period(connection, period_id, region)
        row = {"period_id": period_id, "region": region} | now
        key = connection.execute(insert(period_lock).values(row).returning(period_lock.c.id)).scalar_one()
        state = kept.add_state(connection, kept.NewState(period_id, region, actor.name, lock_id=key))
        change = _record_lock(
            connection, "period.lock", row, {period_lock: [key], kept_state: [state]}, actor
        )
        kept.tie_state(connection, state, change)
        return find_period(connection, period_id, (region,))


def unlock_period(store: Store, period_id: int, region: str, actor: Actor, reason: str) -> Period:
    """Open a region's locked period again, with the reason on record; StoreError where it is not locked."""
    if not trim_text(reason):
        raise StoreError("Alasan membuka kunci periode wajib diisi.")
    with writing_transaction(store, region) as connection:
        here = {"period_id": period_id, "region": region}
        standing = select(period_lock.c.id).filter_by(**here).where(period_lock.c.opened_at.is_(None))
        key = connection.scalar(standing)
        if key is None:
            raise StoreError(f"Periode ini tidak terkunci untuk {region_label(region)}.")
        opened = update(period_lock).where(period_lock.c.id == key)
        connection.execute(opened.values(opened_at=datetime.now(UTC)))
        row = here | {"reason": reason.strip()}
        _record_lock(connection, "period.unlock", row, {period_lock: [key]}, actor)
        return find_period(connection, period_id, (region,))


def _record_lock(
    connection: Connection, action: str, row: Mapping[str, Any], keys: Mapping[Table, list[int]], actor: Actor
) -> int:
    return audit.record_change(
        connection,
        actor,
        action,
        f"period {row['period_id']}",
        reason=row["reason"],
        period_id=row["period_id"],
        region=row["region"],
        rows=keys,
    )


def require_open_period(connection: Connection, period_id: int, *regions: str) -> None:
    """StoreError when the period is unknown, or locked for one of the regions. What changes rows of a locked
    period is refused where it is recorded (`storage.lock_rules`).
    """
    find_period(connection, period_id)
    refuse_locked(list_locks_of(connection, [(period_id, region) for region in regions]))
