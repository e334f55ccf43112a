"""Numbers up to 100 as answers to items that count in percent: whether they plainly are percentages."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reference.keys import text_key
from scoring.tree import Scale
from survey.answers.cells import number_in_answer
from survey.answers.file_reading import FileReading
from survey.answers.level_meanings import Meaning
from survey.answers.percent_levels import NAMED, percent_bounds
from survey.files.grid import Cell, Sheet
from survey.scales.scale_sources import Columns
from survey.scales.statements import names_percent, stated_span
from survey.tables.headings import node_named_by
from survey.tables.table import Table, TableColumn

LEAST, SHARE = 5, 0.25
"""So many numbers, and so many of them above the highest level, show a column of percentages."""
ROWS = 400
BY_BOUNDS = "persentase, menurut batas tingkat pada pertanyaannya"
APART = "Pertanyaan yang tingkatnya dalam persen menurut batasnya, pertanyaan lain apa adanya"


class PercentAnswer(NamedTuple):
    """A number as an answer: whether its item has bounds in percent and its form asks for percent."""

    number: float
    has_bounds: bool
    is_asked: bool


def answers_by_item(group: Columns, reader: FileReading) -> list[PercentAnswer]:
    """The numbers in answer columns with what their items and the texts of the form say of them."""
    return [answer for table, column in group for answer in _answers(table, column, reader)]


def has_percent_items(reader: FileReading) -> bool:
    """Whether any item of the instrument says in percentages where its levels begin."""
    framework = reader.instrument.framework
    return reader.recall(
        ("any bounds",), lambda: any(percent_bounds(framework.node(code)) for code in framework.leaves)
    )


def bounds_of_item(code: str, reader: FileReading) -> tuple[float, ...]:
    """The shares from which the levels of an item begin; () where it names none, or without a code."""
    return percent_bounds(reader.instrument.framework.node(code)) if code else ()


def plain_meaning(group: Columns, reader: FileReading) -> Meaning | None:
    """By the bounds of their items, where every number answers a question in percent; None for others.

    Only on a form that shows no levels to choose from: there the low numbers are percentages too, as in
    "Berapa persen ...?" with 70, 12 and 3 below one another.
    """
    scale, answers = reader.instrument.framework.scale, answers_by_item(group, reader)
    over = [one for one in answers if one.number > scale.maximum]
    sheets = {table.sheet.name: table.sheet for table, _ in group}.values()
    if len(answers) < LEAST or len(over) < SHARE * len(answers):
        return None
    if not all(one.has_bounds and one.is_asked for one in answers):
        return None
    if any(_shows_levels(sheet, scale) for sheet in sheets):
        return None
    return Meaning(BY_BOUNDS, lambda number: math.nan, by_item=True)


def meanings_by_item(answers: Sequence[PercentAnswer], scale: Scale) -> list[Meaning]:
    """Percentages by the bounds of their items beside levels of the others, where these hold nothing else."""
    others = [one.number for one in answers if not one.has_bounds]
    if not others or len(others) == len(answers) or not all(_is_level(number, scale) for number in others):
        return []
    return [Meaning(APART, lambda number: number if _is_level(number, scale) else math.nan, by_item=True)]


def _is_level(number: float, scale: Scale) -> bool:
    return scale.minimum <= number <= scale.maximum and number.is_integer()


def _answers(table: Table, column: TableColumn, reader: FileReading) -> Iterator[PercentAnswer]:
    for cell, code, texts in cells_by_item(table, column, reader):
        if (number := number_in_answer(cell)) is not None:
            yield PercentAnswer(number, bool(bounds_of_item(code, reader)), any(map(names_percent, texts)))


def cells_by_item(
    table: Table, column: TableColumn, reader: FileReading
) -> Iterator[tuple[Cell, str, list[str]]]:
    """Each filled cell of an answer column with the code of its item ("" = unknown) and what asks for it."""
    for row, cell in zip(table.rows, table.cells(column.index), strict=True):
        if cell is not None:
            texts = [column.heading] if column.node else _texts_beside(table, row, column)
            codes = (node_named_by(text, reader.instrument) for text in texts)
            yield cell, column.node or next(filter(None, codes), ""), texts


def _texts_beside(table: Table, row: int, answered: TableColumn) -> list[str]:
    texts = [table.text(row, one) for one in table.columns if one.index != answered.index]
    return [answered.heading, *filter(None, texts)]


def _shows_levels(sheet: Sheet, scale: Scale) -> bool:
    """Whether a sheet names a level, its scale or a percentage at which one begins: it may ask for levels."""
    names = {text_key(name) for name in scale.levels}
    texts = (cell for row in sheet.rows[:ROWS] for cell in row if isinstance(cell, str))
    return any(NAMED.search(text) or text_key(text) in names or stated_span(text) for text in texts)
