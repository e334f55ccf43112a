"""One copy a day beside the data, the last seven kept; only what it made itself is ever removed."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time

from storage.backup import shelf
from storage.backup.contents import StoredCopy
from storage.backup.copying import BUSY_SECONDS, CopyRequest, copy_store_file, do_nothing, read_state
from storage.errors import StoreError, explain_sqlite_error
from storage.store_file import StoreFile

KEPT = 7
DAY = timedelta(hours=24)
LOCK_SECONDS = 3600  # after which a lock was left by a process that was killed

GoOn = Callable[[], None]
Register = dict[str, str]  # name of a copy -> SHA-256 of the database in it, the oldest first


def make_daily_copy(file: StoreFile, now: datetime, go_on: GoOn = do_nothing) -> StoredCopy | None:
    """Today's copy, where one is due and anything was recorded since the last; None where not.

    A clock set back makes one due at once, never none for long, and which copies are the last is told by
    their number, not by the clock. Raises StoreError where the copy could not be made: then none is removed.
    """
    folder = shelf.find_copy_folder(file.path)
    if file.read_only:
        return None
    with _alone(folder, file.path.stem) as alone:
        if not alone or not _is_due(file, _made(folder, file.path.stem), now):
            return None
        return _make(file, folder, go_on)


def _is_due(file: StoreFile, made: list[StoredCopy], now: datetime) -> bool:
    if not made:
        return True
    last = made[-1].facts
    return not timedelta(0) <= now - last.made_at < DAY and find_state(file) != last.state


def find_state(file: StoreFile) -> str:
    """The key of what a SQLite store holds now, as its copies name theirs."""
    try:
        with closing(file.open_connection(BUSY_SECONDS)) as connection:
            return read_state(lambda query: connection.execute(query).fetchall())
    except sqlite3.Error as error:
        raise explain_sqlite_error(error) from error


def _make(file: StoreFile, folder: Path, go_on: GoOn) -> StoredCopy:
    stem = file.path.stem

    def tell_register(copy: StoredCopy) -> None:
        """Told of before it lies there: a copy nobody told of would stay for ever."""
        _write_register(folder, stem, _read_register(folder, stem) | {copy.path.name: copy.facts.sha256})

    label = f"{shelf.DAILY}_{_next_number(folder, stem):04d}"
    asked = CopyRequest(folder, shelf.DAILY, label, tell_register, go_on)
    copy = copy_store_file(file, asked)
    made = _made(folder, stem)
    for old in made[:-KEPT]:
        shelf.remove_copy(old.path)
    _write_register(folder, stem, {one.path.name: one.facts.sha256 for one in made[-KEPT:]})
    return copy


def _made(folder: Path, stem: str) -> list[StoredCopy]:
    """The daily copies of this store that were made here and are as they were made, in their order."""
    register = _read_register(folder, stem)
    found = [
        copy
        for copy in shelf.list_copies(folder)
        if register.get(copy.path.name) == copy.facts.sha256 and copy.facts.kind == shelf.DAILY
    ]
    return sorted(found, key=lambda copy: _number(copy.path.name))


def _next_number(folder: Path, stem: str) -> int:
    names = [*_read_register(folder, stem), *(path.name for path in folder.glob(f"{stem}_{shelf.DAILY}_*"))]
    return max((_number(name) for name in names), default=0) + 1


def _number(name: str) -> int:
    found = re.search(rf"_{shelf.DAILY}_(\d+)_", name)
    return int(found[1]) if found else 0


def _register_file(folder: Path, stem: str) -> Path:
    return folder / f"{stem}_{shelf.DAILY}.json"


def _read_register(folder: Path, stem: str) -> Register:
    """What was made here; nothing where the list is lost or damaged, and then nothing is removed."""
    try:
        read = json.loads(_register_file(folder, stem).read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in read.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _write_register(folder: Path, stem: str, register: Register) -> None:
    file = _register_file(folder, stem)
    part = file.with_suffix(".baru")
    part.write_text(json.dumps(register, indent=1), encoding="utf-8")
    os.replace(part, file)


@contextmanager
def _alone(folder: Path, stem: str) -> Iterator[bool]:
    """Whether this process alone makes the daily copy now: two servers may share a store."""
    lock = folder / f"{stem}_{shelf.DAILY}.kunci"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if lock.exists() and abs(time() - lock.stat().st_mtime) > LOCK_SECONDS:
            lock.unlink(missing_ok=True)
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        yield False
        return
    except OSError as error:
        raise StoreError(f"Salinan harian tidak dapat ditulis ke {folder}. Periksa hak tulisnya.") from error
    os.close(handle)
    try:
        yield True
    finally:
        lock.unlink(missing_ok=True)


def read_clock() -> datetime:
    """Now, as the machine's clock has it."""
    return datetime.now(UTC)
