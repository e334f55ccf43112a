"""A whole column of answers at once: each distinct value is judged once, only doubtful cells one by one."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.tree import Node
from survey.answers.answer_table import AnswerColumn, AnswerKind, AnswerTable
from survey.answers.cells import ParsedCell
from survey.answers.doubled_columns import merge_doubled_columns
from survey.answers.file_reading import FileReading
from survey.files.grid import Cell, Sheet, cell_as_text, cell_name
from survey.tables.table import Table, TableColumn

ALONE = 3
"""The same doubtful text in more cells of a column is one question, not one for each cell."""


@dataclass(frozen=True)
class _ItemCells:
    """The cells of one item: on which rows of the sheet they stand, and what they hold, each cell once."""

    sheet: Sheet
    column: int
    node: Node
    rows: Sequence[int]
    cells: Sequence[Cell]
    distinct: Sequence[Cell]

    def name_at(self, place: int) -> str:
        """The name of the cell at a place."""
        return cell_name(self.rows[place], self.column)


def read_answer_columns(
    table: Table, places: Sequence[int], items: Iterable[tuple[TableColumn, Node]], reader: FileReading
) -> AnswerTable:
    """The answers on the rows of a table at these places; where columns of one item differ it is asked."""
    rows = tuple(table.rows[place] for place in places)
    found: dict[str, list[tuple[int, AnswerColumn]]] = {}
    for column, node in items:
        cells, distinct = table.cells(column.index), table.distinct(column.index)
        if len(places) < len(cells):
            cells = [cells[place] for place in places]
            distinct = tuple(dict.fromkeys(cells))
        reader.ledger.take_cells(table.sheet.name, column.index, rows)
        answered = _answered(_ItemCells(table.sheet, column.index, node, rows, cells, distinct), reader)
        found.setdefault(node.code, []).append((column.index, answered))
    return AnswerTable(table.sheet.name, rows, merge_doubled_columns(found, table, rows, reader))


def _answered(asked: _ItemCells, reader: FileReading) -> AnswerColumn:
    where, whole = (asked.sheet.name, asked.column), reader.instrument.framework.scale.integers
    judge = reader.meanings.judge_cell
    judged = {cell: judge(where, cell, asked.node, integers=whole) for cell in asked.distinct}
    _say_coerced(asked, judged, reader)
    code_of = {cell: code for code, cell in enumerate(judged)}
    codes = array("I", map(code_of.__getitem__, asked.cells))
    parsed = list(judged.values())
    for places, one in _doubtful(asked, judged, reader):
        for place in places:
            codes[place] = len(parsed)
        parsed.append(one)
    kinds = tuple(AnswerKind(one.status, one.value, asked.column) for one in parsed)
    return AnswerColumn(asked.node.code, kinds, codes)


def _say_coerced(asked: _ItemCells, judged: Mapping[Cell, ParsedCell], reader: FileReading) -> None:
    coerced = [cell for cell, one in judged.items() if one.is_coerced]
    counts = Counter(asked.cells) if coerced else Counter()
    for cell in coerced:
        first = asked.name_at(asked.cells.index(cell))
        reader.note(asked.sheet, first, cell_as_text(cell), judged[cell], counts[cell])


def _doubtful(
    asked: _ItemCells, judged: Mapping[Cell, ParsedCell], reader: FileReading
) -> Iterator[tuple[Sequence[int], ParsedCell]]:
    """The places of errors and of what is no answer, with what they count as once they were asked."""
    lost = asked.sheet.lost.get(asked.column, frozenset())
    same: dict[Cell, list[int]] = {cell: [] for cell, one in judged.items() if one.problem}
    if not (lost or same):
        return
    alone = []
    for place, row in enumerate(asked.rows):
        if row in lost:
            alone.append(place)
        elif asked.cells[place] in same:
            same[asked.cells[place]].append(place)
    groups = [places for places in same.values() if len(places) > ALONE]
    alone += [place for places in same.values() if len(places) <= ALONE for place in places]
    for places in sorted([*groups, *([place] for place in alone)]):
        rows = [asked.rows[place] for place in places]
        yield places, reader.answer(asked.sheet, rows, asked.column, asked.node)
