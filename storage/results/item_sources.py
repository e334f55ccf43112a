"""Which upload each item's answers in force came with, without the answers' texts."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import and_, not_, or_, select

from reference.instruments.own_items import PREFIX
from storage.engine import Store, query_frame, reading_connection
from storage.results.current import current_versions
from storage.schema import answer, batch, batch_file


def list_item_sources(store: Store, period_id: int, instrument_id: int, region: str) -> pd.DataFrame:
    """What each OPD says of each item, once, with its upload; the respondents of an OPD together.

    The kabupaten's own items beside the index are left out.

    Columns: node, opd, status, value, evidence (bool), batch_id, file, at, actor; by node and OPD.
    """
    current = current_versions(period_id, instrument_id, region).subquery()
    file = and_(batch_file.c.batch_id == current.c.batch_id, batch_file.c.upload_id == current.c.upload_id)
    query = (
        select(
            answer.c.indicator.label("node"),
            current.c.opd,
            answer.c.status,
            answer.c.value,
            or_(answer.c.evidence != "", answer.c.evidence_link != "").label("evidence"),
            current.c.batch_id,
            batch_file.c.name.label("file"),
            batch.c.created_at.label("at"),
            batch.c.actor,
        )
        .select_from(current)
        .join(answer, answer.c.version_id == current.c.version_id)
        .join(batch, batch.c.id == current.c.batch_id)
        .join(batch_file, file)
        .where(not_(answer.c.indicator.startswith(PREFIX, autoescape=True)))
        .distinct()
    )
    with reading_connection(store) as connection:
        return query_frame(connection, query.order_by(answer.c.indicator, current.c.opd, current.c.batch_id))
