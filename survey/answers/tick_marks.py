"""Answers as tick marks: columns headed by the levels, with an X or a tick in the one that holds."""

from __future__ import annotations

from collections.abc import Mapping

from reference.keys import text_key
from scoring.tree import Node
from survey.answers import cells
from survey.answers.cells import ParsedCell
from survey.answers.file_reading import FileReading
from survey.answers.words import levels_by_word
from survey.files.grid import Sheet, cell_name
from survey.tables.table import Table

MARKS = frozenset({"x", "v", "✓", "√", "✔", "•", "1", "ya"})
LEAST_LEVELS = 3
TickColumns = Mapping[int, float]
"""Column -> the level that a mark in it stands for."""


def find_tick_columns(table: Table, reader: FileReading) -> TickColumns:
    """The columns headed by levels whose cells hold nothing but marks; {} with less than three of them."""
    scale = reader.instrument.framework.scale
    words = levels_by_word(scale)
    found: dict[int, float] = {}
    for column in table.columns:
        text = column.heading.rsplit(" / ", 1)[-1]
        level = words.get(text_key(text))
        parsed = cells.parse_answer_cell(text or None, scale, integers=scale.integers)
        level = parsed.value if parsed.value is not None else level
        marks = {
            text_key(table.sheet.text(row, column.index)) or table.sheet.text(row, column.index)
            for row in table.rows
        }
        if level is not None and marks - {""} <= MARKS:
            found[column.index] = level
    return found if len(set(found.values())) == len(found) >= LEAST_LEVELS else {}


def read_ticked_level(
    sheet: Sheet, row: int, ticks: TickColumns, node: Node, reader: FileReading
) -> ParsedCell:
    """The level whose column is marked in a row; several marks are asked."""
    for column in ticks:
        reader.ledger.take_cells(sheet.name, column, (row,))
    marked = [column for column in ticks if sheet.text(row, column)]
    if not marked:
        return ParsedCell()
    if len(marked) == 1:
        return ParsedCell("answered", ticks[marked[0]])
    place = cell_name(row, marked[0])
    levels = [f"{ticks[column]:g}" for column in marked]
    offered = (*((level, level) for level in levels), (cells.MISSING_CHOICE, "Belum ada data"))
    question = f"{node.code}: lebih dari satu tingkat ditandai. Mana yang dipakai?"
    choice = reader.ask("value", reader.key("value", sheet.name, place), question, offered, sheet.name, place)
    if choice is None:
        reader.say("E20", sheet.name, place, ", ".join(levels), choices="skala")
    return ParsedCell() if choice in (None, cells.MISSING_CHOICE) else ParsedCell("answered", float(choice))
