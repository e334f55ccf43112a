"""Finding tables on a sheet: heading rows with what each column means, and the lines of text above them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from reference.instruments import Instrument
from reference.keys import key
from survey.grid import Cell, Sheet, as_text, cell_name
from survey.headings import meaning

SEARCHED_ROWS = 200
TEXT_SHARE = 1 / 3
"""Rows with fewer texts among their cells are data, not headings."""
MERGED_CELLS = 200_000
TURNED_ROWS = 256
NOT_DATA = re.compile(r"^(rata ?rata|rerata|jumlah|total|sub ?total|mean|average)\b", re.I)
YEAR = re.compile(r"\b(20[0-4]\d)\b")
YEAR_NAMED = re.compile(r"\b(?:tahun|ta|thn|th)\b\D{0,25}?\b(20[0-4]\d)\b", re.I)


@dataclass(frozen=True)
class Column:
    """One column of a table: its heading, and the role or the node that heading names ("" = neither)."""

    index: int
    heading: str
    role: str = ""
    node: str = ""


@dataclass(frozen=True)
class Table:
    """A table on a sheet. Rows count from 0: headings at `top`, data from `first` up to but without `end`.

    `skipped` rows between them are no data.
    """

    sheet: Sheet
    top: int
    first: int
    end: int
    columns: tuple[Column, ...]
    skipped: frozenset[int] = frozenset()

    def of(self, *roles: str) -> tuple[Column, ...]:
        """The columns with one of these roles, in the order of the roles."""
        return tuple(column for role in roles for column in self._by_role.get(role, ()))

    @cached_property
    def _by_role(self) -> dict[str, list[Column]]:
        found: dict[str, list[Column]] = {}
        for column in self.columns:
            found.setdefault(column.role, []).append(column)
        return found

    def one(self, *roles: str) -> Column | None:
        """The first column with one of these roles, or None."""
        return next(iter(self.of(*roles)), None)

    @cached_property
    def nodes(self) -> tuple[Column, ...]:
        """The columns that name a node."""
        return tuple(column for column in self.columns if column.node)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows of data, numbered as on the sheet from 0."""
        return tuple(row for row in range(self.first, self.end) if row not in self.skipped)

    @cached_property
    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        return merged_cells(self.sheet)

    def cells(self, index: int) -> list[Cell]:
        """The cells of a column on the rows of data, yes and no as their words."""
        if index not in self._columns:
            grid = self.sheet.rows
            self._columns[index] = _worded(
                [line[index] if len(line := grid[row]) > index else None for row in self.rows]
            )
        return self._columns[index]

    def distinct(self, index: int) -> tuple[Cell, ...]:
        """What a column holds on the rows of data, each cell once, in the order of the rows."""
        if index not in self._distinct:
            self._distinct[index] = tuple(dict.fromkeys(self.cells(index)))
        return self._distinct[index]

    @cached_property
    def _distinct(self) -> dict[int, tuple[Cell, ...]]:
        return {}

    @cached_property
    def _columns(self) -> dict[int, list[Cell]]:
        """The columns that mean something, turned a few rows at a time: a large grid strains the cache."""
        wanted = [column.index for column in self.columns if column.node or column.role]
        found: dict[int, list[Cell]] = {index: [] for index in wanted}
        for start in range(0, len(self.rows), TURNED_ROWS):
            lines = [self.sheet.rows[row] for row in self.rows[start : start + TURNED_ROWS]]
            turned = list(zip_longest(*lines))
            blank = (None,) * len(lines)
            for index in wanted:
                found[index].extend(turned[index] if index < len(turned) else blank)
        return {index: _worded(column) for index, column in found.items()}

    def texts(self, column: Column) -> list[str]:
        """The texts of a column on the rows of data, those of merged cells on every row they cover."""
        cells = self.cells(column.index)
        texts = {cell: as_text(cell) for cell in self.distinct(column.index)}
        if self._merged and None in texts:
            return [texts[cell] or self.text(row, column) for row, cell in zip(self.rows, cells, strict=True)]
        return [texts[cell] for cell in cells]

    def text(self, row: int, column: Column | None) -> str:
        """The text of a cell, or of the merged cell it belongs to; "" without a column."""
        if column is None:
            return ""
        own = self.sheet.text(row, column.index)
        anchor = None if own else self._merged.get((row, column.index))
        return self.sheet.text(*anchor) if anchor else own

    def blank(self, row: int) -> bool:
        """Whether no cell of a row holds anything."""
        return not any(as_text(cell) for cell in self.sheet.rows[row])


def _worded(cells: list[Cell]) -> list[Cell]:
    """The cells with yes and no as their words: as a number True would equal 1."""
    if bool not in set(map(type, cells)):
        return cells
    return [as_text(cell) if isinstance(cell, bool) else cell for cell in cells]


