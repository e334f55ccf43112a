"""How far the answers of many regions have come: OPD that sent something, and instruments in use."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import and_, func, not_, select

from storage.engine import Store, query_frame, reading_connection
from storage.results import current
from storage.results.published_values import is_published_batch
from storage.schema import agency, assignment, batch, batch_region
from storage.setup.periods import find_period
from storage.setup.rosters import is_valid_on


def count_answering_opd(store: Store, period_id: int, instrument_id: int) -> pd.DataFrame:
    """region, answered, asked: OPD of the period whose submission counts, of all OPD of the region in it.

    Only regions whose OPD were asked by this instrument in this period have a row.
    """
    sent = current.current_versions(period_id, instrument_id).subquery()
    asked = select(assignment.c.region).filter_by(period_id=period_id, instrument_id=instrument_id)
    here = and_(sent.c.region == agency.c.region, sent.c.opd == agency.c.opd)
    query = (
        select(
            agency.c.region,
            func.count(sent.c.opd.distinct()).label("answered"),
            func.count(agency.c.opd.distinct()).label("asked"),
        )
        .select_from(agency.outerjoin(sent, here))
        .where(is_valid_on(find_period(store, period_id).ends), agency.c.region.in_(asked))
        .group_by(agency.c.region)
    )
    with reading_connection(store) as connection:
        return query_frame(connection, query.order_by(agency.c.region))


def count_regions_by_scope(store: Store) -> pd.DataFrame:
    """period_id, instrument_id, regions: how many regions an upload in force touched in each pair.

    What a ministry published answers nothing, so that a year of which there is nothing else holds no data.
    """
    query = (
        select(
            batch.c.period_id,
            batch.c.instrument_id,
            func.count(batch_region.c.region.distinct()).label("regions"),
        )
        .join(batch_region, batch_region.c.batch_id == batch.c.id)
        .where(batch.c.undone_at.is_(None), not_(is_published_batch(batch.c.id)))
        .group_by(batch.c.period_id, batch.c.instrument_id)
    )
    with reading_connection(store) as connection:
        return query_frame(connection, query.order_by(batch.c.period_id, batch.c.instrument_id))
