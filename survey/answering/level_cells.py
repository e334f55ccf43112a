"""What a cell could be: a level as a number, a word or a mark, a level and nothing else, a row's number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reference.keys import text_key
from survey.answering import marks
from survey.answers import cells
from survey.answers.file_reading import FileReading
from survey.answers.labels import key_of_word
from survey.files.grid import Cell, cell_as_text
from survey.scales.words import levels_by_word
from survey.tables.table import TableColumn

SHARE = 0.5
LEAST_COUNTED, LOOKED_AT = 6, 25
LONGEST_LEVEL, LONGEST_WORD = 60, 30
DIGIT = re.compile(r"\d")


def is_bare_level(cell: Cell, reader: FileReading) -> bool:
    """Whether a cell holds a level as a number and nothing else."""
    scale = reader.instrument.framework.scale
    if isinstance(cell, str):
        return (
            cell.strip().isdecimal() and cells.parse_answer_cell(cell, scale, integers=True).value is not None
        )
    return isinstance(cell, float) and cells.is_answer_level(cell, scale, integers=scale.integers)


def count_levels(filled: Sequence[Cell], reader: FileReading) -> int:
    """How many cells could be levels; 0 where of some cells all down the column few could."""
    some = filled[:: max(1, len(filled) // LOOKED_AT)]
    if sum(is_level_like(cell, reader) for cell in some) < SHARE / 2 * len(some):
        return 0
    return sum(is_level_like(cell, reader) for cell in filled)


def is_level_like(cell: Cell, reader: FileReading) -> bool:
    """Whether a cell could be a level: a number on the scale, a word for one here, or a mark."""
    scale = reader.instrument.framework.scale
    if isinstance(cell, float) and cells.is_answer_level(cell, scale, integers=scale.integers):
        return True
    if isinstance(cell, str) and len(cell) > (LONGEST_LEVEL if DIGIT.search(cell) else LONGEST_WORD):
        return False
    if isinstance(cell, str) and key_of_word(cell_as_text(cell)) in _words_of_file(reader):
        return True
    if text_key(cell_as_text(cell)) in levels_by_word(scale) or marks.mark_form(cell) in marks.SIGNS:
        return True
    parsed = cells.parse_answer_cell(cell, scale, integers=scale.integers)
    return parsed.value is not None


def _words_of_file(reader: FileReading) -> frozenset[str]:
    """What answers in words say anywhere in the file, be it still asked what they mean."""
    return reader.recall(("words of the file",), lambda: frozenset().union(*reader.meanings.words.values()))


def numbers_rows(filled: Sequence[Cell], column: TableColumn) -> bool:
    """Whether the cells number the rows; under a heading three rows may say 1, 2, 3 by chance.

    Forms stacked in one table repeat the heading and begin at 1 again.
    """
    least = LEAST_COUNTED if column.heading else 2
    numbers = [cell for cell in filled if cell_as_text(cell) != column.lowest_heading or not column.heading]
    steps = [
        (before, after)
        for before, after in pairwise(numbers)
        if isinstance(before, float) and isinstance(after, float)
    ]
    runs_on = [after - before == 1 for before, after in steps]
    is_counted = bool(steps) and all(after - before == 1 or after == 1 < before for before, after in steps)
    return (
        len(numbers) >= least
        and all(isinstance(cell, float) for cell in numbers)
        and is_counted
        and 2 * sum(runs_on) > len(runs_on)
    )
