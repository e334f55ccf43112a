"""A table on a sheet with what its columns mean, and the lines of text above it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, zip_longest
from typing import NamedTuple

from reference.keys import text_key
from survey.files.grid import Cell, Sheet, cell_as_text, cell_name
from survey.tables.areas import TableArea
from survey.tables.speaking_rows import find_speaking_rows
from survey.time_limit import check_time

SUMS = ("total", "mean")
TURNED_ROWS = 256
NOT_DATA = re.compile(r"^(rata ?rata|rerata|jumlah|total|sub ?total|mean|average)\b", re.I)
BLANK = re.compile(r"^[\W_]*$")
YEAR = re.compile(r"\b(20[0-4]\d)\b")
YEAR_NAMED = re.compile(r"\b(?:tahun|ta|thn|th)\b\D{0,25}?\b(20[0-4]\d)\b", re.I)


@dataclass(frozen=True)
class TableColumn:
    """One column of a table: its heading, and the role or the node that heading names ("" = neither)."""

    index: int
    heading: str
    role: str = ""
    node: str = ""

    @property
    def heading_key(self) -> str:
        """Its heading as it is compared with others."""
        return text_key(self.heading)

    @property
    def lowest_heading(self) -> str:
        """The lowest level of its heading, what it says besides its group."""
        return self.heading.rpartition(" / ")[2]


@dataclass(frozen=True)
class Table:
    """A table on a sheet and what its columns mean. Rows count from 0."""

    sheet: Sheet
    area: TableArea
    columns: tuple[TableColumn, ...]

    @cached_property
    def heading_keys(self) -> frozenset[str]:
        """Its headings as they are compared with those of others."""
        return frozenset(column.heading_key for column in self.columns) - {""}

    @cached_property
    def top(self) -> int:
        """The first heading row."""
        return min(self.area.header, default=self.area.first)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows of data, numbered as on the sheet from 0."""
        skipped = self.area.skipped
        return tuple(row for row in range(self.area.first, self.area.last + 1) if row not in skipped)

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """The rows of data with those that sum them up, among and below them."""
        sums = {row for row, reason in self.area.excluded if reason in SUMS and row >= self.area.first}
        return tuple(sorted({*self.rows, *sums}))

    @cached_property
    def own_columns(self) -> tuple[TableColumn, ...]:
        """The columns within the area; those left of it are another table's, or nobody's."""
        return tuple(column for column in self.columns if column.index >= self.area.left)

    def of(self, *roles: str) -> tuple[TableColumn, ...]:
        """The columns with one of these roles, in the order of the roles."""
        return tuple(column for role in roles for column in self._by_role.get(role, ()))

    @cached_property
    def _by_role(self) -> dict[str, list[TableColumn]]:
        found: dict[str, list[TableColumn]] = {}
        for column in self.columns:
            found.setdefault(column.role, []).append(column)
        return found

    def one(self, *roles: str) -> TableColumn | None:
        """The first column with one of these roles, or None."""
        return next((self._by_role[role][0] for role in roles if role in self._by_role), None)

    @cached_property
    def nodes(self) -> tuple[TableColumn, ...]:
        """The columns that name a node."""
        return tuple(column for column in self.columns if column.node)

    def cells(self, index: int) -> list[Cell]:
        """The cells of a column on the rows of data, yes and no as their words."""
        check_time()
        if index not in self._columns:
            self._columns[index] = self._worded(self.raw_cells(index))
        return self._columns[index]

    def raw_cells(self, index: int, most: int | None = None) -> list[Cell]:
        """The cells of a column on the rows of data, or on the first so many of them, as they are."""
        if index in self._columns and not self.sheet.yes_or_no:
            return self._columns[index][:most]
        grid = self.sheet.rows
        return [line[index] if len(line := grid[row]) > index else None for row in self.rows[:most]]

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
        return {index: self._worded(column) for index, column in found.items()}

    def _worded(self, cells: list[Cell]) -> list[Cell]:
        """The cells with yes and no as their words: as a number True would equal 1."""
        if not self.sheet.yes_or_no:
            return cells
        return [cell_as_text(cell) if isinstance(cell, bool) else cell for cell in cells]

    def texts(self, column: TableColumn) -> list[str]:
        """The texts of a column on the rows of data, those of merged cells on every row they cover."""
        cells = self.cells(column.index)
        texts = {cell: cell_as_text(cell) for cell in self.distinct(column.index)}
        if self.sheet.merged and None in texts:
            return [texts[cell] or self.text(row, column) for row, cell in zip(self.rows, cells, strict=True)]
        return [texts[cell] for cell in cells]

    def text(self, row: int, column: TableColumn | None) -> str:
        """The text of a cell, or of the merged cell it belongs to; "" without a column."""
        if column is None:
            return ""
        own = self.sheet.text(row, column.index)
        anchor = None if own else self.sheet.merged.get((row, column.index))
        return self.sheet.text(*anchor) if anchor else own

    def blank(self, row: int) -> bool:
        """Whether no cell of a row of the table holds anything."""
        return self.sheet.blank(row, self.area.left, self.area.right)


