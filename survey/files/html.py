"""Web pages saved under a workbook's name, as many applications export them: their text as one grid."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from survey.files import limits
from survey.files.csv import decode_text

CELLS = frozenset({"td", "th"})
BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "body"})
UNREAD = frozenset({"script", "style", "title"})
Merge = tuple[int, int, int, int]


def read_html_rows(data: bytes) -> tuple[Iterator[list[str | None]], list[Merge]]:
    """The rows of a page as a spreadsheet program lays them out, and its merged cells as in `Sheet.merges`.

    Text outside tables takes a row of its own, tables follow each other with an empty row between two.
    Nothing is fetched; entities are plain characters.
    """
    page = _HtmlPage()
    page.feed(decode_text(data))
    page.close()
    page.end_line()
    return (_padded(line) for line in page.lines), page.merges


def _padded(line: dict[int, str]) -> list[str | None]:
    return [line.get(column) for column in range(max(line, default=-1) + 1)]


class _HtmlPage(HTMLParser):
    """Lines of cells by column. An inner table's rows follow the row of the outer one that holds it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[dict[int, str]] = []
        self.merges: list[Merge] = []
        self._tables: list[_HtmlTable] = []
        self._text: list[str] = []
        self._unread = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self._unread = tag
        elif tag == "table":
            self.end_line()
            if self.lines and self.lines[-1]:
                self.lines.append({})
            self._tables.append(_HtmlTable())
        elif tag == "tr" and self._tables:
            self.end_line()
            self._start_row()
        elif tag in CELLS and self._tables:
            self.end_line()
            self._start_cell(dict(attrs))
        elif tag in BLOCKS and not self._tables:
            self.end_line()
        elif tag in BLOCKS or tag == "br":
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unread:
            self._unread = ""
        elif tag == "table" and self._tables:
            self.end_line()
            self._tables.pop()
            self.lines.append({})
        elif tag in CELLS or (tag in BLOCKS and not self._tables):
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._text.append(data)

    def end_line(self) -> None:
        """Put the text gathered so far into its cell, or outside tables into a row of its own."""
        text = " ".join("".join(self._text).split())
        self._text.clear()
        table = self._tables[-1] if self._tables else None
        if table and table.column is not None:
            if text:
                self.lines[table.line][table.column] = text
            table.column = None
        elif text:
            self.lines.append({0: text})

    def _start_row(self) -> None:
        table = self._tables[-1]
        table.start_row(len(self.lines))
        self.lines.append({})

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        table = self._tables[-1]
        if table.line < 0:
            self._start_row()
        height, width = _span(attributes.get("rowspan")), _span(attributes.get("colspan"))
        left = table.take(height, width)
        if left is not None and (height > 1 or width > 1) and len(self.merges) < limits.MERGES:
            self.merges.append((table.line, left, table.line + height - 1, left + width - 1))


class _HtmlTable:
    """Where the cells of one table go: cells spanning rows above keep their columns."""

    def __init__(self) -> None:
        self.line = -1
        self.column: int | None = None
        self._next = 0
        self._covered: dict[int, int] = {}

    def start_row(self, line: int) -> None:
        self.line, self.column, self._next = line, None, 0
        self._covered = {column: left - 1 for column, left in self._covered.items() if left > 1}

    def take(self, height: int, width: int) -> int | None:
        """The column of the next cell; None beyond the limit of columns."""
        while self._next in self._covered:
            self._next += 1
        left, self._next = self._next, self._next + width
        if left >= limits.COLUMNS:
            return None
        if height > 1:
            self._covered |= dict.fromkeys(range(left, min(left + width, limits.COLUMNS)), height)
        self.column = left
        return left


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    return min(max(int(digits), 1), limits.COLUMNS) if digits.isdecimal() and len(digits) < 7 else 1
