"""Cells of our own survey form by item and heading, as tests fill them in, spoil them and read them."""

from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from survey.template import layout


def column_of(sheet: Worksheet, heading: str) -> int:
    """The column (1-based) under a heading of Jawaban."""
    return next(cell.column for cell in sheet[layout.HEADER_ROW] if cell.value == heading)


def form_cell(book: Workbook, code: str, heading: str) -> Cell:
    """The cell of an item under a heading."""
    sheet = book[layout.ANSWER_SHEET]
    codes = column_of(sheet, "Kode")
    rows = range(layout.FIRST_ROW, sheet.max_row + 1)
    row = next(row for row in rows if sheet.cell(row, codes).value == code)
    return sheet.cell(row, column_of(sheet, heading))
