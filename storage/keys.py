"""The key this store signs cookies with: made with the store, never shown, never in a package."""

from __future__ import annotations

from sqlalchemy import select

from storage.engine import Store, reading_connection
from storage.schema import signing_key


def find_signing_key(store: Store) -> bytes:
    """The store's own key; the migration that makes its table puts it there."""
    with reading_connection(store) as connection:
        return bytes(connection.execute(select(signing_key.c.key)).scalar_one())
