"""Periods of assessment: added, ordered, locked."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import Connection, exists, func, insert, select, update

from storage import audit
from storage.engine import Store, reading_connection, writing_transaction
from storage.errors import StoreError
from storage.schema import batch, decision, entry, period, unstored_file
from storage.values import Period


def add_period(
    store: Store,
    label: str,
    starts: date,
    ends: date,
    actor: str,
    *,
    sample: bool = False,
) -> Period:
    """A new period, the last in order; the label is its name and unique."""
    label = _checked(label, starts, ends)
    with writing_transaction(store) as connection:
        if connection.scalar(select(period.c.id).where(period.c.label == label)):
            raise StoreError(f'Periode "{label}" sudah ada.')
        row = {"label": label, "starts": starts, "ends": ends, "sample": sample}
        row["position"] = _last(connection) + 1
        key = connection.execute(insert(period).values(row).returning(period.c.id)).scalar_one()
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
    label = label.strip()
    if not label or ends < starts:
        raise StoreError("Periode memerlukan nama, dan tanggal akhir tidak boleh mendahului tanggal awal.")
    return label


def correct_period(store: Store, wanted: Period, actor: str) -> Period:
    """The name and days of `wanted` for the period of its id, in which nothing is stored yet.

    StoreError where it is locked, holds anything that names it, or another period has that name.
    """
    label, period_id = _checked(wanted.label, wanted.starts, wanted.ends), wanted.id
    with writing_transaction(store) as connection:
        require_open_period(connection, period_id)
        before = find_period(connection, period_id)
        if not is_period_empty(connection, period_id):
            raise StoreError(
                f'Periode "{before.label}" sudah berisi data, sehingga nama dan tanggalnya tidak dapat '
                "diubah."
            )
        taken = select(period.c.id).where(period.c.label == label, period.c.id != period_id)
        if connection.scalar(taken):
            raise StoreError(f'Periode "{label}" sudah ada.')
        row = {"label": label, "starts": wanted.starts, "ends": wanted.ends}
        connection.execute(update(period).where(period.c.id == period_id).values(row))
        said = [
            f"{name} ({first.isoformat()} sampai {last.isoformat()})"
            for name, first, last in (
                (before.label, before.starts, before.ends),
                (label, wanted.starts, wanted.ends),
            )
        ]
        audit.record_change(
            connection,
            actor,
            "period.correct",
            f"period {period_id}",
            old=said[0],
            new=said[1],
            period_id=period_id,
            rows={period: [period_id]},
        )
        return find_period(connection, period_id)


def is_period_empty(store: Store, period_id: int) -> bool:
    """Whether nothing was uploaded, decided or written in a period; who answers what may be settled."""
    with reading_connection(store) as connection:
        label = find_period(connection, period_id).label
        held = [table.c.period_id == period_id for table in (batch, decision, unstored_file)]
        return not any(
            connection.scalar(select(exists().where(there))) for there in (*held, entry.c.period == label)
        )


def _last(connection: Connection) -> int:
    return connection.scalar(select(func.max(period.c.position))) or 0


def list_periods(store: Store) -> tuple[Period, ...]:
    """Every period, the earliest first (`Period.time_order`)."""
    with reading_connection(store) as connection:
        rows = connection.execute(select(period).order_by(period.c.ends, period.c.position))
        return tuple(Period(**row) for row in rows.mappings())


def find_period(store: Store, period_id: int) -> Period:
    """The period; StoreError when there is none."""
    with reading_connection(store) as connection:
        row = connection.execute(select(period).where(period.c.id == period_id)).mappings().one_or_none()
    if row is None:
        raise StoreError("Periode tidak ditemukan.")
    return Period(**row)


def lock_period(store: Store, period_id: int, actor: str, reason: str = "") -> Period:
    """From now on nothing in the period changes: its numbers are no longer "Sementara"."""
    return _set_lock(store, period_id, actor, "period.lock", datetime.now(UTC), reason.strip())


def unlock_period(store: Store, period_id: int, actor: str, reason: str) -> Period:
    """Open a locked period again, with the reason on record."""
    if not reason.strip():
        raise StoreError("Alasan membuka kunci periode wajib diisi.")
    return _set_lock(store, period_id, actor, "period.unlock", None, reason.strip())


def _set_lock(
    store: Store, period_id: int, actor: str, action: str, locked_at: datetime | None, reason: str
) -> Period:
    with writing_transaction(store) as connection:
        find_period(connection, period_id)
        connection.execute(update(period).where(period.c.id == period_id).values(locked_at=locked_at))
        audit.record_change(
            connection,
            actor,
            action,
            f"period {period_id}",
            reason=reason,
            period_id=period_id,
            rows={period: [period_id]},
        )
        return find_period(connection, period_id)


def require_open_period(connection: Connection, period_id: int) -> None:
    """StoreError when the period is locked or unknown; called by whatever changes a result."""
    found = find_period(connection, period_id)
    if found.locked_at:
        raise StoreError(f'Periode "{found.label}" sudah dikunci, sehingga isinya tidak dapat diubah.')
