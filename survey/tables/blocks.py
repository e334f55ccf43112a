"""Cutting a sheet into blocks: runs of filled rows, and tables that stand side by side in them."""

from __future__ import annotations

from collections.abc import Iterator

from survey.files.grid import Box, Sheet
from survey.tables import heading_rows
from survey.tables.vocabulary import Vocabulary

SAMPLE = 500
SHORTER = 0.6
DENSE = 0.8


def cut_into_blocks(sheet: Sheet, known: Vocabulary) -> Iterator[Box]:
    """The blocks of a sheet in reading order, cut at blank rows, between tables side by side, at headings."""
    whole = Box(0, len(sheet.rows) - 1, 0, max(sheet.width - 1, 0))
    for box in _cut(sheet, whole, known):
        yield from _stacked(sheet, box, known)


def _cut(sheet: Sheet, box: Box, known: Vocabulary) -> Iterator[Box]:
    for run in _row_runs(sheet, box):
        sides = _sides(sheet, run, known)
        if len(sides) == 1:
            yield sides[0]
            continue
        for side in sides:
            yield from _cut(sheet, side, known)


def _stacked(sheet: Sheet, box: Box, known: Vocabulary) -> Iterator[Box]:
    """The box cut before further rows that surely head a table: tables stacked without a blank row."""
    first = heading_rows.find_heading_rows(sheet, box, known)
    start = box.top
    below = first.first if first else box.bottom + 1
    for row in range(below + 1, box.bottom + 1):
        if row > below and known.heads(sheet.rows[row][box.left : box.right + 1]):
            yield Box(start, row - 1, box.left, box.right)
            start = row
            found = heading_rows.find_heading_rows(sheet, Box(row, box.bottom, box.left, box.right), known)
            below = found.first if found else row
    yield Box(start, box.bottom, box.left, box.right)


def _row_runs(sheet: Sheet, box: Box) -> Iterator[Box]:
    start: int | None = None
    for row in range(box.top, box.bottom + 2):
        blank = row > box.bottom or sheet.blank(row, box.left, box.right)
        if start is None and not blank:
            start = row
        elif start is not None and blank:
            yield Box(start, row - 1, box.left, box.right)
            start = None


def _sides(sheet: Sheet, box: Box, known: Vocabulary) -> list[Box]:
    """The box cut between tables that stand side by side; one box, trimmed, where it holds a single table."""
    spans = [part for span in _column_runs(sheet, box) for part in _repeats(sheet, box, span, known)]
    if not spans:
        return [box]
    found = [Box(box.top, box.bottom, *spans[0])]
    for left, right in spans[1:]:
        side = Box(box.top, box.bottom, left, right)
        if _stands_alone(sheet, found[-1], side, known):
            found.append(side)
        else:
            found[-1] = Box(box.top, box.bottom, found[-1].left, right)
    return found


def _column_runs(sheet: Sheet, box: Box) -> list[tuple[int, int]]:
    used: set[int] = set()
    for row in _sample(box):
        cells = sheet.rows[row][box.left : box.right + 1]
        used.update([place for place, cell in enumerate(cells, start=box.left) if cell is not None])
    found: list[tuple[int, int]] = []
    for column in sorted(used):
        if found and found[-1][1] == column - 1:
            found[-1] = (found[-1][0], column)
        else:
            found.append((column, column))
    return found


def _repeats(sheet: Sheet, box: Box, span: tuple[int, int], known: Vocabulary) -> list[tuple[int, int]]:
    """The columns cut where their headings begin again: a long list broken into tables without a gap."""
    rows = _heading(sheet, Box(box.top, box.bottom, *span), known)
    texts = [sheet.text(rows[-1], column) for column in range(span[0], span[1] + 1)] if rows else []
    starts = [place for place, text in enumerate(texts) if text == texts[0]]
    width = starts[1] if len(starts) > 1 else 0
    is_whole = width > 1 and len(texts) == width * len(starts) and texts == texts[:width] * len(starts)
    if not is_whole or not known.heads(texts[:width]):
        return [span]
    return [(span[0] + place, span[0] + place + width - 1) for place in starts]


def _sample(box: Box) -> Iterator[int]:
    """All rows of a small box; of a large one the first, the last, and every hundredth between."""
    height = box.bottom - box.top + 1
    if height <= 2 * SAMPLE:
        yield from range(box.top, box.bottom + 1)
        return
    yield from range(box.top, box.top + SAMPLE)
    yield from range(box.top + SAMPLE, box.bottom - SAMPLE, 100)
    yield from range(box.bottom - SAMPLE, box.bottom + 1)


def _stands_alone(sheet: Sheet, one: Box, other: Box, known: Vocabulary) -> bool:
    """Whether what lies right of a blank column is another table rather than more columns of the first."""
    if other.right == other.left or one.right == one.left:
        return False
    boxes = (_shrunk(sheet, one), _shrunk(sheet, other))
    heads = [_heading(sheet, box, known) for box in boxes]
    if not all(heads):
        return False
    if heads[0][-1] != heads[1][-1]:
        return True
    names = [
        set(heading_rows.heading_texts(sheet, rows, box)) - {""}
        for rows, box in zip(heads, boxes, strict=True)
    ]
    return bool(names[0] & names[1]) or _is_short_and_dense(sheet, *boxes)


def _heading(sheet: Sheet, box: Box, known: Vocabulary) -> tuple[int, ...]:
    """The heading rows of a box with data under them; () where it has none."""
    found = heading_rows.find_heading_rows(sheet, box, known)
    return found.rows if found and found.first <= box.bottom else ()


def _is_short_and_dense(sheet: Sheet, one: Box, other: Box) -> bool:
    heights = (one.bottom - one.top + 1, other.bottom - other.top + 1)
    if heights[1] >= SHORTER * heights[0]:
        return False
    width = other.right - other.left + 1
    cells = sum(sheet.filled(row, other.left, other.right) for row in range(other.top, other.bottom + 1))
    return cells >= DENSE * width * heights[1]


def _shrunk(sheet: Sheet, box: Box) -> Box:
    """The box without blank rows at its top and bottom."""
    top, bottom = box.top, box.bottom
    while top < bottom and not sheet.filled(top, box.left, box.right):
        top += 1
    while bottom > top and not sheet.filled(bottom, box.left, box.right):
        bottom -= 1
    return Box(top, bottom, box.left, box.right)
