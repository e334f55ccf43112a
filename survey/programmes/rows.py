"""One row of a table of programmes: each cell goes to the one who reads its field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from survey.cells import ERROR_TEXT
from survey.grid import Cell, as_text, cell_name
from survey.programmes import in_figures, in_words
from survey.programmes.columns import Column
from survey.programmes.record import Record, silent
from survey.programmes.values import Row

TEXTS = frozenset({"key", "name", "problem", "funds", "rpjmd", "renstra", "renja", "measure", "unit", "risk"})
TEXTS |= {"mitigation"}
FILLS = {"cost": "costs", "activity": "renja", "level": "lifts", "period": "start", "target_of": "target"}
FILLS |= {"done": "realisation", "outcome": "realisation"}
"""The field of a programme that a column of another name fills."""
READERS: dict[str, Callable[[Record, Column, Cell, str], None]] = {
    "dimension": in_words.dimension,
    "subdimension": in_words.subdimension,
    "kind": in_words.kind,
    "status": in_words.status,
    **dict.fromkeys(("lead", "support", "data_from"), in_words.agencies),
    **dict.fromkeys(("districts", "villages"), in_words.places),
    **dict.fromkeys(("code", "activity"), in_words.code),
    "after": in_words.after,
    "lifts": in_figures.lifts,
    "level": in_figures.level,
    "cost": in_figures.cost,
    **dict.fromkeys(("done", "outcome", "target_of"), in_figures.yearly),
    "since": in_figures.since,
    **dict.fromkeys(("start", "end", "benefit"), in_figures.day),
    "period": in_figures.period,
    **dict.fromkeys(("baseline", "target"), in_figures.number),
}
Cells = Sequence[tuple[Column, Cell]]


def read(at: Record, cells: Cells) -> Row:
    """The row; `cells` are its filled cells with their columns."""
    later = []
    for column, cell in cells:
        text = as_text(cell)
        if silent(column, text):
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


def _take(at: Record, column: Column, cell: Cell, text: str) -> None:
    if column.mark and in_figures.mark(at, column, cell, text):
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
    text = cell if isinstance(cell, str) else as_text(cell)
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
