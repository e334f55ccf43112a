"""Which regions the store knows anything of."""

from sqlalchemy import func, select, union

from storage.audit import START
from storage.engine import Store, reading_connection
from storage.schema import agency, audit, batch_region, chain

# Asked once in every run of a page, hence written once.
_STATE = select(
    select(audit.c.hash).order_by(audit.c.id.desc()).limit(1).scalar_subquery(),
    select(func.sum(chain.c.number)).scalar_subquery(),
)


def list_known_regions(store: Store) -> list[str]:
    """Codes of the regions that have a roster or were touched by an upload, in order of their codes."""
    both = union(select(agency.c.region), select(batch_region.c.region)).subquery()
    with reading_connection(store) as connection:
        return list(connection.scalars(select(both.c.region).order_by(both.c.region)))


def store_state(store: Store) -> str:
    """A short key that differs whenever anything is recorded: a cache key.

    Regions are written at the same time on a server, so the newest entry alone does not tell of all.
    """
    with reading_connection(store) as connection:
        hash_, entries = connection.execute(_STATE).one()
    return f"{(hash_ or START)[:16]}.{entries or 0}"
