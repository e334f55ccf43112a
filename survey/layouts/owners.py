"""Whose answers a table holds: what the lines above it, its sheet's name or the rest of its file say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

import pandas as pd

from reference import agencies
from reference.catalogue import organisation_form
from reference.keys import text_key
from scoring.framework import Framework
from survey import named_opd, named_region
from survey.answers.file_reading import OWNERS_OF_FILE, SKIP, FileReading
from survey.files.grid import Sheet, Workbook, cell_name, cell_position
from survey.layouts import shared
from survey.opd_titles import LONGEST_TITLE, opd_in_title
from survey.tables.headings import node_named_by
from survey.tables.speaking_rows import SpeakingRows
from survey.tables.table import SheetText, Table, begins_as_total, texts_above

AROUND = re.compile(
    r"^\W*\d{1,3}\b|\b(?:form|formulir|survei|survey|kuesioner|isian|jawaban|data|lembar|opd|rekap|hasil)\b",
    re.I,
)
CELLS_OF_OWNER = 3
NUMBERED = re.compile(r"^\W*(?:[a-z]|[ivx]{1,5}|\d{1,3})\W*$", re.I)
"""What counts a section in front of its name: "A", "II.", "3"."""
T = TypeVar("T")
SEARCHED = 60
"""Rows of a sheet looked through for what a cover says."""


@dataclass(frozen=True)
class OpdMention:
    """The OPD that a table names: as written ("" = a line left blank), where, and who else is named there."""

    text: str = ""
    sheet: str = ""
    cell: str = ""
    rivals: tuple[tuple[str, str], ...] = ()
    """(OPD, where and how it is written) where the same answers are given to several."""


def is_answered_by_opd(framework: Framework) -> bool:
    """Whether the items of an instrument are put to OPD rather than to the region as a whole."""
    return framework.opinion or any(framework.node(code).tags.get("lead") for code in framework.leaves)


class FileOwners:
    """What the tables of one file say of their region and OPD."""

    def __init__(self, book: Workbook, reader: FileReading) -> None:
        self.book, self.reader = book, reader
        self.by_opd = is_answered_by_opd(reader.instrument.framework)
        self._answers: dict[tuple[object, ...], Any] = {}
        self._regions_in: dict[tuple[str, int, int], str | None] = {}
        self._rows: dict[tuple[str, int, int], int] = {}
        """(sheet, first row of data, left) of a part of a table -> the row among its data naming its OPD."""
        self._strangers: dict[tuple[str, int, int], SheetText] = {}
        """The same -> the text there, where no OPD is known by it."""

    def region_named(self, table: Table) -> str | None:
        """The region that the lines above a table name, else its sheet further up, else the file alone."""
        speaking = named_region.rows_naming_regions(table.sheet)
        for since in speaking.find_starts(self._starts(table), table.top):
            if found := self._region_in(table.sheet, since, table.top):
                return found
        return self._region_of_file

    @cached_property
    def _region_of_file(self) -> str | None:
        named = {self._region_in(sheet, 0, self._top(sheet)) for sheet in shared.visible_sheets(self.book)}
        named.discard(None)
        return named.pop() if len(named) == 1 else None

    def _opd_lines(self, sheet: Sheet, roster: pd.DataFrame | None) -> SpeakingRows[SheetText]:
        """The `LABEL : isi` lines of a sheet that name an OPD."""
        return self._known(
            ("lines", sheet.name, id(roster)),
            lambda: SpeakingRows(lambda row: list(named_opd.opd_lines_above(sheet, row + 1, roster, row))),
        )

    def _known(self, question: tuple[object, ...], find: Callable[[], T]) -> T:
        """What was found of this file before: a sheet may hold hundreds of tables."""
        if question not in self._answers:
            self._answers[question] = find()
        found: T = self._answers[question]
        return found

    def region_of(self, table: Table) -> str | None:
        """The region of a table: named, given or asked; SKIP where the file also holds the one given."""
        named, given = self.region_named(table), self.reader.context.region
        if named and given and named != given and given in self._regions:
            self.reader.other_regions.add_rows(table.sheet.name, table.rows, named)
            return SKIP
        return named_region.region_of_file(self.reader, named)

    @cached_property
    def _regions(self) -> set[str | None]:
        tables = shared.tables_in_workbook(self.book, self.reader)
        return {self.region_named(table) for table in tables}

    def _region_in(self, sheet: Sheet, since: int, until: int) -> str | None:
        place = (sheet.name, since, until)
        if place not in self._regions_in:
            self._regions_in[place] = named_region.region_named_above(self.reader, sheet, until, since)
        return self._regions_in[place]

    def opd_of(self, table: Table, region: str | None) -> str | None:
        """The OPD a table names; None where it names none or that is asked, SKIP where it is left out."""
        named = self.opd_named(table, region)
        if named is None or region is None:
            return None
        if named.rivals:
            return named_opd.choose_between_opd(
                self.reader, region, dict(named.rivals), named.sheet, named.cell
            )
        return named_opd.find_opd(self.reader, region, named.text, named.sheet, named.cell)

    def opd_named(self, table: Table, region: str | None) -> OpdMention | None:
        """The OPD named nearest to a table: above it, by its sheet, by the file; None where nothing does."""
        place = ("owner", table.sheet.name, table.area.left, table.top, table.area.first, region)
        return self.reader.recall(place, lambda: self._nearest(table, self._roster(region)))

    def line_naming_opd(self, table: Table) -> SheetText | None:
        """The one `LABEL : isi` line above a table that names an OPD; None where none or several do."""
        roster = self._roster(self.region_named(table) or self.reader.context.region)
        named = {line.text: line for line in self._lines(table, roster) if line.text}
        known = [one for one in named.values() if agencies.match_opd(one.text, roster).status == "ok"]
        return known[0] if len(known) == len(named) == 1 else None

    def _roster(self, region: str | None) -> pd.DataFrame | None:
        if not region:
            return None
        return self._known(("roster", region), lambda: self.reader.context.rosters.get(region))

    def _nearest(self, table: Table, roster: pd.DataFrame | None) -> OpdMention | None:
        if stranger := self._strangers.get(_place_of(table)):
            return OpdMention(stranger.text, table.sheet.name, stranger.cell)
        lines = self._lines(table, roster)
        titled = [] if lines else self._titles(table, roster)
        found = [line for line in lines or titled if line.text]
        name = self._of_sheet(table.sheet, roster)
        is_part = _place_of(table) in self._rows
        if name and not is_part and not self._is_shared(table.sheet):
            found.append(name)
        if found:
            return _between(found, table.sheet.name, roster)
        if below := self._lines_below(table, roster):
            return _between(below, table.sheet.name, roster)
        return None if lines else self._of_file(table, roster)

    def _stands_beside(self, table: Table) -> bool:
        """Whether another table stands left or right of a table."""
        others = self._tables(table.sheet)
        is_stack = self._known(
            ("stack", table.sheet.name), lambda: len({one.area.left for one in others}) < 2
        )
        if is_stack and all(one.area.left == table.area.left for one in others[:1]):
            return False
        return any(
            one.area.left != table.area.left and one.top <= table.area.last and table.top <= one.area.last
            for one in others
        )

    def _lines_below(self, table: Table, roster: pd.DataFrame | None) -> list[SheetText]:
        """The lines under the last table of a sheet that name an OPD: where forms are signed."""
        others = self._tables(table.sheet)
        if len(others) > 1 or any(table.area.last < one.area.last for one in others):
            return []
        until = min(len(table.sheet.rows), table.area.last + SEARCHED)
        lines = self._opd_lines(table.sheet, roster).find_between(table.area.last + 1, until)
        return [line for line in lines if line.text]

    def _lines(self, table: Table, roster: pd.DataFrame | None) -> list[SheetText]:
        """The `LABEL : isi` lines nearest above a table, of several beside one another those over it."""
        own = self._rows.get(_place_of(table))
        lines = self._opd_lines(table.sheet, roster)
        above = lines.find_starts(self._starts(table, among_data=True), table.top)
        own_lines = [] if own is None else list(named_opd.opd_lines_above(table.sheet, own + 1, roster, own))
        for found in chain([own_lines], (lines.find_between(since, table.top) for since in above)):
            if found:
                over = [line for line in found if _is_over(table, line.cell)]
                return over if self._stands_beside(table) and over else found
        return []

    def _titles(self, table: Table, roster: pd.DataFrame | None) -> list[SheetText]:
        if not self.by_opd:
            return []
        own = self._rows.get(_place_of(table))
        since, until = (self._starts(table)[-1], table.top) if own is None else (own, own + 1)
        lines = list(texts_above(table.sheet, until, since))
        if self._stands_beside(table):
            lines = [line for line in lines if _is_over(table, line.cell)]
        return [replace(line, text=text) for line in lines if (text := opd_in_title(line.text, roster))]

    def _of_sheet(self, sheet: Sheet, roster: pd.DataFrame | None) -> SheetText | None:
        """The OPD that a sheet is named after, where its name is one's own rather than a topic's."""
        text = " ".join(AROUND.sub(" ", sheet.name.replace("_", " ")).split())
        match = agencies.match_opd(text, roster) if self.by_opd and text else None
        if match is None or match.status == "unknown" or node_named_by(text, self.reader.instrument):
            return None
        is_own = match.how in ("roster", "alias") or organisation_form(text) not in ("", "lain")
        return SheetText(text, "") if is_own else None

    def _is_shared(self, sheet: Sheet) -> bool:
        """Whether a sheet names several OPD itself, so that its name says little."""
        lines = self._opd_lines(sheet, None)
        return self._known(
            ("shared", sheet.name),
            lambda: (
                len(
                    {
                        line.text.casefold()
                        for table in self._tables(sheet)
                        for line in lines.find_between(self._starts(table)[-1], table.top)
                    }
                )
                > 1
            ),
        )

    def _of_file(self, table: Table, roster: pd.DataFrame | None) -> OpdMention | None:
        """The one OPD that the file names elsewhere, where this table's sheet is a part of the same form."""
        named = {
            line.text.casefold(): (sheet, line)
            for sheet in shared.visible_sheets(self.book)
            for line in self._opd_lines(sheet, roster).find_between(0, min(self._top(sheet), len(sheet.rows)))
        }
        if len(named) != 1:
            return None
        ((sheet, line),) = named.values()
        if not line.text or not (self._is_cover(sheet) or self._continues(table.sheet)):
            return None
        return OpdMention(line.text, sheet.name, line.cell)

    def _is_cover(self, sheet: Sheet) -> bool:
        return not self.by_opd or self._known(
            ("cover", sheet.name),
            lambda: not any(self._names_item(line.text) for line in texts_above(sheet, SEARCHED)),
        )

    def _names_item(self, text: str) -> bool:
        node = node_named_by(text, self.reader.instrument)
        return node is not None and not self.reader.instrument.framework.children(node)

    def _continues(self, sheet: Sheet) -> bool:
        """Whether a sheet is named after a part of the instrument ("B. Branding"): a form on many sheets."""
        name = re.sub(r"^\W*(?:[A-Z]|[IVX]+|\d+)\s*[.)]\s*", "", sheet.name)
        return any(node_named_by(text, self.reader.instrument) for text in (sheet.name, name))

    def _tables(self, sheet: Sheet) -> tuple[Table, ...]:
        return shared.tables_on_sheet(sheet, self.reader)

    def _top(self, sheet: Sheet) -> int:
        """The first heading row of a sheet with answers; the end of a cover."""
        if self._is_cover(sheet):
            return SEARCHED
        tops = self._known(("top", sheet.name), lambda: [table.top for table in self._tables(sheet)])
        return min(tops, default=SEARCHED)

    def _starts(self, table: Table, *, among_data: bool = False) -> list[int]:
        """From which row on lines speak of a table: since the start of the sheet, or each table above it.

        `among_data` begins within that table: a line under its last row may have been taken for one more.
        """
        above = [one.area for one in self._tables(table.sheet) if one.area.last < table.top]
        rows = {area.first if among_data else area.last + 1 for area in above}
        return sorted({0, *rows})

    def cut_at_owners(self, table: Table) -> list[Table]:
        """A table cut at rows among its data that name another OPD; whole where there are none."""
        roster = self._roster(self.region_named(table) or self.reader.context.region)
        cuts = [
            row for row in range(table.area.first, table.area.last + 1) if self._names_opd(table, row, roster)
        ]
        if not cuts:
            return [table]
        unknown = self._unknown_owners(table, cuts)
        cuts = sorted({*cuts, *unknown})
        starts = [table.area.first, *(self._below(table, row) for row in cuts)]
        ends = [row - 1 for row in (*cuts, table.area.last + 1)]
        name, left = table.sheet.name, table.area.left
        self._rows |= {(name, start, left): row for start, row in zip(starts[1:], cuts, strict=True)}
        self._strangers |= {
            (name, start, left): unknown[row]
            for start, row in zip(starts[1:], cuts, strict=True)
            if row in unknown
        }
        return [
            Table(table.sheet, replace(table.area, first=start, last=end), table.columns)
            for start, end in zip(starts, ends, strict=True)
            if end >= start
        ]

    def _unknown_owners(self, table: Table, cuts: Sequence[int]) -> dict[int, SheetText]:
        """The rows that stand as those that name an OPD do, over items, and name one that nobody knows.

        A text that stands there more than once heads a part of each OPD's answers.
        """
        places = {
            column.index for row in cuts for column in table.columns if table.sheet.text(row, column.index)
        }
        rows = set(range(table.area.first, table.area.last)) - set(cuts)
        alone = {row: one for row in rows if (one := self._text_alone(table, row)) and one[0] in places}
        seen = Counter(text_key(text) for _, text in alone.values())
        return {
            row: SheetText(text, cell_name(row, column))
            for row, (column, text) in alone.items()
            if seen[text_key(text)] == 1 and self._heads_items(table, row, text)
        }

    def _text_alone(self, table: Table, row: int) -> tuple[int, str] | None:
        """The column and text of a row that holds one text and at most numbering beside it."""
        if not 0 < table.sheet.filled(row, table.area.left, table.area.right) <= CELLS_OF_OWNER:
            return None
        cells = [(column.index, table.sheet.text(row, column.index)) for column in table.columns]
        texts = [(column, text) for column, text in cells if text and not NUMBERED.match(text)]
        return texts[0] if len(texts) == 1 else None

    def _heads_items(self, table: Table, row: int, text: str) -> bool:
        """Whether a text that names nothing of the instrument stands over a row that names an item."""
        below = self._below(table, row)
        if len(text) > LONGEST_TITLE or ":" in text or begins_as_total(text):
            return False
        if node_named_by(text, self.reader.instrument):
            return False
        return any(self._names_item(table.sheet.text(below, column.index)) for column in table.columns)

    def _below(self, table: Table, row: int) -> int:
        """The first row of data below a row that names an OPD: headings may be repeated there."""
        return next((at + 1 for at in (row + 1, row + 2) if _repeats_headings(table, at)), row + 1)

    def _names_opd(self, table: Table, row: int, roster: pd.DataFrame | None) -> bool:
        sheet = table.sheet
        if not 0 < sheet.filled(row, table.area.left, table.area.right) <= CELLS_OF_OWNER:
            return False
        if any(line.text for line in named_opd.opd_lines_above(sheet, row + 1, roster, row)):
            return True
        filled = {sheet.text(row, column.index) for column in table.columns} - {""}
        texts = {text for text in filled if not NUMBERED.match(text)}
        is_block = self._below(table, row) > row + 1
        return self.by_opd and len(texts) == 1 and bool(opd_in_title(texts.pop(), roster, whole=not is_block))


