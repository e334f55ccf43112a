"""The side scan of an .xls, from its records ([MS-XLS] 2.4)."""

from __future__ import annotations

import struct

from survey.files.grid import cell_name
from survey.files.ole2 import Compound
from survey.files.sheet_scan import SheetScan
from survey.files.xls_records import END, iterate_xls_records, xls_workbook_stream

BOF, BOUNDSHEET = 0x809, 0x85
ROW, BOOLERR, FORMULA = 0x208, 0x205, 0x06
FORMULAS = frozenset({FORMULA, 0x206, 0x406})
HIDDEN = 0x20
TO_COMPUTE = 0x03
"""Computed on load and always: together with an empty result, a formula nobody has computed yet."""
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
WORKSHEET = 0


def scan_xls(data: bytes) -> dict[str, SheetScan]:
    """The scan of every worksheet by its name."""
    stream = xls_workbook_stream(Compound(data)) or b""
    wide = stream[4:6] == b"\x00\x06"
    found = {}
    for kind, at, size in iterate_xls_records(stream, 0):
        if kind == BOUNDSHEET and size > 8 and stream[at + 5] == WORKSHEET:
            start = int.from_bytes(stream[at : at + 4], "little")
            found[_name(stream[at + 6 : at + size], wide)] = _scan_sheet(stream, start)
        if kind == END:
            break
    return found


def _name(content: bytes, wide: bool) -> str:
    length = content[0]
    if not wide:
        return content[1 : 1 + length].decode("cp1252", "replace")
    if content[1] & 1:
        return content[2 : 2 + 2 * length].decode("utf-16-le", "replace")
    return content[2 : 2 + length].decode("latin-1")


def _scan_sheet(stream: bytes, start: int) -> SheetScan:
    found = SheetScan()
    depth = 0
    for kind, at, size in iterate_xls_records(stream, start):
        if kind == BOF:
            # A chart inside the sheet is a run of records of its own.
            depth += 1
        elif kind == END:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1 and kind == ROW and size >= 16:
            if stream[at + 12] & HIDDEN:
                found.hidden_rows.append(int.from_bytes(stream[at : at + 2], "little") + 1)
        elif depth == 1 and (error := _error(stream, kind, at, size)) is not None:
            found.errors[_place(stream, at)] = ERRORS.get(error, "#N/A")
        elif depth == 1 and kind in FORMULAS and size >= 16 and _uncomputed(stream, at):
            found.uncomputed.append(_place(stream, at))
    return found


def _place(stream: bytes, at: int) -> str:
    return cell_name(*struct.unpack_from("<HH", stream, at))


def _uncomputed(stream: bytes, at: int) -> bool:
    empty = stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 3
    return empty and stream[at + 14] & TO_COMPUTE == TO_COMPUTE


def _error(stream: bytes, kind: int, at: int, size: int) -> int | None:
    """The error code of a cell's record, None where it holds no error."""
    if kind == BOOLERR and size >= 8:
        return stream[at + 6] if stream[at + 7] == 1 else None
    if kind in FORMULAS and size >= 14 and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
        return stream[at + 8]
    return None
