"""Files that would break a reader: the bombs of `tests/corpus`, hostile ZIPs, and what is no file of ours."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.reports import templates
from tests.survey.making import book

BOMBS = {
    path.stem: path for path in sorted((Path(__file__).parent.parent / "corpus" / "bombs").glob("*.xlsx"))
}
GOOD = book(("Lembar", [["a"], [1.5]]))
CENTRAL, LOCAL, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return target.getvalue()


def patched(content: bytes, mark: bytes, at: int, value: bytes) -> bytes:
    """The value written at a place after every such mark."""
    found, start = bytearray(content), -1
    while (start := found.find(mark, start + 1)) >= 0:
        found[start + at : start + at + len(value)] = value
    return bytes(found)


def _both(content: bytes, central: int, local: int, value: bytes) -> bytes:
    return patched(patched(content, CENTRAL, central, value), LOCAL, local, value)


def _twice_named() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for _ in range(2):
            archive.writestr("a.xlsx", GOOD)
    return target.getvalue()


def _overlapping() -> bytes:
    """A thousand entries of the directory that share one body, as in the bombs that do not nest."""
    inner = zipped(("a.xlsx", b"\x00" * 10**6))
    start = inner.index(CENTRAL)
    end = inner.index(END)
    entry = inner[start:end]
    many = entry * 1000
    tail = struct.pack("<4sHHHHIIH", END, 0, 0, 1000, 1000, len(many), start, 0)
    return inner[:start] + many + tail


def _nested(depth: int) -> bytes:
    content = zipped(("a.xlsx", GOOD))
    for _ in range(depth):
        content = zipped(("dalam.zip", content), ("lagi.zip", content))
    return content


def _link() -> bytes:
    entry = zipfile.ZipInfo("tautan.xlsx")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return target.getvalue()


def _folders() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in ("a/", "a/b/", "__MACOSX/x", "/"):
            archive.writestr(name, "")
    return target.getvalue()


CLIMBING = "../../siap_keluar.xlsx"

ZIPS: dict[str, Callable[[], bytes]] = {
    "climbing out": lambda: zipped((CLIMBING, GOOD)),
    "from the root": lambda: zipped(("/etc/siap.xlsx", GOOD), ("C:\\Windows\\siap.xlsx", GOOD)),
    "names of devices": lambda: zipped(("CON", GOOD), ("NUL.xlsx", GOOD), ("a\u202excod.xlsx", GOOD)),
    "a name of 60,000 letters": lambda: zipped(("x" * 60_000 + ".xlsx", GOOD)),
    "one name twice": _twice_named,
    "a symbolic link": _link,
    "folders alone": _folders,
    "nothing inside": lambda: zipped(),
    "ZIPs in ZIPs": lambda: _nested(4),
    "encrypted": lambda: _both(zipped(("a.xlsx", GOOD)), 8, 6, b"\x01\x00"),
    "an unknown packing": lambda: _both(zipped(("a.xlsx", GOOD)), 10, 8, b"\x63\x00"),
    "a size too small": lambda: _both(zipped(("a.xlsx", b"\x00" * 10**7)), 24, 22, struct.pack("<I", 100)),
    "a size too large": lambda: _both(zipped(("a.xlsx", GOOD)), 24, 22, struct.pack("<I", 2**32 - 2)),
    "a wrong checksum": lambda: _both(zipped(("a.xlsx", GOOD)), 16, 14, b"\x00\x00\x00\x00"),
    "a place beyond the end": lambda: patched(
        zipped(("a.xlsx", GOOD)), CENTRAL, 42, struct.pack("<I", 10**9)
    ),
    "a directory cut off": lambda: zipped(("a.xlsx", GOOD))[:-30],
    "a comment of 60 KB": lambda: patched(zipped(("a.xlsx", GOOD)), END, 20, b"\x60\xea") + b"x" * 60_000,
    "one body a thousand times": _overlapping,
    "sixty members of 24 MB": lambda: zipped(*((f"{n}.csv", b"\x00" * 24 * 2**20) for n in range(6))),
    "5,000 members": lambda: zipped(*((f"{n}.xlsx", b"x") for n in range(5_000)), method=zipfile.ZIP_STORED),
    "bzip2 of 200 MB": lambda: zipped(("a.xlsx", b"\x00" * 200 * 2**20), method=zipfile.ZIP_BZIP2),
    "lzma of 200 MB": lambda: zipped(("a.xlsx", b"\x00" * 200 * 2**20), method=zipfile.ZIP_LZMA),
}
OTHERS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"P",
    "a PDF": lambda: b"%PDF-1.7\n%\xe2\xe3\n" + b"1 0 obj" * 100,
    "gzip": lambda: b"\x1f\x8b\x08" + b"\x00" * 100,
    "noise": lambda: bytes(range(256)) * 400,
    "a locked workbook": templates._locked,
    "a workbook with macros": lambda: zipped(("xl/workbook.xml", b"<x/>"), ("xl/vbaProject.bin", b"VB")),
    "a presentation": templates.given_template,
    "entities in a page": lambda: (
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><html><table><tr><td>&a;</td></tr></table>'
    ),
    "a text of one line": lambda: b"a" * 5_000_000,
    "quotes that never close": lambda: b'judul,sasaran\n"' + b"x,\n" * 200_000,
    "a million columns": lambda: b"judul,sasaran" + b"," * 1_000_000 + b"\nx,y\n",
    "a million rows": lambda: b"judul,sasaran\n" + b"a,b\n" * 1_000_000,
    "a workbook without a sheet": lambda: zipped(
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", b"<office:document-content/>"),
    ),
    "brackets without end": lambda: b"x = " + b"[" * 200_000,
    "the same text in 2 million cells": lambda: book_of_sameness(),
    "300,000 texts": lambda: book_of_texts(),
}


def book_of_sameness() -> bytes:
    """A small file that describes two million cells, within every limit of one file."""
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 100 + b"</row>"
    return _sheet(b"<si><t>ya</t></si>", row * 20_000)


def book_of_texts() -> bytes:
    """Texts that are all different, most of a grid's cost."""
    shared = b"".join(b"<si><t>isi sel nomor %09d</t></si>" % number for number in range(300_000))
    rows = (
        b"<row>"
        + b"".join(b'<c t="s"><v>%d</v></c>' % (row * 30 + column) for column in range(30))
        + b"</row>"
        for row in range(10_000)
    )
    return _sheet(shared, b"".join(rows))


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _sheet(shared: bytes, rows: bytes) -> bytes:
    """A workbook by its bare parts."""
    kinds = {
        "/xl/workbook": "sheet.main",
        "/xl/worksheets/sheet1": "worksheet",
        "/xl/sharedStrings": "sharedStrings",
    }
    types = "".join(
        f'<Override PartName="{name}.xml" ContentType="{KIND}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    types = f'<Default Extension="rels" ContentType="{relations}"/>{types}'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": _relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"
        ),
    }
    return zipped(
        *((name, text.encode()) for name, text in parts.items()),
        ("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">'.encode() + shared + b"</sst>"),
        (
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{MAIN}"><sheetData>'.encode() + rows + b"</sheetData></worksheet>",
        ),
    )


def _relations(**targets: str) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


HOSTILE: dict[str, Callable[[], bytes]] = {
    **{name: path.read_bytes for name, path in BOMBS.items()},
    **ZIPS,
    **OTHERS,
    **{
        f"template: {name}": made
        for name, (made, _) in templates.BOMBS.items()
        if name not in ("nothing", "PDF")
    },
}
