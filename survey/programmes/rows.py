"""One row of a table of programmes: each cell goes to the one who reads its field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from survey.answers.cells import ERROR_TEXT
from survey.files.grid import Cell, cell_as_text, cell_name
from survey.programmes import number_cells, text_cells
from survey.programmes.columns import ProgrammeColumn
from survey.programmes.record import ProgrammeRecord, is_cell_silent
from survey.programmes.values import ProgrammeRow

TEXTS = frozenset({"key", "name", "problem", "funds", "rpjmd", "renstra", "renja", "measure", "unit", "risk"})
TEXTS |= {"mitigation"}
FILLS = {"cost": "costs", "activity": "renja", "level": "lifts", "period": "start", "target_of": "target"}
FILLS |= {"done": "realisation", "outcome": "realisation"}
"""The field of a programme that a column of another name fills."""
READERS: dict[str, Callable[[ProgrammeRecord, ProgrammeColumn, Cell, str], None]] = {
    "dimension": text_cells.read_dimension_cell,
    "subdimension": text_cells.read_subdimension_cell,
    "kind": text_cells.read_kind_cell,
    "status": text_cells.read_status_cell,
    **dict.fromkeys(("lead", "support", "data_from"), text_cells.read_opd_cell),
    **dict.fromkeys(("districts", "villages"), text_cells.read_places_cell),
    **dict.fromkeys(("code", "activity"), text_cells.read_code_cell),
    "after": text_cells.read_after_cell,
    "lifts": number_cells.read_lifts_cell,
    "level": number_cells.read_level_cell,
    "cost": number_cells.read_cost_cell,
    **dict.fromkeys(("done", "outcome", "target_of"), number_cells.read_yearly_cell),
    "since": number_cells.read_since_cell,
    **dict.fromkeys(("start", "end", "benefit"), number_cells.read_day_cell),
    "period": number_cells.read_period_cell,
    **dict.fromkeys(("baseline", "target"), number_cells.read_number_cell),
}
Cells = Sequence[tuple[ProgrammeColumn, Cell]]


def read_programme_row(at: ProgrammeRecord, cells: Cells) -> ProgrammeRow:
    """The row; `cells` are its filled cells with their columns."""
    later = []
    for column, cell in cells:
        text = cell_as_text(cell)
        if is_cell_silent(column, text):
            continue
        if ERROR_TEXT.match(text):
            at.leave(column, column.field or "note", text, "P17")
        elif column.field in ("lifts", "cost", "activity", "done", "outcome"):
            later.append((column, cell, text))
        else:
            _take(at, column, cell, text)
    # These read what other cells of the row have said by then.
    for column, cell, text in later:
        _take(at, column, cell, text)
    return at.settled()


def _take(at: ProgrammeRecord, column: ProgrammeColumn, cell: Cell, text: str) -> None:
    if column.mark and number_cells.read_mark_cell(at, column, cell, text):
        return
    at.cells.setdefault(FILLS.get(column.field, column.field), cell_name(at.row, column.index))
    if column.field in TEXTS:
        at.given[column.field] = _lines(cell)
    elif column.field in READERS:
        READERS[column.field](at, column, cell, text)
    else:
        at.notes.append(_lines(cell) if column.field == "note" else f"{column.heading}: {text}")


def _lines(cell: Cell) -> str:
    """The text of a cell with its lines, each trimmed."""
    text = cell if isinstance(cell, str) else cell_as_text(cell)
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
