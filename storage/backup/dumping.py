"""Copies of a store on PostgreSQL, by the server's own pg_dump and pg_restore."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL

from storage.backup.contents import CopyFacts, StoredCopy
from storage.backup.copying import CopyRequest, read_store_facts, write_copy
from storage.errors import StoreError

NO_TOOL = (
    "Program {tool} tidak ditemukan. Pasang paket klien PostgreSQL yang seversi dengan peladennya "
    "(Debian/Ubuntu: postgresql-client), lalu ulangi."
)
FAILED = (
    "{tool} gagal, sehingga tidak ada yang disalin atau dipulihkan; yang dikatakannya ada di log. Periksa "
    "DATABASE_URL, hak akses pada basis data, dan apakah {tool} seversi dengan peladennya."
)
_log = logging.getLogger("siapcerdas.store")
UNREACHABLE = "Peladen basis data tidak dapat dihubungi. Periksa DATABASE_URL dan jaringan."


def copy_postgresql(address: URL, folder: Path, kind: str) -> StoredCopy:
    """A copy of the store at `address` in `folder`; StoreError where it cannot be made."""

    def fill_copy(raw: Path) -> CopyFacts:
        # The dump and what is said of it are of one state of the database.
        with closing(connect_plainly(address)) as connection, connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            said = read_store_facts(lambda query: cursor.execute(query.encode()).fetchall())
            (snapshot,) = cursor.execute("SELECT pg_export_snapshot()").fetchall()[0]
            run_tool(
                "pg_dump", address, "--format=custom", "--no-owner", "--no-privileges",
                f"--snapshot={snapshot}", f"--file={raw}",
            )  # fmt: skip
        return CopyFacts(kind, datetime.now(UTC), "postgresql", said[0], said[1], raw.name, 0, "", said[2])

    return write_copy(CopyRequest(folder, kind), str(address.database), fill_copy)


def connect_plainly(address: URL) -> psycopg.Connection[tuple[object, ...]]:
    """A connection without SQLAlchemy between; StoreError where the server does not answer."""
    try:
        return psycopg.connect(_plain(address), connect_timeout=10)
    except psycopg.Error as error:
        raise StoreError(UNREACHABLE) from error


def restore_dump(address: URL, dump: Path) -> None:
    """Replace what stands in the database by a dump, in one transaction; StoreError where that fails."""
    run_tool(
        "pg_restore", address, "--clean", "--if-exists", "--single-transaction", "--no-owner",
        "--no-privileges", "--exit-on-error", str(dump),
    )  # fmt: skip


def run_tool(tool: str, address: URL, *options: str) -> None:
    """Run a program of PostgreSQL on a database; the password is no part of its command line."""
    if not (program := shutil.which(tool)):
        raise StoreError(NO_TOOL.format(tool=tool))
    place = ["--dbname", _plain(address.set(password=None))]
    secret = {"PGPASSWORD": str(address.password)} if address.password else {}
    command = [program, *place, *options]
    done = subprocess.run(command, env=os.environ | secret, capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        _log.warning("%s: %s", tool, done.stderr.strip())
        raise StoreError(FAILED.format(tool=tool))


def _plain(address: URL) -> str:
    return address.set(drivername="postgresql").render_as_string(hide_password=False)
