"""Questions with the answer on a row below each: "1. Bagaimana ...?", then "Jawaban:" and a level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from survey import named_opd, named_region
from survey.answers.cells import number_in_cell
from survey.answers.file_reading import SKIP, FileReading, Recognised
from survey.files.grid import Sheet, Workbook, cell_as_text
from survey.layouts import shared
from survey.layouts.answers import read_row_answer
from survey.layouts.owners import owners_of_file
from survey.layouts.twice import join_by_opd
from survey.tables.areas import TableArea
from survey.tables.headings import node_named_by
from survey.tables.table import Table, TableColumn
from survey.values import Answer, Response

FEWEST, MOST_ROWS, FAR = 3, 2_000, 12
"""Questions a form has at least, rows that are looked through, rows between two questions."""
ANSWERED = 0.8
LABEL = re.compile(r"^\W*(?:jawab|jawaban|isian|nilai|skor|level|tingkat|pilihan|respon)\b[^\d]{0,25}$", re.I)
INSIDE = re.compile(r"^\W*(?:jawab|jawaban|isian|nilai|skor|level|tingkat|pilihan|respon)\s*[:=]\s*\S", re.I)
BESIDE = {
    "evidence": re.compile(r"^\W*(?:bukti|data dukung|dokumen)\b", re.I),
    "note": re.compile(r"^\W*(?:catatan|keterangan|penjelasan)\b", re.I),
    "obstacle": re.compile(r"^\W*(?:kendala|hambatan)\b", re.I),
}
Place = tuple[int, int]
"""A row and a column from 0."""


@dataclass(frozen=True)
class _Question:
    """An item, the cell that answers it, and the rows of both up to the next question."""

    code: str
    rows: range
    answer: Place


def recognise_stacked_answers(book: Workbook, reader: FileReading) -> Recognised | None:
    """Every sheet of questions with answers below them; None where there is none."""
    found = [(sheet, asked) for sheet in shared.visible_sheets(book) if (asked := _questions(sheet, reader))]
    if not found:
        return None
    given = (_response(_as_table(sheet, asked), asked, book, reader) for sheet, asked in found)
    responses = [one for one in given if one]
    shared.report_unread_sheets(book, reader, {sheet.name for sheet, _ in found})
    answered = any(one.status != "missing" for response in responses for one in response.answers)
    is_empty = not answered and not reader.questions
    if is_empty:
        named_region.say_no_answers(reader)
    return Recognised("stacked", join_by_opd(responses, reader), refused=is_empty)


def _questions(sheet: Sheet, reader: FileReading) -> list[_Question]:
    """The questions of a sheet whose answers stand below them in one column; [] where they do not."""
    named = list(_named_items(sheet, reader))
    ends = [row for row, _ in named[1:]] + [min(len(sheet.rows), named[-1][0] + FAR)] if named else []
    found = []
    for (row, code), end in zip(named, ends, strict=True):
        rows = range(row, min(end, row + FAR))
        if place := _answer_below(sheet, rows):
            found.append(_Question(code, rows, place))
    columns = Counter(one.answer[1] for one in found)
    if len(found) < max(FEWEST, ANSWERED * len(named)) or len(columns) != 1:
        return []
    return found


def _named_items(sheet: Sheet, reader: FileReading) -> Iterator[tuple[int, str]]:
    """The rows that name an item, with its code."""
    leaves = set(reader.instrument.framework.leaves)
    for row, cells in enumerate(sheet.rows[:MOST_ROWS]):
        codes = (node_named_by(cell_as_text(one), reader.instrument) for one in cells if isinstance(one, str))
        if code := next((code for code in codes if code in leaves), None):
            yield row, code


def _answer_below(sheet: Sheet, rows: range) -> Place | None:
    """The cell under a question that is labelled as its answer, else a number alone on the next row.

    A number with words there is the first of the options, not the one chosen.
    """
    for row in rows[1:]:
        filled = [at for at, cell in enumerate(sheet.rows[row]) if cell is not None]
        for at, text in [(at, sheet.text(row, at)) for at in filled]:
            if INSIDE.match(text):
                return row, at
            if LABEL.match(text):
                beside = (other for other in filled if other > at and _says(sheet, row, other))
                return row, next(beside, at + 1)
    below = rows[0] + 1
    alone = [at for at, cell in enumerate(sheet.rows[below]) if cell is not None] if below in rows else []
    return (below, alone[0]) if len(alone) == 1 and number_in_cell(sheet.at(below, alone[0])) else None


def _says(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a cell holds more than the colon between a label and its answer."""
    return sheet.text(row, column).strip(" :=") != ""


def _response(
    table: Table, asked: Sequence[_Question], book: Workbook, reader: FileReading
) -> Response | None:
    file = owners_of_file(book, reader)
    region = file.region_of(table)
    if region == SKIP:
        return None
    named = file.opd_named(table, region)
    text, sheet = named.text if named else "", table.sheet.name
    opd = file.opd_of(table, region) if named else named_opd.find_opd(reader, region, "", sheet, "")
    shared.prepare_answer_columns(table, table.columns[-1:], reader, book)
    answers = tuple(_answer(table, one, reader) for one in asked)
    return None if opd == SKIP else Response(region, "", opd, text, "1", answers)


def _as_table(sheet: Sheet, asked: Sequence[_Question]) -> Table:
    """The answers as a table of one column, whose other rows are no data."""
    first, last, column = asked[0].rows[0], asked[-1].answer[0], asked[0].answer[1]
    answered = {one.answer[0] for one in asked}
    left_out = tuple((row, "note") for row in range(first, last + 1) if row not in answered)
    area = TableArea(sheet.name, (), first, last, 0, ("",) * (column + 1), left_out)
    blank = [TableColumn(at, "") for at in range(column)]
    return Table(sheet, area, (*blank, TableColumn(column, "Jawaban", "value")))


def _answer(table: Table, asked: _Question, reader: FileReading) -> Answer:
    row, column = asked.answer
    parsed = reader.answer(table.sheet, row, column, reader.instrument.framework.node(asked.code))
    told = read_row_answer(table, row, asked.code, column, parsed, None)
    said = {role: _text_below(table.sheet, asked, label) for role, label in BESIDE.items()}
    return replace(told, evidence=said["evidence"], note=said["note"], obstacle=said["obstacle"])


def _text_below(sheet: Sheet, asked: _Question, label: re.Pattern[str]) -> str:
    """What a labelled row below an answer says beside it ("Bukti : SK 12/2024"); "" without one."""
    for row in asked.rows[1:]:
        filled = [text for cell in sheet.rows[row] if (text := cell_as_text(cell))]
        if row != asked.answer[0] and filled and label.match(filled[0]):
            return " ".join(text for text in (filled[0].partition(":")[2].strip(), *filled[1:]) if text)
    return ""