def merged_cells(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Cell -> the anchor of the merged cell that covers it, for cells within the grid."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    height, width = len(sheet.rows), sheet.width
    for top, left, bottom, right in sheet.merges:
        for row in range(top, min(bottom + 1, height)):
            for column in range(left, min(right + 1, width)):
                found[row, column] = (top, left)
        if len(found) > MERGED_CELLS:
            break
    return found


def find_tables(sheet: Sheet, instrument: Instrument, is_header: Callable[[Table], bool]) -> list[Table]:
    """The tables of a sheet, top to bottom: each runs to the next headings that `is_header` accepts."""
    merged = merged_cells(sheet)
    found: list[Table] = []
    row = 0
    while row < len(sheet.rows) and (found or row < SEARCHED_ROWS):
        table = _table_at(sheet, row, instrument, merged, is_header)
        if table is not None:
            if found:
                found[-1] = Table(sheet, found[-1].top, found[-1].first, row, found[-1].columns)
            found.append(table)
            row = table.first
        else:
            row += 1
    return found


def _table_at(
    sheet: Sheet,
    row: int,
    instrument: Instrument,
    merged: dict[tuple[int, int], tuple[int, int]],
    is_header: Callable[[Table], bool],
) -> Table | None:
    cells = sheet.rows[row]
    texts = sum(isinstance(cell, str) for cell in cells)
    if texts < 2 or texts < TEXT_SHARE * (len(cells) - cells.count(None)):
        return None
    for depth in (1, 2, 3):
        if depth > 1 and not _spreads(sheet, row, depth):
            break
        columns = _columns(sheet, row, depth, instrument, merged)
        first = _below_numbering(sheet, row + depth)
        table = Table(sheet, row, first, len(sheet.rows), columns)
        if is_header(table):
            deeper = _table_at_depth(table, sheet, row, depth + 1, instrument, merged, is_header)
            return deeper or table
    return None


def _table_at_depth(
    table: Table,
    sheet: Sheet,
    row: int,
    depth: int,
    instrument: Instrument,
    merged: dict[tuple[int, int], tuple[int, int]],
    is_header: Callable[[Table], bool],
) -> Table | None:
    """The same table with one more heading row, where that row names further columns."""
    if not _spreads(sheet, row, depth):
        return None
    columns = _columns(sheet, row, depth, instrument, merged)
    deeper = Table(sheet, row, _below_numbering(sheet, row + depth), len(sheet.rows), columns)
    known = sum(bool(column.role or column.node) for column in table.columns)
    return deeper if is_header(deeper) and _known(deeper) > known else None


def _known(table: Table) -> int:
    return sum(bool(column.role or column.node) for column in table.columns)


def _spreads(sheet: Sheet, row: int, depth: int) -> bool:
    """Whether the headings that start in `row` reach down to `depth` rows: a merged cell starts there."""
    if row + depth > len(sheet.rows):
        return False
    last = row + depth - 1
    return any(
        (top < last and left != right) or (top == row and bottom >= last)
        for top, left, bottom, right in sheet.merges
        if row <= top <= last
    )


def _columns(
    sheet: Sheet,
    row: int,
    depth: int,
    instrument: Instrument,
    merged: dict[tuple[int, int], tuple[int, int]],
) -> tuple[Column, ...]:
    width = max(len(sheet.rows[line]) for line in range(row, min(row + depth, len(sheet.rows))))
    return tuple(_column(sheet, row, depth, index, instrument, merged) for index in range(width))


def _column(
    sheet: Sheet,
    row: int,
    depth: int,
    index: int,
    instrument: Instrument,
    merged: dict[tuple[int, int], tuple[int, int]],
) -> Column:
    parts: list[str] = []
    for line in range(row, row + depth):
        place = (line, index)
        text = sheet.text(*place) or sheet.text(*merged.get(place, place))
        if text and text not in parts:
            parts.append(text)
    heading = " ".join(parts)
    # The lowest heading row says most; the rows above it group.
    for text in (heading, *reversed(parts)):
        role, node = meaning(text, instrument)
        if role or node:
            return Column(index, heading, role, node)
    return Column(index, heading)


def _below_numbering(sheet: Sheet, row: int) -> int:
    """The row after a line that only numbers the columns: (1) (2) (3)."""
    if row >= len(sheet.rows):
        return row
    marks = [text.strip("()") for cell in sheet.rows[row] if (text := as_text(cell))]
    counted = ([str(first + place) for place in range(len(marks))] for first in (0, 1, 2))
    return row + 1 if len(marks) >= 3 and marks in counted else row


@dataclass(frozen=True)
class Line:
    """A text that stands outside the tables, with its cell."""

    text: str
    cell: str


def lines(sheet: Sheet, until: int) -> Iterator[Line]:
    """The texts of the first `until` rows, cell by cell."""
    for row in range(min(until, len(sheet.rows))):
        for column, cell in enumerate(sheet.rows[row]):
            if isinstance(cell, str):
                yield Line(as_text(cell), cell_name(row, column))


def labelled(sheet: Sheet, until: int, wanted: frozenset[str]) -> Iterator[Line]:
    """The values of lines "LABEL : isi" (in one cell or beside it) whose label has one of the keys wanted."""
    for row in range(min(until, len(sheet.rows))):
        cells = [as_text(cell) for cell in sheet.rows[row]]
        for column, text in enumerate(cells):
            label, mark, value = text.partition(":")
            if key(label) not in wanted:
                continue
            if mark and value.strip():
                yield Line(value.strip(), cell_name(row, column))
                continue
            beside = ((place, cells[place].lstrip(": ")) for place in range(column + 1, len(cells)))
            place, value = next(((at, isi) for at, isi in beside if isi), (0, ""))
            if value:
                yield Line(value, cell_name(row, place))


def year_in(sheet: Sheet, until: int) -> int | None:
    """The year named above a table: after the word "tahun", else the only one there; None where unclear."""
    above = [line.text for line in lines(sheet, until)]
    above += [line.text for line in labelled(sheet, until, frozenset({"tahun", "tahunevaluasi"}))]
    for pattern in (YEAR_NAMED, YEAR):
        years = {int(year) for text in above for year in pattern.findall(text)}
        if len(years) == 1:
            return years.pop()
    return None


def is_not_data(text: str) -> bool:
    """Whether a row begins as a total or an average does."""
    return bool(NOT_DATA.match(" ".join(re.sub(r"[\W_]+", " ", text).split())))
