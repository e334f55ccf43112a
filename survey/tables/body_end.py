"""Where the data of a table end: totals, averages, notes, signatures and pre-printed empty rows left out."""

from __future__ import annotations

import re

from survey.files import cell_kinds
from survey.files.grid import Box, Cell, Sheet
from survey.tables.body import MOSTLY, SAMPLE, TableBody, is_whole_number
from survey.tables.vocabulary import Vocabulary

REASONS = ("title", "numbering", "total", "mean", "note", "blank", "stray")
NARROW, HALF = 0.25, 0.5
LONG = 40
NARROWEST = 3
"""Columns a table has, usually filled, in which one text alone is the name of a section."""
ROUNDED = 0.06
"""A mean typed with one decimal is at most so far from the exact one."""
TOTAL = re.compile(r"^(sub ?)?(grand )?(total|jumlah|jml|sum)\b", re.I)
EXTREME = (
    r"(?:nilai |skor |angka )?(?:tertinggi|terendah|terbesar|terkecil|maks(?:imum|imal)?|min(?:imum|imal)?)"
)
MEAN = re.compile(
    rf"^(rata ?rata|rerata|mean|average|avg|median|std|standar deviasi|max|modus|{EXTREME})\b", re.I
)
ONLY_TOTAL = re.compile(
    r"^(sub ?|grand )?(total|jumlah|jml)( (skor|nilai|keseluruhan|seluruhnya|semua|total|akhir))?( [a-z])?$",
    re.I,
)
ONLY_MEAN = re.compile(
    rf"^((rata ?rata|rerata|mean|average)( (skor|nilai|total|keseluruhan))?|{EXTREME})$", re.I
)
NOTE = re.compile(r"^(\*|catatan|sumber|ket\b|keterangan|note|source|mengetahui|nip\b|kepala )", re.I)


def trim_table_end(
    sheet: Sheet, first: int, box: Box, known: Vocabulary
) -> tuple[int, tuple[tuple[int, str], ...]]:
    """The last row of data from `first` on in a box, and the rows left out with their reasons.

    The last row is before `first` where nothing is data.
    """
    body = TableBody(sheet, first, box, known)
    excluded: list[tuple[int, str]] = []
    last = box.bottom
    while last >= first and (reason := _tail(body, last)):
        excluded.append((last, reason))
        last -= 1
    within = [(row, reason) for row in range(first, last + 1) if (reason := _sums_up(body, row))]
    return last, tuple(sorted([*within, *excluded]))


def continues_table(
    sheet: Sheet, first: int, last: int, left: int, right: int, box: Box, known: Vocabulary
) -> bool:
    """Whether the rows of a box below a table are more of its data: the same columns, the same kinds."""
    if box.left > right or box.right < left:
        return False
    body = TableBody(sheet, first, Box(first, last, left, right), known)
    span = range(box.top, min(box.bottom, box.top + SAMPLE) + 1)
    rows = [row for row in span if not _is_section(body, row)]
    share = HALF if rows and _goes_on(body, rows[0]) else MOSTLY
    return bool(rows) and _fits(body, rows[0]) and sum(_fits(body, row) for row in rows) >= share * len(rows)


def _is_section(body: TableBody, row: int) -> bool:
    """Whether a row of a wider table holds one text alone, such as "B. Tata kelola"."""
    narrow = body.usual >= NARROWEST and body.width(row) == 1 and not body.counts(row)
    return narrow and any(isinstance(body.sheet.at(row, column), str) for column in body.box.columns)


def _sums_up(body: TableBody, row: int) -> str:
    """Why a row among the data is none: "total", "mean", "blank" or ""."""
    if body.sheet.blank(row, body.box.left, body.box.right):
        return "blank"
    reason = _summing(body, row)
    return "" if reason and _is_data(body, row) else reason


def _is_data(body: TableBody, row: int) -> bool:
    """Whether a row names an item, or a region in a table of regions: of kecamatan it sums them up."""
    cells = body.row_cells(row)
    return body.known.names_item(cells) or (body.known.names_region(cells) and body.lists_regions)


def _summing(body: TableBody, row: int) -> str:
    if body.counts(row):
        return ""
    label = body.label(row)
    if ONLY_TOTAL.match(label):
        return "total"
    return "mean" if ONLY_MEAN.match(label) else ""


def _tail(body: TableBody, row: int) -> str:
    """Why a row at the end of a table is no data; "" where it is."""
    width = body.width(row)
    if width == 0:
        return "blank"
    if row == body.first:
        return ""
    reason = _ending(body, row, width)
    return "" if reason and _is_data(body, row) else reason


def _ending(body: TableBody, row: int, width: int) -> str:
    if body.counts(row):
        return "blank" if width == 1 and body.widest > 1 and _is_counted_only(body, row) else ""
    return (
        _named(body, row) or _narrow(body, row, width) or _uncounted(body, row, width) or _nameless(body, row)
    )


