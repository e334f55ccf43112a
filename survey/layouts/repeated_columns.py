"""Columns that only write again, in figures, what was read beside them: "b" and its score 2."""

from __future__ import annotations

from collections.abc import Collection

from survey.answering import value_columns
from survey.answers.cells import number_in_cell
from survey.answers.file_reading import FileReading, Recognised
from survey.files.grid import cell_position
from survey.tables.headings import VALUE_ROLES
from survey.tables.table import Table

MOST_FORMS, SHARE = 60, 0.5
Levels = dict[tuple[str, int], set[float]]


def levels_read(recognised: Recognised) -> Levels:
    """(sheet, row) -> the levels read there; of a table of many respondents nothing."""
    found: Levels = {}
    for response in recognised.responses[:MOST_FORMS]:
        for answer in response.answers:
            if answer.value is not None:
                found.setdefault((answer.sheet, cell_position(answer.cell)[0]), set()).add(answer.value)
    return found


def say_repeated_columns(table: Table, rows: Collection[int], read: Levels, reader: FileReading) -> None:
    """Say which columns only write in figures what was read beside them ("b" and its score 2)."""
    taken = reader.ledger.columns_taken(table.sheet.name)
    # Of a table of many respondents but the first rows are known: to look at all of them costs seconds.
    rows = [row for row in rows if (table.sheet.name, row) in read]
    for column in table.columns if rows else ():
        if column.role not in ("", *VALUE_ROLES) or column.index in taken:
            continue
        own = {row: number_in_cell(table.sheet.at(row, column.index)) for row in rows}
        said = [(read.get((table.sheet.name, row)), one.value) for row, one in own.items() if one]
        if len(said) >= SHARE * len(own) and all(levels == {value} for levels, value in said):
            reason = "isinya sama dengan jawaban yang sudah dibaca"
            value_columns.say_passed_over(table, column, reason, reader)
