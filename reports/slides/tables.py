"""Native tables: at the largest text size that fits, coloured cells where a score stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.drawing import theme
from reports.slides import fit
from reports.slides.sheet import SlideBox, SlideSheet, TextLine, set_alt_text, write_text_line

SIZES = range(14, 21)
LOOSE = 12.0
SIDE, ABOVE = 6.0, 3.5
TOLERANCE = 0.5
HEAD_FILL, STRIPE = "17275A", "F5F7FA"
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's own style without lines and fills
Cells = Sequence[Sequence[str]]


@dataclass(frozen=True)
class SlideTable:
    """Rows of texts under headings. `shares` of the width and `align` are per column.

    `fills` colours cells, (row, column) -> "RRGGBB", with ink that contrasts. The first column is bold.
    `most` holds the text size back, so that the parts of one table look alike; `least` is the smallest. A
    column is as wide as its longest word needs, whatever its share.
    """

    head: Sequence[str]
    rows: Cells
    shares: Sequence[float]
    align: Sequence[str]
    fills: Mapping[tuple[int, int], str] | None = None
    most: int = SIZES[-1]
    least: int = SIZES[0]

    def heights(self, wide: float, size: float) -> list[float]:
        """The height of every row, the heading first."""
        widths = [column - 2 * SIDE for column in self.column_widths(wide)]
        return [
            max(
                fit.wrapped_height(text, column, size, number == 0 or place == 0)
                for place, (text, column) in enumerate(zip(row, widths, strict=True))
            )
            + 2 * ABOVE
            for number, row in enumerate([self.head, *self.rows])
        ]

    def size(self, box: SlideBox) -> int:
        """The largest text size at which the whole table fits the box; the smallest where none does."""
        sizes = range(self.most, self.least - 1, -1)
        return next((size for size in sizes if self._fits(box, size)), self.least)

    def does_fit(self, box: SlideBox) -> bool:
        """Whether the whole table goes into the box at the smallest size."""
        return sum(self.heights(box.width, self.least)) <= box.height

    def _fits(self, box: SlideBox, size: int) -> bool:
        """Within the height, and no word broken."""
        rows = [self.head, *self.rows]
        widths = [column - 2 * SIDE for column in self.column_widths(box.width)]
        whole = all(
            fit.line_width(word, size, number == 0 or place == 0) <= wide
            for number, row in enumerate(rows)
            for place, (text, wide) in enumerate(zip(row, widths, strict=True))
            for word in text.split()
        )
        return whole and sum(self.heights(box.width, size)) <= box.height

    def column_widths(self, wide: float) -> list[float]:
        """The columns by their shares; one that would break a word takes what it needs from the others."""
        wanted = [wide * share / sum(self.shares) for share in self.shares]
        return fit.spread_columns(wanted, self._longest_words)

    @cached_property
    def _longest_words(self) -> list[float]:
        """How wide each column has to be for its longest word at the smallest size."""
        rows = [self.head, *self.rows]
        return [
            max(
                fit.line_width(word, self.least, number == 0 or place == 0)
                for number, row in enumerate(rows)
                for word in (row[place].split() or [""])
            )
            + 2 * SIDE
            + TOLERANCE
            for place in range(len(self.head))
        ]

    def pages(self, box: SlideBox) -> list[SlideTable]:
        """The table in parts of about as many rows that each fit the box; one where the whole fits."""
        high = self.heights(box.width, self.least)
        room = box.height - high[0]
        number = 1
        while True:
            rows = -(-len(self.rows) // number)
            parts = [
                range(first, min(first + rows, len(self.rows))) for first in range(0, len(self.rows), rows)
            ]
            if rows == 1 or all(sum(high[1 + row] for row in part) <= room for part in parts):
                break
            number += 1
        found = [self._part(part) for part in parts]
        most = min(part.size(box) for part in found)
        return [replace(part, most=most) for part in found]

    def _part(self, rows: range) -> SlideTable:
        fills = {
            (row - rows[0], column): fill for (row, column), fill in (self.fills or {}).items() if row in rows
        }
        return replace(self, rows=[self.rows[row] for row in rows], fills=fills)


def add_slide_table(sheet: SlideSheet, box: SlideBox, table: SlideTable, words: str) -> SlideBox:
    """The table at the top of the box, looser where there is room; returns what is left under it.

    `words` tell the table to who cannot see.
    """
    size = table.size(box)
    heights = table.heights(box.width, size)
    loose = min(max(box.height - sum(heights), 0) / len(heights), LOOSE)
    heights = [high + loose for high in heights]
    native = _native(sheet, SlideBox(box.left, box.top, box.width, sum(heights)), table, words)
    for column, wide in zip(native.columns, table.column_widths(box.width), strict=True):
        column.width = Pt(wide)
    for number, (row, high) in enumerate(zip([table.head, *table.rows], heights, strict=True)):
        native.rows[number].height = Pt(high)
        for place, text in enumerate(row):
            bold = number == 0 or place == 0
            _cell(
                native.cell(number, place),
                TextLine(text, size, bold, align=table.align[place]),
                _fill(table, number, place),
            )
    return box.split(sum(heights))[1]


def _native(sheet: SlideSheet, box: SlideBox, table: SlideTable, words: str) -> Any:
    frame = sheet.slide.shapes.add_table(len(table.rows) + 1, len(table.head), *box.place)
    set_alt_text(frame, words)
    frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN
    frame.table.horz_banding = False
    return frame.table


def _fill(table: SlideTable, number: int, place: int) -> str:
    stripe = STRIPE if number % 2 == 0 else "FFFFFF"
    return HEAD_FILL if number == 0 else (table.fills or {}).get((number - 1, place), stripe)


def _cell(cell: Any, line: TextLine, fill: str) -> None:
    cell.margin_left = cell.margin_right = Pt(SIDE)
    cell.margin_top = cell.margin_bottom = Pt(ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(fill)
    write_text_line(cell.text_frame.paragraphs[0], replace(line, colour=theme.ink_on(f"#{fill}").lstrip("#")))
