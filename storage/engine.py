"""Opening the store: the database's address, its settings, its migrations and its transactions."""

from __future__ import annotations

import logging
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pandas as pd
from sqlalchemy import (
    Boolean,
    Connection,
    Engine,
    Float,
    Select,
    String,
    create_engine,
    event,
    exc,
    inspect,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.types import TypeEngine

from storage import location, schema
from storage.backup import dumping, shelf
from storage.backup.copying import CopyRequest, copy_store_file
from storage.columns import NullableNumber, StorableText
from storage.errors import MESSAGES, DamagedStoreError, StoreError, explain_database_error
from storage.store_file import StoreFile, open_store_file

Store = Engine | Connection

BUSY_SECONDS = 20
READING = ("foreign_keys=ON", "query_only=ON")
# The log is folded into the file by hand alone (`StoreFile.fold_log_part`), so that whatever else changes the
# file is seen; it is cut to what it holds, so that its size tells how long it is.
# Without recursive triggers INSERT OR REPLACE would delete entries of the record past those that refuse it.
WRITING = (
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "synchronous=FULL",
    "secure_delete=ON",
    "wal_autocheckpoint=0",
    "journal_size_limit=0",
)
# Rows made into columns at a time: a large survey is never whole in memory as rows.
AT_ONCE = 100_000
# The option of a store that is read alone, a copy of a period (`storage.states`): the sentence that says so.
REFUSAL = "refusal"
# On PostgreSQL whoever writes to one region shares this lock and holds that region's; what concerns more than
# one region holds it alone. Numbers and the chains of the audit then never race, and regions do not wait for
# each other. SQLite has one writer at a time.
WRITER_LOCK = 0x5349_4150
NEWER = "Basis data ini dibuat oleh versi aplikasi yang lebih baru. Perbarui aplikasi, lalu buka kembali."
# Seconds a stop waits for other processes before it leaves the rest of the log to whoever opens next.
STOP_SECONDS = 2

_log = logging.getLogger("siapcerdas.store")
_opened: WeakSet[Engine] = WeakSet()


def connect_store(url: str | None = None) -> Engine:
    """The database at `url`, else where it is kept here, as it is; StoreError for a wrong address."""
    address = parse_store_address(url or location.find_store_address())
    if address.get_backend_name() == "sqlite":
        engine = _sqlite(address)
    else:
        engine = create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    _opened.add(engine)
    return engine


def close_stores() -> None:
    """Let go of every store this process opened, its log folded into its file, as a clean stop does."""
    for engine in list(_opened):
        _opened.discard(engine)
        try:
            fold_log(engine, STOP_SECONDS)
        except StoreError as refusal:  # the log is whole and is folded when the store opens again
            _log.info("the write-ahead log was left as it is: %s", refusal)
        engine.dispose()


def fold_log(engine: Engine, seconds: float = BUSY_SECONDS) -> None:
    """Fold SQLite's write-ahead log into the file, waiting so long for others; StoreError where it fails.

    After a purge it still holds the erased pages; at a clean stop the file alone is then the whole store.
    """
    file = find_store_file(engine)
    if file and not file.read_only:
        file.fold_whole_log(seconds)


def find_store_file(store: Store) -> StoreFile | None:
    """The file a store was opened on; None on PostgreSQL."""
    file: StoreFile | None = store.get_execution_options().get("file")
    return file


def describe_file_trouble(engine: Engine) -> str:
    """Why nothing would be saved now, as the file stands; "" where it would be, and on PostgreSQL."""
    file = find_store_file(engine)
    try:
        if file:
            file.require_writable()
            with reading_connection(engine) as connection:
                file.require_kept(connection.info["sides"])
            file.require_untouched()
    except StoreError as refusal:
        return str(refusal)
    return ""


def parse_store_address(url: str) -> URL:
    """`url` with psycopg 3 as the driver for postgres:// and postgresql://; StoreError for anything else."""
    try:
        address = make_url(url)
    except exc.ArgumentError as error:
        raise StoreError(
            "DATABASE_URL tidak dapat dibaca. Contoh: postgresql://nama@host/basisdata"
        ) from error
    if address.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
        return address
    raise StoreError("DATABASE_URL hanya dapat berupa SQLite (berkas) atau PostgreSQL.")


def _use_write_log(connection: Any, deadline: float) -> None:
    """Keep a write-ahead log from now on; two that turn to it at once are told "locked" without waiting."""
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _sqlite(address: URL) -> Engine:
    """SQLite with WAL; FULL because an upload acknowledged in the room must outlive a power cut."""
    file, seconds = open_store_file(Path(str(address.database))), BUSY_SECONDS
    engine = create_engine(
        address, creator=lambda: file.open_connection(seconds), execution_options={"file": file}
    )

    @event.listens_for(engine, "connect")
    def settings(connection: Any, record: Any) -> None:
        # The driver would otherwise begin transactions on its own, and never before a SELECT or DDL.
        connection.isolation_level = None
        for pragma in READING if file.read_only else WRITING:
            connection.execute(f"PRAGMA {pragma}")
        if not file.read_only:
            _use_write_log(connection, time.monotonic() + seconds)
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()  # opens the log
        record.info["sides"] = file.find_sides()
        if not file.watch.file:
            file.remember_look()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def reading_connection(store: Store) -> Iterator[Connection]:
    """A connection that sees one state of the store; a Connection given is used as it is."""
    with _explained(store), _transaction(store, _begin_read) as connection:
        yield connection


def _begin_read(engine: Engine) -> AbstractContextManager[Connection]:
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    return engine.begin()


@contextmanager
def writing_transaction(store: Store, region: str | None = None) -> Iterator[Connection]:
    """The one write transaction: all of it is stored or, on any exception, nothing.

    `region` is the only one it writes to (None or "" = any): on a server others may be written meanwhile. A
    Connection given must come from `writing_transaction` of the same region or of any; its owner's
    transaction then decides.
    """
    if isinstance(store, Connection):
        _require_region_of(store, region or None)
    begin = partial(_begin_write, region=region or None)
    with _explained(store), _transaction(store, begin) as connection:
        yield connection


def _require_region_of(connection: Connection, region: str | None) -> None:
    begun = connection.get_execution_options()
    if begun.get("writes") and begun["region"] not in (None, region):
        raise RuntimeError(
            f"{region or 'every region'} is written to within a transaction of {begun['region']}"
        )


@contextmanager
def _begin_write(engine: Engine, region: str | None) -> Iterator[Connection]:
    file, sides = find_store_file(engine), ()
    if told := engine.get_execution_options().get(REFUSAL):
        raise StoreError(told)
    if file:
        file.require_writable()
    with engine.execution_options(writes=True, region=region).begin() as connection:
        if connection.dialect.name == "postgresql":
            _lock_region(connection, region)
        if file:
            sides = connection.info["sides"]
            file.require_kept(sides)
            file.require_untouched()
        raw = connection.connection.driver_connection
        changes = getattr(raw, "total_changes", 0)
        yield connection
        if file:  # nothing folds the log before the transaction ends
            file.require_untouched()
            before, wrote = file.find_mark(), getattr(raw, "total_changes", 0) > changes
    if file:  # taken away while it was written
        file.require_kept(sides)
        file.remember_look(before if wrote else None)
        file.fold_log_part()


def _lock_region(connection: Connection, region: str | None) -> None:
    key = {"key": WRITER_LOCK}
    if region is None:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), key)
        return
    connection.execute(text("SELECT pg_advisory_xact_lock_shared(:key)"), key)
    own = key | {"region": zlib.crc32(region.encode()) - 2**31}
    connection.execute(text("SELECT pg_advisory_xact_lock(CAST(:key AS int), CAST(:region AS int))"), own)


