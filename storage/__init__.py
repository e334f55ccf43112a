"""The store: schema, migrations and queries."""

from storage.engine import close_stores
from storage.errors import StoreError
from storage.opening import open_store

__all__ = ["StoreError", "close_stores", "open_store"]
