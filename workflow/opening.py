"""Opening the store as the product does: migrated, and a sample that an earlier version loaded made whole."""

from sqlalchemy import Engine

import storage
from workflow.sample import given_entries


def open_whole_store(url: str | None = None) -> Engine:
    """The store at `url`, else the one in use; StoreError when it cannot be opened."""
    engine = storage.open_store(url)
    given_entries.complete_sample(engine)
    return engine
