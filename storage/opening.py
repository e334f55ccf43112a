"""Opening the store: connected, migrated, and what an earlier version stored under digest from then on."""

from sqlalchemy import Connection, Engine

from storage import audit, schema
from storage.engine import (
    connect_store,
    find_store_file,
    migrate_store,
    reading_connection,
    writing_transaction,
)
from storage.states import kept

LOCKS_BY_REGION, EVERY_CHOICE = "0006", "0009"


def open_store(url: str | None = None) -> Engine:
    """The store at `url`, else where this installation keeps it; created and migrated when needed.

    Safe to call from several processes at once. Raises StoreError when it cannot be opened.
    """
    engine = connect_store(url)
    migrate_store(engine, _complete)
    _record_key(engine)
    return engine


def _record_key(engine: Engine) -> None:
    """Of a store that may only be read nothing is written."""
    file = find_store_file(engine)
    with reading_connection(engine) as connection:
        late = audit.is_key_untold(connection)
    if late and not (file and file.read_only):
        with writing_transaction(engine) as connection:
            if audit.is_key_untold(connection):  # another process may have been first
                audit.record_key(connection)


def _complete(connection: Connection, revision: str) -> None:
    """Digest what stands; what the migration from `revision` rewrote, where digests are kept already.

    Periods that are locked are copied, where they were before there were copies.
    """
    if not audit.read_chain_heads(connection):
        audit.begin_chains(connection)
    else:
        rewritten = [schema.period, schema.period_lock] if revision < LOCKS_BY_REGION else []
        if revision < EVERY_CHOICE:  # from then on their digests tell more of them
            rewritten += [schema.choice, schema.unstored_file]
        if rewritten:
            audit.record_rewritten_rows(connection, rewritten)
    kept.add_late_states(connection)
