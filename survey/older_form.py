"""What an older version's filled template still answers: items of the same code, question and levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reference.instruments import Instrument
from reference.keys import text_key
from scoring import Node
from survey.answers.file_reading import FileReading, ReadingContext
from survey.files.grid import Workbook
from survey.layouts import shared, template
from survey.layouts.answers import is_cell_filled, read_row_answer
from survey.layouts.form_programmes import programmes_on_form
from survey.tables.table import Table
from survey.template import layout
from survey.values import Answer, ReportedProgramme, SourceFile

GONE, QUESTION, LEVELS, VALUE = "gone", "question", "levels", "value"


@dataclass(frozen=True)
class CarriedAnswers:
    """What an old form says under a newer instrument.

    `answers` by code are those to take over; `left` says by the old code why an answer is not: GONE (no such
    item any more), QUESTION or LEVELS (its text differs now), VALUE (the answer itself cannot be read).
    `meta` is what the old file says of itself.
    """

    meta: Mapping[str, str]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    programmes: tuple[ReportedProgramme, ...] = ()


def carry_answers_over(book: Workbook, instrument: Instrument) -> CarriedAnswers | None:
    """The answers of an old form that stand as they are; None where it is no form of this instrument."""
    meta = template.form_meta_texts(book)
    if meta.get("instrumen", "").partition("@")[0] != instrument.id:
        return None
    reader = FileReading(ReadingContext(instrument), SourceFile("", b""))
    sheet = book.sheet(layout.ANSWER_SHEET)
    tables = filter(_is_form, shared.tables_on_sheet(sheet, reader)) if sheet else ()
    answers: dict[str, Answer] = {}
    left: dict[str, str] = {}
    for table in tables:
        for row in table.rows:
            _take(reader, table, row, meta.get("kode_wilayah", ""), answers, left)
    found = programmes_on_form(reader, book.sheet(layout.PROGRAMME_SHEET)).programmes
    return CarriedAnswers(meta, answers, left, found)


def _is_form(table: Table) -> bool:
    return all(table.one(role) for role in ("code", "question", "value"))


def _take(
    reader: FileReading, table: Table, row: int, region: str, answers: dict[str, Answer], left: dict[str, str]
) -> None:
    """Sort one row into what is carried and what is left; rows nobody answered are neither."""
    code, column = table.text(row, table.one("code")), table.of("value")[0]
    if not code or not is_cell_filled(table.sheet, row, column.index):
        return
    tree = reader.instrument.framework
    if code not in tree.leaves:
        left[code] = GONE
        return
    reason = _changed(reader.instrument, table, row, tree.node(code), region)
    parsed = reader.answer(table.sheet, row, column.index, tree.node(code))
    if reason or parsed.problem:
        left[code] = reason or VALUE
    else:
        answers[code] = read_row_answer(table, row, code, column.index, parsed, None)


def _changed(instrument: Instrument, table: Table, row: int, node: Node, region: str) -> str:
    """QUESTION or LEVELS where the text an OPD answered is not today's, "" where all of it is."""
    now = instrument.question(node.code, region or None) or node.name
    if text_key(table.text(row, table.one("question"))) != text_key(now):
        return QUESTION
    listed = max(column.index for column in table.columns if column.role)
    shown = {text_key(table.sheet.text(row, place)) for place in range(listed + 1, table.sheet.width)} - {""}
    anchors = {text_key(text) for text in node.tags.get("anchors") or ()} - {""}
    return LEVELS if shown and not anchors <= shown else ""
