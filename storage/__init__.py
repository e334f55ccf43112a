"""The store: schema, migrations and queries."""

from storage.engine import open_store
from storage.errors import StoreError

__all__ = ["StoreError", "open_store"]
