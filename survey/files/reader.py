"""Bytes to grids, inside the child: calamine first, the second reader where it fails or would fill memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from survey.files import (
    csv,
    html,
    limits,
    ods_scan,
    preflight,
    process_protocol,
    repair,
    xls_scan,
    xlsb_scan,
    xlsx_scan,
    xml2003,
)
from survey.files.grid import Sheet, Workbook
from survey.files.plain_rows import CellBudget, sheet_within_limits
from survey.files.preflight import RefusalError
from survey.files.sheet_scan import LooseSheet, SheetScan

Scans = dict[str, SheetScan]
SCANS: dict[str, Callable[[bytes], Scans]] = {
    "xlsx": xlsx_scan.scan_xlsx,
    "xlsb": xlsb_scan.scan_xlsb,
    "xls": xls_scan.scan_xls,
    "ods": lambda data: {table.name: table.scan for table in ods_scan.read_ods_sheets(data)},
}
MACROS = (b"vbaProject.bin", "_VBA_PROJECT_CUR".encode("utf-16-le"))


def read_workbook(name: str, data: bytes) -> Workbook:
    """The workbook in these bytes. Raises RefusalError where it cannot or must not be read."""
    kind = preflight.detect_file_kind(name, data)
    if kind in TEXTS:
        return Workbook(kind, kind, tuple(TEXTS[kind](data)))
    macros = any(mark in data for mark in MACROS)
    scans, blind = _scan(kind, data)
    reader, sheets = _read(kind, data, scans)
    if len(sheets) > limits.SHEETS:
        raise RefusalError("E09", f"{len(sheets)} lembar")
    if len({sheet.name for sheet in sheets}) < len(sheets):
        raise RefusalError("E09", "beberapa lembar bernama sama")
    return Workbook(kind, reader, tuple(map(csv.cut_pasted_text, sheets)), macros, blind)


def read_packed_workbook(data: bytes, name: str, most: int) -> tuple[dict[str, Any], bytes]:
    """The same packed for the way to the server, where it may take `most` bytes."""
    return process_protocol.pack_workbook(read_workbook(name, data), most)


def _scan(kind: str, data: bytes) -> tuple[Scans, bool]:
    """The side scans, and whether they failed: a sheet is read without them rather than not at all."""
    try:
        return SCANS[kind](data), False
    except (RefusalError, MemoryError):
        raise
    except Exception:
        return {}, True


def _read(kind: str, data: bytes, scans: Scans) -> tuple[str, tuple[Sheet, ...]]:
    if kind in CUT and any(scan.beyond for scan in scans.values()):
        reader, cut = CUT[kind]
        return reader, tuple(cut(data, scans))
    try:
        return "calamine", tuple(_calamine(data, scans))
    except (RefusalError, MemoryError):
        raise
    except BaseException as error:  # a PanicException of the Rust reader is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        if type(error).__name__ == "PasswordError":
            raise RefusalError("E01") from error
        return _again(kind, data, scans)


def _again(kind: str, data: bytes, scans: Scans) -> tuple[str, tuple[Sheet, ...]]:
    for reader, attempt in SECOND.get(kind, {}).items():
        try:
            return reader, tuple(attempt(data, scans))
        except (RefusalError, MemoryError):
            raise
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
    raise RefusalError("E04")


def _calamine(data: bytes, scans: Scans) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    budget = CellBudget()
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        found = book.get_sheet_by_name(meta.name)
        scan = scans.get(meta.name) or SheetScan(merges=_merges(found))
        yield sheet_within_limits(
            meta.name, _rows(found), budget, scan, meta.visible == SheetVisibleEnum.Visible
        )


def _merges(found: Any) -> list[tuple[int, int, int, int]]:
    ranges = found.merged_cell_ranges or []
    return [(top, left, bottom, right) for (top, left), (bottom, right) in ranges[: limits.MERGES]]


def _rows(found: Any) -> Iterator[list[object]]:
    """The rows from the first column on: calamine fills the rows above its first cell, not the columns."""
    if not found.height:
        return iter(())
    left = found.start[1]
    return ([None] * left + row for row in found.iter_rows()) if left else found.iter_rows()


def _openpyxl(data: bytes, scans: Scans) -> Iterator[Sheet]:
    """Streamed and cut at the limits, so that a cell in the last corner costs nothing."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    if not book.worksheets:
        raise ValueError("no sheet")
    budget = CellBudget()
    for found in book.worksheets:
        found.reset_dimensions()
        rows = found.iter_rows(max_row=limits.ROWS, max_col=limits.COLUMNS, values_only=True)
        yield sheet_within_limits(
            found.title, rows, budget, scans.get(found.title), found.sheet_state == "visible"
        )


def _repaired(data: bytes, scans: Scans) -> Iterator[Sheet]:
    return _calamine(repair.strip_decoration(data), scans)


def _ods(data: bytes, _: Scans) -> Iterator[Sheet]:
    return _tables(ods_scan.read_ods_sheets(data))


def _xlsb(data: bytes, _: Scans) -> Iterator[Sheet]:
    return _tables(xlsb_scan.read_xlsb_sheets(data))


def _csv(data: bytes) -> Iterator[Sheet]:
    yield sheet_within_limits("CSV", csv.read_delimited_rows(data), CellBudget())


def _html(data: bytes) -> Iterator[Sheet]:
    rows, merges = html.read_html_rows(data)
    yield sheet_within_limits("HTML", rows, CellBudget(), SheetScan(merges=merges))


def _xml(data: bytes) -> Iterator[Sheet]:
    return _tables(xml2003.read_xml2003_sheets(data))


def _tables(tables: Iterable[LooseSheet]) -> Iterator[Sheet]:
    budget = CellBudget()
    for table in tables:
        yield sheet_within_limits(table.name, table.rows(), budget, table.scan, table.visible)


TEXTS: dict[str, Callable[[bytes], Iterator[Sheet]]] = {"csv": _csv, "html": _html, "xml": _xml}
Attempt = Callable[[bytes, Scans], Iterator[Sheet]]
CUT: dict[str, tuple[str, Attempt]] = {
    "xlsx": ("openpyxl", _openpyxl),
    "xlsb": ("own", _xlsb),
    "ods": ("own", _ods),
}
SECOND: dict[str, dict[str, Attempt]] = {
    "xlsx": {"openpyxl": _openpyxl, "repaired": _repaired},
    "ods": {"own": _ods},
    "xlsb": {"own": _xlsb},
}
