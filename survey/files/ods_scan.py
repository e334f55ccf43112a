"""An .ods by its own XML: what the first reader loses, the grid where it fails."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from xml.parsers import expat

from survey.files import limits
from survey.files.grid import Cell, cell_name
from survey.files.preflight import iterate_entry_chunks
from survey.files.sheet_scan import COMMENTS, LooseSheet, SheetScan

ERROR = re.compile(r"#(?:N/A|NV|DIV/0!|VALUE!|REF!|NAME\?|NUM!|NULL!)|Err:\d{3}")
HIDDEN = frozenset({"collapse", "filter"})
NUMBERS = frozenset({"float", "percentage", "currency"})
CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})


def read_ods_sheets(data: bytes) -> list[LooseSheet]:
    """Every table of the document. Raises RefusalError for a locked one, ValueError where it is broken."""
    content = _OdsContent()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = content.start
    parser.EndElementHandler = content.end
    parser.CharacterDataHandler = content.text
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        try:
            for chunk in iterate_entry_chunks(package, package.getinfo("content.xml")):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise ValueError("content.xml") from error
    for sheet in content.sheets:
        sheet.scan.check()
    return content.sheets


class _OdsContent:
    """Follows content.xml; repeated cells and rows are kept once where they are empty."""

    def __init__(self) -> None:
        self.sheets: list[LooseSheet] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._sheet: LooseSheet | None = None
        self._cells = self._repeated = 0
        self._skip = 0
        self._start_row({})
        self._row = 0
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._comment: list[str] = []
        self._is_told = False
        """Whether characters of a comment are what it says, not who wrote it when."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """One opening tag."""
        if self._skip or tag == "office:annotation":
            self._skip += 1
            self._is_told = tag.startswith("text:")
            if tag == "text:p" and self._comment:
                self._comment.append("\n")
        elif tag in CELLS:
            self._cell, self._text, self._comment = attributes, [], []
        elif self._cell is not None:
            self._text.append(_break(tag, attributes, bool(self._text)))
        elif tag == "table:table-row":
            self._start_row(attributes)
        elif tag == "table:table":
            self._start_table(attributes)
        elif tag == "style:style":
            self._style = attributes.get("style:name", "")
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def end(self, tag: str) -> None:
        """One closing tag."""
        if self._skip:
            self._skip -= 1
        elif tag in CELLS:
            self._end_cell()
        elif tag == "table:table-row":
            self._end_row()
        elif tag == "table:table":
            self._sheet = None

    def text(self, text: str) -> None:
        """Characters between tags."""
        if self._cell is not None and not self._skip:
            self._text.append(text)
        elif self._cell is not None and self._is_told:
            self._comment.append(text)

    def _start_table(self, attributes: dict[str, str]) -> None:
        name = attributes.get("table:name", "")
        self._row = 0
        self._sheet = LooseSheet(name, attributes.get("table:style-name", "") not in self._hidden_styles)
        # The stored copy of another file's sheet is no sheet of this one.
        if not name.startswith("'file:"):
            self.sheets.append(self._sheet)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._column = 0
        self._values: dict[int, Cell] = {}
        self._times = _count(attributes, "table:number-rows-repeated")
        self._hides = attributes.get("table:visibility") in HIDDEN

    def _end_row(self) -> None:
        if self._sheet is None:
            return
        if self._values:
            last = self._row + self._times
            self._sheet.scan.rows = max(self._sheet.scan.rows, last)
            width = max(self._values) + 1
            line = [self._values.get(column) for column in range(width)]
            for row in range(self._row, min(last, limits.ROWS)):
                if self._cells > limits.CELLS or not self._may_repeat(row, width):
                    break
                self._sheet.lines[row] = line
                self._cells += width
                if self._hides:
                    self._sheet.scan.hidden_rows.append(row + 1)
        self._row += self._times

    def _may_repeat(self, row: int, width: int) -> bool:
        """Whether a row written once may stand for one more: a few bytes can say millions of cells."""
        self._repeated += width if row > self._row else 0
        if self._repeated <= limits.REPEATED or self._sheet is None:
            return True
        self._sheet.scan.cut = f"lebih dari {limits.REPEATED} sel berulang"
        return False

    def _end_cell(self) -> None:
        cell, self._cell = self._cell or {}, None
        times = _count(cell, "table:number-columns-repeated")
        text = "".join(self._text)
        value = _value(cell, text)
        if self._sheet is not None and (value is not None or "table:formula" in cell):
            self._keep(value, min(times, limits.COLUMNS + 1 - min(self._column, limits.COLUMNS)))
            self._note(cell, text, self._sheet.scan)
        if self._sheet is not None:
            self._note_merge(cell, self._sheet.scan)
            self._note_comment(self._sheet.scan)
        self._column += times

    def _keep(self, value: Cell, times: int) -> None:
        if value is None or self._sheet is None:
            return
        self._sheet.scan.columns = max(self._sheet.scan.columns, self._column + times)
        for column in range(self._column, min(self._column + times, limits.COLUMNS)):
            self._values[column] = value

    def _note(self, cell: dict[str, str], text: str, scan: SheetScan) -> None:
        if self._column >= limits.COLUMNS or self._row >= limits.ROWS:
            return
        place = cell_name(self._row, self._column)
        computed = "table:formula" in cell
        if cell.get("calcext:value-type") == "error" or (computed and ERROR.fullmatch(text)):
            scan.errors[place] = text
        elif computed and "office:value-type" not in cell:
            scan.uncomputed.append(place)

    def _note_comment(self, scan: SheetScan) -> None:
        said = "".join(self._comment).strip()
        if (
            said
            and self._column < limits.COLUMNS
            and self._row < limits.ROWS
            and len(scan.comments) < COMMENTS
        ):
            scan.comments[cell_name(self._row, self._column)] = said

    def _note_merge(self, cell: dict[str, str], scan: SheetScan) -> None:
        height = _count(cell, "table:number-rows-spanned")
        width = _count(cell, "table:number-columns-spanned")
        if height * width > 1 and len(scan.merges) <= limits.MERGES:
            scan.merges.append((self._row, self._column, self._row + height - 1, self._column + width - 1))


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1


def _break(tag: str, attributes: dict[str, str], started: bool) -> str:
    if tag == "text:s":
        return " " * min(_count(attributes, "text:c"), 1000)
    return "\n" if tag == "text:line-break" or (tag == "text:p" and started) else ""


def _value(cell: dict[str, str], text: str) -> Cell:
    kind = cell.get("office:value-type", "")
    if kind in NUMBERS:
        return _number(cell.get("office:value", "")) if "office:value" in cell else text or None
    if kind == "date":
        return _date(cell.get("office:date-value", "")) or text or None
    if kind == "boolean":
        return cell.get("office:boolean-value") == "true"
    return cell.get("office:string-value") or text or None


def _number(text: str) -> Cell:
    try:
        return float(text)
    except ValueError:
        return text or None


def _date(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None
