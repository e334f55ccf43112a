"""Reading a booklet back by its headings and hidden marks, never by position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reference.keys import text_key
from survey.booklet.model import ID_HEADING, META_SHEET, BookletContent, BookletPage, BookletRow
from survey.booklet.writing import LIST_SHEET
from survey.changed_cells import tell_changed_cells
from survey.files.grid import Sheet, Workbook, cell_as_text, cell_name
from survey.files.preflight import RefusalError
from survey.files.sandbox import read_table_file
from survey.messages import make_finding
from survey.values import Finding, SourceFile

SEARCHED_ROWS = 60
COUNTING = frozenset(("", "no", "nomor", "nomorurut", "nourut"))
"""Headings of columns that only count the rows."""
_OURS = frozenset((META_SHEET, LIST_SHEET))


def read_booklet(file: SourceFile, pages: Sequence[BookletPage]) -> BookletContent:
    """The filled rows of a booklet; a file that cannot be opened, or has none of the tables, is refused.

    Sheets may be renamed, columns moved or added, rows inserted, moved or copied. The marks of copied rows
    are dropped, so that the copy is a row of its own.
    """
    try:
        book = read_table_file(file)
    except RefusalError as refusal:
        said = make_finding(refusal.code, file=file.name, found=refusal.found, **refusal.parts)
        return BookletContent({}, (), (said,))
    taken = _taken(file.name, book, pages)
    return replace(taken, findings=(*taken.findings, *tell_changed_cells(book, file.name)))


@dataclass(frozen=True)
class _PageTable:
    """A page found on a sheet: the row of its headings, and the column of each field ("" = the marks)."""

    sheet: Sheet
    page: BookletPage
    top: int
    columns: Mapping[str, int]


def _taken(name: str, book: Workbook, pages: Sequence[BookletPage]) -> BookletContent:
    sheets = [sheet for sheet in book.sheets if sheet.name not in _OURS and not sheet.empty]
    tables = [_table(sheet, pages) for sheet in sheets]
    if not any(tables):
        expected = ", ".join(page.title for page in pages)
        return BookletContent(_meta(book), (), (make_finding("E80", file=name, expected=expected),))
    said = [
        make_finding("W46", file=name, sheet=sheet.name, found=sheet.name)
        for sheet, table in zip(sheets, tables, strict=True)
        if table is None
    ]
    rows: list[BookletRow] = []
    for table in filter(None, tables):
        said += _unread(table, name)
        rows += _rows(table, name, {row.mark for row in rows}, said)
    return BookletContent(_meta(book), tuple(rows), tuple(said))


def _unread(table: _PageTable, file: str) -> Iterator[Finding]:
    """The filled columns of a table under headings that mean nothing here."""
    sheet, known = table.sheet, set(table.columns.values())
    below = range(table.top + 1, len(sheet.rows))
    names = [
        cell_as_text(heading)
        for column, heading in enumerate(sheet.rows[table.top])
        if column not in known and text_key(cell_as_text(heading)) not in COUNTING
        if any(sheet.text(row, column) for row in below)
    ]
    if names:
        expected = ", ".join(field.heading for field in table.page.fields if field.name not in table.columns)
        code = "W90" if expected else "W91"
        yield make_finding(code, file=file, sheet=sheet.name, found=", ".join(names), expected=expected)


def _meta(book: Workbook) -> dict[str, str]:
    sheet = book.sheet(META_SHEET)
    rows = sheet.rows if sheet else ()
    return {cell_as_text(row[0]): cell_as_text(row[1]) for row in rows if len(row) > 1 and row[0] is not None}


def _table(sheet: Sheet, pages: Sequence[BookletPage]) -> _PageTable | None:
    """The page a sheet is: the one with most of its headings in one row, then the one it is named after."""
    found = [
        _PageTable(sheet, page, row, columns)
        for row in range(min(len(sheet.rows), SEARCHED_ROWS))
        for page in pages
        if page.fields[0].name in (columns := _columns(sheet, row, page))
    ]
    return max(found, key=lambda table: _likeness(table), default=None)


def _likeness(table: _PageTable) -> tuple[float, bool, int]:
    page = table.page
    return (
        len(table.columns) / len(page.fields),
        text_key(page.title) == text_key(table.sheet.name),
        -table.top,
    )


def _columns(sheet: Sheet, row: int, page: BookletPage) -> dict[str, int]:
    """Field -> column by the headings of a row; none where fewer than two match: any text could be one."""
    names = {
        text_key(heading): field.name for field in page.fields for heading in (field.heading, *field.others)
    }
    names[text_key(ID_HEADING)] = ""
    found: dict[str, int] = {}
    for column, cell in enumerate(sheet.rows[row]):
        name = names.get(text_key(cell_as_text(cell)))
        if name is not None:
            found.setdefault(name, column)
    return found if sum(name != "" for name in found) >= min(2, len(page.fields)) else {}


def _rows(table: _PageTable, file: str, marks: set[str], said: list[Finding]) -> list[BookletRow]:
    """The rows that hold anything of their own; what is odd in them is added to `said`."""
    sheet, merged = table.sheet, table.sheet.merged
    rows: list[BookletRow] = []
    for number in range(table.top + 1, len(sheet.rows)):
        row = _row(table, number, merged)
        if not any(sheet.text(number, column) for column in table.columns.values()):
            continue
        place = {"file": file, "sheet": sheet.name}
        if row.mark and row.mark in marks:
            said.append(make_finding("W84", cell=row.cells[table.page.fields[0].name], **place))
            row = replace(row, mark="")
        marks.add(row.mark)
        rows.append(row)
        said += [
            make_finding(code, cell=cell, found=text, **place, **more)
            for code, cell, text, more in _odd(table, row)
        ]
    return rows


def _row(table: _PageTable, number: int, merged: Mapping[tuple[int, int], tuple[int, int]]) -> BookletRow:
    """A row with the texts of merged cells that reach into it."""
    spots = {name: merged.get((number, column), (number, column)) for name, column in table.columns.items()}
    texts = {name: _text(table.sheet, *spot) for name, spot in spots.items() if name}
    cells = {name: cell_name(number, column) for name, column in table.columns.items() if name}
    mark = table.sheet.text(number, table.columns[""]) if "" in table.columns else ""
    return BookletRow(texts, mark, table.page.title, cells, table.sheet.name)


def _text(sheet: Sheet, row: int, column: int) -> str:
    """A cell as text that keeps its line breaks: people list several things in one cell."""
    cell = sheet.at(row, column)
    if not isinstance(cell, str):
        return cell_as_text(cell)
    return "\n".join(" ".join(line.split()) for line in cell.splitlines() if line.strip())


def _odd(table: _PageTable, row: BookletRow) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Cells with a failed or never computed formula, and texts that their column's list does not have."""
    for field in table.page.fields:
        cell, text = row.cells.get(field.name, ""), row.texts.get(field.name, "")
        if cell in table.sheet.errors or cell in table.sheet.uncomputed:
            yield "W81", cell, table.sheet.errors.get(cell, "tanpa nilai"), {}
        elif (
            text
            and field.choices
            and not field.many
            and text_key(text) not in {text_key(choice) for choice in field.choices}
        ):
            yield "W83", cell, text, {"name": field.heading}
