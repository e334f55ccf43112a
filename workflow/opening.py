"""Opening the store as the product does: migrated, and a sample that an earlier version loaded made whole."""

import logging

from sqlalchemy import Engine

import storage
from storage import StoreError, drafts
from workflow.sample import given_entries

_log = logging.getLogger("siapcerdas.store")


def open_whole_store(url: str | None = None) -> Engine:
    """The store at `url`, else the one in use; StoreError when it cannot be opened."""
    engine = storage.open_store(url)
    given_entries.complete_sample(engine)
    try:
        drafts.drop_old_drafts(engine)
    except StoreError as refusal:  # nobody reads them any more; they go when the store can be written again
        _log.info("old drafts were left: %s", refusal)
    return engine
