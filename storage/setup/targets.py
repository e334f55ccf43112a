"""Targets of a region per node and year, with their history."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import Select, and_, func, insert, select

from reference.control_characters import trim_text
from reference.numbers import write_code
from storage import audit
from storage.engine import Store, query_frame, reading_connection, writing_transaction
from storage.errors import NewerSave, OvertakenError, StoreError
from storage.schema import target
from storage.values import Actor


def save_target(
    store: Store,
    region: str,
    node: str,
    year: int,
    value: float | None,
    *,
    by: Actor,
    said_by: str = "",
    seen: int | None = None,
) -> None:
    """The target of `node` in `year` on the instrument's scale, agreed by whom; None withdraws it.

    `by` records it, `said_by` agreed on it ("" = the same). The same value again records nothing. `seen` is
    the number of the target the writer looked at (0 = none in force): OvertakenError where another stands.
    """
    if not by:
        raise StoreError("Nama yang menyepakati target wajib diisi.")
    place = {"region": region, "node": node, "year": year}
    with writing_transaction(store, region) as connection:
        last = connection.execute(
            select(target).filter_by(**place).order_by(target.c.number.desc()).limit(1)
        ).one_or_none()
        number, before = (0, None) if last is None else (last.number, last.value)
        if before == value:
            return
        if last is not None and seen is not None and seen != (0 if before is None else number):
            text = None if before is None else write_code(before)
            standing = 0 if before is None else number
            who, _ = audit.find_last_writer(connection, "target.set", f"{node} {year}", region)
            raise OvertakenError([NewerSave(node, text, standing, who or last.by, last.at)])
        said_by = trim_text(said_by) or trim_text(by.name)
        row = place | {"number": number + 1, "value": value, "by": said_by, "at": datetime.now(UTC)}
        key = connection.execute(insert(target).values(row).returning(target.c.id)).scalar_one()
        said = ["" if given is None else write_code(given) for given in (before, value)]
        audit.record_change(
            connection,
            by,
            "target.set",
            f"{node} {year}",
            old=said[0],
            new=said[1],
            region=region,
            rows={target: [key]},
        )


def list_targets(store: Store, region: str) -> pd.DataFrame:
    """Targets in force: node, year, value, by, at, number; ordered by node and year."""
    with reading_connection(store) as connection:
        found = query_frame(connection, _current(region).order_by(target.c.node, target.c.year))
    return found[["node", "year", "value", "by", "at", "number"]]


def regions_with_targets(store: Store) -> list[str]:
    """The regions that ever had a target, by code."""
    with reading_connection(store) as connection:
        return list(connection.scalars(select(target.c.region).distinct().order_by(target.c.region)))


def _current(region: str) -> Select[tuple[object, ...]]:
    key = (target.c.node, target.c.year)
    newest = select(func.max(target.c.number).label("number"), *key).filter_by(region=region).group_by(*key)
    last = newest.subquery()
    same = and_(target.c.number == last.c.number, target.c.node == last.c.node, target.c.year == last.c.year)
    return select(target).join(last, same).where(target.c.region == region, target.c.value.is_not(None))
