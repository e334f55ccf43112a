"""The file of an open SQLite store: whether it still lies at its path, and whether it may be written."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.errors import MOVED, READ_ONLY, StoreError, explain_sqlite_error

Identity = tuple[int, int]
SIDES = ("-wal", "-shm")
# The second is what Python raises where SQLite's message names bytes of a damaged page.
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)


@dataclass(frozen=True)
class StoreFile:
    """A SQLite file as it was opened: its path, which file lay there, and how connections reach it.

    `aside` holds the copy that is read where the medium can neither be written nor read with its log.
    """

    path: Path
    identity: Identity | None
    read_only: bool
    address: str
    aside: TemporaryDirectory[str] | None = None

    def open_connection(self, seconds: float) -> sqlite3.Connection:
        """A new connection that waits so long for other writers; never to a file that took its place."""
        self.require_in_place()
        return sqlite3.connect(self.address, uri=True, timeout=seconds, check_same_thread=False)

    def require_in_place(self) -> None:
        """Raise StoreError where another file, or none, lies at the path: what is written would be lost."""
        if find_identity(self.path) != self.identity:
            raise StoreError(MOVED.format(path=self.path))

    def require_writable(self) -> None:
        """Raise StoreError where the file was opened for reading alone."""
        if self.read_only:
            raise StoreError(READ_ONLY.format(path=self.path))

    def require_kept(self, sides: Iterable[Identity | None]) -> None:
        """Raise StoreError where what is written would not be found again; `sides` as `find_sides` gave.

        The log and its index stay as long as any connection does, so one that went was taken by a hand.
        """
        self.require_in_place()
        if any(then not in (None, now) for then, now in zip(sides, self.find_sides(), strict=True)):
            raise StoreError(MOVED.format(path=self.path))

    def find_sides(self) -> tuple[Identity | None, ...]:
        """Which files lie beside it as its write-ahead log and that log's index."""
        return tuple(find_identity(Path(f"{self.path}{side}")) for side in SIDES)


def find_identity(path: Path) -> Identity | None:
    """Which file lies at a path; None where there is none or it cannot be reached."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def open_store_file(path: Path) -> StoreFile:
    """The file at `path`, made empty where there is none. Raises StoreError where that cannot be done."""
    path = path.absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch()
    except OSError as error:
        raise StoreError(
            f"Folder penyimpanan {path.parent} tidak dapat dibuat atau ditulisi. "
            "Periksa hak tulis dan sisa disk."
        ) from error
    if _takes_writes(path):
        return StoreFile(path, find_identity(path), False, f"{path.as_uri()}?mode=rw")
    return _open_read_only(path)


def _takes_writes(path: Path) -> bool:
    """Whether a write could begin; taken back. What else is wrong with the file its first reader finds."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=0)) as connection:
            connection.isolation_level = None
            # A transaction alone begins on a file that may only be read, too.
            for statement in ("BEGIN IMMEDIATE", "CREATE TABLE uji_tulis (x)", "ROLLBACK"):
                connection.execute(statement)
    except sqlite3.OperationalError as error:
        return not any(words in str(error) for words in ("readonly", "unable to open"))
    except UNREADABLE:
        return True
    return True


def _open_read_only(path: Path) -> StoreFile:
    """Read where it lies if SQLite can; without a log `immutable` misses nothing, else a copy is read."""
    identity, address = find_identity(path), f"{path.as_uri()}?mode=ro"
    log = Path(f"{path}-wal")
    if _can_be_read(address):
        return StoreFile(path, identity, True, address)
    if not log.exists() or log.stat().st_size == 0:
        return StoreFile(path, identity, True, f"{address}&immutable=1")
    aside = TemporaryDirectory(prefix="siapcerdas-")
    copy = Path(aside.name) / path.name
    try:
        shutil.copyfile(path, copy)
        shutil.copyfile(log, f"{copy}-wal")
    except OSError as error:
        raise StoreError(READ_ONLY.format(path=path)) from error
    return StoreFile(path, identity, True, f"{copy.as_uri()}?mode=rw", aside)


def _can_be_read(address: str) -> bool:
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        return False
    except UNREADABLE:
        return True
    return True


def fold_write_log(connection: sqlite3.Connection) -> None:
    """Bring all of the write-ahead log into the file and empty it; StoreError where that fails.

    Where another process reads on, the part it needs stays in the log.
    """
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise explain_sqlite_error(error) from error
