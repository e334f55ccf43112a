"""The rows of any reader as a Sheet of plain cells, cut at the limits."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reference.control_characters import strip_control_characters
from reference.numbers import round_number, write_code
from reference.text_limits import NAME, TEXT
from survey.files import limits
from survey.files.grid import Cell, Sheet, cell_name, cell_position
from survey.files.sheet_scan import SheetScan

Row = Sequence[object]
CLEANED = 1000
"""So many cells that lost control characters, or whose text was cut, are named at most."""
# Nobody wrote so wide a gap; read as it stands, each pattern that looks for what follows it would begin anew
# at each of its spaces.
_GAP = re.compile(r"\s{40,}")
# Nearly all numbers of a survey are levels and shares. Each once in memory instead of once a cell, whatever
# looks at the cells of a large survey afterwards is faster.
_shared_number = {number: number for number in map(float, range(101))}.get


class CellBudget:
    """What one workbook may still hold: cells, and characters in them."""

    def __init__(self) -> None:
        self.cells = limits.CELLS
        self.characters = limits.CHARACTERS
        self.is_cleaned = False
        """Whether a text since somebody last looked lost control characters or its end."""
        self.has_bools = False
        """Whether any cell was a bool."""

    def name_exceeded_limit(self) -> str:
        """Which limit was passed, for people; "" while there is room."""
        if self.cells < 0:
            return f"lebih dari {limits.CELLS} sel"
        if self.characters < 0:
            return f"lebih dari {limits.CHARACTERS} huruf"
        return ""

    def cell(self, value: object) -> Cell:
        """One value as a cell: integers as floats, blank text as None, times and durations as text."""
        if value is None or value == "":
            return None
        if isinstance(value, bool | float | datetime.date):
            self.has_bools = self.has_bools or isinstance(value, bool)
            return value
        if isinstance(value, int):
            return float(value)
        text = str(value)
        self.characters -= len(text)
        if (clean := strip_control_characters(text)) != text:
            self.is_cleaned, text = True, clean
        if len(text) > NAME:
            text = self._bounded(text)
        return text if text.strip() else None

    def _bounded(self, text: str) -> str:
        """A long text without wide gaps, as a space or a new line, and no longer than a text may be."""
        if len(text) > TEXT:
            self.is_cleaned, text = True, text[:TEXT]
        return _GAP.sub(lambda gap: "\n" if "\n" in gap[0] else " ", text)


def sheet_within_limits(
    name: str, rows: Iterable[Row], budget: CellBudget, scan: SheetScan | None = None, visible: bool = True
) -> Sheet:
    """The sheet with trailing empty cells and rows cut; `trimmed` names what the limits left out."""
    scan = scan or SheetScan()
    kept: list[tuple[Cell, ...]] = []
    trimmed = scan.beyond
    percents = _by_row(scan.percents)
    cleaned: list[str] = []
    cut: list[str] = []
    comments = _Comments(scan.comments)
    for number, row in enumerate(rows, start=1):
        cells = comments.fill_row(number, _cells(row, budget), budget)
        if budget.is_cleaned:
            budget.is_cleaned = False
            cleaned += (cell_name(number - 1, column) for column in _unclean(row))
            cut += (cell_name(number - 1, column) for column in _too_long(row))
        for column in percents.get(number, ()):
            if column < len(cells):
                cells[column] = _as_shown(cells[column])
        if number > limits.ROWS:
            trimmed = trimmed or f"lebih dari {limits.ROWS} baris"
            break
        if len(cells) > limits.COLUMNS:
            trimmed = trimmed or f"{len(cells)} kolom"
            cells = cells[: limits.COLUMNS]
        budget.cells -= len(cells)
        if budget.name_exceeded_limit():
            trimmed = budget.name_exceeded_limit()
            break
        kept.append(tuple(cells))
    while kept and not kept[-1]:
        kept.pop()
    return Sheet(
        name=name,
        rows=tuple(kept),
        visible=visible,
        merges=tuple(scan.merges),
        errors=scan.errors,
        uncomputed=frozenset(scan.uncomputed),
        hidden_rows=frozenset(scan.hidden_rows),
        trimmed=trimmed,
        cleaned=tuple(cleaned[:CLEANED]),
        cut=tuple(cut[:CLEANED]),
        struck=frozenset(scan.struck),
        yes_or_no=budget.has_bools,
        commented=tuple(comments.read),
        remarks=tuple(comments.left),
    )


class _Comments:
    """What is written about the cells of a sheet: it counts where a cell holds nothing itself."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts, self._rows = texts, _by_row(texts)
        self.read: list[str] = []
        self.left = dict.fromkeys(texts)

    def fill_row(self, number: int, cells: list[Cell], budget: CellBudget) -> list[Cell]:
        """The cells of a row (from 1) with those that only their comment speaks for."""
        for column in sorted(self._rows.get(number, ())):
            name = cell_name(number - 1, column)
            if column >= limits.COLUMNS or (column < len(cells) and cells[column] is not None):
                continue
            cells += [None] * (column + 1 - len(cells))
            cells[column] = budget.cell(self._texts[name])
            self.read.append(name)
            del self.left[name]
        return cells


def _unclean(row: Row) -> Iterator[int]:
    """The columns of texts with control characters or what shows nothing."""
    texts = ((at, cell) for at, cell in enumerate(row) if isinstance(cell, str))
    return (at for at, text in texts if strip_control_characters(text) != text)


def _too_long(row: Row) -> Iterator[int]:
    """The columns of texts that lost their end."""
    texts = ((at, strip_control_characters(cell)) for at, cell in enumerate(row) if isinstance(cell, str))
    return (at for at, text in texts if len(text) > TEXT)


def _by_row(names: Iterable[str]) -> dict[int, list[int]]:
    """Row from 1 -> columns from 0 of cells by their names."""
    found: dict[int, list[int]] = {}
    for name in names:
        row, column = cell_position(name)
        found.setdefault(row + 1, []).append(column)
    return found


def _as_shown(cell: Cell) -> Cell:
    """A share as its sheet shows it, 0.75 as "75%": as the bare number it is, 1 would be a level."""
    return f"{write_code(round_number(100 * cell, 4))}%" if isinstance(cell, float) else cell


def _cells(row: Row, budget: CellBudget) -> list[Cell]:
    # A far cell leaves thousands of empty rows before it; most cells of a large survey are numbers already.
    if row.count(None) == len(row):
        return []
    cells = [_shared_number(value, value) if type(value) is float else budget.cell(value) for value in row]
    while cells and cells[-1] is None:
        cells.pop()
    return cells
