"""The corrections of one file to send back: a list that leads to cells, and a marked copy of its tables."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

from reference.plain_workbooks import PLAIN_TEXT
from reports.sheets import set_up_print_page, workbook_formats
from survey.answers.answer_table import AnswerRow
from survey.files.grid import Cell, Sheet, Workbook, cell_name
from survey.values import Finding, Reading

LIST_SHEET = "Daftar Masalah"
PERSONAL = "W32"
SEVERITIES = {"error": "Harus diperbaiki", "warning": "Perlu diperiksa", "info": "Catatan"}
_COLUMNS = (
    ("No", 5),
    ("Lembar", 18),
    ("Sel", 9),
    ("Pertanyaan", 34),
    ("Isi", 24),
    ("Masalah", 58),
    ("Saran", 46),
    ("Sifat", 17),
)
_HEADER = 4
_FILLS = {"error": "#F8C9C4", "warning": "#FFF2B3"}
_CELL = re.compile(r"^[A-Z]{1,3}[1-9]\d{0,6}$")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_WIDTHS = (9, 48)
_LINKS = 60_000
"""Excel takes 65,530 links on a sheet."""


def write_corrections(
    reading: Reading, book: Workbook | None, names: Mapping[str, str], target: str | Path | BinaryIO
) -> None:
    """Write the findings on a file, the gravest first, and a copy of the tables they are about.

    `book` is the file as it was read, None where it is no longer at hand: the list then stands alone.
    `names` gives the texts of the items by code. The file itself is never changed; texts stay texts.
    """
    found = sorted(reading.findings, key=lambda finding: list(SEVERITIES).index(finding.severity))
    copied = _copied(reading, book)
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, PLAIN_TEXT) as workbook:
        styles = workbook_formats(workbook) | _marks(workbook)
        listed = workbook.add_worksheet(LIST_SHEET)
        called = _sheet_names([sheet.name for sheet in copied])
        _write_list(listed, styles, reading, found, names, called)
        for sheet in copied:
            copy = workbook.add_worksheet(called[sheet.name])
            _write_copy(copy, styles, sheet, [one for one in found if one.sheet == sheet.name])


def _copied(reading: Reading, book: Workbook | None) -> list[Sheet]:
    """The sheets that answers were read from or that something was found on."""
    used = {sheet for sheet, _, _ in _placed(reading)}
    used |= {value.sheet for value in reading.values} | {finding.sheet for finding in reading.findings}
    return [sheet for sheet in book.sheets if sheet.name in used and not sheet.empty] if book else []


def _marks(workbook: xlsxwriter.Workbook) -> dict[str, Any]:
    """Styles of the copy: plain and marked cells, dates apart, and the list's words of gravity and links."""
    cell = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
    border = {"border": 1, "border_color": "#C5CCD6"}
    found = {"copy": workbook.add_format(cell), "copy_date": workbook.add_format(cell | {"num_format": 14})}
    for severity, fill in _FILLS.items():
        marked = cell | border | {"bg_color": fill}
        found[f"copy_{severity}"] = workbook.add_format(marked | {"bold": True})
        found[f"copy_date_{severity}"] = workbook.add_format(marked | {"bold": True, "num_format": 14})
        found[severity] = workbook.add_format(marked)
    link = cell | border | {"font_color": "#0B4A8F", "underline": 1}
    return found | {"link": workbook.add_format(link)}


def _sheet_names(names: Sequence[str]) -> dict[str, str]:
    """A name Excel takes for each sheet: no forbidden characters, 31 at most, none twice in any case."""
    taken = {LIST_SHEET.casefold(), "history"}
    called: dict[str, str] = {}
    for name in names:
        plain = _FORBIDDEN.sub("_", name).strip("' ")[:_LONGEST_NAME] or "Lembar"
        free, number = plain, 1
        while free.casefold() in taken:
            number += 1
            free = f"{plain[: _LONGEST_NAME - 5]} ({number})"
        taken.add(free.casefold())
        called[name] = free
    return called


def _write_list(
    sheet: Any,
    styles: Mapping[str, Any],
    reading: Reading,
    found: Sequence[Finding],
    names: Mapping[str, str],
    called: Mapping[str, str],
) -> None:
    sheet.write_string(0, 0, LIST_SHEET, styles["title"])
    sheet.write_string(1, 0, reading.file, styles["label"])
    sheet.write_string(2, 0, _summary(found, called), styles["note"])
    for column, (heading, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADER, column, heading, styles["head"])
    items = _items(reading)
    for number, finding in enumerate(found, start=1):
        row = _HEADER + number
        item = _item(finding, items)
        texts = (
            finding.sheet,
            finding.cell,
            f"{item} {names.get(item, '')}".strip(),
            finding.found,
            finding.message,
            finding.proposal,
        )
        sheet.write_number(row, 0, number, styles["text"])
        for column, text in enumerate(texts, start=1):
            sheet.write_string(row, column, text, styles["text"])
        sheet.write_string(
            row, len(texts) + 1, SEVERITIES[finding.severity], styles.get(finding.severity, styles["text"])
        )
        if finding.sheet in called and _CELL.match(finding.cell) and number <= _LINKS:
            address = f"internal:'{called[finding.sheet].replace(chr(39), chr(39) * 2)}'!{finding.cell}"
            sheet.write_url(row, 2, address, styles["link"], finding.cell, "Buka selnya")
    sheet.autofilter(_HEADER, 0, _HEADER + max(len(found), 1), len(_COLUMNS) - 1)
    set_up_print_page(sheet, _HEADER + 1, 3, repeat=_HEADER)


