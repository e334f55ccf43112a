"""Which mark groups thousands in a column, and which of its numbers lost their grouping in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reference.numbers import round_number
from survey.answers.cells import number_in_cell
from survey.files.grid import Cell

GROUPED = {
    ".": re.compile(r"^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$"),
    ",": re.compile(r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$"),
}
CERTAIN = {".": re.compile(r"(\.\d{3}){2}|\.\d{3},\d"), ",": re.compile(r"(,\d{3}){2}|,\d{3}\.\d")}
LARGE = 10_000
THREE_DECIMALS = 1_000
SHARE = 0.5


def thousands_mark(cells: Sequence[Cell]) -> str:
    """The mark that groups thousands in the texts of a column: ".", "," or "" where none surely does."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    for mark, pattern in GROUPED.items():
        marked = [text for text in texts if mark in text]
        if not marked or not all(pattern.match(text) for text in marked):
            continue
        whole = [cell for cell in cells if isinstance(cell, float) and cell >= LARGE]
        if whole or any(CERTAIN[mark].search(text) for text in marked):
            return mark
    return ""


def remove_thousands_mark(cell: Cell, mark: str) -> Cell:
    """The cell without the grouping mark, where it is a text so grouped."""
    if mark and isinstance(cell, str) and GROUPED[mark].match(cell.strip()):
        return cell.strip().replace(mark, "")
    return cell


def find_misread_thousands(cells: Sequence[Cell]) -> list[int]:
    """Places of numbers such as 237.004 in a column of numbers such as 193993: a point taken for decimal."""
    values = [found.value if (found := number_in_cell(cell)) else None for cell in cells]
    known = [value for value in values if value is not None]
    if sum(value >= LARGE for value in known) < SHARE * len(known):
        return []
    return [
        place
        for place, (cell, value) in enumerate(zip(cells, values, strict=True))
        if isinstance(cell, float) and value is not None and _has_three_decimals(value)
    ]


def _has_three_decimals(value: float) -> bool:
    return 1 <= value < THREE_DECIMALS and not value.is_integer() and round_number(value, 3) == value