def _is_counted_only(body: TableBody, row: int) -> bool:
    return all(body.sheet.at(row, column) is None for column in body.box.columns if column != body.counter)


def _named(body: TableBody, row: int) -> str:
    label = body.label(row)
    if TOTAL.match(label):
        return "total"
    if MEAN.match(label):
        return "mean"
    return "note" if NOTE.match(label) and body.width(row) * 2 <= max(body.usual, 2) else ""


def _narrow(body: TableBody, row: int, width: int) -> str:
    if body.usual >= 3 and width <= max(1, NARROW * body.usual):
        return "note"
    lone = width == 1 and body.usual == 2
    return "note" if lone and (len(body.label(row)) > LONG or not body.sheet.text(row, body.box.left)) else ""


def _uncounted(body: TableBody, row: int, width: int) -> str:
    """A row without a number in a table that numbers its rows."""
    if body.counter is None:
        return "total" if _is_merged_label(body, row) else ""
    if width * 2 <= body.usual:
        return "note"
    return "total" if body.label(row) else "mean"


def _is_merged_label(body: TableBody, row: int) -> bool:
    own = [merge for merge in body.sheet.merges if merge[0] <= row <= merge[2] and merge[1] == body.box.left]
    rows = {merge[0] for merge in body.sheet.merges if merge[1] == body.box.left and merge[3] > merge[1]}
    above = [line for line in rows if body.first <= line < row]
    return any(left < right for _, left, _, right in own) and not above


def _nameless(body: TableBody, row: int) -> str:
    """Numbers under data without what names the rows above: averages, counts."""
    if not body.identity:
        return "mean" if _is_mean(body, row) else ""
    if any(body.sheet.at(row, column) is not None for column in body.identity):
        return ""
    present = [column for column in body.kinds if body.sheet.at(row, column) is not None]
    numbers = [
        column for column in present if cell_kinds.cell_value_kind(body.sheet.at(row, column)) == "number"
    ]
    if not numbers:
        return "note"
    return "mean" if _sums_columns(body, row, numbers) else ""


def _sums_columns(body: TableBody, row: int, columns: list[int]) -> bool:
    """Whether numbers are the sums, counts, means or limits of those above them, most of them at least.

    Whole numbers that are none of these are one more row whose name was left blank.
    """
    cells = {column: body.sheet.at(row, column) for column in columns}
    if not all(is_whole_number(cell) for cell in cells.values()):
        return True
    lines = [line for line in body.rows if line < row]
    above = {column: [body.sheet.at(line, column) for line in lines] for column in columns}
    return 2 * sum(_sums_up_cells(cells[column], above[column]) for column in columns) > len(columns)


def _sums_up_cells(cell: Cell, above: list[Cell]) -> bool:
    values = [one for one in above if isinstance(one, float)]
    if not values or not isinstance(cell, float):
        return True
    mean = sum(values) / len(values)
    return cell in (sum(values), len(values)) or abs(cell - mean) <= 0.5


def _is_mean(body: TableBody, row: int) -> bool:
    """Whether a row holds the means of columns that otherwise hold whole numbers alone."""
    own = {column: body.sheet.at(row, column) for column in body.whole}
    split = [column for column, cell in own.items() if not is_whole_number(cell)]
    if len(split) < 2:
        return False
    above = [line for line in body.rows if line < row]
    return all(
        _is_near_mean(own[column], [body.sheet.at(line, column) for line in above]) for column in split
    )


def _fits(body: TableBody, row: int) -> bool:
    """Whether a row holds what the columns usually hold, in at least 60 % of those filled above.

    A row that counts on, or names an item where the first row does, may answer in another kind ("Level 2").
    """
    if not body.kinds or _sums_up(body, row) or NOTE.match(body.label(row)):
        return False
    alike = [
        column
        for column, kind in body.kinds.items()
        if (own := cell_kinds.cell_value_kind(body.sheet.at(row, column))) == kind or (own and kind == "text")
    ]
    if alike and _goes_on(body, row):
        return True
    typed = [column for column, kind in body.kinds.items() if kind in ("number", "date")]
    wrong = [column for column in typed if cell_kinds.cell_value_kind(body.sheet.at(row, column)) == "text"]
    return len(alike) >= 0.6 * len(body.kinds) and not wrong


def _goes_on(body: TableBody, row: int) -> bool:
    """Whether a row counts on from those above, or names an item in the column where the first row does."""
    pairs = (
        [[body.sheet.at(line, column)] for line in (body.first, row)] for column in sorted(body.identity)
    )
    return body.counts(row) or any(all(map(body.known.is_data, pair)) for pair in pairs)


def _is_near_mean(cell: object, above: list[Cell]) -> bool:
    values = [one for one in above if isinstance(one, float)]
    return isinstance(cell, float) and bool(values) and abs(cell - sum(values) / len(values)) < ROUNDED
