"""Tables in which every level of a question has a row of its own and one of them is marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from survey import named_opd
from survey.answering.option_rows import OptionBlock, OptionMarks, find_option_marks, read_option_block
from survey.answers.file_reading import SKIP, FileReading, Recognised
from survey.files.grid import Workbook, cell_name
from survey.layouts import shared
from survey.layouts.answers import BESIDE, read_row_answer
from survey.layouts.owners import FileOwners, owners_of_file
from survey.layouts.twice import join_by_opd
from survey.tables.table import Table
from survey.values import Answer, Response

NO_ANSWER = "isinya nomor atau uraian pilihan"


def recognise_option_tables(book: Workbook, reader: FileReading) -> Recognised | None:
    """Every table of options with a mark beside the one that holds; None where there is none."""
    pairs = [(table, find_option_marks(table, reader)) for table in shared.tables_in_workbook(book, reader)]
    found = [(table, one) for table, one in pairs if one]
    if not found:
        return None
    file = owners_of_file(book, reader)
    responses = [one for table, marks in found for one in _responses(table, marks, file, reader)]
    shared.report_unread_tables(book, reader, [table for table, _ in found])
    return Recognised("options", join_by_opd(responses, reader))


def _responses(table: Table, found: OptionMarks, file: FileOwners, reader: FileReading) -> Iterator[Response]:
    region = file.region_of(table)
    if region == SKIP:
        return
    named = file.opd_named(table, region)
    opd = (
        file.opd_of(table, region) if named else named_opd.find_opd(reader, region, "", table.sheet.name, "")
    )
    known = [(place, block) for place, block in enumerate(found.blocks) if block.code]
    answers = tuple(_answer(table, place, block, found, reader) for place, block in known)
    shared.report_hidden_rows(reader, table)
    for column in table.own_columns:
        if column.index != found.column and column.role not in BESIDE:
            reader.ledger.pass_over(table, column, NO_ANSWER)
    if opd != SKIP:
        yield Response(region, "", opd, named.text if named else "", "1", answers)


def _answer(table: Table, place: int, block: OptionBlock, found: OptionMarks, reader: FileReading) -> Answer:
    node = reader.instrument.framework.node(block.code)
    row, parsed = read_option_block(table.sheet, place, found, node, reader)
    told = read_row_answer(table, min(block.levels), block.code, found.column, parsed, None)
    return replace(told, cell=cell_name(row, found.column))
