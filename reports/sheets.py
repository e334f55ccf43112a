"""What the workbooks of this folder share: options that keep text text, styles, paper, and typed cells."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from reference.dates import format_date
from reference.numbers import RESIDUE_FORMAT, sheet_format

_TEXT = {"font_name": "Arial", "font_size": 10, "font_color": "#1F2937", "valign": "top"}
_CELL = {**_TEXT, "border": 1, "border_color": "#C5CCD6"}
_HEAD = {**_CELL, "bold": True, "font_color": "#FFFFFF", "bg_color": "#17275A", "text_wrap": True}
_NUMBER = {**_CELL, "num_format": sheet_format(), "align": "right"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {**_TEXT, "font_size": 15, "bold": True, "font_color": "#17275A"},
    "note": {**_TEXT, "font_color": "#5B6472"},
    "label": {**_TEXT, "font_color": "#5B6472"},
    "value": {**_TEXT, "bold": True, "text_wrap": True},
    "part": {**_TEXT, "bold": True},
    "head": {**_HEAD, "valign": "vcenter", "align": "center"},
    "text": {**_CELL, "text_wrap": True},
    "code": {**_CELL, "num_format": "@"},
    "number": _NUMBER,
    "whole": {**_NUMBER, "num_format": sheet_format(0, grouped=True)},
    "bold": {**_NUMBER, "bold": True, "bg_color": "#E3EAF3"},
    "weight": {**_NUMBER, "num_format": sheet_format(4), "bg_color": "#F5F7FA"},
    "input": {**_NUMBER, "num_format": sheet_format(4), "bg_color": "#FFF2B3"},
    "check": {**_NUMBER, "num_format": RESIDUE_FORMAT},
}


def workbook_formats(workbook: xlsxwriter.Workbook) -> dict[str, Any]:
    """Every named style as a format of this workbook, whose default font becomes theirs."""
    workbook.formats[0].set_font_name("Arial")
    workbook.formats[0].set_font_size(10)
    return {name: workbook.add_format(style) for name, style in _STYLES.items()}


def set_up_print_page(sheet: Any, rows: int, columns: int, *, repeat: int) -> None:
    """A4 landscape one page wide; the first rows and columns stay in sight, row `repeat` on every page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(rows, columns)
    sheet.repeat_rows(repeat)
    sheet.set_footer("&L&8&F&R&8&A, halaman &P dari &N")


def spread_over_pages(sheet: Any, columns: int) -> None:
    """Print a sheet too wide for one page at a readable size, with its first columns on every page."""
    sheet.set_print_scale(60)
    sheet.repeat_columns(0, columns - 1)


def write_number_cell(sheet: Any, row: int, column: int, value: float, style: Any) -> None:
    """A number, or a formatted blank where it is unknown."""
    if math.isfinite(value):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_blank(row, column, None, style)


def write_formula_cell(
    sheet: Any, row: int, column: int, formula: str, style: Any, value: float | str
) -> None:
    """A live formula with the value it has now; NaN is an empty result."""
    known = isinstance(value, str) or math.isfinite(value)
    sheet.write_formula(row, column, formula, style, value if known else "")


HEADING_ROW = 3


def add_table_sheet(
    workbook: Any,
    styles: dict[str, Any],
    name: str,
    title: str,
    note: str,
    frame: pd.DataFrame,
    widths: Mapping[str, int] | None = None,
) -> Any:
    """Add a sheet with a table under a title and a note, and return it; columns as they stand.

    Numbers stay numbers, unknown ones blanks; whatever somebody typed stays text. `widths` in characters, 18
    where not named.
    """
    sheet = workbook.add_worksheet(name)
    sheet.write_string(0, 0, title, styles["title"])
    sheet.write_string(1, 0, note, styles["note"])
    for column, heading in enumerate(frame.columns):
        sheet.set_column(column, column, (widths or {}).get(str(heading), 18))
        sheet.write_string(HEADING_ROW, column, str(heading), styles["head"])
    for row, cells in enumerate(frame.itertuples(index=False, name=None), start=HEADING_ROW + 1):
        for column, cell in enumerate(cells):
            write_typed_cell(sheet, row, column, cell, styles)
    last = HEADING_ROW + max(len(frame), 1)
    sheet.autofilter(HEADING_ROW, 0, last, max(len(frame.columns) - 1, 0))
    set_up_print_page(sheet, HEADING_ROW + 1, 2, repeat=HEADING_ROW)
    return sheet


def write_typed_cell(sheet: Any, row: int, column: int, value: Any, styles: dict[str, Any]) -> None:
    """A value by its kind: whole numbers bare, others with two decimals, days in words, truth as Ya."""
    if isinstance(value, bool | np.bool_):
        sheet.write_string(row, column, "Ya" if value else "Tidak", styles["text"])
    elif isinstance(value, int | np.integer):
        sheet.write_number(row, column, int(value), styles["whole"])
    elif isinstance(value, float):
        write_number_cell(sheet, row, column, value, styles["number"])
    elif isinstance(value, date):
        sheet.write_string(row, column, "" if pd.isna(value) else format_date(value), styles["text"])
    else:
        sheet.write_string(row, column, "" if value is None else str(value), styles["text"])
