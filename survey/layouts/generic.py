"""Any table of the instrument's items under any headings: respondents by rows, or items by rows."""

from __future__ import annotations

from collections.abc import Iterator

from survey import named_region
from survey.answers import columns
from survey.answers.file_reading import FileReading, Recognised
from survey.files.grid import Sheet, Workbook
from survey.layouts import item_rows, shared, wide
from survey.layouts.owner_columns import tell_owner_columns
from survey.layouts.twice import join_between_tables, join_by_opd
from survey.other_instrument import find_other_instrument
from survey.tables import areas
from survey.tables.areas import TableArea
from survey.tables.mapping import find_mapping, headings_signature
from survey.tables.matching import match_items
from survey.tables.table import Table
from survey.tables.vocabulary import Vocabulary
from survey.values import Response, TableChoice

LEAST = 2
"""Items a table must show before it is taken for one of answers, unless the user says that it is."""
SHOWN_ROWS = 8
NO_HEADING = "none"


def recognise_any_tables(book: Workbook, reader: FileReading) -> Recognised | None:
    """Every table with items in its headings or in its rows; None where there is none."""
    found = list(_tables(book, reader))
    tables = shared.tables_of_one_period([table for table in found if _is_answered(table, reader)], reader)
    if not tables:
        return None
    shared.report_unread_tables(book, reader, tables)
    responses = _responses(tables, reader, book)
    if not responses and not reader.questions:
        named_region.say_no_answers(reader)
    years = [year for table in tables if (year := wide.table_year(table))]
    refused = not responses and not reader.questions
    return Recognised("generic", tuple(responses), year=max(years, default=None), refused=refused)


def keep_unknown_tables(book: Workbook, reader: FileReading) -> None:
    """Keep the tables found in a file that no layout knows, so that the user can point at the right one."""
    pairs = [
        (sheet, area)
        for sheet in shared.visible_sheets(book)
        if (area := areas.find_main_area(sheet, Vocabulary(reader.instrument)))
    ]
    tables = [columns.table_of(sheet, area, reader) for sheet, area in pairs]
    reader.tables.extend(map(columns.table_view_of, tables))
    headless = [(sheet, area) for sheet, area in pairs if not area.header]
    if headless and len(headless) == len(pairs):
        _ask_heading(*headless[0], reader)
        reader.say("E71", headless[0][0].name)
    elif other := find_other_instrument(shared.visible_sheets(book), reader.instrument):
        reader.say("E39", found=other, expected=reader.instrument.title)
    else:
        reader.say("E10")
    for table in tables:
        shared.report_unused_columns(reader, table, {column.role for column in table.columns if column.role})


def _ask_heading(sheet: Sheet, area: TableArea, reader: FileReading) -> None:
    top = max(0, area.first - SHOWN_ROWS // 2)
    rows = range(top, min(top + SHOWN_ROWS, len(sheet.rows)))
    offered = [(str(row + 1), f"Baris {row + 1}: {_start(sheet, row)}") for row in rows if sheet.rows[row]]
    question = f"Baris mana yang memuat judul kolom pada lembar '{sheet.name}'?"
    key = reader.key("table", sheet.name)
    reader.ask("table", key, question, (*offered, (NO_HEADING, "Tidak ada baris judul")), sheet.name)


def _start(sheet: Sheet, row: int) -> str:
    texts = [sheet.text(row, column) for column in range(min(len(sheet.rows[row]), 6))]
    return " | ".join(text[:30] for text in texts if text)


def _tables(book: Workbook, reader: FileReading) -> Iterator[Table]:
    """The tables to look at: the one the user pointed at, else every one, those of hidden sheets last."""
    choice = reader.context.tables.get(reader.sha256)
    for sheet in sorted(book.sheets, key=lambda sheet: not sheet.visible):
        row = reader.context.choices.get(reader.key("table", sheet.name), "")
        if choice and sheet.name == choice.sheet:
            yield tell_owner_columns(columns.table_of(sheet, _chosen(sheet, choice), reader), reader)
        elif not choice and row.isdecimal():
            yield tell_owner_columns(columns.table_of(sheet, _headed(sheet, int(row)), reader), reader)
        elif not choice:
            yield from shared.tables_on_sheet(sheet, reader)


def _chosen(sheet: Sheet, choice: TableChoice) -> TableArea:
    header = tuple(row - 1 for row in choice.header)
    return areas.table_area_at(sheet, header, choice.first - 1, choice.last - 1)


def _headed(sheet: Sheet, row: int) -> TableArea:
    """The table of a sheet without headings where the user chose a row as headings."""
    last = max((area.last for area in areas.find_table_areas(sheet)), default=len(sheet.rows) - 1)
    return areas.table_area_at(sheet, (row - 1,), row, last)


def _is_answered(table: Table, reader: FileReading) -> bool:
    if reader.sha256 in reader.context.tables:
        return True
    if len(_items(table, reader)) >= LEAST:
        return True
    return item_rows.find_item_rows(table, reader) is not None


def _items(table: Table, reader: FileReading) -> list[str]:
    """The items among the headings: exact, alike, or as a remembered mapping says."""
    framework = reader.instrument.framework
    headings = [column.heading for column in table.columns]
    found = [one.code for one in match_items(headings, reader.instrument, framework.leaves).values()]
    given = find_mapping(reader.context.mappings, headings_signature(headings))
    if given:
        found += [code for text in headings if text and (code := given.of(text)) in framework.leaves]
    return list(dict.fromkeys(found))


def _responses(tables: list[Table], reader: FileReading, book: Workbook) -> list[Response]:
    """One response for each OPD of the tables with items by rows, one for each row of the others."""
    by_rows: list[Response] = []
    found: list[list[Response]] = []
    for table in tables:
        if not table.sheet.visible:
            reader.say("W72", table.sheet.name, found=table.sheet.name)
        rows = item_rows.find_item_rows(table, reader)
        if rows is not None and len(rows.items) > len(_items(table, reader)):
            by_rows += item_rows.responses_by_column(rows, reader, book)
        else:
            found.append(wide.responses_by_row(columns.map_open_columns(table, reader), reader, book))
    return [*join_by_opd(by_rows, reader), *join_between_tables(found, reader)]
