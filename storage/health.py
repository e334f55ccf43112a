"""Whether the store's own file is whole; the chain of the audit trail is checked in storage/audit.py."""

from sqlalchemy import text

from storage.engine import Store, advise_of_damage, reading_connection


def find_file_damage(store: Store) -> str:
    """What SQLite finds wrong with its file, "" where it is whole; a server database checks itself."""
    with reading_connection(store) as connection:
        if connection.dialect.name != "sqlite":
            return ""
        found = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check(3)"))]
    return "" if found == ["ok"] else "; ".join(found)


def explain_damage(store: Store) -> str:
    """The damage in words, with which copy to restore and how; "" where the file is whole."""
    return str(advise_of_damage(store, "Berkas basis data rusak.")) if find_file_damage(store) else ""
