"""The roadmap to take away: a workbook whose totals are formulas, by Renja and RKPD columns."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_range

from charts.drawing.format import sheet_format
from reference.plain_workbooks import PLAIN_TEXT
from reports.sheets import set_up_print_page, workbook_formats, write_formula_cell, write_number_cell

HEAD = 4  # row of the headings
WIDE = {"Program": 34, "Kegiatan": 30, "Indikator": 34, "Lokasi": 26, "OPD pendukung": 26}


def roadmap_workbook(
    rows: pd.DataFrame, money: list[str], unscheduled: pd.DataFrame, title: str, notes: list[str]
) -> bytes:
    """`rows`: as `workflow.plan.roadmap_table.build_roadmap_table`; `money` names the columns of rupiah,
    which get a total.

    `unscheduled`: programmes beside the roadmap and why, on a sheet of their own; not in any total.
    """
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, PLAIN_TEXT) as book:
        styles = workbook_formats(book) | {
            "rupiah": book.add_format(
                {"num_format": sheet_format(0, grouped=True), "font_name": "Arial", "font_size": 10}
            )
        }
        _plan(book.add_worksheet("Peta Jalan"), rows, money, title, notes, styles)
        _rest(book.add_worksheet("Di Luar Peta Jalan"), unscheduled, styles)
    return buffer.getvalue()


def _plan(
    sheet: Any, rows: pd.DataFrame, money: list[str], title: str, notes: list[str], styles: dict[str, Any]
) -> None:
    sheet.write_string(0, 0, title, styles["title"])
    for place, note in enumerate(notes[: HEAD - 1], 1):
        sheet.write_string(place, 0, note, styles["note"])
    for column, name in enumerate(rows.columns):
        sheet.write_string(HEAD, column, name, styles["head"])
        sheet.set_column(column, column, WIDE.get(name, 16))
    for place, row in enumerate(rows.itertuples(index=False, name=None), HEAD + 1):
        for column, (name, value) in enumerate(zip(rows.columns, row, strict=True)):
            _cell(
                sheet,
                place,
                column,
                value,
                styles["rupiah"] if name in money else styles["number"],
                styles["text"],
            )
    last = HEAD + len(rows)
    if len(rows):
        sheet.write_string(last + 1, 2, "Jumlah", styles["value"])
        for name in money:
            at = list(rows.columns).index(name)
            total = f"=SUM({xl_range(HEAD + 1, at, last, at)})"
            write_formula_cell(sheet, last + 1, at, total, styles["rupiah"], float(rows[name].sum()))
        sheet.autofilter(HEAD, 0, last, len(rows.columns) - 1)
    set_up_print_page(sheet, HEAD + 1, 3, repeat=HEAD)


def _cell(sheet: Any, row: int, column: int, value: object, number: Any, text: Any) -> None:
    if isinstance(value, int | float):
        write_number_cell(sheet, row, column, float(value), number)
    else:
        sheet.write_string(row, column, str(value), text)


def _rest(sheet: Any, unscheduled: pd.DataFrame, styles: dict[str, Any]) -> None:
    for column, name in enumerate(unscheduled.columns):
        sheet.write_string(0, column, name, styles["head"])
        sheet.set_column(column, column, 40)
    for place, row in enumerate(unscheduled.itertuples(index=False, name=None), 1):
        for column, value in enumerate(row):
            _cell(sheet, place, column, value, styles["rupiah"], styles["text"])
    set_up_print_page(sheet, 1, 1, repeat=0)
