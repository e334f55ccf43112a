"""Grids written as the files officials send: workbooks, OpenDocument, delimited text, HTML named .xls."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import xlsxwriter


@dataclass
class Grid:
    """One sheet: rows of cells, merged boxes (top, left, bottom, right from 0), whether it is hidden.

    `dress(workbook, worksheet)` changes how the sheet looks in an Excel workbook.
    """

    name: str
    rows: list[list[object]]
    merges: Sequence[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    dress: Callable[[Any, Any], None] | None = None


def xlsx(grids: Sequence[Grid]) -> bytes:
    """The grids as an Excel workbook."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        for grid in grids:
            sheet = workbook.add_worksheet(grid.name)
            for top, left, bottom, right in grid.merges:
                sheet.merge_range(top, left, bottom, right, "")
            for row, cells in enumerate(grid.rows):
                for column, cell in enumerate(cells):
                    if cell not in (None, ""):
                        (sheet.write_string if isinstance(cell, str) else sheet.write_number)(
                            row, column, cell
                        )
            if grid.hidden:
                sheet.hide()
            if grid.dress:
                grid.dress(workbook, sheet)
    return buffer.getvalue()


def ods(grids: Sequence[Grid]) -> bytes:
    """The grids as an OpenDocument spreadsheet."""
    tables = "".join(
        f'<table:table table:name="{escape(grid.name)}">{"".join(map(_ods_row, grid.rows))}</table:table>'
        for grid in grids
    )
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return buffer.getvalue()


def _ods_row(cells: Sequence[object]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, cells)) or '<table:table-cell/>'}</table:table-row>"


def _ods_cell(cell: object) -> str:
    if cell in (None, ""):
        return "<table:table-cell/>"
    kind = "string" if isinstance(cell, str) else f'float" office:value="{cell}'
    shown = escape(str(cell))
    return f'<table:table-cell office:value-type="{kind}"><text:p>{shown}</text:p></table:table-cell>'


def delimited(mark: str, encoding: str) -> Callable[[Sequence[Grid]], bytes]:
    """A writer of the first grid as delimited text."""

    def write(grids: Sequence[Grid]) -> bytes:
        buffer = io.StringIO()
        width = max(map(len, grids[0].rows))
        writer = csv.writer(buffer, delimiter=mark)
        for cells in grids[0].rows:
            writer.writerow(
                ["" if cell is None else cell for cell in [*cells, *[None] * (width - len(cells))]]
            )
        return buffer.getvalue().encode(encoding)

    return write


def html(grids: Sequence[Grid]) -> bytes:
    """The first grid as a web page, as office applications save it under the name .xls."""
    shown = [["" if cell is None else escape(str(cell)) for cell in cells] for cells in grids[0].rows]
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>" for texts in shown)
    return f"<html><body><table border='1'>{rows}</table></body></html>".encode()


WRITERS: dict[str, Callable[[Sequence[Grid]], bytes]] = {
    "xlsx": xlsx,
    "ods": ods,
    "csv-semicolon": delimited(";", "utf-8-sig"),
    "csv-comma": delimited(",", "utf-8"),
    "csv-cp1252": delimited(";", "cp1252"),
    "csv-pipe": delimited("|", "utf-8"),
    "tsv-utf16": delimited("\t", "utf-16"),
    "html": html,
}
