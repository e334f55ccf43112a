"""XML Spreadsheet 2003, which many web applications write under the name of .xls."""

from __future__ import annotations

from datetime import datetime
from xml.parsers import expat

from survey.files import limits
from survey.files.grid import Cell, cell_name
from survey.files.preflight import RefusalError
from survey.files.sheet_scan import LooseSheet

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def read_xml2003_sheets(data: bytes) -> list[LooseSheet]:
    """Every worksheet. Raises RefusalError where the XML is broken or its merges are beyond the limits."""
    content = _Xml2003Content()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = content.start
    parser.EndElementHandler = content.end
    parser.CharacterDataHandler = content.text
    try:
        parser.Parse(data.lstrip(), True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise RefusalError("E04") from error
    for sheet in content.sheets:
        sheet.scan.check()
    return content.sheets


class _Xml2003Content:
    """Follows the sheets; rows and cells are numbered by their Index or follow the one before."""

    def __init__(self) -> None:
        self.sheets: list[LooseSheet] = []
        self._row = self._column = -1
        self._cell: dict[str, str] = {}
        self._type = ""
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """One opening tag, its namespace before a space."""
        space, _, name = tag.rpartition(" ")
        given = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if space != SPACE:
            if name == "Visible" and self._text is None:
                self._text = []
        elif name == "Worksheet":
            self.sheets.append(LooseSheet(given.get("Name", "")))
            self._row = -1
        elif name == "Row" and self.sheets:
            self._start_row(given)
        elif name == "Cell" and self.sheets:
            self._start_cell(given)
        elif name == "Data":
            self._text, self._type = [], given.get("Type", "String")

    def end(self, tag: str) -> None:
        """One closing tag."""
        space, _, name = tag.rpartition(" ")
        if name == "Visible" and space != SPACE and self.sheets and self._text is not None:
            self.sheets[-1].visible = "Hidden" not in "".join(self._text)
            self._text = None
        elif space != SPACE or not self.sheets:
            return
        elif name == "Data":
            self._end_data("".join(self._text or ()))
        elif name == "Cell":
            if "Formula" in self._cell and self._inside():
                self.sheets[-1].scan.uncomputed.append(cell_name(self._row, self._column))
            self._column += _number(self._cell.get("MergeAcross"))

    def text(self, text: str) -> None:
        """Characters between tags."""
        if self._text is not None:
            self._text.append(text)

    def _inside(self) -> bool:
        return 0 <= self._row < limits.ROWS and 0 <= self._column < limits.COLUMNS

    def _start_row(self, given: dict[str, str]) -> None:
        self._row = _number(given.get("Index")) - 1 if "Index" in given else self._row + 1
        self._column = -1
        if given.get("Hidden") == "1":
            self.sheets[-1].scan.hidden_rows.append(self._row + 1)

    def _start_cell(self, given: dict[str, str]) -> None:
        self._cell, self._type = given, ""
        self._column = _number(given.get("Index")) - 1 if "Index" in given else self._column + 1
        down, across = _number(given.get("MergeDown")), _number(given.get("MergeAcross"))
        merges = self.sheets[-1].scan.merges
        if (down or across) and len(merges) <= limits.MERGES:
            merges.append((self._row, self._column, self._row + down, self._column + across))

    def _end_data(self, text: str) -> None:
        self._text = None
        self._cell.pop("Formula", None)
        sheet = self.sheets[-1]
        sheet.scan.rows = max(sheet.scan.rows, self._row + 1)
        sheet.scan.columns = max(sheet.scan.columns, self._column + 1)
        if not self._inside():
            return
        if self._type == "Error":
            sheet.scan.errors[cell_name(self._row, self._column)] = text
            return
        line = sheet.lines.setdefault(self._row, [])
        line += [None] * (self._column + 1 - len(line))
        line[self._column] = _value(self._type, text)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0


def _value(kind: str, text: str) -> Cell:
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        return text or None
    return text == "1" if kind == "Boolean" else text or None
