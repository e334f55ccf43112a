"""Which rows of a block are headings: one to four, merged or not, after titles, or none at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from survey.files import cell_kinds
from survey.files.grid import Box, Cell, Sheet, cell_as_text
from survey.tables import owner_rows
from survey.tables.heading_cells import LEAST_LEVELS, can_name_columns, count_on, merged_cell_at
from survey.tables.label_rows import has_note_beside, is_label_row
from survey.tables.legend_rows import find_legend_rows
from survey.tables.vocabulary import Vocabulary
from survey.time_limit import check_time

SEARCHED = 60
SAMPLE = 200
DEEPEST = 4
HALF = 0.5
RECURRING = 0.3
BRACKETED = re.compile(r"^\(\d{1,3}\)")
TYPED = ("number", "date", "flag")


@dataclass(frozen=True)
class HeadingRows:
    """The heading rows (() = the table has none) and the first row below them that can be data."""

    rows: tuple[int, ...]
    first: int


def find_heading_rows(sheet: Sheet, box: Box, known: Vocabulary) -> HeadingRows | None:
    """The headings of the table in a box, by what they mean, else by their shape; None without any table."""
    check_time()
    for row in range(box.top, min(box.bottom, box.top + SEARCHED) + 1):
        if known.heads(sheet.rows[row][box.left : box.right + 1]):
            return _from(sheet, row, box, known)
    return _by_shape(sheet, box, known)


def _from(sheet: Sheet, row: int, box: Box, known: Vocabulary) -> HeadingRows:
    rows = _levels(sheet, row, box)
    below = rows[-1] + 1
    if below < box.bottom and known.repeats_items(_cells(sheet, rows[-1], box), _cells(sheet, below, box)):
        below += 1
    return HeadingRows(rows, _below_numbering(sheet, below, box))


def _by_shape(sheet: Sheet, box: Box, known: Vocabulary) -> HeadingRows | None:
    usual, legend = _usual_width(sheet, box), find_legend_rows(sheet, box, known)
    for row in range(box.top, min(box.bottom, box.top + SEARCHED) + 1):
        cells = _cells(sheet, row, box)
        if (
            row in legend
            or not _is_wide(cells, usual)
            or is_label_row(sheet, row, box)
            or has_note_beside(sheet, row, box)
        ):
            continue
        if known.answers_item(cells) or not _is_heading(sheet, row, box):
            return HeadingRows((), row)
        return _from(sheet, row, box, known)
    return None


def is_heading_block(sheet: Sheet, box: Box, known: Vocabulary) -> bool:
    """Whether a block is nothing but headings whose data stand below a blank row."""
    found = find_heading_rows(sheet, box, known)
    return found is not None and bool(found.rows) and found.first > box.bottom and box.right > box.left


def heading_texts(sheet: Sheet, rows: Sequence[int], box: Box) -> tuple[str, ...]:
    """The heading of each column of a box: its levels from the top, joined by " / ", repeats left out."""
    rows = owner_rows.rows_without_people(sheet, rows, box)
    under = dict(pairwise(rows))
    levels = [_filled_forward(sheet, row, box, under.get(row)) for row in rows]
    return tuple(" / ".join(dict.fromkeys(filter(None, parts))) for parts in zip(*levels, strict=True)) or (
        ("",) * len(box.columns)
    )


def _filled_forward(sheet: Sheet, row: int, box: Box, under: int | None) -> list[str]:
    """The texts of a heading row; an upper level without merges holds to the right until the next text."""
    found: list[str] = []
    for column in box.columns:
        text = cell_as_text(merged_cell_at(sheet, row, column)).replace("\ufeff", "").replace("<U+FEFF>", "")
        # A column with a heading of its own below it and none above belongs to the group at its left.
        below = "" if under is None else cell_as_text(sheet.at(under, column))
        found.append(text or (found[-1] if found and below else ""))
    return found


def _cells(sheet: Sheet, row: int, box: Box) -> list[Cell]:
    return [merged_cell_at(sheet, row, column) for column in box.columns]


def _usual_width(sheet: Sheet, box: Box) -> float:
    """The median number of filled cells in the rows of a box that hold more than one."""
    rows = range(box.top, min(box.bottom, box.top + SAMPLE) + 1)
    widths = sorted(count for row in rows if (count := sheet.filled(row, box.left, box.right)) > 1)
    return widths[len(widths) // 2] if widths else 1


def _is_wide(cells: list[Cell], usual: float) -> bool:
    present = [cell_as_text(cell) for cell in cells if cell is not None]
    return len(set(present)) >= 2 and len(present) >= max(2, HALF * usual)


def _is_heading(sheet: Sheet, row: int, box: Box) -> bool:
    """Whether a row names columns: texts, or numbers that count or are years, unlike what stands below."""
    cells = _cells(sheet, row, box)
    if not can_name_columns(cells):
        return False
    opposite = same = recurring = named = 0
    for place, column in enumerate(box.columns):
        if cells[place] is None:
            continue
        below = [sheet.at(line, column) for line in _sample_below(row, box)]
        most, own = cell_kinds.common_value_kind(below), cell_kinds.cell_value_kind(cells[place])
        opposite += most in TYPED and own == "text"
        same += most in TYPED and own == most and own != "number"
        named += own == "text"
        recurring += (
            own == "text" and most == "text" and cell_as_text(cells[place]) in map(cell_as_text, below)
        )
    if opposite > same:
        return True
    return not same and recurring <= RECURRING * named


def _sample_below(row: int, box: Box) -> range:
    return range(row + 1, min(row + SAMPLE, box.bottom) + 1)


def _levels(sheet: Sheet, row: int, box: Box) -> tuple[int, ...]:
    rows = [row]
    if row > box.top and (_is_group(sheet, row - 1, box) or _is_upper_level(sheet, row - 1, box)):
        rows.insert(0, row - 1)
    while rows[-1] < box.bottom and len(rows) < DEEPEST and _goes_deeper(sheet, rows, box):
        rows.append(_next_filled(sheet, rows[-1], box))
    return (*rows, *owner_rows.find_owner_rows(sheet, rows[-1], box))


def _next_filled(sheet: Sheet, row: int, box: Box) -> int:
    """The row below, or the one after that where it is blank."""
    below = row + 1
    return below + 1 if below < box.bottom and not sheet.filled(below, box.left, box.right) else below


def _is_group(sheet: Sheet, row: int, box: Box) -> bool:
    """Whether a row too narrow to be a heading groups columns: a merged cell away from the left edge."""
    return any(
        top == bottom == row and box.left < left < right <= box.right and sheet.text(top, left)
        for top, left, bottom, right in sheet.merges
    ) and not sheet.text(row, box.left)


def _is_upper_level(sheet: Sheet, row: int, box: Box) -> bool:
    """Whether a row names the columns of data that the heading row below leaves blank, and groups more."""
    data = range(row + 2, min(row + SAMPLE, box.bottom) + 1)
    filled = [column for column in box.columns if sheet.at(row, column) is not None]
    own = [column for column in filled if sheet.at(row + 1, column) is None]
    used = [column for column in own if any(sheet.at(line, column) is not None for line in data)]
    if len(own) < 2 or len(used) < len(own) or len(filled) < len(own) + 2 or own[0] != filled[0]:
        return False
    return _are_texts(sheet, row, filled) and not is_label_row(sheet, row, box)


def _goes_deeper(sheet: Sheet, rows: list[int], box: Box) -> bool:
    last, below = rows[-1], _next_filled(sheet, rows[-1], box)
    inside = [
        merge
        for merge in sheet.merges
        if rows[0] <= merge[0] <= last and merge[1] >= box.left and merge[3] <= box.right
    ]
    if any(top <= last < bottom for top, _, bottom, _ in inside):
        return _below_numbering(sheet, below, box) == below
    if _below_numbering(sheet, below, box) > below or not can_name_columns(_cells(sheet, below, box)):
        return False
    for _, left, bottom, right in inside:
        under = {sheet.text(below, column) for column in range(left, right + 1)} - {""}
        if bottom == last and left < right and len(under) >= 2 and right - left < len(box.columns) - 1:
            return True
    return _fills_gaps(sheet, rows, box)


def _fills_gaps(sheet: Sheet, rows: list[int], box: Box) -> bool:
    """Whether the row below names columns that the heading rows, without merges, leave blank."""
    row, below = rows[-1], _next_filled(sheet, rows[-1], box)
    blank = [
        column for column in box.columns if all(merged_cell_at(sheet, line, column) is None for line in rows)
    ]
    gaps = [column for column in blank if sheet.at(below, column) is not None]
    data = range(below + 1, min(below + SAMPLE, box.bottom) + 1)
    if len(gaps) < 2 or not data or not (_are_levels(sheet, below, box) or _are_texts(sheet, below, gaps)):
        return False
    free = [
        column
        for column in box.columns
        if sheet.at(row, column) is not None and sheet.at(below, column) is None
    ]
    typed = [
        column
        for column in gaps
        if cell_kinds.common_value_kind(sheet.at(line, column) for line in data) in TYPED
    ]
    used = [
        column for column in free if sum(sheet.at(line, column) is not None for line in data) * 2 >= len(data)
    ]
    return bool(used or typed)


def _are_texts(sheet: Sheet, row: int, columns: list[int]) -> bool:
    return all(cell_kinds.cell_value_kind(sheet.at(row, column)) == "text" for column in columns)


def _are_levels(sheet: Sheet, row: int, box: Box) -> bool:
    """Whether a row names the levels 1 to 5 and no more: it counts, and leaves the first column blank."""
    present = [cell for cell in _cells(sheet, row, box) if cell is not None]
    return len(present) >= LEAST_LEVELS and count_on(present) and sheet.at(row, box.left) is None


def _below_numbering(sheet: Sheet, row: int, box: Box) -> int:
    """The row after a line that only numbers the columns from the first on: (1) (2) (3).

    Levels 1 to 5 under a group of columns leave the first one blank.
    """
    if row >= box.bottom or sheet.at(row, _first_headed(sheet, row, box)) is None:
        return row
    marks = [text for column in box.columns if (text := cell_as_text(sheet.at(row, column)))]
    plain = [text.strip("()") for text in marks]
    counted = ([str(first + place) for place in range(len(plain))] for first in (0, 1, 2))
    numbered = plain in counted or all(BRACKETED.match(text) for text in marks)
    return row + 1 if len(marks) >= 3 and numbered else row


def _first_headed(sheet: Sheet, row: int, box: Box) -> int:
    above = (column for column in box.columns if merged_cell_at(sheet, row - 1, column) is not None)
    return next(above, box.left)
