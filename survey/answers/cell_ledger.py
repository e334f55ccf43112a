"""Which cells of a file were read as answers, and which columns were passed over and why."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from survey.tables.table import Table, TableColumn

Place = tuple[str, int]
"""A sheet and a column of it."""


class CellLedger:
    """What readers of answers took and passed over; a column counts from 0, so do rows."""

    def __init__(self) -> None:
        self._rows: dict[Place, set[int]] = {}
        self._blocks: dict[Place, list[Collection[int]]] = {}
        self._comments: dict[str, set[str]] = {}
        self.unused: dict[tuple[str, int, int], tuple[Table, TableColumn]] = {}
        """(sheet, top row, column) -> a column no role or node was known for when its table was opened."""
        self.reasons: dict[tuple[str, int, int], str] = {}
        """(sheet, top row, column) -> why a column that could hold levels holds no answers."""

    def take_cells(self, sheet: str, column: int, rows: Collection[int]) -> None:
        """Note cells read as answers. A long column is kept as it is given: it has thousands of rows."""
        if len(rows) == 1:
            self._rows.setdefault((sheet, column), set()).update(rows)
        else:
            self._blocks.setdefault((sheet, column), []).append(rows)

    def rows_taken(self, sheet: str, *columns: int) -> frozenset[int]:
        """The rows of a sheet of which a cell was read in one of these columns."""
        places = [(sheet, column) for column in columns]
        # Columns of one table name the same rows: of a large survey they are looked at once.
        blocks = {id(rows): rows for place in places for rows in self._blocks.get(place, ())}
        return frozenset().union(*(self._rows.get(place, ()) for place in places), *blocks.values())

    def columns_taken(self, sheet: str) -> set[int]:
        """The columns of a sheet of which any cell was read."""
        return {column for name, column in (*self._rows, *self._blocks) if name == sheet}

    def leave_comments(self, sheet: str, cells: Collection[str]) -> None:
        """Note cells that hold only a comment, which was not read because a mark beside it answers."""
        self._comments.setdefault(sheet, set()).update(cells)

    def comments_left(self, sheet: str) -> frozenset[str]:
        """The cells of a sheet whose comment was not read."""
        return frozenset(self._comments.get(sheet, ()))

    def pass_over(self, table: Table, column: TableColumn, reason: str) -> None:
        """Note why a column of a table holds no answers, though its cells could be levels."""
        self.reasons[table.sheet.name, table.top, column.index] = reason

    def leave_unknown(self, table: Table, column: TableColumn) -> None:
        """Note a column without a known meaning; it is unused unless answers are read from it later."""
        self.unused[table.sheet.name, table.top, column.index] = (table, column)

    def forget_all(self) -> None:
        """Forget everything, for the next recogniser."""
        for kept in (self._rows, self._blocks, self._comments, self.unused, self.reasons):
            kept.clear()
