"""An .xlsb by its own records ([MS-XLSB] 2.1.4): what the first reader loses, the grid where it fails."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from collections.abc import Iterator

from survey.files import limits
from survey.files.grid import Cell, cell_name
from survey.files.sheet_scan import LooseSheet, SheetScan
from survey.files.xls_scan import ERRORS
from survey.files.xlsx_scan import parse_package_relations

ROW, ROWS_END, SHEET, MERGE, CONDITION = 0, 146, 156, 176, 463
CELLS = range(1, 12)
CELL_ERRORS = frozenset({3, 11})
HIDDEN = 0x10
STRING = 19
Record = tuple[int, bytes]


def scan_xlsb(data: bytes) -> dict[str, SheetScan]:
    """The scan of every worksheet by its name. Raises RefusalError where merges or formats are too many."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {sheet.name: _scan_sheet(part) for sheet, part in _parts(package)}


def read_xlsb_sheets(data: bytes) -> Iterator[LooseSheet]:
    """Every worksheet cut at the limits. Dates stay the numbers they are stored as."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        texts = _shared_texts(package)
        for sheet, part in _parts(package):
            sheet.scan = _scan_sheet(part)
            _fill(sheet, part, texts)
            yield sheet


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[LooseSheet, bytes]]:
    entries = {name.replace("\\", "/").lstrip("/").lower(): name for name in package.namelist()}
    book = next(name for name in entries if name.endswith("workbook.bin"))
    folder, base = posixpath.split(book)
    targets = parse_package_relations(
        package.read(entries[f"{folder}/_rels/{base}.rels".lstrip("/")]), folder
    )
    for kind, content in _records(package.read(entries[book])):
        if kind != SHEET:
            continue
        relation, at = _text(content, 8)
        part = entries.get(targets.get(relation, ""))
        if part and "worksheets/" in part:
            yield LooseSheet(_text(content, at)[0], content[:1] == b"\x00"), package.read(part)


def _shared_texts(package: zipfile.ZipFile) -> list[str]:
    part = next((name for name in package.namelist() if name.lower().endswith("sharedstrings.bin")), None)
    if part is None:
        return []
    return [_text(content, 1)[0] for kind, content in _records(package.read(part)) if kind == STRING]


def _fill(sheet: LooseSheet, part: bytes, texts: list[str]) -> None:
    row = cells = 0
    for kind, content in _records(part):
        if kind == ROWS_END:
            break
        if kind == ROW:
            row = int.from_bytes(content[:4], "little")
        column = int.from_bytes(content[:4], "little")
        if kind not in CELLS or row >= limits.ROWS or column >= limits.COLUMNS or cells > limits.CELLS:
            continue
        line = sheet.lines.setdefault(row, [])
        cells += column + 1 - len(line)
        line += [None] * (column + 1 - len(line))
        line[column] = _cell(kind, content, texts)


def _cell(kind: int, content: bytes, texts: list[str]) -> Cell:
    if kind == 2:
        return _packed_number(int.from_bytes(content[8:12], "little"))
    if kind in (5, 9):
        return float(struct.unpack_from("<d", content, 8)[0])
    if kind in (4, 10):
        return content[8:9] != b"\x00"
    if kind in (6, 8):
        return _text(content, 8)[0]
    index = int.from_bytes(content[8:12], "little")
    return texts[index] if kind == 7 and index < len(texts) else None


def _packed_number(packed: int) -> float:
    """An RkNumber ([MS-XLSB] 2.5.122): 30 bits of an integer or of a double, perhaps times 100."""
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        number = struct.unpack("<d", b"\0\0\0\0" + (packed & 0xFFFFFFFC).to_bytes(4, "little"))[0]
    return number / 100 if packed & 1 else number


def _records(data: bytes) -> Iterator[Record]:
    """Kind and content of every record; both numbers are written in groups of seven bits."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = (kind & 0x7F) | (data[at] << 7)
            at += 1
        size = shift = 0
        for _ in range(4):
            if at >= end:
                return
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        at += size
        yield kind, data[at - size : at]


def _text(content: bytes, at: int) -> tuple[str, int]:
    length = int.from_bytes(content[at : at + 4], "little")
    end = at + 4 + 2 * length
    return content[at + 4 : end].decode("utf-16-le", "replace"), end


def _scan_sheet(data: bytes) -> SheetScan:
    found = SheetScan()
    row = 0
    inside = True
    for kind, content in _records(data):
        inside = inside and kind != ROWS_END
        if inside and kind == ROW and len(content) >= 12:
            row = int.from_bytes(content[:4], "little")
            if content[11] & HIDDEN:
                found.hidden_rows.append(row + 1)
        elif inside and kind in CELLS and len(content) >= 8:
            column = int.from_bytes(content[:4], "little")
            found.rows, found.columns = max(found.rows, row + 1), max(found.columns, column + 1)
            if kind in CELL_ERRORS and len(content) >= 9:
                found.errors[cell_name(row, column)] = ERRORS.get(content[8], "#N/A")
        elif kind == MERGE and len(content) >= 16:
            top, bottom, left, right = struct.unpack_from("<4I", content)
            found.merges.append((top, left, bottom, right))
        elif kind == CONDITION:
            found.conditions += 1
    found.check()
    return found
