"""What files say of a region itself: published figures, question leaves, cohort and participation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd
from sqlalchemy import Select, and_, func

from scoring import Node
from storage.engine import Store, query_frame, reading_connection
from storage.results import current
from storage.schema import batch, batch_file, node_value


def list_published_figures(
    store: Store, period_id: int, instrument_id: int, region: str | None = None
) -> pd.DataFrame:
    """Figures files give themselves, apart from ours: region, node, value, digits, file, sheet, cell."""
    query = _with_file(
        current.current_node_values(period_id, instrument_id, region).where(node_value.c.kind == "published")
    ).where(node_value.c.value.is_not(None))
    with reading_connection(store) as connection:
        found = query_frame(connection, query.order_by(node_value.c.region, node_value.c.node))
    return found[["region", "node", "value", "digits", "file", "sheet", "cell"]].astype({"value": "float64"})


def claimed_digits(
    store: Store, period_id: int, instrument_id: int, region: str | None = None
) -> pd.DataFrame:
    """The most decimals that each file shows of its values in force: file, node, digits (NaN = unknown)."""
    query = _with_file(current.current_node_values(period_id, instrument_id, region))
    query = query.where(node_value.c.kind == "claimed", node_value.c.value.is_not(None))
    file, node = batch_file.c.name.label("file"), node_value.c.node
    most = func.max(node_value.c.digits).label("digits")
    with reading_connection(store) as connection:
        return query_frame(connection, query.with_only_columns(file, node, most).group_by(file, node))


def list_node_values(store: Store, period_id: int, instrument_id: int, region: str) -> pd.DataFrame:
    """Every value of the region without an OPD, for tracing, with who uploaded it when.

    Columns: node, kind, value, status, file, sheet, cell, batch_id, uploaded_at, actor.
    """
    query = _with_file(current.current_node_values(period_id, instrument_id, region))
    query = query.join(batch, batch.c.id == node_value.c.batch_id)
    query = query.add_columns(batch.c.created_at.label("uploaded_at"), batch.c.actor)
    with reading_connection(store) as connection:
        found = query_frame(connection, query.order_by(node_value.c.node, node_value.c.kind))
    columns = ["node", "kind", "value", "status", "file", "sheet", "cell", "batch_id", "uploaded_at", "actor"]
    return found[columns].astype({"value": "float64"})


def _with_file(query: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    source = and_(
        batch_file.c.batch_id == node_value.c.batch_id, batch_file.c.upload_id == node_value.c.upload_id
    )
    return query.join(batch_file, source).add_columns(batch_file.c.name.label("file"))


def read_leaf_sets(
    store: Store, period_id: int, instrument_id: int, region: str | None = None
) -> dict[str, str]:
    """The JSON of each region's own question leaves, where its file defined some."""
    with reading_connection(store) as connection:
        rows = connection.execute(current.current_leaf_sets(period_id, instrument_id, region))
        return {row.region: row.text for row in rows}


def leaves_as_text(leaves: Sequence[Node]) -> str:
    """Question leaves as JSON."""
    return json.dumps([asdict(leaf) for leaf in leaves], ensure_ascii=False, sort_keys=True)


def leaves_from_text(text: str) -> tuple[Node, ...]:
    """The leaves that `leaves_as_text` wrote."""
    rows: list[Mapping[str, Any]] = json.loads(text)
    return tuple(Node(**row) for row in rows)


def list_participation(
    store: Store, period_id: int, instrument_id: int, region: str | None = None
) -> pd.DataFrame:
    """Per region whose file said so: region, cohort (KET text), took_part (bool)."""
    with reading_connection(store) as connection:
        return query_frame(
            connection, current.current_participation(period_id, instrument_id, region)
        ).sort_values("region")
