"""Where tables lie on a sheet: heading rows, first and last row of data, columns, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from survey.files.grid import Box, Sheet
from survey.tables import body_end, heading_rows
from survey.tables.blocks import cut_into_blocks
from survey.tables.vocabulary import SHAPE_ALONE, Vocabulary
from survey.time_limit import check_time

TITLE_ROWS = 10
LONGEST_GAP = 20
"""Rows of data may continue after at most so many blank rows."""


@dataclass(frozen=True)
class TableArea:
    """One table on a sheet. Rows and columns count from 0; `first` to `last` are the rows of data, inclusive.

    `header` holds the heading rows, () where the table has none. `columns` are the heading texts from column
    `left` on, levels joined by " / ", "" where a column has none. `excluded` names rows that belong to the
    table's surroundings: (row, reason), reason one of body_rows.REASONS.
    """

    sheet: str
    header: tuple[int, ...]
    first: int
    last: int
    left: int
    columns: tuple[str, ...]
    excluded: tuple[tuple[int, str], ...] = ()

    @property
    def right(self) -> int:
        """The last column."""
        return self.left + len(self.columns) - 1

    @property
    def skipped(self) -> frozenset[int]:
        """The rows between `first` and `last` that are no data."""
        return frozenset(row for row, _ in self.excluded if self.first <= row <= self.last)


def find_table_areas(sheet: Sheet, known: Vocabulary = SHAPE_ALONE) -> tuple[TableArea, ...]:
    """Every table of a sheet, top to bottom, then left to right; empty where there is none.

    `known` tells the words that head tables and name items; without it shape alone decides.
    """
    found: list[TableArea] = []
    waiting: Box | None = None
    for box in cut_into_blocks(sheet, known):
        check_time()
        continued = _continue(sheet, found, box, known)
        if continued:
            found[-1] = continued
            continue
        joined = (
            Box(waiting.top, box.bottom, min(waiting.left, box.left), max(waiting.right, box.right))
            if waiting
            else box
        )
        waiting = None
        area = _area(sheet, joined, known)
        if area is not None:
            found.append(area)
        elif heading_rows.is_heading_block(sheet, box, known):
            waiting = box
        elif found:
            found[-1] = _with_rest(found[-1], box)
    return tuple(found)


def find_main_area(sheet: Sheet, known: Vocabulary = SHAPE_ALONE) -> TableArea | None:
    """The table that holds most cells of data, the first of equals; None without any."""
    return max(find_table_areas(sheet, known), key=lambda area: _cells(sheet, area), default=None)


def table_area_at(sheet: Sheet, header: tuple[int, ...], first: int, last: int) -> TableArea:
    """The table that lies where the user says, rows from 0 and within the sheet; rows summing up left out."""
    bottom = max(0, min(last, len(sheet.rows) - 1))
    box = Box(min(first, bottom), bottom, 0, max(sheet.width - 1, 0))
    rows = tuple(row for row in header if 0 <= row < len(sheet.rows))
    _, excluded = body_end.trim_table_end(sheet, box.top, box, SHAPE_ALONE)
    return TableArea(
        sheet=sheet.name,
        header=rows,
        first=box.top,
        last=bottom,
        left=0,
        columns=heading_rows.heading_texts(sheet, rows, box),
        excluded=excluded,
    )


def _cells(sheet: Sheet, area: TableArea) -> int:
    return sum(
        sheet.filled(row, area.left, area.right)
        for row in range(area.first, area.last + 1)
        if row not in area.skipped
    )


def _area(sheet: Sheet, box: Box, known: Vocabulary) -> TableArea | None:
    header = heading_rows.find_heading_rows(sheet, box, known)
    if header is None or header.first > box.bottom:
        return None
    first = header.first
    while first < box.bottom and not sheet.filled(first, box.left, box.right):
        first += 1
    last, excluded = body_end.trim_table_end(sheet, first, box, known)
    if last < first:
        return None
    above = [(row, "title") for row in range(box.top, min((*header.rows, header.first)))]
    start = max(header.rows, default=header.first - 1) + 1
    between = [(row, "numbering" if row < header.first else "blank") for row in range(start, first)]
    return TableArea(
        sheet=sheet.name,
        header=header.rows,
        first=first,
        last=last,
        left=box.left,
        columns=heading_rows.heading_texts(sheet, header.rows, box),
        excluded=tuple(sorted({*above, *between, *excluded})),
    )


def _continue(sheet: Sheet, found: list[TableArea], box: Box, known: Vocabulary) -> TableArea | None:
    """The last table with the rows of a block that goes on like it after blank rows; None if it does not."""
    if not found or not 0 < box.top - found[-1].last <= LONGEST_GAP + 1:
        return None
    before = found[-1]
    if any(known.heads(sheet.rows[row][box.left : box.right + 1]) for row in _first_rows(box)):
        return None
    if not body_end.continues_table(sheet, before.first, before.last, before.left, before.right, box, known):
        return None
    rows = Box(before.first, box.bottom, before.left, before.right)
    last, excluded = body_end.trim_table_end(sheet, before.first, rows, known)
    kept = [(row, reason) for row, reason in before.excluded if row < before.first]
    return replace(before, last=last, excluded=tuple(sorted({*kept, *excluded})))


def _first_rows(box: Box) -> range:
    """The rows of a block in which its own headings would stand."""
    return range(box.top, min(box.bottom, box.top + TITLE_ROWS) + 1)


def _with_rest(area: TableArea, box: Box) -> TableArea:
    rest = [(row, "note") for row in range(box.top, box.bottom + 1)]
    return replace(area, excluded=tuple(sorted({*area.excluded, *rest})))


def columns_and_headings(area: TableArea) -> Iterator[tuple[int, str]]:
    """Column number on the sheet and its heading."""
    return enumerate(area.columns, start=area.left)
