"""The rows of a table from the first one on, and what its columns usually hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from survey.files import cell_kinds
from survey.files.grid import Box, Cell, Sheet, cell_as_text
from survey.tables.vocabulary import Vocabulary

SAMPLE = 300
SOLID = 0.95
MOSTLY = 0.8
LISTED, FEW = 40, 3
COUNTED = re.compile(r"^\D{0,12}?(\d{1,6})[.)]?$")


@dataclass(frozen=True)
class TableBody:
    """A table by its rows; all that is usual in it is told from its first SAMPLE rows."""

    sheet: Sheet
    first: int
    box: Box
    known: Vocabulary

    @cached_property
    def rows(self) -> tuple[int, ...]:
        end = min(self.box.bottom, self.first + SAMPLE)
        return tuple(row for row in range(self.first, end + 1) if self.width(row))

    @cached_property
    def widest(self) -> int:
        return max(map(self.width, self.rows), default=0)

    @cached_property
    def usual(self) -> int:
        """The median width; rows with nothing but their number are not filled in yet."""
        widths = sorted(width for width in map(self.width, self.rows) if width > 1 or self.widest == 1)
        return widths[len(widths) // 2] if widths else 0

    @cached_property
    def kinds(self) -> dict[int, str]:
        """Column -> the kind it holds, for columns filled in half of the rows."""
        found: dict[int, str] = {}
        for column in self.box.columns:
            cells = [self.sheet.at(row, column) for row in self.rows]
            if sum(cell is not None for cell in cells) * 2 >= len(self.rows):
                found[column] = cell_kinds.common_value_kind(cells)
        return found

    @cached_property
    def counter(self) -> int | None:
        """The column among the first three that counts the rows, be it as "R1", "R2"; None without one."""
        for column in list(self.box.columns)[:3]:
            numbers = [_counted(self.sheet.text(row, column)) for row in self.rows]
            known = [number for number in numbers if number is not None]
            steps = [after - before == 1 for before, after in pairwise(known)]
            if (
                len(known) >= max(3, MOSTLY * (len(self.rows) - 1))
                and len(steps) >= 2
                and sum(steps) >= MOSTLY * len(steps)
            ):
                return column
        return None

    @cached_property
    def whole(self) -> frozenset[int]:
        """Columns of numbers without decimals."""
        return frozenset(
            column
            for column, kind in self.kinds.items()
            if kind == "number" and all(is_whole_number(self.sheet.at(row, column)) for row in self.rows[:-2])
        )

    @cached_property
    def identity(self) -> frozenset[int]:
        """Columns of text or dates that are filled on almost every row."""
        least = SOLID * (len(self.rows) - 1)
        return frozenset(
            column
            for column, kind in self.kinds.items()
            if kind in ("text", "date")
            and sum(self.sheet.at(row, column) is not None for row in self.rows) >= least
        )

    @cached_property
    def lists_regions(self) -> bool:
        """Whether the rows name regions: half of them do, or they are too few to tell."""
        rows = self.rows[:LISTED]
        named = sum(self.known.names_region(self.row_cells(row)) for row in rows)
        return named * 2 >= len(rows) or len(rows) <= FEW

    def row_cells(self, row: int) -> tuple[Cell, ...]:
        """The cells of a row within the table."""
        return self.sheet.rows[row][self.box.left : self.box.right + 1]

    def width(self, row: int) -> int:
        """How many cells of a row are filled."""
        return self.sheet.filled(row, self.box.left, self.box.right)

    def counts(self, row: int) -> bool:
        """Whether a row has a number in the column that counts the rows."""
        return self.counter is not None and _counted(self.sheet.text(row, self.counter)) is not None

    def label(self, row: int) -> str:
        """The first text of a row that is no number."""
        return next(self._texts(row), "")

    def _texts(self, row: int) -> Iterator[str]:
        for cell in islice(self.sheet.rows[row], self.box.left, self.box.right + 1):
            if cell is not None and not isinstance(cell, float) and (text := _text_of_label(cell)):
                yield text


def is_whole_number(cell: object) -> bool:
    """Whether a cell is no number with decimals."""
    return not isinstance(cell, float) or cell.is_integer()


@lru_cache(maxsize=65_536)
def _text_of_label(cell: str | bool | datetime.date) -> str:
    """The words of a cell that is no number, "" of one that is written as one."""
    text = cell_as_text(cell)
    if not text or _counted(text) is not None or cell_kinds.cell_value_kind(cell) == "number":
        return ""
    return _words(text)


@lru_cache(maxsize=65_536)
def _words(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text).split()) or text


@lru_cache(maxsize=65_536)
def _counted(text: str) -> int | None:
    found = COUNTED.match(text)
    return int(found[1]) if found else None
