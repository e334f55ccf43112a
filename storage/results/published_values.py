"""Results that a ministry published and somebody loaded: kept apart from answers, never scored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Column, ColumnElement, Connection, Select, and_, exists, false, func, not_, select

from storage.engine import Store, query_frame, reading_connection
from storage.results import current
from storage.schema import batch, batch_file, batch_region, instrument, node_value, period, version

COLUMNS = ["instrument", "year", "region", "node", "value", "took_part", "note", "source"]


def is_published_batch(batch_id: Column[int]) -> ColumnElement[bool]:
    """Whether an upload brought published figures and nothing else: nobody answered anything by it."""
    held = select(node_value.c.batch_id).where(node_value.c.batch_id == batch_id)
    return and_(
        exists(held),
        not_(exists(held.where(node_value.c.kind != "published"))),
        not_(exists(select(version.c.id).where(version.c.batch_id == batch_id))),
    )


def list_published_values(store: Store, among: Sequence[str]) -> pd.DataFrame:
    """Every figure in force that was loaded as published by instruments of these ids: COLUMNS.

    `year` is that in which the period ends, `source` the file; a region that took no part has one row
    without a node. Synthetic periods are left out.
    """
    with reading_connection(store) as connection:
        scopes = connection.execute(_scopes(among)).all()
        frames = [
            frame.assign(instrument=scope.instrument, year=scope.ends.year, note="")
            for scope in scopes
            for frame in _of_scope(connection, scope.period_id, scope.instrument_id)
        ]
    return pd.concat(frames, ignore_index=True)[COLUMNS] if frames else pd.DataFrame(columns=COLUMNS)


def _scopes(among: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """The newest version of an instrument first."""
    return (
        select(batch.c.period_id, batch.c.instrument_id, instrument.c.instrument, period.c.ends)
        .distinct()
        .join(instrument, instrument.c.id == batch.c.instrument_id)
        .join(period, period.c.id == batch.c.period_id)
        .where(instrument.c.instrument.in_(list(among)), period.c.sample == false())
        .where(batch.c.undone_at.is_(None), is_published_batch(batch.c.id))
        .order_by(batch.c.instrument_id.desc())
    )


def _of_scope(store: Connection, period_id: int, instrument_id: int) -> list[pd.DataFrame]:
    figures = current.current_node_values(period_id, instrument_id).where(node_value.c.kind == "published")
    source = and_(
        batch_file.c.batch_id == node_value.c.batch_id, batch_file.c.upload_id == node_value.c.upload_id
    )
    figures = figures.join(batch_file, source).add_columns(batch_file.c.name.label("source"))
    figures = figures.where(node_value.c.value.is_not(None), is_published_batch(node_value.c.batch_id))
    given = query_frame(store, figures)[["region", "node", "value", "source"]].assign(took_part=True)
    absent = query_frame(store, _absent(period_id, instrument_id))
    return [given.astype({"value": "float64"}), absent.assign(node="", value=float("nan"), took_part=False)]


def _absent(period_id: int, instrument_id: int) -> Select[*tuple[Any, ...]]:
    """Regions of which the newest published file says that they took no part, with that file."""
    newest = (
        select(func.max(batch_region.c.batch_id).label("batch_id"), batch_region.c.region)
        .join(batch, batch.c.id == batch_region.c.batch_id)
        .where(batch.c.period_id == period_id, batch.c.instrument_id == instrument_id)
        .where(batch.c.undone_at.is_(None), is_published_batch(batch.c.id))
        .group_by(batch_region.c.region)
        .subquery()
    )
    same = and_(newest.c.batch_id == batch_region.c.batch_id, newest.c.region == batch_region.c.region)
    return (
        select(batch_region.c.region, func.min(batch_file.c.name).label("source"))
        .join(newest, same)
        .join(batch_file, batch_file.c.batch_id == batch_region.c.batch_id)
        .where(batch_region.c.took_part == false())
        .group_by(batch_region.c.region)
    )
