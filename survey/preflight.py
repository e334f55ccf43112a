"""Checks on the bytes of one file before any reader opens it: what it is, and whether it is safe to open."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

from survey import limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
EXTENSIONS = frozenset({"xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt"})
TEXT_EXTENSIONS = frozenset({"csv", "tsv", "txt"})
CHUNK = 2**20
MARKUP = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|table|meta|style|div|\?xml)", re.I)
# Inside a workbook's XML a document type has no honest use: it is how entity bombs and XXE begin.
DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|<\x00!\x00D\x00O\x00C\x00|\x00<\x00!\x00D\x00O\x00C", re.I)


class RefusalError(Exception):
    """The file cannot or must not be read; `code` and `found` word the finding."""

    def __init__(self, code: str, found: str = "", **parts: str) -> None:
        super().__init__(code, found)
        self.code, self.found, self.parts = code, found, parts


def extension(name: str) -> str:
    """The lower-case extension of a file name, without the dot."""
    return PurePath(name.replace("\\", "/")).suffix.lower().lstrip(".")


def is_lock_file(name: str) -> bool:
    """Whether the name is Excel's or LibreOffice's own lock file."""
    base = PurePath(name.replace("\\", "/")).name
    return base.startswith(("~$", ".~lock."))


def kind_of(name: str, data: bytes) -> str:
    """What the bytes are: "xlsx", "xlsb", "ods", "xls" or "csv". Raises RefusalError with the reason."""
    if is_lock_file(name):
        raise RefusalError("E02")
    if not data:
        raise RefusalError("E06")
    if len(data) > limits.FILE_BYTES:
        raise RefusalError("E08", megabytes(len(data)), limit=megabytes(limits.FILE_BYTES))
    ending = extension(name)
    if ending not in EXTENSIONS:
        raise RefusalError("E07", f".{ending}" if ending else name)
    return _sniff(ending, data)


def _sniff(ending: str, data: bytes) -> str:
    if data.startswith(OLE):
        return _ole(data)
    if data.startswith(ZIP):
        return _package(data)
    if MARKUP.match(data[:4096]) or b"<table" in data[:4096].lower():
        raise RefusalError("E03")
    if ending in TEXT_EXTENSIONS:
        return _text(data)
    if ending == "xls" and data[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00"):
        return "xls"
    if ending in ("xlsx", "xlsm", "xlsb", "ods") and not _looks_like_text(data):
        raise RefusalError("E04")
    raise RefusalError("E13", "berisi teks, bukan buku kerja" if _looks_like_text(data) else "tidak dikenal")


def _text(data: bytes) -> str:
    if not _looks_like_text(data):
        raise RefusalError("E13", "bukan teks")
    if not data.strip(b"\x00\r\n\t ;,\xef\xbb\xbf\xff\xfe"):
        raise RefusalError("E11")
    return "csv"


def _looks_like_text(data: bytes) -> bool:
    head = data[:4096]
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")):
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) >= len(head) // 4:
        return True
    return not any(byte < 9 or 13 < byte < 27 for byte in head)


def _ole(data: bytes) -> str:
    """A compound file is an old workbook or an encrypted new one; the stream name tells, in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise RefusalError("E01")
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        raise RefusalError("E13", "bukan buku kerja Excel")
    if _has_filepass(data):
        raise RefusalError("E01")
    return "xls"


def _has_filepass(data: bytes) -> bool:
    """Whether the record FILEPASS follows the workbook's first BOF, as in every encrypted .xls."""
    start = max(
        data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00"), data.find(b"\x09\x08\x08\x00\x00\x05\x05\x00")
    )
    while 0 <= start < len(data) - 4:
        record = int.from_bytes(data[start : start + 2], "little")
        if record == 0x2F:
            return True
        if record in (0x0A, 0x00, 0x85):
            return False
        start += 4 + int.from_bytes(data[start + 2 : start + 4], "little")
    return False


def _package(data: bytes) -> str:
    """What a zip package is, after every entry was unpacked once in bounded chunks."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            kind = _package_kind(package)
            _check_entries(package)
    except RefusalError:
        raise
    except Exception as error:
        raise RefusalError("E04") from error
    return kind


def _package_kind(package: zipfile.ZipFile) -> str:
    names = [name.replace("\\", "/").lower().lstrip("/") for name in package.namelist()]
    if "content.xml" in names:
        if "spreadsheet" not in _mimetype(package):
            raise RefusalError("E13", "bukan lembar kerja")
        return "ods"
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(name.startswith("word/") or name.startswith("ppt/") for name in names):
        raise RefusalError("E13", "dokumen Word atau PowerPoint")
    if any(name.endswith("workbook.xml") or name.startswith("xl/") for name in names):
        return "xlsx"
    if "[content_types].xml" in names:
        return "xlsx"
    raise RefusalError("E13", "arsip ZIP")


def _mimetype(package: zipfile.ZipFile) -> str:
    if "mimetype" not in package.namelist():
        return "spreadsheet"
    with package.open("mimetype") as stream:
        return stream.read(200).decode("ascii", "replace")


def _check_entries(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > limits.ENTRIES:
        raise RefusalError("E09", f"{len(entries)} bagian di dalam berkas")
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusalError("E01")
    declared = sum(entry.file_size for entry in entries)
    if declared > limits.UNPACKED_BYTES:
        raise RefusalError("E05", megabytes(declared))
    for entry in entries:
        _check_ratio(entry)
        _check_content(package, entry)


def _check_ratio(entry: zipfile.ZipInfo) -> None:
    too_dense = entry.file_size > limits.RATIO * max(entry.compress_size, 1)
    if too_dense and entry.file_size > limits.RATIO_APPLIES_FROM:
        raise RefusalError("E05", megabytes(entry.file_size))


def _check_content(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack one entry within its declared size: the directory alone can lie."""
    size = 0
    for chunk in chunks(package, entry):
        size += len(chunk)
        if size > entry.file_size:
            raise RefusalError("E05", megabytes(size))
        if (
            size <= CHUNK
            and entry.filename.lower().endswith((".xml", ".rels", ".vml"))
            and DOCTYPE.search(chunk)
        ):
            raise RefusalError("E09", "definisi dokumen XML")


def chunks(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of one entry, at most CHUNK at a time."""
    with package.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def megabytes(size: int) -> str:
    """A size for people: "25 MB"."""
    return f"{size / 2**20:,.0f} MB".replace(",", ".")
