"""Checks on the bytes of one file before any reader opens it: what it is, and whether it is safe to open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from reference.numbers import format_number
from survey.files import limits, xls_records
from survey.files.csv import decode_text
from survey.files.file_names import file_extension, is_lock_file
from survey.files.ole2 import MAGIC, Compound, CompoundError

OLE = MAGIC
ZIP = b"PK\x03\x04"
KINDS = ("xlsx", "xlsb", "ods", "xls", "csv", "html", "xml")
TEXT_EXTENSIONS = frozenset({"csv", "tsv", "txt"})
EXTENSIONS = TEXT_EXTENSIONS | {"xlsx", "xlsm", "xls", "xlsb", "ods", "htm", "html", "xml"}
CHUNK = 2**20
OWNER_BYTES, OWNER_NAME = 165, 55
HEAD = 4096
MARKUP = re.compile(r"^\s*<(?:!doctype|!--|html|head|body|table|meta|style|div|center|h\d|p\b|\?xml)", re.I)
TABLE = re.compile(r"<table\b", re.I)
SHEETML = "urn:schemas-microsoft-com:office:spreadsheet"
# Streams that only a file under a password or under rights management has.
LOCKED = frozenset({"EncryptedPackage", "\tDRMEncryptedDataSpace", "\x06DataSpaces"})
OLD_BOOKS = {b"\x09\x00": "Excel 2", b"\x09\x02": "Excel 3", b"\x09\x04": "Excel 4", b"\x09\x08": "Excel 5"}
OTHERS = {
    b"%PDF": "dokumen PDF",
    b"\x89PNG": "gambar",
    b"\xff\xd8\xff": "gambar",
    b"GIF8": "gambar",
    b"{\\rtf": "dokumen RTF",
    b"Rar!": "arsip RAR",
    b"7z\xbc\xaf": "arsip 7z",
    b"\x1f\x8b": "arsip gzip",
    b"MIME-Version:": "arsip web",
}
# What may stand before the document type or the first element. Possessive: read once, whatever it holds.
PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.S)
ROOT = re.compile(rb"<[^!?]")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# A Mac's settings of a printer and drawings (SVG), which no reader opens, bring a document type of their own.
UNREAD = re.compile(r"printersettings|/media/")
# Inside a workbook's XML a document type has no honest use: it is how entity bombs and XXE begin.
DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|<\x00!\x00D\x00O\x00C\x00|\x00<\x00!\x00D\x00O\x00C", re.I)


class RefusalError(Exception):
    """The file cannot or must not be read; `code` and `found` word the finding."""

    def __init__(self, code: str, found: str = "", **parts: str) -> None:
        super().__init__(code, found)
        self.code, self.found, self.parts = code, found, parts


def _is_owner_record(data: bytes) -> bool:
    """Whether the bytes are all that Excel's lock file holds under any name: the padded name of its user."""
    return len(data) == OWNER_BYTES and data[0] < OWNER_NAME and not data[1 + data[0] : OWNER_NAME].strip()


def detect_file_kind(name: str, data: bytes) -> str:
    """What the bytes are: one of KINDS, whatever the name says. Raises RefusalError with the reason."""
    if is_lock_file(name) or _is_owner_record(data):
        raise RefusalError("E02")
    if not data:
        raise RefusalError("E06")
    if len(data) > limits.FILE_BYTES:
        raise RefusalError("E08", format_megabytes(len(data)), limit=format_megabytes(limits.FILE_BYTES))
    ending = file_extension(name)
    try:
        kind = _sniff(ending, data)
    except RefusalError as refusal:
        if refusal.code == "E13" and ending not in EXTENSIONS:
            raise RefusalError("E07", f".{ending}" if ending else name) from refusal
        raise
    return kind


def _sniff(ending: str, data: bytes) -> str:
    if data.startswith(OLE):
        return _ole(data)
    if data.startswith(ZIP):
        return _package(data)
    if data.startswith(tuple(OLD_BOOKS)):
        raise RefusalError("E38", OLD_BOOKS[data[:2]])
    for magic, what in OTHERS.items():
        if data.startswith(magic):
            raise RefusalError("E13", what)
    if not _looks_like_text(data):
        raise RefusalError("E04" if ending in EXTENSIONS - TEXT_EXTENSIONS else "E13", "bukan teks")
    return _text(ending, data)


def _text(ending: str, data: bytes) -> str:
    """What a text is: a page with tables, a workbook written as XML, or delimited values."""
    head = decode_text(data[:HEAD])
    if MARKUP.match(head) or (TABLE.search(head) and ending not in TEXT_EXTENSIONS):
        return _markup(head, data)
    if not data.strip(b"\x00\r\n\t ;,\xef\xbb\xbf\xff\xfe"):
        raise RefusalError("E11")
    if ending not in EXTENSIONS:
        raise RefusalError("E13", "teks")
    return "csv"


def _markup(head: str, data: bytes) -> str:
    if SHEETML in head:
        if DOCTYPE.search(data):
            raise RefusalError("E09", "definisi dokumen XML")
        return "xml"
    if TABLE.search(head) or TABLE.search(decode_text(data)):
        return "html"
    raise RefusalError("E03")


