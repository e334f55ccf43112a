"""Names cut at their commas: a list saved as CSV without quotes, put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from survey.files.grid import Cell, Sheet, Workbook, cell_as_text
from survey.roster import wording
from survey.roster.vocabulary import RosterVocabulary

HEADED_WITHIN = 20


def rejoin_names(book: Workbook) -> Workbook:
    """The workbook with names of OPD in one cell where a CSV without quotes cut them at their commas."""
    if book.kind != "csv":
        return book
    return replace(book, sheets=tuple(map(_rejoined, book.sheets)))


def _rejoined(sheet: Sheet) -> Sheet:
    known = RosterVocabulary()
    headed = next((len(cells) for cells in sheet.rows[:HEADED_WITHIN] if known.heads(cells)), 0)
    return replace(sheet, rows=tuple(_row(cells, headed) for cells in sheet.rows))


def _row(cells: tuple[Cell, ...], headed: int) -> tuple[Cell, ...]:
    """A row with its name whole: the cells beyond the headings, without any those after a space."""
    place = _place_of_name(cells)
    if place is None:
        return cells
    spaced = takewhile(lambda cell: isinstance(cell, str) and cell[:1] == " ", cells[place + 1 :])
    more = len(cells) - headed if headed else len(list(spaced))
    if more <= 0:
        return cells
    parts = [cell_as_text(cell) for cell in cells[place : place + more + 1]]
    if any(wording.is_opd_name(part) for part in parts[1:]):
        return cells
    return (*cells[:place], ", ".join(filter(None, parts)), *cells[place + more + 1 :])


def _place_of_name(cells: Sequence[Cell]) -> int | None:
    texts = enumerate(map(cell_as_text, cells))
    return next((at for at, text in texts if wording.is_opd_name(wording.split_number(text)[1])), None)
