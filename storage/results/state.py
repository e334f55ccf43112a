"""Which regions the store knows anything of."""

from sqlalchemy import func, not_, select, union

from storage.audit import START
from storage.engine import Store, reading_connection
from storage.results.published_values import is_published_batch
from storage.schema import (
    agency,
    assignment,
    audit,
    batch,
    batch_region,
    chain,
    decision,
    entry,
    unstored_file,
)

# Asked once in every run of a page, hence written once.
_STATE = select(
    select(audit.c.hash).order_by(audit.c.id.desc()).limit(1).scalar_subquery(),
    select(func.sum(chain.c.number)).scalar_subquery(),
)


def list_known_regions(store: Store) -> list[str]:
    """Codes of the regions that have a roster or were touched by an upload, in order of their codes.

    One of which nothing counts any more is left out: everything of it was taken back. So is one that only a
    ministry's table names.
    """
    known = union(select(agency.c.region), select(batch_region.c.region)).subquery()
    living = union(
        select(agency.c.region).where(agency.c.valid_to.is_(None)),
        select(batch_region.c.region)
        .join(batch)
        .where(batch.c.undone_at.is_(None), not_(is_published_batch(batch.c.id))),
        select(assignment.c.region),
        select(decision.c.region).where(decision.c.undone_at.is_(None)),
        select(entry.c.region).where(entry.c.undone_at.is_(None), entry.c.text.is_not(None)),
        select(unstored_file.c.region).where(unstored_file.c.gone_at.is_(None)),
    )
    query = select(known.c.region).where(known.c.region.in_(living)).order_by(known.c.region)
    with reading_connection(store) as connection:
        return list(connection.scalars(query))


def store_state(store: Store) -> str:
    """A short key that differs whenever anything is recorded: a cache key.

    Regions are written at the same time on a server, so the newest entry alone does not tell of all.
    """
    with reading_connection(store) as connection:
        hash_, entries = connection.execute(_STATE).one()
    return f"{(hash_ or START)[:16]}.{entries or 0}"
