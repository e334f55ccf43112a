"""Where the data of a table end: totals, averages, notes, signatures and pre-printed empty rows left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from survey import kinds
from survey.grid import Box, Cell, Sheet, as_text
from survey.known import Known

REASONS = ("title", "numbering", "total", "mean", "note", "blank", "stray")
SAMPLE = 300
SOLID = 0.95
MOSTLY = 0.8
NARROW = 0.25
LONG = 40
ROUNDED = 0.06
"""A mean typed with one decimal is at most so far from the exact one."""
COUNTED = re.compile(r"^\D{0,12}?(\d{1,6})[.)]?$")
TOTAL = re.compile(r"^(sub ?)?(grand )?(total|jumlah|jml|sum)\b", re.I)
MEAN = re.compile(r"^(rata ?rata|rerata|mean|average|avg|median|std|standar deviasi|min|max|modus)\b", re.I)
ONLY_TOTAL = re.compile(
    r"^(sub ?|grand )?(total|jumlah|jml)( (skor|nilai|keseluruhan|seluruhnya|semua|total|akhir))?( [a-z])?$",
    re.I,
)
ONLY_MEAN = re.compile(r"^(rata ?rata|rerata|mean|average)( (skor|nilai|total|keseluruhan))?$", re.I)
NOTE = re.compile(r"^(\*|catatan|sumber|ket\b|keterangan|note|source|mengetahui|nip\b|kepala )", re.I)


def trim(sheet: Sheet, first: int, box: Box, known: Known) -> tuple[int, tuple[tuple[int, str], ...]]:
    """The last row of data from `first` on in a box, and the rows left out with their reasons.

    The last row is before `first` where nothing is data.
    """
    body = _Body(sheet, first, box, known)
    excluded: list[tuple[int, str]] = []
    last = box.bottom
    while last >= first and (reason := body.tail(last)):
        excluded.append((last, reason))
        last -= 1
    within = [(row, reason) for row in range(first, last + 1) if (reason := body.sums_up(row))]
    return last, tuple(sorted([*within, *excluded]))


def goes_on(sheet: Sheet, first: int, last: int, left: int, right: int, box: Box, known: Known) -> bool:
    """Whether the rows of a box below a table are more of its data: the same columns, the same kinds."""
    if box.left > right or box.right < left:
        return False
    body = _Body(sheet, first, Box(first, last, left, right), known)
    rows = range(box.top, min(box.bottom, box.top + SAMPLE) + 1)
    return body.fits(box.top) and sum(map(body.fits, rows)) >= MOSTLY * len(rows)


@dataclass(frozen=True)
class _Body:
    """The rows of a table from the first one on, with what its columns usually hold."""

    sheet: Sheet
    first: int
    box: Box
    known: Known

    @cached_property
    def rows(self) -> tuple[int, ...]:
        end = min(self.box.bottom, self.first + SAMPLE)
        return tuple(row for row in range(self.first, end + 1) if self._width(row))

    @cached_property
    def widest(self) -> int:
        return max(map(self._width, self.rows), default=0)

    @cached_property
    def usual(self) -> int:
        """The median width; rows with nothing but their number are not filled in yet."""
        widths = sorted(width for width in map(self._width, self.rows) if width > 1 or self.widest == 1)
        return widths[len(widths) // 2] if widths else 0

    @cached_property
    def kinds(self) -> dict[int, str]:
        """Column -> the kind it holds, for columns filled in half of the rows."""
        found: dict[int, str] = {}
        for column in self.box.columns:
            cells = [self.sheet.at(row, column) for row in self.rows]
            if sum(cell is not None for cell in cells) * 2 >= len(self.rows):
                found[column] = kinds.common(cells)
        return found

    @cached_property
    def counter(self) -> int | None:
        """The column among the first three that counts the rows, be it as "R1", "R2"; None without one."""
        for column in list(self.box.columns)[:3]:
            numbers = [_counted(self.sheet.text(row, column)) for row in self.rows]
            known = [number for number in numbers if number is not None]
            steps = [after - before == 1 for before, after in pairwise(known)]
            if (
                len(known) >= max(3, MOSTLY * (len(self.rows) - 1))
                and len(steps) >= 2
                and sum(steps) >= MOSTLY * len(steps)
            ):
                return column
        return None

    @cached_property
    def whole(self) -> frozenset[int]:
        """Columns of numbers without decimals."""
        return frozenset(
            column
            for column, kind in self.kinds.items()
            if kind == "number" and all(_is_whole(self.sheet.at(row, column)) for row in self.rows[:-2])
        )

    @cached_property
    def identity(self) -> frozenset[int]:
        """Columns of text or dates that are filled on almost every row."""
        least = SOLID * (len(self.rows) - 1)
        return frozenset(
            column
            for column, kind in self.kinds.items()
            if kind in ("text", "date")
            and sum(self.sheet.at(row, column) is not None for row in self.rows) >= least
        )

    def _width(self, row: int) -> int:
        return self.sheet.filled(row, self.box.left, self.box.right)

    def label(self, row: int) -> str:
        """The first text of a row that is no number."""
        return next(self._texts(row), "")

    def _texts(self, row: int) -> Iterator[str]:
        for cell in islice(self.sheet.rows[row], self.box.left, self.box.right + 1):
            if cell is None or isinstance(cell, float):
                continue
            text = as_text(cell)
            if text and _counted(text) is None and kinds.kind(cell) != "number":
                yield _words(text)

    def sums_up(self, row: int) -> str:
        """Why a row among the data is none: "total", "mean", "blank" or ""."""
        if self.sheet.blank(row, self.box.left, self.box.right):
            return "blank"
        reason = self._summing(row)
        return "" if reason and self._is_data(row) else reason

    def _is_data(self, row: int) -> bool:
        return self.known.is_data(self.sheet.rows[row][self.box.left : self.box.right + 1])

    def _summing(self, row: int) -> str:
        if self.counter is not None and _counted(self.sheet.text(row, self.counter)) is not None:
            return ""
        label = self.label(row)
        if ONLY_TOTAL.match(label):
            return "total"
        return "mean" if ONLY_MEAN.match(label) else ""

    def tail(self, row: int) -> str:
        """Why a row at the end of a table is no data; "" where it is."""
        width = self._width(row)
        if width == 0:
            return "blank"
        if row == self.first:
            return ""
        reason = self._ending(row, width)
        return "" if reason and self._is_data(row) else reason

    def _ending(self, row: int, width: int) -> str:
        counted = self.counter is not None and _counted(self.sheet.text(row, self.counter)) is not None
        if counted:
            return "blank" if width == 1 and self.widest > 1 and self._is_counted_only(row) else ""
        return (
            self._named(row) or self._narrow(row, width) or self._uncounted(row, width) or self._nameless(row)
        )

    def _is_counted_only(self, row: int) -> bool:
        return all(
            self.sheet.at(row, column) is None for column in self.box.columns if column != self.counter
        )

    def _named(self, row: int) -> str:
        label = self.label(row)
        if TOTAL.match(label):
            return "total"
        if MEAN.match(label):
            return "mean"
        return "note" if NOTE.match(label) and self._width(row) * 2 <= max(self.usual, 2) else ""

    def _narrow(self, row: int, width: int) -> str:
        if self.usual >= 3 and width <= max(1, NARROW * self.usual):
            return "note"
        lone = width == 1 and self.usual == 2
        return (
            "note"
            if lone and (len(self.label(row)) > LONG or not self.sheet.text(row, self.box.left))
            else ""
        )

    def _uncounted(self, row: int, width: int) -> str:
        """A row without a number in a table that numbers its rows."""
        if self.counter is None:
            return "total" if self._is_merged_label(row) else ""
        if width * 2 <= self.usual:
            return "note"
        return "total" if self.label(row) else "mean"

    def _is_merged_label(self, row: int) -> bool:
        own = [
            merge for merge in self.sheet.merges if merge[0] <= row <= merge[2] and merge[1] == self.box.left
        ]
        rows = {merge[0] for merge in self.sheet.merges if merge[1] == self.box.left and merge[3] > merge[1]}
        above = [line for line in rows if self.first <= line < row]
        return any(left < right for _, left, _, right in own) and not above

    def _nameless(self, row: int) -> str:
        """Numbers under data without what names the rows above: averages, counts."""
        if not self.identity:
            return "mean" if self._is_mean(row) else ""
        if any(self.sheet.at(row, column) is not None for column in self.identity):
            return ""
        present = [column for column in self.kinds if self.sheet.at(row, column) is not None]
        numbers = [column for column in present if kinds.kind(self.sheet.at(row, column)) == "number"]
        return "mean" if numbers else "note"

    def _is_mean(self, row: int) -> bool:
        """Whether a row holds the means of columns that otherwise hold whole numbers alone."""
        own = {column: self.sheet.at(row, column) for column in self.whole}
        split = [column for column, cell in own.items() if not _is_whole(cell)]
        if len(split) < 2:
            return False
        above = [line for line in self.rows if line < row]
        return all(
            _is_near_mean(own[column], [self.sheet.at(line, column) for line in above]) for column in split
        )

    def fits(self, row: int) -> bool:
        """Whether a row holds what the columns usually hold, in at least 60 % of those filled above."""
        if not self.kinds or self.sums_up(row) or NOTE.match(self.label(row)):
            return False
        alike = [
            column
            for column, kind in self.kinds.items()
            if (own := kinds.kind(self.sheet.at(row, column))) == kind or (own and kind == "text")
        ]
        typed = [column for column, kind in self.kinds.items() if kind in ("number", "date")]
        wrong = [column for column in typed if kinds.kind(self.sheet.at(row, column)) == "text"]
        return len(alike) >= 0.6 * len(self.kinds) and not wrong


@lru_cache(maxsize=65_536)
def _words(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text).split()) or text


@lru_cache(maxsize=65_536)
def _counted(text: str) -> int | None:
    found = COUNTED.match(text)
    return int(found[1]) if found else None


def _is_near_mean(cell: object, above: list[Cell]) -> bool:
    values = [one for one in above if isinstance(one, float)]
    return isinstance(cell, float) and bool(values) and abs(cell - sum(values) / len(values)) < ROUNDED


def _is_whole(cell: object) -> bool:
    return not isinstance(cell, float) or cell.is_integer()
