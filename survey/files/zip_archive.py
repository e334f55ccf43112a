"""ZIP files of workbooks expanded into their members, within limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from survey.files import limits
from survey.files.preflight import CHUNK, ZIP, RefusalError, file_extension, format_megabytes, is_lock_file
from survey.values import SourceFile

SYSTEM_FOLDERS = frozenset({"__MACOSX"})
SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class ZipMember:
    """One file to read, or the reason why it is not."""

    file: SourceFile
    refusal: RefusalError | None = None


def expand_zip_files(files: Sequence[SourceFile], most: int | None = limits.FILES) -> list[ZipMember]:
    """The files with every ZIP replaced by its members; each beyond `most` (None = no end) is refused.

    A member's name begins with its ZIP's: "kiriman.zip/opd_a/survei.xlsx".
    """
    found: list[ZipMember] = []
    for file in files:
        if file_extension(file.name) == "zip" and not is_lock_file(file.name):
            found += _members(file)
        else:
            found.append(ZipMember(file))
    limit = RefusalError("E14", limit=str(most))
    kept = found[:most]
    return kept + [ZipMember(member.file, limit) for member in found[len(kept) :]]


def _members(file: SourceFile) -> list[ZipMember]:
    if not file.data:
        return [ZipMember(file, RefusalError("E06"))]
    if not file.data.startswith(ZIP):
        return [ZipMember(file, RefusalError("E04"))]
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as bundle:
            entries = [entry for entry in bundle.infolist() if _is_file(entry)]
            if _is_workbook(bundle):
                return [ZipMember(file)]
            refusal = _check(entries)
            if refusal:
                return [ZipMember(file, refusal)]
            return [_member(file, bundle, entry) for entry in entries]
    except Exception:
        # Broken archives raise whatever their bytes lead zipfile into; the server must stand.
        return [ZipMember(file, RefusalError("E04"))]


def _is_file(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    return (
        not entry.is_dir() and path.parts[0] not in SYSTEM_FOLDERS and path.name.lower() not in SYSTEM_FILES
    )


def _is_workbook(bundle: zipfile.ZipFile) -> bool:
    """Whether the archive is itself a workbook under another name."""
    return any(name.lower() in ("[content_types].xml", "content.xml") for name in bundle.namelist())


def _check(entries: list[zipfile.ZipInfo]) -> RefusalError | None:
    if not entries:
        return RefusalError("E11")
    if len(entries) > limits.ENTRIES:
        return RefusalError("E09", f"{len(entries)} berkas di dalam ZIP")
    total = sum(entry.file_size for entry in entries)
    if total > limits.ARCHIVE_BYTES:
        return RefusalError("E05", format_megabytes(total))
    return None


def _member(archive: SourceFile, bundle: zipfile.ZipFile, entry: zipfile.ZipInfo) -> ZipMember:
    name = f"{archive.name}/{_readable(entry)}"
    if entry.flag_bits & 1:
        return ZipMember(SourceFile(name, b""), RefusalError("E01"))
    if entry.file_size > limits.FILE_BYTES:
        size = format_megabytes(entry.file_size)
        return ZipMember(
            SourceFile(name, b""), RefusalError("E08", size, limit=format_megabytes(limits.FILE_BYTES))
        )
    try:
        return ZipMember(SourceFile(name, _bytes(bundle, entry)))
    except Exception:
        return ZipMember(SourceFile(name, b""), RefusalError("E04"))


def _bytes(bundle: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """At most the declared size: the directory alone can lie."""
    parts: list[bytes] = []
    with bundle.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            parts.append(chunk)
            if sum(map(len, parts)) > entry.file_size:
                raise ValueError(entry.filename)
    return b"".join(parts)


def _readable(entry: zipfile.ZipInfo) -> str:
    """The member's name, tried as UTF-8 where the archive does not say in which characters it is."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename
