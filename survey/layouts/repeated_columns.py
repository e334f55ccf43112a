"""Columns that only write again what was read: in figures beside it, or on another sheet of the file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from reference import agencies
from survey.answering import value_columns
from survey.answers.cells import number_in_answer, number_in_cell
from survey.answers.file_reading import FileReading, Recognised
from survey.files.grid import Workbook, cell_position
from survey.layouts.headed_columns import opd_in_heading
from survey.layouts.owners import owners_of_file
from survey.tables.headings import VALUE_ROLES, node_named_by
from survey.tables.table import Table, TableColumn

MOST_FORMS, SHARE = 60, 0.5
SAMPLE = 500
REPEATED = "isinya sama dengan jawaban yang sudah dibaca"
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
            value_columns.say_passed_over(table, column, REPEATED, reader)


@dataclass(frozen=True)
class ReadAnswers:
    """What was read of a file, to be held against tables that were not: a summary of its own sheets."""

    book: Workbook
    recognised: Recognised
    reader: FileReading

    @cached_property
    def _levels(self) -> Mapping[tuple[str, str], frozenset[float | None]]:
        """(OPD, item) -> what its submissions answer; of a survey of many respondents nothing."""
        found: dict[tuple[str, str], set[float | None]] = {}
        for response in self.recognised.responses[:MOST_FORMS]:
            for answer in response.answers if response.opd else ():
                found.setdefault((str(response.opd), answer.indicator), set()).add(answer.value)
        return {key: frozenset(values) for key, values in found.items()}

    def say_repeated_table(self, table: Table) -> None:
        """Say which columns of a table of items answer for an OPD exactly what was read elsewhere.

        Every filled cell must: one that differs leaves its column to be asked about.
        """
        items = self._items(table)
        for column in table.own_columns if items and self._levels else ():
            if column.node or column.role not in ("", *VALUE_ROLES):
                continue
            opd = self._opd_of(table, column)
            filled = {row: cell for row in items if (cell := table.sheet.at(row, column.index)) is not None}
            said = [
                (number_in_answer(cell), self._levels.get((opd, items[row]))) for row, cell in filled.items()
            ]
            if said and all(level is not None and read == {level} for level, read in said):
                value_columns.say_passed_over(table, column, REPEATED, self.reader)

    def _items(self, table: Table) -> dict[int, str]:
        """Row -> the item it names."""
        leaves = self.reader.instrument.framework.leaves
        found: dict[int, str] = {}
        for row in table.rows[:SAMPLE]:
            texts = (table.sheet.text(row, one.index) for one in table.own_columns)
            named = (node_named_by(text, self.reader.instrument) for text in texts if text)
            if (code := next((one for one in named if one in leaves), None)) is not None:
                found[row] = code
        return found

    def _opd_of(self, table: Table, column: TableColumn) -> str:
        """The OPD that a column is headed by, else the one its table names; "" where none is sure."""
        region = next((one.region for one in self.recognised.responses if one.region), None)
        named = owners_of_file(self.book, self.reader).opd_named(table, region)
        text = opd_in_heading(column, self.reader) or (named.text if named and not named.rivals else "")
        roster = self.reader.context.rosters.get(region) if region else None
        match = agencies.match_opd(text, roster) if text else None
        return str(match.opd) if match and match.status == "ok" and match.opd else ""
