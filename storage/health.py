"""Whether the store's own file is whole; the chain of the audit trail is checked in storage/audit.py."""

from sqlalchemy import text

from storage.engine import Store, reading_connection


def find_file_damage(store: Store) -> str:
    """What SQLite finds wrong with its file, "" where it is whole; a server database checks itself."""
    with reading_connection(store) as connection:
        if connection.dialect.name != "sqlite":
            return ""
        found = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check(3)"))]
    return "" if found == ["ok"] else "; ".join(found)
