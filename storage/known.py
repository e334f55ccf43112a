"""Which regions the store knows anything of."""

from sqlalchemy import select, union

from storage.engine import Store, reading
from storage.schema import agency, batch_region


def regions(store: Store) -> list[str]:
    """Codes of the regions that have a roster or were touched by an upload, in order of their codes."""
    both = union(select(agency.c.region), select(batch_region.c.region)).subquery()
    with reading(store) as connection:
        return list(connection.scalars(select(both.c.region).order_by(both.c.region)))
