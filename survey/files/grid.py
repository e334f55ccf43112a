"""Sheets as grids of cells with their positions: what the reading child hands to the recognisers."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

Cell = str | float | bool | datetime.date | None
"""None is an empty cell; datetime.time arrives as text."""
MERGED_CELLS = 200_000


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows[r][c]` from 0, ragged: trailing empty cells are cut.

    `errors` maps a cell name ("B7") to its error text, `uncomputed` names formula cells without a stored
    value, `hidden_rows` count from 1, `merges` are (top, left, bottom, right) from 0, `trimmed` names what
    lay beyond the limits ("" = nothing), `cleaned` the cells whose text lost control characters,
    `cut` those whose text lost what lay beyond the longest, `struck` those struck through, empty ones among
    them. Where `yes_or_no` is false, no cell is a bool. `commented` are cells that were empty and hold here
    what their comment says, `remarks` those that hold something themselves: their comment is left out.
    `pasted`: each row was one cell of CSV text.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    visible: bool = True
    merges: tuple[tuple[int, int, int, int], ...] = ()
    errors: dict[str, str] = field(default_factory=dict)
    uncomputed: frozenset[str] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    trimmed: str = ""
    cleaned: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    struck: frozenset[str] = frozenset()
    yes_or_no: bool = True
    commented: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    pasted: bool = False

    def at(self, row: int, column: int) -> Cell:
        """The cell at a position from 0; None outside the grid."""
        if row < 0 or column < 0 or row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]

    def text(self, row: int, column: int) -> str:
        """The cell as trimmed text, "" where it is empty."""
        return cell_as_text(self.at(row, column))

    def filled(self, row: int, left: int, right: int) -> int:
        """How many cells of a row from column `left` to `right` hold something."""
        cells = self.rows[row][left : right + 1]
        return len(cells) - cells.count(None)

    def blank(self, row: int, left: int, right: int) -> bool:
        """Whether no cell of a row from column `left` to `right` holds anything."""
        return all(cell is None for cell in islice(self.rows[row], left, right + 1))

    @cached_property
    def lost(self) -> dict[int, frozenset[int]]:
        """Column -> its rows, both from 0, of cells that say nothing by themselves.

        They hold an error or a formula without a value, or what they hold is struck through.
        """
        found: dict[int, set[int]] = {}
        struck = (cell for cell in self.struck if self.at(*cell_position(cell)) is not None)
        for cell in (*self.errors, *self.uncomputed, *struck):
            row, column = cell_position(cell)
            found.setdefault(column, set()).add(row)
        return {column: frozenset(rows) for column, rows in found.items()}

    @cached_property
    def merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Cell -> the anchor of the merged cell that covers it, for cells within the grid."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in self.merges:
            for row in range(top, min(bottom + 1, len(self.rows))):
                for column in range(left, min(right + 1, self.width)):
                    found[row, column] = (top, left)
            if len(found) > MERGED_CELLS:
                break
        return found

    @cached_property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def known(self) -> dict[str, Any]:
        """What was found of the sheet by a topic: a sheet may hold hundreds of tables that ask for it."""
        return {}

    @property
    def empty(self) -> bool:
        """Whether no cell holds anything."""
        return all(cell is None for row in self.rows for cell in row)


@dataclass(frozen=True)
class Box:
    """A rectangle of cells, all four edges inclusive and counted from 0."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def columns(self) -> range:
        """The columns of the rectangle."""
        return range(self.left, self.right + 1)


@dataclass(frozen=True)
class Workbook:
    """One file as read: its sheets in order; `kind` is what the bytes were, `reader` who read them.

    `blind` says that error cells and formulas without a value could not be told from empty cells.
    """

    kind: str
    reader: str
    sheets: tuple[Sheet, ...]
    macros: bool = False
    blind: bool = False

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 -> "A", 26 -> "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """The name of a cell at a position from 0: (0, 0) -> "A1"."""
    return f"{column_letters(column)}{row + 1}"


def cell_position(cell: str) -> tuple[int, int]:
    """The row and column of a cell name from 0: "A1" -> (0, 0)."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1


def cell_as_text(cell: Cell) -> str:
    """A cell as a person reads it: 4.0 as "4", dates as ISO, whitespace runs as one space."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "YA" if cell else "TIDAK"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell.isoformat()


def list_cells(names: Sequence[str], most: int = 6) -> str:
    """The first few of some cells, for people: "B2, C7, …"."""
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