def _repeats_headings(table: Table, row: int) -> bool:
    headings = {column.lowest_heading for column in table.columns} - {""}
    texts = {table.sheet.text(row, column.index) for column in table.columns} - {""}
    return len(texts) > 1 and texts <= headings


def _between(found: list[SheetText], sheet: str, roster: pd.DataFrame | None) -> OpdMention:
    """The OPD that texts name; those that surely name different ones become rivals."""
    sure: dict[str, SheetText] = {}
    for line in found:
        match = agencies.match_opd(line.text, roster)
        if match.status == "ok" and match.opd:
            sure.setdefault(match.opd, line)
    first = next(iter(sure.values()), found[0])
    rivals = tuple((opd, f"{line.cell or 'nama lembar'}: {line.text}") for opd, line in sure.items())
    return OpdMention(first.text, sheet, first.cell, rivals if len(rivals) > 1 else ())


def _place_of(table: Table) -> tuple[str, int, int]:
    return table.sheet.name, table.area.first, table.area.left


def _is_over(table: Table, cell: str) -> bool:
    column = cell_position(cell)[1]
    return table.area.left - 1 <= column <= table.area.right + 1


def owners_of_file(book: Workbook, reader: FileReading) -> FileOwners:
    """What a file's tables say of their owners; sought once a file."""
    return reader.recall(OWNERS_OF_FILE, lambda: FileOwners(book, reader))
