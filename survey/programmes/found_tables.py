"""The tables of a workbook that may hold programmes, each with the rows down to the next one of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from survey.files.grid import Box, Sheet, Workbook
from survey.programmes import codes, columns
from survey.programmes.columns import ProgrammeColumn
from survey.programmes.values import ProgrammeContext
from survey.tables import areas, heading_rows
from survey.tables.areas import TableArea
from survey.time_limit import check_time

DEEPEST = 4
"""So many rows of headings at most."""


@dataclass(frozen=True)
class FoundTable:
    """A table on a sheet and what its columns were taken for at first.

    `until` is the first row, from 0, that belongs to another table with headings, or lies below the sheet.
    `titles` are the rows that may say of what it is: those above it and not of another table.
    """

    sheet: Sheet
    area: TableArea
    columns: tuple[ProgrammeColumn, ...]
    until: int
    titles: tuple[int, ...] = ()

    @property
    def title_sheet(self) -> Sheet:
        """The sheet with nothing but the titles; other rows are blank."""
        kept = set(self.titles)
        last = max(self.titles, default=-1)
        rows = (cells if row in kept else () for row, cells in enumerate(self.sheet.rows[: last + 1]))
        return Sheet(self.sheet.name, tuple(rows))

    @property
    def is_headed(self) -> bool:
        """Whether its headings mean anything: a run of rows may only look like a table of its own."""
        named = any(one.how in ("exact", "given") and one.field for one in self.columns)
        return bool(self.area.header) and named and not self._is_coded()

    def _is_coded(self) -> bool:
        """Whether a code stands where the headings should."""
        cells = (self.sheet.text(row, at) for row in self.area.header for at in range(self.sheet.width))
        return any(codes.WHOLE_CODE.match(text) for text in cells if text)


def find_programme_tables(book: Workbook, source: ProgrammeContext) -> Iterator[FoundTable]:
    """The table the user points at, else every table on the sheets a person sees."""
    chosen = book.sheet(source.table.sheet) if source.table else None
    if source.table and chosen:
        header = tuple(row - 1 for row in source.table.header)
        area = areas.table_area_at(chosen, header, source.table.first - 1, source.table.last - 1)
        known = columns.find_programme_columns(chosen, area, source.columns)
        yield FoundTable(chosen, area, known, area.last + 1, tuple(range(min(header, default=area.first))))
        return
    for sheet in book.sheets:
        if sheet.visible:
            yield from _on_sheet(sheet, source)


def _on_sheet(sheet: Sheet, source: ProgrammeContext) -> Iterator[FoundTable]:
    found = [
        FoundTable(sheet, area, columns.find_programme_columns(sheet, area, source.columns), len(sheet.rows))
        for area in (_with_lower_headings(sheet, area) for area in areas.find_table_areas(sheet))
    ]
    rows_of_tables = {row for one in found for row in range(_top(one.area), one.area.last + 1)}
    for at, one in enumerate(found):
        check_time()
        tops = (
            min(other.area.header)
            for other in found[at + 1 :]
            if other.is_headed
            and are_stacked(one.area, other.area)
            and min(other.area.header) > one.area.last
        )
        titles = tuple(row for row in range(_top(one.area)) if row not in rows_of_tables)
        yield replace(one, until=min(tops, default=len(sheet.rows)), titles=titles)


def _top(area: TableArea) -> int:
    return min(area.header, default=area.first)


def _with_lower_headings(sheet: Sheet, area: TableArea) -> TableArea:
    """The area with rows of nothing but words of headings as headings too, though nothing is merged."""
    header, first = list(area.header), area.first
    while header and first < area.last and len(header) < DEEPEST and _heads(sheet, first, area):
        header.append(first)
        first += 1
    if first == area.first:
        return area
    if _numbers_columns(sheet, first, area) and first < area.last:
        first += 1
    box = Box(area.first, area.last, area.left, area.right)
    texts = heading_rows.heading_texts(sheet, header, box)
    return replace(area, header=tuple(header), first=first, columns=texts)


def _heads(sheet: Sheet, row: int, area: TableArea) -> bool:
    texts = [text for at in range(area.left, area.right + 1) if (text := sheet.text(row, at))]
    return bool(texts) and all(columns.is_heading_word(text) for text in texts)


def _numbers_columns(sheet: Sheet, row: int, area: TableArea) -> bool:
    texts = [text for at in range(area.left, area.right + 1) if (text := sheet.text(row, at))]
    return len(texts) > 2 and all(text.strip("()") == str(at) for at, text in enumerate(texts, 1))


def are_stacked(one: TableArea, other: TableArea) -> bool:
    """Whether two areas have columns in common, so that one stands below the other."""
    return one.left <= other.right and other.left <= one.right
