"""The locks of periods: of which region, by whom, when and why, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, exists, select

from reference.dates import format_moment
from reference.gazetteer import region_label
from storage.errors import StoreError
from storage.schema import period, period_lock

NAMED = 3  # regions that a refusal names beside the first


@dataclass(frozen=True)
class PeriodLock:
    """A standing lock of a region's period. `reason` is "" where an older version asked for none."""

    period_id: int
    period: str
    region: str
    at: datetime
    by: str
    reason: str

    @property
    def locked_place(self) -> tuple[int, str]:
        """What is locked: the period's id and the region."""
        return self.period_id, self.region

    def describe_lock(self) -> str:
        """One sentence without its full stop: which period of which region, by whom, when and why."""
        why = f"alasan: {self.reason}" if self.reason else "alasan tidak tercatat"
        return (
            f'Periode "{self.period}" sudah dikunci untuk {region_label(self.region)} oleh {self.by} pada '
            f"{format_moment(self.at)} ({why})"
        )


def list_standing_locks(connection: Connection, period_id: int | None = None) -> list[PeriodLock]:
    """Every lock that stands, of one period or of all (None), by period and region."""
    query = _standing().order_by(period_lock.c.period_id, period_lock.c.region)
    if period_id is not None:
        query = query.where(period_lock.c.period_id == period_id)
    return [PeriodLock(*row) for row in connection.execute(query)]


def list_locks_of(connection: Connection, places: Iterable[tuple[int, str]]) -> list[PeriodLock]:
    """The standing locks of these periods (by id) and regions."""
    wanted = set(places)
    query = _standing().where(period_lock.c.period_id.in_({period_id for period_id, _ in wanted}))
    return [lock for row in connection.execute(query) if (lock := PeriodLock(*row)).locked_place in wanted]


def is_any_locked(connection: Connection) -> bool:
    """Whether a lock stands at all: most stores have none, and then nothing more is asked."""
    return bool(connection.scalar(select(exists().where(period_lock.c.opened_at.is_(None)))))


def refuse_locked(locks: Sequence[PeriodLock]) -> None:
    """StoreError that tells of the first lock and names the other regions; nothing where there is none."""
    if not locks:
        return
    first, *others = locks
    more = list(dict.fromkeys(region_label(one.region) for one in others if one.region != first.region))
    also = f"; juga untuk {', '.join(more[:NAMED])}" if more else ""
    also += f" dan {len(more) - NAMED} daerah lain" if len(more) > NAMED else ""
    raise StoreError(f"{first.describe_lock()}{also}, sehingga isinya tidak dapat diubah.")


def _standing() -> Select[tuple[Any, ...]]:
    lock = period_lock.c
    query = select(lock.period_id, period.c.label, lock.region, lock.locked_at, lock.by, lock.reason)
    return query.join(period, period.c.id == lock.period_id).where(lock.opened_at.is_(None))