@contextmanager
def _transaction(
    store: Store, begin: Callable[[Engine], AbstractContextManager[Connection]]
) -> Iterator[Connection]:
    if isinstance(store, Connection):
        yield store
        return
    with begin(store) as connection:
        yield connection


@contextmanager
def _explained(store: Store) -> Iterator[None]:
    try:
        yield
    except (exc.DBAPIError, exc.TimeoutError) as error:
        refusal = explain_database_error(error)
        if isinstance(refusal, DamagedStoreError):
            refusal = advise_of_damage(store, str(refusal))
        raise refusal from error
    except exc.StatementError as error:  # a column refused what it was given
        if isinstance(error.orig, StoreError):
            raise error.orig from error
        raise
    except UnicodeDecodeError as error:  # the driver, of a message that names what lies in a damaged page
        raise advise_of_damage(store, MESSAGES["could not decode"]) from error


def advise_of_damage(store: Store, said: str) -> DamagedStoreError:
    """What is wrong with the file, with which copy to restore and how."""
    file = find_store_file(store)
    return DamagedStoreError(f"{said} {shelf.advise_restore(file.path)}" if file else said)


def query_frame(connection: Connection, query: Select[*tuple[Any, ...]]) -> pd.DataFrame:
    """The rows of `query`, its columns typed as the query types them, also when there is no row."""
    kinds = {column.name: _dtype(column.type) for column in query.selected_columns}
    parts = [
        pd.DataFrame(
            {
                name: pd.Series(list(given), dtype=dtype)
                for (name, dtype), given in zip(kinds.items(), zip(*rows, strict=True), strict=True)
            }
        )
        for rows in connection.execute(query).partitions(AT_ONCE)
    ]
    if not parts:
        return pd.DataFrame({name: pd.Series([], dtype=dtype) for name, dtype in kinds.items()})
    return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)


