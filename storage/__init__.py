"""The store: schema, migrations and queries."""

from storage.engine import close_stores, open_store
from storage.errors import StoreError

__all__ = ["StoreError", "close_stores", "open_store"]
