"""What an older version's filled template still answers: items of the same code, question and levels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reference.instruments import Instrument
from reference.instruments.city_words import without_villages
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
_LEVEL = re.compile(r"(?:Tingkat )?\d{1,3}\b")


@dataclass(frozen=True)
class CarriedAnswers:
    """What an old form says under a newer instrument.

    `answers` by today's code are those to take over; `left` says by the old code why an answer is not: GONE
    (no such item any more), QUESTION or LEVELS (it asks something else now), VALUE (it cannot be read).
    `meta` is what the old file says of itself.
    """

    meta: Mapping[str, str]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    programmes: tuple[ReportedProgramme, ...] = ()


def carry_answers_over(
    book: Workbook, instrument: Instrument, own_items: Iterable[Node] = ()
) -> CarriedAnswers | None:
    """The answers of an old form that stand as they are; None where it is no form of this instrument.

    `own_items`: what the kabupaten asks beside the index.
    """
    meta = template.form_meta_texts(book)
    if meta.get("instrumen", "").partition("@")[0] != instrument.id:
        return None
    reader = FileReading(ReadingContext(instrument), SourceFile("", b""))
    reader.own_items = {node.code: node for node in own_items}
    sheet = book.sheet(layout.ANSWER_SHEET)
    tables = filter(_is_form, shared.tables_on_sheet(sheet, reader)) if sheet else ()
    answers: dict[str, Answer] = {}
    left: dict[str, str] = {}
    for table in tables:
        for row in table.rows:
            _take(reader, table, row, answers, left)
    found = programmes_on_form(reader, book.sheet(layout.PROGRAMME_SHEET)).programmes
    return CarriedAnswers(meta, answers, left, found)


def _is_form(table: Table) -> bool:
    return all(table.one(role) for role in ("code", "question", "value"))


def _take(
    reader: FileReading, table: Table, row: int, answers: dict[str, Answer], left: dict[str, str]
) -> None:
    """Sort one row into what is carried and what is left; rows nobody answered are neither."""
    given, column = table.text(row, table.one("code")), table.of("value")[0]
    if not given or not is_cell_filled(table.sheet, row, column.index):
        return
    # The condition of "Tidak berlaku" is printed on a line below the question.
    asked = table.text(row, table.one("question")).partition("\n")[0]
    own, code = reader.own_items.get(given), _find_leaf_now(reader.instrument, given)
    if own is None and code is None:
        left[given] = GONE
        return
    node = own or reader.instrument.framework.node(str(code))
    parsed = reader.answer(table.sheet, row, column.index, node)
    reason = _changed(reader.instrument, node, asked, _shown_levels(table, row), parsed.value)
    if reason or parsed.problem:
        left[given] = reason or VALUE
    else:
        answers[node.code] = read_row_answer(table, row, node.code, column.index, parsed, None)


def _find_leaf_now(instrument: Instrument, given: str) -> str | None:
    """The leaf that an old code stands for, be it under a code of its own now; None for none."""
    leaves = instrument.framework.leaves
    found = given if given in leaves else instrument.find(given)
    return found if found in leaves else None


def _changed(instrument: Instrument, node: Node, asked: str, shown: list[str], value: float | None) -> str:
    """QUESTION or LEVELS where what an OPD answered is not what is asked today, "" where it is.

    A question is the same in any wording that the instrument says means the same. Of the levels those count
    that an answer turns on: all up to its own, and the next, which was not reached.
    """
    own = (str(node.tags.get("question", "")),)
    if text_key(asked) not in map(text_key, instrument.headings.get(node.code, own)):
        return QUESTION
    anchors = node.tags.get("anchors") or ()
    place = None if value is None else instrument.framework.scale.level_place(value)
    if place is None or not any(shown):
        return ""
    turned_on = slice(min(place + 2, len(anchors)))
    now, then = (
        [text_key(without_villages(text)) for text in texts[turned_on]] for texts in (anchors, shown)
    )
    return "" if now == then else LEVELS


def _shown_levels(table: Table, row: int) -> list[str]:
    """The texts of the levels in a row, the lowest first: of the columns headed by a level's number."""
    head = table.area.header[-1]
    levels = (at for at in range(table.sheet.width) if _LEVEL.match(table.sheet.text(head, at)))
    return [table.sheet.text(row, at) for at in levels]
