"""The key this store signs cookies with: made with the store, never shown, never in a package."""

from __future__ import annotations

from sqlalchemy import select

from storage.engine import Store, reading_connection
from storage.errors import StoreError
from storage.schema import signing_key


def find_signing_key(store: Store) -> bytes:
    """The store's own key; the migration that makes its table puts it there. StoreError where it is gone."""
    with reading_connection(store) as connection:
        key = connection.scalar(select(signing_key.c.key))
    if key is None:
        raise StoreError("Basis data tidak lengkap: kunci cookie hilang. Pulihkan dari salinan cadangan.")
    return bytes(key)
