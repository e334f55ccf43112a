"""What a copy says of itself, and taking the database out of it: checksum, version, when, of what."""

from __future__ import annotations

import hashlib
import lzma
import os
import zipfile
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from storage.errors import StoreError

FORMAT = 1
FACTS = "cadangan.json"
PACKAGE = "isi.json"  # what a project package has instead
MOST_FACTS = 64 * 1024 * 1024  # bytes of FACTS; a million files' digests
CHUNK = 1024 * 1024
NO_COPY = "{name} bukan salinan cadangan Siap Cerdas."
IS_PACKAGE = "{name} adalah paket proyek, bukan salinan cadangan. Muat di halaman Paket proyek."
DAMAGED = "Salinan {name} rusak: {what}. Pakai salinan lain; tidak ada yang berubah."
NEWER = (
    "Salinan {name} dibuat oleh Siap Cerdas yang lebih baru. Perbarui aplikasi, lalu ulangi; "
    "tidak ada yang berubah."
)
YEARS = range(2, 9999)  # whatever the clock said; at the ends no other zone can say it
# RuntimeError is what zipfile says of members behind a password or packed in a way it does not know;
# zlib.error and lzma.LZMAError of bits that flipped, OverflowError of places no file has.
UNREADABLE = (
    zipfile.BadZipFile,
    ValueError,
    RuntimeError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    OverflowError,
)


@dataclass(frozen=True)
class CopyFacts:
    """What stands in a copy beside the database.

    `kind` is one of the words of `shelf`, `revision` the version of the schema, `state` a key that differs
    whenever anything was recorded; `member` is the database's name in the copy, of `size` bytes with that
    `sha256`; `files` are the digests of the uploaded files it holds.
    """

    kind: str
    made_at: datetime
    backend: Literal["sqlite", "postgresql"]
    revision: str
    state: str
    member: str
    size: int
    sha256: str
    files: tuple[str, ...] = ()
    format: int = FORMAT


@dataclass(frozen=True)
class StoredCopy:
    """A copy that lies somewhere, with what it says of itself."""

    path: Path
    facts: CopyFacts


def read_copy(path: Path) -> StoredCopy:
    """What a copy says of itself; StoreError where it is none, is damaged or comes from a newer version."""
    try:
        with zipfile.ZipFile(path) as archive:
            return StoredCopy(path, _facts(archive, path.name))
    except zipfile.BadZipFile as error:
        raise StoreError(NO_COPY.format(name=path.name)) from error
    except UNREADABLE as error:
        raise StoreError(DAMAGED.format(name=path.name, what="isinya tidak dapat dibaca")) from error
    except OSError as error:
        raise StoreError(f"Salinan {path} tidak dapat dibaca. Periksa letak dan hak aksesnya.") from error


def _facts(archive: zipfile.ZipFile, name: str) -> CopyFacts:
    held = {member.filename: member for member in archive.infolist()}
    if FACTS not in held:
        raise StoreError((IS_PACKAGE if PACKAGE in held else NO_COPY).format(name=name))
    if held[FACTS].file_size > MOST_FACTS:
        raise StoreError(DAMAGED.format(name=name, what="daftarnya terlalu besar"))
    text = archive.read(FACTS)
    if msgspec.json.decode(text, type=_Format).format > FORMAT:
        raise StoreError(NEWER.format(name=name))
    facts = msgspec.json.decode(text, type=CopyFacts)
    if facts.member not in held or held[facts.member].file_size != facts.size:
        raise StoreError(DAMAGED.format(name=name, what="basis datanya tidak lengkap"))
    return replace(facts, made_at=_moment(facts.made_at, name))


def _moment(said: datetime, name: str) -> datetime:
    """In UTC, that copies of every origin have an order."""
    if said.year not in YEARS:
        raise StoreError(DAMAGED.format(name=name, what="saat pembuatannya keliru"))
    return said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)


class _Format(msgspec.Struct):
    format: int


def unpack_copy(copy: StoredCopy, to: Path) -> None:
    """Write the database of a copy to `to`; StoreError where it is not, byte for byte, what was copied."""
    name, digest = copy.path.name, hashlib.sha256()
    try:
        with (
            zipfile.ZipFile(copy.path) as archive,
            archive.open(copy.facts.member) as source,
            to.open("wb") as target,
        ):
            while part := source.read(CHUNK):
                digest.update(part)
                target.write(part)
            target.flush()
            os.fsync(target.fileno())
    except UNREADABLE as error:
        raise StoreError(DAMAGED.format(name=name, what="isinya tidak dapat dibaca")) from error
    if digest.hexdigest() != copy.facts.sha256:
        raise StoreError(DAMAGED.format(name=name, what="kode keaslian basis datanya tidak cocok"))


def digest_file(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