def _summary(found: Sequence[Finding], called: Mapping[str, str]) -> str:
    if not found:
        return "Tidak ada yang perlu diperbaiki."
    counts = {words: sum(one.severity == severity for one in found) for severity, words in SEVERITIES.items()}
    told = ", ".join(f"{words.lower()}: {count}" for words, count in counts.items() if count)
    if all(not one.cell for one in found):
        return f"{told}."
    if not called:
        return f"{told}. Salinan tabel tidak disertakan; cari selnya pada berkas asli."
    return f"{told}. Klik sel untuk membukanya pada salinan; perbaiki pada berkas asli, lalu kirim kembali."


def _items(reading: Reading) -> dict[tuple[str, str], str]:
    """Item code by sheet and cell of its answer, and by sheet and row where the row is about one item."""
    placed = list(_placed(reading))
    by_row: dict[tuple[str, str], set[str]] = {}
    for sheet, cell, code in placed:
        by_row.setdefault((sheet, _row(cell)), set()).add(code)
    found = {place: next(iter(codes)) for place, codes in by_row.items() if len(codes) == 1}
    return found | {(sheet, cell): code for sheet, cell, code in placed}


def _placed(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Sheet, cell and item of answers and values; of a large survey only the rows something was found on."""
    rows = {_row(finding.cell) for finding in reading.findings}
    seen: set[int] = set()
    for one in reading.responses:
        answers = one.answers
        if isinstance(answers, AnswerRow):
            if id(answers.table) in seen and str(answers.table.rows[answers.place] + 1) not in rows:
                continue
            seen.add(id(answers.table))
        yield from ((answer.sheet, answer.cell, answer.indicator) for answer in answers)
    yield from ((value.sheet, value.cell, value.node) for value in reading.values)


def _item(finding: Finding, items: Mapping[tuple[str, str], str]) -> str:
    place = (finding.sheet, finding.cell)
    return items.get(place) or (items.get((finding.sheet, _row(finding.cell)), "") if finding.cell else "")


def _row(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _write_copy(copy: Any, styles: Mapping[str, Any], sheet: Sheet, found: Sequence[Finding]) -> None:
    """The sheet cell by cell at the same places; cells with a finding coloured, with its words as a note."""
    marked: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.severity in _FILLS and _CELL.match(finding.cell):
            marked.setdefault(finding.cell, []).append(finding)
    _set_widths(copy, sheet)
    personal = _personal(found)
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            place = cell_name(row, column)
            if place not in marked and row <= personal.get(column, row):
                _write_cell(copy, row, column, sheet.errors.get(place, cell), styles, "")
    for place, told in marked.items():
        row, column = xl_cell_to_rowcol(place)
        cell = sheet.errors.get(place, sheet.at(row, column))
        # The findings come gravest first.
        _write_cell(copy, row, column, cell, styles, f"_{told[0].severity}")
        words = "\n".join(f"{one.message} {one.proposal}".strip() for one in told)
        copy.write_comment(row, column, words, {"author": "Siap Cerdas", "x_scale": 2.2, "y_scale": 1.4})


def _personal(found: Sequence[Finding]) -> dict[int, int]:
    """Column -> row of its heading, for columns of personal data: what stands below is not handed on."""
    told = [finding.cell for finding in found if finding.code == PERSONAL and _CELL.match(finding.cell)]
    return {column: row for row, column in map(xl_cell_to_rowcol, told)}


def _write_cell(copy: Any, row: int, column: int, cell: Cell, styles: Mapping[str, Any], mark: str) -> None:
    style = styles[f"copy{mark}"]
    if cell is None:
        if mark:
            copy.write_blank(row, column, None, style)
    elif isinstance(cell, bool):
        copy.write_boolean(row, column, cell, style)
    elif isinstance(cell, float) and math.isfinite(cell):
        copy.write_number(row, column, cell, style)
    elif isinstance(cell, datetime.date) and cell.year >= 1900:
        copy.write_datetime(row, column, cell, styles[f"copy_date{mark}"])
    else:
        copy.write_string(row, column, str(cell)[:_LONGEST_TEXT], style)


def _set_widths(copy: Any, sheet: Sheet) -> None:
    """Columns as wide as their longest of the first rows, within what reads well."""
    least, most = _WIDTHS
    for column in range(sheet.width):
        longest = max((len(sheet.text(row, column)) for row in range(min(len(sheet.rows), 200))), default=0)
        copy.set_column(column, column, min(max(longest + 2, least), most))
