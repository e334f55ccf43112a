"""Who is asked which indicator, per period, instrument and region."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import delete, insert, select

from storage import audit
from storage.engine import Store, query_frame, reading_connection, writing_transaction
from storage.errors import StoreError
from storage.schema import assignment
from storage.values import Actor

COLUMNS = ("indicator", "opd", "role")


def save_assignments(
    store: Store, period_id: int, instrument_id: int, region: str, assigned: pd.DataFrame, actor: Actor
) -> None:
    """Replace the region's assignments by `assigned` (columns COLUMNS, role "lead" or "support").

    Nothing is recorded when they are the same. Raises StoreError when an indicator has two leads.
    """
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in sorted(_rows(assigned))]
    _require_one_lead(rows)
    with writing_transaction(store, region) as connection:
        before = read_assignments(connection, period_id, instrument_id, region)
        if _rows(before) == _rows(assigned):
            return
        here: dict[str, Any] = {"period_id": period_id, "instrument_id": instrument_id, "region": region}
        connection.execute(delete(assignment).filter_by(**here))
        if rows:
            connection.execute(insert(assignment), [here | row for row in rows])
        audit.record_change(
            connection,
            actor,
            "assignment.save",
            f"assignment {region}",
            old=str(len(before)),
            new=str(len(rows)),
            rows={assignment: [(period_id, instrument_id, region)]},
            **here,
        )


def hand_duty_over(store: Store, place: tuple[int, int, str], assigned: pd.DataFrame, actor: Actor) -> None:
    """Replace who is asked one indicator in a place (period, instrument, region) by `assigned`, COLUMNS.

    Nothing is recorded when they are the same. Raises StoreError where that is not one lead of one indicator.
    """
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in sorted(_rows(assigned))]
    leads = [row["opd"] for row in rows if row["role"] == "lead"]
    if len(leads) != 1 or len({row["indicator"] for row in rows}) != 1:
        raise StoreError("Satu indikator memerlukan satu OPD penanggung jawab.")
    code = rows[0]["indicator"]
    here: dict[str, Any] = dict(zip(("period_id", "instrument_id", "region"), place, strict=True))
    with writing_transaction(store, place[2]) as connection:
        found = read_assignments(connection, *place)
        before = found[found["indicator"] == code]
        if _rows(before) == _rows(assigned):
            return
        connection.execute(delete(assignment).filter_by(**here, indicator=code))
        connection.execute(insert(assignment), [here | row for row in rows])
        audit.record_change(
            connection,
            actor,
            "assignment.move",
            name_duty(place[2], code),
            old=", ".join(before.loc[before["role"] == "lead", "opd"]),
            new=leads[0],
            rows={assignment: [place]},
            **here,
        )


def name_duty(region: str, indicator: str) -> str:
    """What the record calls one indicator of a region."""
    return f"assignment {region} {indicator}"


def read_assignments(store: Store, period_id: int, instrument_id: int, region: str) -> pd.DataFrame:
    """The region's assignments, columns COLUMNS; empty when nobody was asked yet."""
    query = select(*(assignment.c[name] for name in COLUMNS))
    query = query.filter_by(period_id=period_id, instrument_id=instrument_id, region=region)
    with reading_connection(store) as connection:
        return query_frame(
            connection, query.order_by(assignment.c.indicator, assignment.c.role, assignment.c.opd)
        )


def _require_one_lead(rows: list[dict[str, str]]) -> None:
    leads = [row["indicator"] for row in rows if row["role"] == "lead"]
    if twice := sorted({name for name in leads if leads.count(name) > 1}):
        raise StoreError(f"Indikator memiliki lebih dari satu OPD penanggung jawab: {', '.join(twice)}.")


def _rows(assigned: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(assigned[list(COLUMNS)].itertuples(index=False, name=None))
