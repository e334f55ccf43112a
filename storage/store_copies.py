"""Copies of the store in use: one now, where they lie, and how they stand to what the store holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine

from storage import location
from storage.backup import daily, dumping, shelf
from storage.backup.contents import StoredCopy
from storage.backup.copying import CopyRequest, copy_store_file, read_state
from storage.engine import Store, connect_store, find_store_file, parse_store_address, reading_connection
from storage.errors import StoreError, explain_sqlite_error


def copy_store(engine: Engine, folder: Path) -> StoredCopy:
    """A copy of an open store in `folder`; StoreError where it cannot be made.

    Over a connection that is open already where there is one: so what was read before a hand took the file
    away can still be saved.
    """
    file = find_store_file(engine)
    if file is None:
        return dumping.copy_postgresql(engine.url, folder, shelf.BY_HAND)
    try:
        held = engine.raw_connection()
    except sqlite3.Error as error:
        raise explain_sqlite_error(error) from error
    try:
        return copy_store_file(file, CopyRequest(folder, shelf.BY_HAND), held.driver_connection)
    finally:
        held.close()


def copy_kept_store(folder: Path, url: str | None = None) -> StoredCopy:
    """A copy of the store at `url`, else of this installation's, as it is: not migrated, never made."""
    address = parse_store_address(url or location.find_store_address())
    if address.get_backend_name() == "sqlite" and not (path := Path(str(address.database))).exists():
        raise StoreError(f"Belum ada basis data di {path.absolute()}, sehingga tidak ada yang disalin.")
    engine = connect_store(url)
    try:
        return copy_store(engine, folder)
    finally:
        engine.dispose()


def find_copies_of_store(engine: Engine) -> Path:
    """The folder where this store's own copies lie."""
    if file := find_store_file(engine):
        return shelf.find_copy_folder(file.path)
    return location.find_data_folder() / shelf.FOLDER


def read_copy_state(store: Store) -> str:
    """The key of what the store holds now, as its copies name theirs."""
    with reading_connection(store) as connection:
        return read_state(lambda query: connection.exec_driver_sql(query).all())


def make_copy_of_today(engine: Engine, stop: daily.GoOn) -> StoredCopy | None:
    """The daily copy of a store in a file, where one is due; None where not, or on a server."""
    file = find_store_file(engine)
    return daily.make_daily_copy(file, daily.read_clock(), stop) if file else None
