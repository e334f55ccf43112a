"""Opening the store: the database's address, its settings, its migrations and its transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

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
from storage.columns import NullableNumber, StorableText
from storage.errors import StoreError, explain_database_error

Store = Engine | Connection

BUSY_SECONDS = 20
# Rows made into columns at a time: a large survey is never whole in memory as rows.
AT_ONCE = 100_000
# One writer at a time on PostgreSQL too, as SQLite has it: numbers and the audit's chain then never race.
WRITER_LOCK = 0x5349_4150


def open_store(url: str | None = None) -> Engine:
    """The store at `url`, else where this installation keeps it; created and migrated when needed.

    Safe to call from several processes at once. Raises StoreError when it cannot be opened.
    """
    address = parse_store_address(url or location.find_store_address())
    if address.get_backend_name() == "sqlite":
        _make_folder(address)
        engine = _sqlite(address)
    else:
        engine = create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    migrate_store(engine)
    return engine


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


def _make_folder(address: URL) -> None:
    try:
        Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("Folder penyimpanan tidak dapat dibuat. Periksa hak tulis dan sisa disk.") from error


def _sqlite(address: URL) -> Engine:
    """SQLite with WAL; FULL because an upload acknowledged in the room must outlive a power cut."""
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def settings(connection: Any, _record: object) -> None:
        # The driver would otherwise begin transactions on its own, and never before a SELECT or DDL.
        connection.isolation_level = None
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "secure_delete=ON", "journal_mode=WAL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def reading_connection(store: Store) -> Iterator[Connection]:
    """A connection that sees one state of the store; a Connection given is used as it is."""
    with _explained(), _transaction(store, _begin_read) as connection:
        yield connection


def _begin_read(engine: Engine) -> AbstractContextManager[Connection]:
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    return engine.begin()


@contextmanager
def writing_transaction(store: Store) -> Iterator[Connection]:
    """The one write transaction: all of it is stored or, on any exception, nothing.

    A Connection given must come from `writing_transaction`; its owner's transaction then decides.
    """
    with _explained(), _transaction(store, _begin_write) as connection:
        yield connection


@contextmanager
def _begin_write(engine: Engine) -> Iterator[Connection]:
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
        yield connection


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
def _explained() -> Iterator[None]:
    try:
        yield
    except (exc.DBAPIError, exc.TimeoutError) as error:
        raise explain_database_error(error) from error


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


def migrate_store(engine: Engine) -> None:
    """Bring the database to this version's schema, in one transaction; nothing to do is the quick case."""
    with reading_connection(engine) as connection:
        if _revision(connection) == schema.REVISION:
            return
    # Imported here: it costs a fifth of the start and is needed only once per database.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing_transaction(engine) as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError("Basis data ini dibuat oleh versi aplikasi yang lebih baru.") from error


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
