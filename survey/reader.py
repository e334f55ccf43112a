"""Bytes to grids, inside the child: calamine first, openpyxl where it fails or would fill memory."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from typing import Any

from survey import delimited, limits, preflight, xmlscan
from survey.grid import Cell, Sheet, Workbook
from survey.preflight import RefusalError
from survey.xmlscan import SheetScan

XML_KINDS = frozenset({"xlsx"})


def read(name: str, data: bytes) -> Workbook:
    """The workbook in these bytes. Raises RefusalError where it cannot or must not be read."""
    kind = preflight.kind_of(name, data)
    if kind == "csv":
        return Workbook(kind, "csv", (_sheet("CSV", delimited.rows(data)),))
    scans = xmlscan.scan(data) if kind in XML_KINDS else {}
    macros = preflight.extension(name) == "xlsm" or b"vbaProject.bin" in data
    if any(scan.oversized for scan in scans.values()):
        return Workbook(kind, "openpyxl", tuple(_with_openpyxl(data, scans)), macros)
    try:
        return Workbook(kind, "calamine", tuple(_with_calamine(data, scans)), macros)
    except RefusalError:
        raise
    except BaseException as error:  # a PanicException of the Rust reader is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        return _second_try(kind, data, scans, macros, error)


def _second_try(
    kind: str, data: bytes, scans: dict[str, SheetScan], macros: bool, error: BaseException
) -> Workbook:
    if type(error).__name__ == "PasswordError" or "encrypted" in str(error).lower():
        raise RefusalError("E01") from error
    if kind not in XML_KINDS:
        raise RefusalError("E04") from error
    try:
        return Workbook(kind, "openpyxl", tuple(_with_openpyxl(data, scans)), macros)
    except MemoryError:
        raise
    except Exception as second:
        raise RefusalError("E04") from second


def _with_calamine(data: bytes, scans: dict[str, SheetScan]) -> Iterable[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    budget = limits.CELLS
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        rows = sheet.to_python(skip_empty_area=False, nrows=limits.ROWS) if sheet.height else []
        scan = scans.get(meta.name) or SheetScan(merges=_merges(sheet))
        found = _sheet(meta.name, rows, scan, meta.visible == SheetVisibleEnum.Visible, budget)
        budget -= sum(map(len, found.rows))
        yield found


def _merges(sheet: Any) -> list[tuple[int, int, int, int]]:
    ranges = sheet.merged_cell_ranges or []
    return [(top, left, bottom, right) for (top, left), (bottom, right) in ranges[: limits.MERGES]]


def _with_openpyxl(data: bytes, scans: dict[str, SheetScan]) -> Iterable[Sheet]:
    """Streamed and cut at the limits, so that a cell in the last corner costs nothing."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    budget = limits.CELLS
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=limits.ROWS, max_col=limits.COLUMNS, values_only=True)
        scan = scans.get(sheet.title) or SheetScan()
        found = _sheet(sheet.title, rows, scan, sheet.sheet_state == "visible", budget)
        budget -= sum(map(len, found.rows))
        yield found


def _sheet(
    name: str,
    rows: Iterable[Iterable[object]],
    scan: SheetScan | None = None,
    visible: bool = True,
    budget: int = limits.CELLS,
) -> Sheet:
    scan = scan or SheetScan()
    kept: list[tuple[Cell, ...]] = []
    trimmed = f"{scan.rows} baris, {scan.columns} kolom" if scan.oversized else ""
    for row in rows:
        values = tuple(row)
        cells = () if values.count(None) == len(values) else _cut([_cell(value) for value in values])
        budget -= len(cells)
        if budget < 0:
            trimmed = f"lebih dari {limits.CELLS} sel"
            break
        kept.append(cells)
    while kept and not kept[-1]:
        kept.pop()
    return Sheet(
        name=name,
        rows=tuple(kept),
        visible=visible,
        merges=tuple(scan.merges),
        errors=scan.errors,
        uncomputed=frozenset(scan.uncomputed),
        hidden_rows=frozenset(scan.hidden_rows),
        trimmed=trimmed,
    )


def _cut(cells: list[Cell]) -> tuple[Cell, ...]:
    end = min(len(cells), limits.COLUMNS)
    while end and cells[end - 1] is None:
        end -= 1
    return tuple(cells[:end])


def _cell(value: object) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, bool | float | datetime.date):
        return value
    if isinstance(value, int):
        return float(value)
    text = str(value)
    return text if text.strip() else None