def _looks_like_text(data: bytes) -> bool:
    head = decode_text(data[:HEAD])
    strange = sum(char < "\t" or "\r" < char < "\x1b" or char == "\ufffd" for char in head)
    return strange * 50 <= len(head)


def _ole(data: bytes) -> str:
    """A compound file is an old workbook or an encrypted new one: its directory tells."""
    try:
        compound = Compound(data)
        if any(stream.name in LOCKED for stream in compound.streams):
            raise RefusalError("E01")
        records = xls_records.xls_workbook_stream(compound)
    except CompoundError as error:
        cut_short = "EncryptedPackage".encode("utf-16-le") in data
        raise RefusalError("E01" if cut_short else "E04") from error
    if records is None:
        raise RefusalError("E13", "bukan buku kerja Excel")
    if xls_records.is_xls_encrypted(records):
        raise RefusalError("E01")
    return "xls"


def _package(data: bytes) -> str:
    """What a zip package is, after every entry was unpacked once in bounded chunks."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            kind = _package_kind(package)
            check_package_entries(package)
    except RefusalError:
        raise
    except Exception as error:
        raise RefusalError("E04") from error
    return kind


def _package_kind(package: zipfile.ZipFile) -> str:
    names = [name.replace("\\", "/").lower().lstrip("/") for name in package.namelist()]
    if "content.xml" in names:
        if _odf_locked(package):
            raise RefusalError("E01")
        if "spreadsheet" not in _mimetype(package):
            raise RefusalError("E13", "bukan lembar kerja")
        return "ods"
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if "encrypted-package" in names:
        raise RefusalError("E01")
    if any(name.startswith("word/") or name.startswith("ppt/") for name in names):
        raise RefusalError("E13", "dokumen Word atau PowerPoint")
    if any(name.endswith("workbook.xml") or name.startswith("xl/") for name in names):
        return "xlsx"
    if "[content_types].xml" in names:
        return "xlsx"
    raise RefusalError("E13", "arsip ZIP")


def _odf_locked(package: zipfile.ZipFile) -> bool:
    """Whether the parts of an OpenDocument file are encrypted by a password."""
    if "META-INF/manifest.xml" not in package.namelist():
        return False
    with package.open("META-INF/manifest.xml") as stream:
        return b"encryption-data" in stream.read(CHUNK)


def _mimetype(package: zipfile.ZipFile) -> str:
    if "mimetype" not in package.namelist():
        return "spreadsheet"
    with package.open("mimetype") as stream:
        return stream.read(200).decode("ascii", "replace")


def check_package_entries(package: zipfile.ZipFile) -> None:
    """Raise RefusalError where a zip package is a bomb, encrypted, or its XML brings its own entities."""
    entries = package.infolist()
    if len(entries) > limits.ENTRIES:
        raise RefusalError("E09", f"{len(entries)} bagian di dalam berkas")
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusalError("E01")
    declared = sum(entry.file_size for entry in entries)
    if declared > limits.UNPACKED_BYTES:
        raise RefusalError("E05", format_megabytes(declared))
    for entry in entries:
        _check_ratio(entry)
        _check_content(package, entry)


def _check_ratio(entry: zipfile.ZipInfo) -> None:
    too_dense = entry.file_size > limits.RATIO * max(entry.compress_size, 1)
    if too_dense and entry.file_size > limits.RATIO_APPLIES_FROM:
        raise RefusalError("E05", format_megabytes(entry.file_size))


def _check_content(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack one entry within its declared size: the directory alone can lie."""
    name = entry.filename.lower()
    needed = name.endswith((".xml", ".rels", ".vml", ".bin"))
    size = 0
    try:
        for chunk in iterate_entry_chunks(package, entry):
            if size == 0 and not UNREAD.search(name) and brings_document_type(chunk):
                raise RefusalError("E09", "definisi dokumen XML")
            size += len(chunk)
            if size > entry.file_size:
                raise RefusalError("E05", format_megabytes(size))
    except (zipfile.BadZipFile, zlib.error):
        # A picture that arrived broken costs no answer.
        if needed:
            raise


def brings_document_type(begin: bytes) -> bool:
    """Whether an XML text of this beginning, at most CHUNK, defines a document type, or may still do so.

    One stands before the first element alone: of a text whose first element is seen the rest needs no look;
    so much before it that none is seen has no honest use. Whatever is not XML brings none.
    """
    goes_on = len(begin) >= CHUNK
    if begin.startswith(UTF_16) or 0 in begin[:2]:
        begin = decode_text(begin).encode()
    found = PROLOG.match(begin)
    rest = begin[found.end() if found else 0 :]
    if rest and not begin.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    return DOCTYPE.search(begin) is not None or (goes_on and not ROOT.match(rest))


def iterate_entry_chunks(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of one entry, at most CHUNK at a time."""
    with package.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def format_megabytes(size: int) -> str:
    """A size for people: "25 MB"."""
    return f"{format_number(size / 2**20, 0)} MB"
