"""The file of an open SQLite store: whether it lies at its path as it was left, and may be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.errors import MOVED, OVERWRITTEN, READ_ONLY, UNSEEN, StoreError, explain_sqlite_error
from storage.write_log import LogMark, follow_log, holds_mark

Identity = tuple[int, int]
Look = tuple[int, ...]
SIDES = ("-wal", "-shm")
LONG_LOG = 4 * 2**20  # bytes of the log from which it is folded into the file
FOLD_SECONDS = 1
LOOK_AGAIN_SECONDS = 0.1  # while another process may be folding the log at this moment
# The time (ns) of a log that somebody is folding into the file, or was when he was killed: 1 January 1990.
FOLDING = 631_152_000 * 10**9
# The second is what Python raises where SQLite's message names bytes of a damaged page.
UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)


@dataclass
class FileWatch:
    """How the log and the file looked when this process last left or met them right; () = never yet.

    `mark` is what the log held then. `folded`: all of it may be in the file, so that it may begin anew.
    """

    log: Look = ()
    file: Look = ()
    mark: LogMark = field(default_factory=LogMark)
    folded: bool = True
    lock: threading.Lock = field(default_factory=threading.Lock)


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
    watch: FileWatch = field(default_factory=FileWatch, compare=False)

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
        return tuple(find_identity(self._beside(side)) for side in SIDES)

    def _beside(self, side: str) -> Path:
        """SQLite keeps the log beside the file itself, also where the path is only a link to it."""
        return Path(f"{os.path.realpath(self.path) if os.path.islink(self.path) else self.path}{side}")

    def remember_look(self, before: LogMark | None = None) -> None:
        """How it looks now is right. The log is looked at first: folding changes the file, then the log.

        After a commit `before` is what was found while its write lock was held: StoreError where the commit
        is not in the log any more. What cannot be read now is left to the next look.
        """
        with self.watch.lock, suppress(OSError):
            log, file = self._look()
            mark = follow_log(self._log, before or self.watch.mark)
            if before and not self._is_logged(before, mark, file):
                raise StoreError(OVERWRITTEN.format(path=self.path))
            known, folded = self.watch.mark, file != self.watch.file
            grown = before or (mark.header, mark.sure) != (known.header, known.sure)
            self.watch.log, self.watch.file, self.watch.mark = log, file, mark
            # Who changed the file has folded; what is appended later cannot vanish before the next fold.
            self.watch.folded = folded or (self.watch.folded and not grown)

    def _is_logged(self, before: LogMark, now: LogMark, file: Look) -> bool:
        """Whether a commit stands there that did not before; a log that was folded may have begun anew."""
        folded = self.watch.folded or file != self.watch.file
        if folded and not _size(self._log):
            return True
        anew = folded or now.header == self.watch.mark.header
        grown = bool(now.header) and now.last not in (before.sure, before.last)
        return grown and (anew or now.header == before.header)

    def find_mark(self) -> LogMark:
        """How far the log is committed now; StoreError where it cannot be read."""
        with self.watch.lock, self._seen():
            if _look_at(self._log) == self.watch.log:
                return self.watch.mark
            return follow_log(self._log, self.watch.mark)

    @contextmanager
    def _seen(self) -> Iterator[None]:
        """Too many open files, or a disk that does not answer: no sign of a hand."""
        try:
            yield
        except OSError as error:
            raise StoreError(UNSEEN.format(path=self.path)) from error

    @property
    def _log(self) -> Path:
        return self._beside(SIDES[0])

    def _look(self) -> tuple[Look, Look]:
        return _look_at(self._log), _look_at(self.path)

    def require_untouched(self) -> None:
        """Raise StoreError where the file or its log is not as it was left, by a hand that is not SQLite's.

        Only folding the log changes the file, and whoever folds leaves the log changed too (`_folding`).
        The log only grows until all of it is folded: what it held lies there unchanged.
        """
        if self.read_only or not self.watch.file:
            return
        until = time.monotonic() + LOOK_AGAIN_SECONDS
        while self._is_touched():
            if time.monotonic() > until:
                raise StoreError(OVERWRITTEN.format(path=self.path))
            time.sleep(LOOK_AGAIN_SECONDS / 4)

    def _is_touched(self) -> bool:
        with self.watch.lock, self._seen():
            log, file = self._look()
            if file != self.watch.file:
                return log == self.watch.log and FOLDING not in log
            if log == self.watch.log:
                return False
            return not (self.watch.folded or holds_mark(self._log, self.watch.mark))

    def fold_log_part(self) -> None:
        """Bring what is in a long log into the file while nobody writes; another time where that fails.

        What was saved lies in the log, whether or not the disk has room for it twice.
        """
        if _size(self._log) >= LONG_LOG:
            with suppress(sqlite3.Error):
                self._fold_part()

    def _fold_part(self) -> None:
        with (
            closing(self.open_connection(FOLD_SECONDS)) as writer,
            closing(self.open_connection(FOLD_SECONDS)) as folder,
        ):
            writer.isolation_level = None
            writer.execute("BEGIN IMMEDIATE")
            self.require_untouched()
            with self._folding():
                folder.execute("PRAGMA wal_checkpoint(PASSIVE)")
            writer.execute("ROLLBACK")

    def fold_whole_log(self, seconds: float) -> None:
        """Bring all of the log into the file and empty it, waiting so long for others; else StoreError."""
        self.require_untouched()
        with closing(self.open_connection(seconds)) as connection, self._folding():
            fold_write_log(connection)

    @contextmanager
    def _folding(self) -> Iterator[None]:
        """Leave the log changed, as a sign to every process that the file is changed by right.

        The sign stands before the file changes: who is killed in the middle has left it. What is written next
        into the log takes it away.
        """
        self._stamp_log(FOLDING)
        try:
            yield
        finally:
            self._stamp_log(time.time_ns())
            self.remember_look()
            with self.watch.lock:
                self.watch.folded = True

    def _stamp_log(self, time_of_it: int) -> None:
        """Give the log that time (ns), else the time now: who may write it need not own it."""
        try:
            os.utime(self._log, ns=(time_of_it, time_of_it))
        except OSError:
            with suppress(OSError):
                os.utime(self._log)


def find_identity(path: Path) -> Identity | None:
    """Which file lies at a path; None where there is none or it cannot be reached."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _look_at(path: Path) -> Look:
    """Size and time of change; on Windows the time comes late, and a file in use cannot be overwritten."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_size,) if os.name == "nt" else (found.st_size, found.st_mtime_ns)


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
