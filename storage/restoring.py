"""Putting a copy in the place of the store: wholly or not at all, and what it replaces is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, select
from sqlalchemy.engine import URL

from storage import audit, location, schema
from storage.backup import dumping, shelf
from storage.backup.contents import DAMAGED, NEWER, CopyFacts, StoredCopy, read_copy, unpack_copy
from storage.backup.copying import (
    WORK,
    CopyRequest,
    copy_store_file,
    is_sound,
    read_store_facts,
    sweep_work,
    sync_folder,
)
from storage.engine import parse_store_address, reading_connection
from storage.errors import UNKNOWN, StoreError, explain_sqlite_error
from storage.opening import open_store
from storage.schema_check import list_schema_faults
from storage.store_file import SIDES, UNREADABLE, StoreFile, find_identity
from storage.upload import batches
from storage.values import Actor

ACTOR = Actor("Pemulihan salinan cadangan")
HOLD_SECONDS = 3
DUMP = "salinan.dump"
SQLITE = b"SQLite format 3\0"
IN_USE = (
    "Siap Cerdas masih berjalan, atau basis data {path} dipakai program lain. Hentikan lebih dahulu, lalu "
    "ulangi; tidak ada yang berubah."
)
OTHER_BACKEND = (
    "Salinan {name} berasal dari {of}, sedangkan di sini dipakai {here}, sehingga tidak dapat dipulihkan. "
    "Bawa datanya dengan Paket proyek."
)
FOREIGN = "isinya bukan basis data Siap Cerdas"
NAMED = 5


@dataclass(frozen=True)
class RestoredStore:
    """What a restore did: the copy that is in force, where what it replaced was kept (None: there was none).

    `erased` counts files whose bytes had been erased since the copy was made, and were erased again.
    """

    facts: CopyFacts
    kept: Path | None
    erased: int


def restore_copy(given: Path, url: str | None = None) -> RestoredStore:
    """Make the copy at `given` the store at `url`, else the store of this installation.

    Raises StoreError, and then nothing changed, where it is no copy, is damaged, comes from a newer version
    or another kind of database, or where somebody holds the store.
    """
    address = parse_store_address(url or location.find_own_address())
    if address.get_backend_name() != "sqlite":
        return _restore_postgresql(given, address)
    path = Path(str(address.database)).absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        home = _find_real(path).parent
        sweep_work(home)
        with TemporaryDirectory(dir=home, prefix=WORK) as work:
            return _restore_sqlite(given, path, Path(work))
    except sqlite3.Error as error:
        raise explain_sqlite_error(error) from error
    except OSError as error:
        raise StoreError(
            f"Pemulihan tidak dapat menulis ke {path.parent}; tidak ada yang berubah. Periksa hak tulis dan "
            "sisa disk."
        ) from error


def _restore_sqlite(given: Path, path: Path, work: Path) -> RestoredStore:
    new, real = work / path.name, _find_real(path)
    facts = _take_out(given, new)
    _require_store(given.name, facts, new)
    with _hold(path) as held:
        engine = open_store(_url(new))
        kept, gone = _keep(path, held)
        erased = _finish(engine, given.name, facts, kept, gone)
        engine.dispose()
        _fold_whole(new)
        if held is None:  # a log without its database, or of a damaged one, must not meet another
            for side in SIDES:
                Path(f"{real}{side}").unlink(missing_ok=True)
        elif os.name == "nt":
            held.close()
        os.replace(new, real)
        sync_folder(real.parent)
    return RestoredStore(facts, kept, erased)


def _find_real(path: Path) -> Path:
    """Where a link leads: what it replaced would stay there unseen, with all it says of people."""
    return Path(os.path.realpath(path))


def _take_out(given: Path, new: Path) -> CopyFacts:
    """The database of a copy, or a bare SQLite file that somebody copied by hand, with its log."""
    if not _is_bare(given):
        copy = read_copy(given)
        _require_backend(copy, "sqlite")
        unpack_copy(copy, new)
        return copy.facts
    for side in ("", "-wal"):
        if (part := Path(f"{given}{side}")).exists():
            shutil.copyfile(part, f"{new}{side}")
    return CopyFacts(
        "", datetime.fromtimestamp(given.stat().st_mtime, UTC), "sqlite", "", "", new.name, 0, ""
    )


def _is_bare(given: Path) -> bool:
    try:
        with given.open("rb") as file:
            return file.read(len(SQLITE)) == SQLITE
    except OSError as error:
        raise StoreError(f"{given} tidak dapat dibaca. Periksa nama, letak, dan hak aksesnya.") from error


def _require_backend(copy: StoredCopy, here: str) -> None:
    if copy.facts.backend != here:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        of = names.get(copy.facts.backend, copy.facts.backend)
        raise StoreError(OTHER_BACKEND.format(name=copy.path.name, of=of, here=names[here]))


def _require_store(name: str, facts: CopyFacts, new: Path) -> None:
    """Refuse what is damaged, is none of our stores, or is of a newer version."""
    try:
        with closing(sqlite3.connect(new)) as connection:
            if not is_sound(connection):
                raise StoreError(DAMAGED.format(name=name, what="basis datanya rusak"))
            revision = read_store_facts(lambda query: connection.execute(query).fetchall())[0]
    except (sqlite3.Error, ValueError) as error:
        raise StoreError(DAMAGED.format(name=name, what=FOREIGN)) from error
    if max(str(revision), facts.revision) > schema.REVISION:
        raise StoreError(NEWER.format(name=name))
    try:
        engine = open_store(_url(new))
    except StoreError as refusal:  # tables of another version than it says
        if str(refusal) == UNKNOWN:
            raise StoreError(DAMAGED.format(name=name, what=FOREIGN)) from refusal
        raise
    faults = list_schema_faults(engine)  # a copy may be a stranger's
    engine.dispose()
    if faults:
        named = ", ".join(f"{fault.type} {fault.name}" for fault in faults[:NAMED])
        raise StoreError(DAMAGED.format(name=name, what=f"{FOREIGN}: {named} tidak sebagaimana mestinya"))


@contextmanager
def _hold(path: Path) -> Iterator[sqlite3.Connection | None]:
    """The store for ourselves alone, its log folded; None where there is none or it cannot be read.

    In exclusive mode SQLite refuses whoever comes, and is refused while anybody else has the store open.
    """
    if not path.exists():
        yield None
        return
    with closing(sqlite3.connect(path, timeout=HOLD_SECONDS, isolation_level=None)) as connection:
        try:
            for statement in ("PRAGMA locking_mode=EXCLUSIVE", "BEGIN EXCLUSIVE", "COMMIT"):
                connection.execute(statement)
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise StoreError(IN_USE.format(path=path)) from error
            raise
        except UNREADABLE:  # kept as it is
            connection.close()
            yield None
            return
        yield connection


def _keep(path: Path, held: sqlite3.Connection | None) -> tuple[Path | None, list[str]]:
    """Where what lies there was kept, and the digests of the files that were erased in it."""
    folder = shelf.find_copy_folder(path)
    if held is not None:
        try:
            file = StoreFile(path, find_identity(path), False, path.as_uri())
            kept = copy_store_file(file, CopyRequest(folder, shelf.BEFORE_RESTORE), held).path
            gone = held.execute("SELECT sha256 FROM upload WHERE purged_at IS NOT NULL").fetchall()
            return kept, [str(row[0]) for row in gone]
        except (StoreError, sqlite3.DatabaseError, ValueError):  # damaged: kept as it is
            pass
    return _keep_raw(path, folder), []


def _keep_raw(path: Path, folder: Path) -> Path | None:
    real = _find_real(path)
    parts = [part for side in ("", *SIDES) if (part := Path(f"{real}{side}")).exists()]
    if not parts:
        return None
    kept = folder / f"{path.stem}_{shelf.RAW}_{datetime.now().astimezone():%Y-%m-%d_%H%M%S}"
    kept.mkdir(parents=True)
    for part in parts:
        shutil.copyfile(part, kept / part.name)
    return kept


def _finish(engine: Engine, name: str, facts: CopyFacts, kept: Path | None, gone: list[str]) -> int:
    """Erase again what had been erased since, and record the restore in the restored store."""
    query = select(schema.upload.c.id).where(
        schema.upload.c.sha256.in_(gone), schema.upload.c.purged_at.is_(None)
    )
    with reading_connection(engine) as connection:
        back = list(connection.scalars(query))
    for upload in back:
        batches.purge_kept_file(engine, upload, ACTOR)
    audit.record_change(
        engine, ACTOR, "store.restore", "store", new=name, reason=f"Dibuat {facts.made_at.isoformat()}",
        old=kept.name if kept else "",
    )  # fmt: skip
    return len(back)


def _fold_whole(new: Path) -> None:
    """The restored database as one file without a log, on the disk."""
    with closing(sqlite3.connect(new)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    with new.open("rb") as file:
        os.fsync(file.fileno())


def _url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def _restore_postgresql(given: Path, address: URL) -> RestoredStore:
    copy = read_copy(given)
    _require_backend(copy, "postgresql")
    if copy.facts.revision > schema.REVISION:
        raise StoreError(NEWER.format(name=given.name))
    _require_nobody(address)
    folder = location.find_data_folder() / shelf.FOLDER
    with TemporaryDirectory(prefix="siapcerdas-") as work:
        dump = Path(work) / DUMP  # a copy may be a stranger's: its own name could lead anywhere
        unpack_copy(copy, dump)
        kept, gone = _keep_postgresql(address, folder)
        dumping.restore_dump(address, dump)
    engine = open_store(address.render_as_string(hide_password=False))
    erased = _finish(engine, given.name, copy.facts, kept, gone)
    engine.dispose()
    return RestoredStore(copy.facts, kept, erased)


def _require_nobody(address: URL) -> None:
    """Refuse while any other connection to the database is open: what it writes would be lost."""
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with closing(dumping.connect_plainly(address)) as connection:
        ((count,),) = connection.execute(others).fetchall()
    if count:
        raise StoreError(IN_USE.format(path=address.database))


def _keep_postgresql(address: URL, folder: Path) -> tuple[Path | None, list[str]]:
    """As `_keep`; an empty database holds nothing to keep."""
    with closing(dumping.connect_plainly(address)) as connection:
        if connection.execute("SELECT to_regclass('upload')").fetchall() == [(None,)]:
            return None, []
        gone = connection.execute("SELECT sha256 FROM upload WHERE purged_at IS NOT NULL").fetchall()
    return dumping.copy_postgresql(address, folder, shelf.BEFORE_RESTORE).path, [str(row[0]) for row in gone]