def _dtype(kind: TypeEngine[Any]) -> str | None:
    """None leaves whole numbers and dates to pandas."""
    known = {String: "str", StorableText: "str", Float: "float64", NullableNumber: "float64", Boolean: "bool"}
    return next((dtype for sql, dtype in known.items() if isinstance(kind, sql)), None)


def migrate_store(engine: Engine, complete: Callable[[Connection, str], None]) -> None:
    """Bring the database to this version's schema, in one transaction; nothing to do is the quick case.

    `complete` finishes, in the same transaction, a store that an earlier version filled, of that revision.
    """
    with reading_connection(engine) as connection:
        if _revision(connection) == schema.REVISION:
            return
    with writing_transaction(engine) as connection:
        if older := _revision(connection):
            _keep_older(engine, older)
        build_schema(connection)
        if older:
            complete(connection, older)


def build_schema(connection: Connection) -> None:
    """Run the migrations that lack, within the transaction of the connection."""
    # Imported here: it costs a fifth of the start and is needed only once per database.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(NEWER) from error


def _keep_older(engine: Engine, revision: str) -> None:
    """Copy the store as it was before the migration; without a copy a SQLite file is not migrated."""
    if revision > schema.REVISION:
        raise StoreError(NEWER)
    label, file = f"{shelf.BEFORE_UPDATE}-{revision}", find_store_file(engine)
    if file:
        try:
            folder = shelf.find_copy_folder(file.path)
            copy_store_file(file, CopyRequest(folder, shelf.BEFORE_UPDATE, label))
        except StoreError as refusal:
            raise StoreError(f"Basis data perlu diperbarui, tetapi belum: {refusal}") from refusal
        return
    try:
        dumping.copy_postgresql(engine.url, location.find_data_folder() / shelf.FOLDER, shelf.BEFORE_UPDATE)
    except StoreError as refusal:  # who keeps a server has copies by its own means (deploy/)
        _log.warning("no copy before the migration: %s", refusal)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
