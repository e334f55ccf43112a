"""What the cells of a row can be: names of columns, numbers that count, years, a part of a merged cell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reference.numbers import read_whole
from survey.files import cell_kinds
from survey.files.grid import Cell, Sheet, cell_as_text

LEAST_LEVELS = 3
YEARS = range(1950, 2100)


def merged_cell_at(sheet: Sheet, row: int, column: int) -> Cell:
    """A cell, or what the merged cell holds that covers it."""
    own = sheet.at(row, column)
    return sheet.at(*sheet.merged[row, column]) if own is None and (row, column) in sheet.merged else own


def can_name_columns(cells: list[Cell]) -> bool:
    """Whether every cell can be a heading: text, dates, or numbers that count 1, 2, 3 or are years."""
    present = [cell for cell in cells if cell is not None]
    found = {cell_kinds.cell_value_kind(cell) for cell in present}
    if "flag" in found or {"number", "date"} <= found:
        return False
    numbers = [cell for cell in present if cell_kinds.cell_value_kind(cell) == "number"]
    if len(numbers) > LEAST_LEVELS and cell_kinds.cell_value_kind(present[-1]) == "text":
        # Behind the levels the first line of a legend may stand ("5 | Sangat siap").
        numbers = numbers[:-1] if present[-2] is numbers[-1] and not count_on(numbers) else numbers
    return not numbers or count_on(numbers) or _are_years(numbers)


def count_on(cells: Sequence[Cell]) -> bool:
    """Whether numbers run on by one, up as item numbers do or down to 1; each group may begin again."""
    texts = [text for cell in cells if (text := cell_as_text(cell)).isdecimal()]
    values = [float(text) for text in texts]
    # "1", "02" are parts of a code.
    padded = any(text.startswith("0") and text != "0" for text in texts) and len({*map(len, texts)}) > 1
    if len(values) < max(2, len(cells)) or padded:
        return False
    rises = all(after - before == 1 or after == 1 for before, after in pairwise(values))
    falls = all(before - after == 1 or after == values[0] for before, after in pairwise(values))
    return rises or (falls and min(values) <= 1)


def _are_years(cells: Sequence[Cell]) -> bool:
    return all(read_whole(cell_as_text(cell)) in YEARS for cell in cells)
