"""Rows of a text file with more cells than their heading: cut numbers joined, shifted rows left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reference.instruments import Instrument
from survey.answers.cells import number_in_cell
from survey.answers.file_reading import FileReading
from survey.files.decimal_commas import joined_rows
from survey.files.grid import Cell, Sheet, Workbook, cell_name
from survey.tables.headings import node_named_by

JOIN, LEAVE, AS_IT_IS = "decimal", "leave", "plain"
NAMED, HEADING_WITHIN = 5, 30
Row = tuple[Cell, ...]
Way = tuple[tuple[int, ...], Row]


class LongerRows(NamedTuple):
    """The rows of a table with cells beyond its last heading, `joined` those that decimal numbers explain."""

    width: int
    joined: Mapping[int, Row]
    shifted: tuple[int, ...]


def settle_longer_rows(book: Workbook, reader: FileReading) -> Workbook:
    """The text file with its cut numbers joined, once asked; a row a comma shifted is left out till then."""
    cut = [_settled(one, reader) if one.pasted or book.kind == "csv" else one for one in book.sheets]
    return replace(book, sheets=tuple(cut))


def _settled(sheet: Sheet, reader: FileReading) -> Sheet:
    rows: dict[int, Row] = {}
    found = _longer(sheet, reader)
    if found and found.joined:
        rows |= _asked_to_join(sheet, found, reader)
    if found and found.shifted:
        rows |= _asked_to_leave(sheet, found, reader)
    if not rows:
        return sheet
    return replace(sheet, rows=tuple(rows.get(row, cells) for row, cells in enumerate(sheet.rows)))


def _heading(sheet: Sheet) -> int | None:
    """The widest of the first rows that hold nothing but words: a cut number makes data wider than it."""
    words = [
        row
        for row, cells in enumerate(sheet.rows[:HEADING_WITHIN])
        if len(cells) > 1 and not any(map(number_in_cell, cells))
    ]
    return max(words, key=lambda row: len(sheet.rows[row]), default=None)


def _longer(sheet: Sheet, reader: FileReading) -> LongerRows | None:
    """None where no row is longer, or every one is: then that is a column without a heading."""
    heading = _heading(sheet)
    if heading is None:
        return None
    width = len(sheet.rows[heading])
    rows = [row for row in range(heading + 1, len(sheet.rows)) if len(sheet.rows[row]) > 1]
    longer = [row for row in rows if len(sheet.rows[row]) > width]
    levels = {column for column in range(width) if _is_level(sheet.text(heading, column), reader.instrument)}
    ways = {row: _ways(sheet.rows[row], width, levels) for row in longer}
    decimal = {column for found in ways.values() for columns, _ in found for column in columns}
    highest = reader.instrument.framework.scale.maximum
    joined = {row: one for row, found in ways.items() if (one := _one_way(found, decimal, highest))}
    if not longer or (not decimal and len(longer) == len(rows)):
        return None
    return LongerRows(width, joined, tuple(row for row in longer if row not in joined))


def _is_level(heading: str, instrument: Instrument) -> bool:
    """Whether a column answers an item in levels, so that no number stands in it but whole ones ("3,0")."""
    tree = instrument.framework
    return tree.scale.integers and node_named_by(heading, instrument) in tree.leaves


def _ways(cells: Row, width: int, levels: set[int]) -> list[Way]:
    return [
        (columns, row)
        for columns, row in joined_rows(cells, width)
        if all(_is_whole(row[column]) for column in levels.intersection(columns))
    ]


def _is_whole(cell: Cell) -> bool:
    number = number_in_cell(cell)
    return number is not None and number.value.is_integer()


def _one_way(ways: Sequence[Way], decimal: Collection[int], highest: float) -> Row | None:
    """The only way to join a row that keeps what may be answers on the scale; None where several do."""
    fitting = [row for _, row in ways if all(_is_within(row[place], highest) for place in decimal)]
    return fitting[0] if len(fitting) == 1 else None


def _is_within(cell: Cell, highest: float) -> bool:
    number = number_in_cell(cell)
    return number is None or number.value <= highest


def _asked_to_join(sheet: Sheet, found: LongerRows, reader: FileReading) -> Mapping[int, Row]:
    first = min(found.joined)
    shown = next(cell for cell in found.joined[first] if cell not in sheet.rows[first])
    place = cell_name(first, 0)
    question = (
        f"{len(found.joined)} baris memuat lebih banyak sel daripada judul kolomnya. "
        f"Apakah koma di dalam angka berarti desimal (baris {first + 1}: {shown})?"
    )
    offered = ((JOIN, f"Ya, desimal: {shown}"), (AS_IT_IS, "Bukan; baca sel demi sel apa adanya"))
    choice = reader.ask(
        "scale", reader.key("scale", sheet.name, "koma"), question, offered, sheet.name, place
    )
    if choice is None:
        reader.say("E92", sheet.name, place, len(found.joined), row=first + 1, width=found.width)
    return {} if choice == AS_IT_IS else found.joined


def _asked_to_leave(sheet: Sheet, found: LongerRows, reader: FileReading) -> Mapping[int, Row]:
    first = found.shifted[0]
    more = ", …" if len(found.shifted) > NAMED else ""
    listed = ", ".join(str(row + 1) for row in found.shifted[:NAMED]) + more
    place = cell_name(first, 0)
    question = (
        f"Baris {listed} memuat lebih banyak sel daripada judul kolomnya; isinya mungkin bergeser karena ada "
        "koma di dalam isian. Bagaimana membacanya?"
    )
    offered = ((LEAVE, "Lewati baris tersebut"), (AS_IT_IS, "Baca apa adanya; sel berlebih tidak dibaca"))
    choice = reader.ask(
        "table", reader.key("table", sheet.name, "lebih"), question, offered, sheet.name, place
    )
    if choice is None:
        reader.say("E92", sheet.name, place, len(found.shifted), row=first + 1, width=found.width)
    return {} if choice == AS_IT_IS else dict.fromkeys(found.shifted, ())
