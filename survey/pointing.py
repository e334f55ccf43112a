"""A table as it would be read from where the user points, before anything is read from it."""

from __future__ import annotations

from collections.abc import Mapping

from reference.instruments import Instrument
from survey import areas, columns
from survey.case import Case, Given
from survey.grid import Workbook
from survey.mapping import ColumnMapping
from survey.values import TableChoice, TableView


def view(
    book: Workbook, instrument: Instrument, choice: TableChoice, mappings: Mapping[str, ColumnMapping]
) -> TableView | None:
    """The headings, their meaning and the first rows at `choice`; None where there is no such sheet."""
    sheet = book.sheet(choice.sheet)
    if sheet is None:
        return None
    header = tuple(row - 1 for row in choice.header)
    area = areas.at(sheet, header, choice.first - 1, choice.last - 1)
    case = Case(Given(instrument, None, {}, None, None, {}, mappings=mappings), "", "")
    columns.complete(columns.table_of(sheet, area, case), case)
    return case.tables[-1]


def guess(book: Workbook, name: str) -> TableChoice | None:
    """Where the table of a sheet seems to lie; None where the sheet is empty or not in the file."""
    sheet = book.sheet(name)
    if sheet is None or sheet.empty:
        return None
    area = areas.main(sheet)
    if area is None:
        return TableChoice(name, (1,), min(2, len(sheet.rows)), len(sheet.rows))
    header = tuple(row + 1 for row in area.header) or (max(1, area.first),)
    return TableChoice(name, header, area.first + 1, area.last + 1)
