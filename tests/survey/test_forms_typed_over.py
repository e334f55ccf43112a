"""Our own form with headings, codes or the places of answers typed over: read, or asked, never lost."""

from io import BytesIO

import pytest

from survey import template
from survey.template import layout
from survey.values import Answer
from tests.form_cells import form_cell
from tests.survey.filled_form import ANSWERS, PROGRAMMES, edited
from tests.survey.making import (
    ASSIGNMENTS,
    KESIAPAN,
    NGANJUK,
    ROSTERS,
    form,
    read,
)

ANSWERED = form(answers={one: Answer(one, "answered", 4.0) for one in ANSWERS}, programmes=PROGRAMMES)


def given(reading):
    return {one.indicator for response in reading.responses for one in response.answers if one.value == 4.0}


def head(book, heading):
    sheet = book[layout.ANSWER_SHEET]
    return next(cell for cell in sheet[layout.HEADER_ROW] if cell.value == heading)


@pytest.mark.parametrize("heading", ["Jawaban OPD", "Isian", "Jwb", "Jawaban 2026"])
@pytest.mark.parametrize("programmes", [PROGRAMMES, ()])
def test_a_heading_of_the_answers_that_was_typed_over_loses_none(heading, programmes):
    filled = form(answers={one: Answer(one, "answered", 4.0) for one in ANSWERS}, programmes=programmes)
    reading = read(edited(filled, lambda book: setattr(head(book, "Jawaban"), "value", heading)))
    assert given(reading) == given(read(ANSWERED))
    assert not reading.questions


@pytest.mark.parametrize("lost", ["heading", "column", "codes"])
def test_without_the_codes_the_questions_name_the_rows(lost):
    def change(book):
        sheet, code = book[layout.ANSWER_SHEET], head(book, "Kode")
        if lost == "column":
            return sheet.delete_cols(code.column)
        rows = range(layout.HEADER_ROW if lost == "heading" else layout.FIRST_ROW, sheet.max_row + 1)
        for row in rows if lost == "codes" else rows[:1]:
            sheet.cell(row, code.column).value = None

    assert given(read(edited(ANSWERED, change))) == given(read(ANSWERED))


def in_the_anchors(book):
    for code in ANSWERS:
        form_cell(book, code, "Jawaban").value = None
        form_cell(book, code, "Tingkat 4").value = "lihat lampiran"


def without_headings(book):
    book[layout.ANSWER_SHEET].delete_rows(layout.HEADER_ROW)


@pytest.mark.parametrize("change", [in_the_anchors, without_headings])
def test_programmes_alone_are_asked_where_the_answers_were_changed(change):
    reading = read(edited(ANSWERED, change))
    assert reading.verdict == "confirm"
    assert any("tidak satu pun jawaban" in one.text for one in reading.questions)


def test_programmes_alone_are_no_doubt_where_nobody_touched_the_answers():
    reading = read(form(programmes=PROGRAMMES))
    assert (reading.verdict, reading.questions) == ("ready", ())


def test_an_opd_that_was_asked_nothing_sends_its_programmes_without_a_doubt():
    nothing = ASSIGNMENTS[ASSIGNMENTS["opd"] == "nobody"]
    agency = ROSTERS[NGANJUK].set_index("opd", drop=False).loc["SETDA"].to_dict()
    buffer = BytesIO()
    template.write_survey_form(KESIAPAN, NGANJUK, agency, nothing, buffer, "2026", programmes=PROGRAMMES)
    reading = read(buffer.getvalue())
    assert (reading.verdict, reading.questions) == ("ready", ())
