"""The programmes and innovations that OPD listed in their survey forms, as they stand now."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import and_, select

from storage.engine import Store, query_frame, reading_connection
from storage.results.current import current_versions
from storage.schema import batch, batch_file, batch_region, period, programme


def list_form_programmes(store: Store, region: str, *, sample: bool = False) -> pd.DataFrame:
    """What the versions in force list, the earliest period first, within it by OPD and place in the form.

    Columns: year (the period's last), instrument_id, opd, slot, name, dimension, since, activity, budget
    (rupiah, NaN = not given), status, file, row. `sample`: of sample periods instead of real ones.
    """
    current = current_versions(None, None, region).subquery()
    names = ("name", "dimension", "since", "activity", "budget", "status", "row")
    file = and_(batch_file.c.batch_id == current.c.batch_id, batch_file.c.upload_id == current.c.upload_id)
    query = (
        select(
            period.c.ends,
            *(current.c[name] for name in ("instrument_id", "opd", "slot")),
            *(programme.c[name] for name in names),
            batch_file.c.name.label("file"),
        )
        .join(programme, programme.c.version_id == current.c.version_id)
        .join(period, period.c.id == current.c.period_id)
        .join(batch_file, file)
        .where(period.c.sample.is_(sample))
        .order_by(period.c.ends, period.c.position, current.c.opd, current.c.slot, programme.c.position)
    )
    with reading_connection(store) as connection:
        rows = query_frame(connection, query)
    return rows.assign(year=[ends.year for ends in rows["ends"]]).drop(columns="ends")


def has_only_sample_data(store: Store, region: str) -> bool:
    """Whether everything the region ever sent lies in sample periods; False where nothing was sent."""
    query = (
        select(period.c.sample)
        .distinct()
        .join(batch, batch.c.period_id == period.c.id)
        .join(batch_region, batch_region.c.batch_id == batch.c.id)
        .where(batch_region.c.region == region, batch.c.undone_at.is_(None))
    )
    with reading_connection(store) as connection:
        return list(connection.scalars(query)) == [True]


def sample_regions(store: Store) -> list[str]:
    """Codes of the regions that anything was ever kept of in a sample period, in order of their codes."""
    query = (
        select(batch_region.c.region)
        .distinct()
        .join(batch, batch_region.c.batch_id == batch.c.id)
        .join(period, batch.c.period_id == period.c.id)
        .where(period.c.sample)
        .order_by(batch_region.c.region)
    )
    with reading_connection(store) as connection:
        return list(connection.scalars(query))
