"""Making a copy of the whole store: one state of it, checked, and in its place whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time
from typing import Any

import msgspec

from storage.backup import shelf
from storage.backup.contents import FACTS, CopyFacts, StoredCopy, digest_file
from storage.errors import StoreError, explain_sqlite_error
from storage.store_file import UNREADABLE, StoreFile

PAGES = 2048  # copied at a time; between them whoever waits gets on
WORK = ".sementara-"
WORK_SECONDS = 24 * 3600  # after which what a killed copy left is swept away
BUSY_SECONDS = 20
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
README = (
    "Salinan cadangan Siap Cerdas: seluruh basis data, termasuk berkas yang diunggah.\n"
    "Pulihkan: hentikan Siap Cerdas, lalu jalankan  python cli.py restore BERKAS_INI\n"
)
FULL = "Salinan tidak dapat dibuat karena ruang disk {folder} penuh. Kosongkan ruang, lalu ulangi."
REFUSED = "Salinan tidak dapat ditulis ke {folder}. Periksa folder dan hak tulisnya."
DAMAGED = "Salinan tidak dibuat karena basis data {path} rusak."

Ask = Callable[[str], Sequence[Sequence[Any]]]


def do_nothing(*_given: object) -> None:
    """Stands where nobody wants to be told."""


@dataclass(frozen=True)
class CopyRequest:
    """Where a copy goes and of what kind it is; its name says `label`, else the kind.

    `settle` is called with the copy before it takes its place, `go_on` again and again while pages are
    copied: what it raises ends the copying.
    """

    folder: Path
    kind: str
    label: str = ""
    settle: Callable[[StoredCopy], None] = do_nothing
    go_on: Callable[[], None] = do_nothing


def copy_store_file(
    file: StoreFile, asked: CopyRequest, source: sqlite3.Connection | None = None
) -> StoredCopy:
    """A copy of a SQLite store, over a connection given or a new one.

    Raises StoreError where the store is damaged or the folder takes no more; then nothing is left in it.
    """

    def fill_copy(raw: Path) -> CopyFacts:
        if source:
            _copy_pages(source, raw, asked.go_on)
        else:
            with closing(file.open_connection(BUSY_SECONDS)) as connection:
                connection.isolation_level = None
                _copy_pages(connection, raw, asked.go_on)
        return _examine(file, raw, asked.kind)

    return write_copy(asked, file.path.stem, fill_copy)


def _copy_pages(source: sqlite3.Connection, raw: Path, go_on: Callable[[], None]) -> None:
    """One state of the store: the transaction open meanwhile keeps what others write out of it."""
    with closing(sqlite3.connect(raw)) as target:
        source.execute("BEGIN")
        try:
            source.execute("SELECT 1 FROM sqlite_master").fetchone()
            source.backup(target, pages=PAGES, progress=lambda *_counts: go_on())
        finally:
            source.execute("ROLLBACK")
        target.execute("PRAGMA journal_mode=DELETE")


def _examine(file: StoreFile, raw: Path, kind: str) -> CopyFacts:
    """The facts of the database at `raw`, once it is known to be whole."""
    with closing(sqlite3.connect(raw)) as connection:
        if not is_sound(connection):
            raise StoreError(f"{DAMAGED.format(path=file.path)} {shelf.advise_restore(file.path)}")
        said = read_store_facts(lambda query: connection.execute(query).fetchall())
    return CopyFacts(kind, datetime.now(UTC), "sqlite", said[0], said[1], raw.name, 0, "", said[2])


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong with the pages of a database."""
    try:
        return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    except UNREADABLE:
        return False


def read_store_facts(ask: Ask) -> tuple[str, str, tuple[str, ...]]:
    """Revision, state and the digests of the files whose bytes are kept, of a store of any version.

    Raises the database's own error, or ValueError, where it is no store of ours.
    """
    ((revision,),) = ask("SELECT version_num FROM alembic_version")
    files = ask("SELECT sha256 FROM upload WHERE content IS NOT NULL ORDER BY sha256")
    return revision, read_state(ask), tuple(str(row[0]) for row in files)


def read_state(ask: Ask) -> str:
    """A key of what is recorded, of a store of any version: it differs whenever anything was."""
    ((entries,),) = ask("SELECT count(*) FROM audit")
    ((instruments,),) = ask("SELECT coalesce(max(id), 0) FROM instrument")
    newest = ask("SELECT hash FROM audit ORDER BY id DESC LIMIT 1")
    return f"{newest[0][0] if newest else ''}.{entries}.{instruments}"


def write_copy(asked: CopyRequest, stem: str, fill: Callable[[Path], CopyFacts]) -> StoredCopy:
    """A copy of what `fill` writes to the path it is given; StoreError where that cannot be done."""
    folder = asked.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep_work(folder)
        with TemporaryDirectory(dir=folder, prefix=WORK) as work:
            raw = Path(work) / f"{stem}.db"
            facts = fill(raw)
            name = shelf.name_copy(folder, stem, asked.label or asked.kind)
            copy = StoredCopy(folder / name, _pack(raw, Path(work) / name, facts))
            asked.settle(copy)
            os.replace(Path(work) / name, copy.path)
            sync_folder(folder)
            return copy
    except sqlite3.Error as error:
        raise explain_sqlite_error(error) from error
    except OSError as error:
        raise StoreError((FULL if error.errno in NO_ROOM else REFUSED).format(folder=folder)) from error


def _pack(raw: Path, to: Path, facts: CopyFacts) -> CopyFacts:
    """Write the copy itself, onto the disk; gives its facts with size and checksum."""
    whole = replace(facts, member=raw.name, size=raw.stat().st_size, sha256=digest_file(raw))
    with to.open("wb") as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(FACTS, msgspec.json.encode(whole))
            archive.writestr("BACA_DULU.txt", README)
            archive.write(raw, raw.name)
        target.flush()
        os.fsync(target.fileno())
    return whole


def sync_folder(folder: Path) -> None:
    """Make a renaming in a folder outlive a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep_work(folder: Path) -> None:
    """Remove what copies that were killed left behind, once they cannot be at work any more."""
    for left in folder.glob(f"{WORK}*"):
        if abs(time() - left.stat().st_mtime) > WORK_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
