"""The folder of copies beside the data: what lies in it, how copies are named, which hold a file."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from storage.backup.contents import StoredCopy, read_copy
from storage.errors import StoreError

FOLDER = "cadangan"
# The kinds of copies, as their names say them.
BY_HAND, DAILY, BEFORE_UPDATE, BEFORE_RESTORE = "manual", "harian", "sebelum-pembaruan", "sebelum-pemulihan"
RAW = "diganti"  # a damaged database, kept as it was, in a folder of its own
OLD = datetime.min.replace(tzinfo=UTC)


def find_copy_folder(database: Path) -> Path:
    """The folder of the copies of the database at a path: beside it."""
    return database.absolute().parent / FOLDER


def name_copy(folder: Path, stem: str, kind: str) -> str:
    """A name no file of the folder has, that says whose copy it is, of what kind, and when it was made."""
    moment = datetime.now().astimezone()
    plain = f"{stem}_{kind}_{moment:%Y-%m-%d_%H%M%S}"
    names = [f"{plain}.zip", *(f"{plain}-{number}.zip" for number in range(2, 1000))]
    return next(name for name in names if not (folder / name).exists())


def list_copies(folder: Path) -> list[StoredCopy]:
    """The copies that lie in a folder, the newest first; without what is none or cannot be read."""
    found = [copy for path in _archives(folder) if (copy := _read(path))]
    return sorted(found, key=lambda copy: (copy.facts.made_at, copy.path.name), reverse=True)


def list_unreadable_copies(folder: Path) -> list[str]:
    """Why each ZIP of a folder that is no copy, or a damaged one, is none."""
    said = []
    for path in _archives(folder):
        try:
            read_copy(path)
        except StoreError as refusal:
            said.append(str(refusal))
    return said


def _archives(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".zip" and path.is_file())
    except OSError:
        return []


def _read(path: Path) -> StoredCopy | None:
    try:
        return read_copy(path)
    except StoreError:
        return None


def find_copies_of_files(folder: Path, digests: Collection[str]) -> list[StoredCopy]:
    """The copies that still hold the bytes of any of these files, the newest first."""
    wanted = set(digests)
    return [copy for copy in list_copies(folder) if wanted & set(copy.facts.files)]


def list_raw_copies(folder: Path) -> list[Path]:
    """Damaged databases that a restore set aside; what they hold nobody can say."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and re.search(f"_{RAW}_", path.name))
    except OSError:
        return []


def remove_copy(path: Path) -> None:
    """Remove a copy for good; one that is gone already is no fault."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"Salinan {path} tidak dapat dihapus. Tutup berkasnya bila terbuka, lalu ulangi."
        ) from error


def advise_restore(database: Path) -> str:
    """What to do where the database at a path is damaged: which copy to restore, and how."""
    folder = find_copy_folder(database)
    if not (found := list_copies(folder)):
        return (
            f"Belum ada salinan di {folder}: pulihkan dari salinan cadangan yang Anda simpan di tempat lain "
            "dengan python cli.py restore BERKAS, atau muat Paket proyek."
        )
    return (
        f"Salinan terakhir: {found[0].path}. Hentikan Siap Cerdas, lalu jalankan python cli.py restore "
        f'"{found[0].path}".'
    )
