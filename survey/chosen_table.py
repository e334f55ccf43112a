"""A table as it would be read from where the user points, before anything is read from it."""

from __future__ import annotations

from collections.abc import Mapping

from reference.instruments import Instrument
from survey.answers import columns
from survey.answers.file_reading import FileReading, ReadingContext
from survey.files.grid import Workbook
from survey.tables import areas
from survey.tables.mapping import ColumnMapping
from survey.values import SourceFile, TableChoice, TableView


def view_chosen_table(
    book: Workbook, instrument: Instrument, choice: TableChoice, mappings: Mapping[str, ColumnMapping]
) -> TableView | None:
    """The headings, their meaning and the first rows at `choice`; None where there is no such sheet."""
    sheet = book.sheet(choice.sheet)
    if sheet is None:
        return None
    header = tuple(row - 1 for row in choice.header)
    area = areas.table_area_at(sheet, header, choice.first - 1, choice.last - 1)
    reader = FileReading(ReadingContext(instrument, mappings=mappings), SourceFile("", b""))
    columns.map_open_columns(columns.table_of(sheet, area, reader), reader)
    return reader.tables[-1]


def guess_table_choice(book: Workbook, name: str) -> TableChoice | None:
    """Where the table of a sheet seems to lie; None where the sheet is empty or not in the file."""
    sheet = book.sheet(name)
    if sheet is None or sheet.empty:
        return None
    area = areas.find_main_area(sheet)
    if area is None:
        return TableChoice(name, (1,), min(2, len(sheet.rows)), len(sheet.rows))
    header = tuple(row + 1 for row in area.header) or (max(1, area.first),)
    return TableChoice(name, header, area.first + 1, area.last + 1)