@dataclass(frozen=True)
class SheetText:
    """A text that stands outside the tables, with its cell."""

    text: str
    cell: str


class _YearsOnRow(NamedTuple):
    """The years on a row of a sheet: those after the word "tahun", and all of them."""

    named: frozenset[int]
    every: frozenset[int]


def texts_above(sheet: Sheet, until: int, since: int = 0) -> Iterator[SheetText]:
    """The texts of the rows from `since` on and above `until`, cell by cell."""
    check_time()
    for row in range(since, min(until, len(sheet.rows))):
        for column, cell in enumerate(sheet.rows[row]):
            if isinstance(cell, str):
                yield SheetText(cell_as_text(cell), cell_name(row, column))


def labelled_values_above(
    sheet: Sheet, until: int, is_wanted: Callable[[str], bool], since: int = 0
) -> Iterator[SheetText]:
    """The values of lines "LABEL : isi" (in one cell or beside it) whose label is wanted; "" where blank."""
    check_time()
    for row in range(since, min(until, len(sheet.rows))):
        cells = [cell_as_text(cell) for cell in sheet.rows[row]]
        for column, text in enumerate(cells):
            label, mark, value = text.partition(":")
            if not label or not is_wanted(label):
                continue
            if mark and not BLANK.match(value):
                yield SheetText(value.strip(), cell_name(row, column))
                continue
            place, value = _beside(cells, column)
            yield SheetText(value, cell_name(row, place))


def _beside(cells: list[str], column: int) -> tuple[int, str]:
    """The first text right of a label and its column; "" where that is another label or nothing."""
    for place in range(column + 1, len(cells)):
        value = cells[place].lstrip(": ")
        if not BLANK.match(value):
            return (place, value) if not value.endswith(":") else (column, "")
    return column, ""


def year_named_above(sheet: Sheet, until: int) -> int | None:
    """The year named above a table: after the word "tahun", else the only one there, else its sheet's name.

    None where it is unclear.
    """
    told = find_speaking_rows(sheet, "years", _years_on).find_between(0, min(until, len(sheet.rows)))
    for years in (set(chain(*(one.named for one in told))), set(chain(*(one.every for one in told)))):
        if len(years) == 1:
            return years.pop()
    named = set(map(int, YEAR.findall(sheet.name))) if not told else set()
    return named.pop() if len(named) == 1 else None


def _years_on(sheet: Sheet, row: int) -> list[_YearsOnRow]:
    texts = [line.text for line in texts_above(sheet, row + 1, row)]
    texts += [line.text for line in labelled_values_above(sheet, row + 1, _is_year_label, row)]
    named, every = (
        frozenset(int(year) for text in texts for year in pattern.findall(text))
        for pattern in (YEAR_NAMED, YEAR)
    )
    return [_YearsOnRow(named, every)] if every else []


def _is_year_label(label: str) -> bool:
    return text_key(label) in ("tahun", "tahunevaluasi")


@lru_cache(maxsize=65_536)
def begins_as_total(text: str) -> bool:
    """Whether a row begins as a total or an average does."""
    return bool(NOT_DATA.match(" ".join(re.sub(r"[\W_]+", " ", text).split())))
