"""Inside the child: a ZIP of workbooks as its members, within limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from survey.files import limits
from survey.files.preflight import CHUNK, ZIP, RefusalError, format_megabytes

SYSTEM_FOLDERS = frozenset({"__MACOSX"})
SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
WHOLE = "whole"
"""The reply for an archive that is itself a workbook under another name."""


def iterate_zip_members(data: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
    """One reply a member: its name and bytes, or why it is refused (code, found, parts).

    A workbook under the name of a ZIP gives the one reply WHOLE. Raises RefusalError for the archive.
    """
    if not data:
        raise RefusalError("E06")
    if not data.startswith(ZIP):
        raise RefusalError("E04")
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        if _is_workbook(bundle):
            yield {WHOLE: True}, b""
            return
        entries = [entry for entry in bundle.infolist() if _is_file(entry)]
        _check(entries, len(data))
        for entry in entries:
            try:
                yield {"name": _readable(entry)}, _bytes(bundle, entry)
            except RefusalError as refusal:
                why = {"code": refusal.code, "found": refusal.found, "parts": refusal.parts}
                yield {"name": _readable(entry), "refused": why}, b""


def _is_file(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    known = path.name.lower() in SYSTEM_FILES or path.parts[:1] in {(one,) for one in SYSTEM_FOLDERS}
    return bool(path.parts) and not entry.is_dir() and not known


def _is_workbook(bundle: zipfile.ZipFile) -> bool:
    return any(name.lower() in ("[content_types].xml", "content.xml") for name in bundle.namelist())


def _check(entries: list[zipfile.ZipInfo], packed: int) -> None:
    if not entries:
        raise RefusalError("E11")
    if len(entries) > limits.ENTRIES:
        raise RefusalError("E09", f"{len(entries)} berkas di dalam ZIP")
    total = sum(entry.file_size for entry in entries if entry.file_size <= limits.FILE_BYTES)
    if total > min(limits.ARCHIVE_BYTES, limits.PACKED_BYTES + limits.PACKED_TIMES * packed):
        raise RefusalError("E05", format_megabytes(total))


def _bytes(bundle: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """At most the declared size: the directory alone can lie."""
    if entry.flag_bits & 1:
        raise RefusalError("E01")
    if entry.file_size > limits.FILE_BYTES:
        limit = format_megabytes(limits.FILE_BYTES)
        raise RefusalError("E08", format_megabytes(entry.file_size), limit=limit)
    found = io.BytesIO()
    try:
        with bundle.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                found.write(chunk)
                if found.tell() > entry.file_size:
                    raise RefusalError("E04")
    except RefusalError:
        raise
    except Exception as error:
        # Broken archives raise whatever their bytes lead zipfile into.
        raise RefusalError("E04") from error
    return found.getvalue()


def _readable(entry: zipfile.ZipInfo) -> str:
    """The member's name, tried as UTF-8 where the archive does not say in which characters it is."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename
