"""The filled cells of a row of a table of programmes, merged cells and lost formulas included."""

from __future__ import annotations

from collections.abc import Sequence

from survey.files.grid import Cell, Sheet, cell_name
from survey.programmes.columns import ProgrammeColumn

Filled = tuple[ProgrammeColumn, Cell]
FilledRow = tuple[int, Sequence[Filled]]


def cell_or_error(sheet: Sheet, row: int, column: int) -> Cell:
    """The cell, or the one it is merged with; an error text for a formula that holds no value."""
    anchor = sheet.merged.get((row, column), (row, column))
    name = cell_name(*anchor)
    if name in sheet.errors or name in sheet.uncomputed:
        return sheet.errors.get(name, "#N/A")
    return sheet.at(*anchor)
