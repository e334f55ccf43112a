"""What the programme sheet of our form says, also where its headings were typed over."""

from dataclasses import replace

import pytest

from survey.template import layout
from tests.survey.filled_form import ANSWERS, PROGRAMMES, edited
from tests.survey.making import (
    codes,
    form,
    read,
    said,
)


def programme_sheet(change, **filled):
    """The form with its programme sheet as somebody left it."""
    return edited(form(**filled), lambda book: change(book[layout.PROGRAMME_SHEET]))


def beside_no_programmes(sheet, text):
    sheet.cell(layout.PROGRESS_ROW, 3).value = text


@pytest.mark.parametrize("text", ["ya", "Ya", "Y", "x", "✓", "Ya, tidak ada", "nihil"])
def test_an_opd_without_a_programme_says_so(text):
    reading = read(programme_sheet(lambda sheet: beside_no_programmes(sheet, text)))
    assert (reading.verdict, reading.findings) == ("ready", ())
    (response,) = reading.responses
    assert (response.no_programmes, response.programmes) == (True, ())


@pytest.mark.parametrize("name", ["Tidak ada", "NIHIL", "belum ada program"])
def test_a_row_that_only_says_none_is_no_programme(name):
    (response,) = read(programme_sheet(lambda sheet: sheet.__setitem__("B8", name))).responses
    assert (response.no_programmes, response.programmes) == (True, ())


def test_no_programmes_beside_a_list_is_told_and_the_list_counts():
    data = programme_sheet(lambda sheet: beside_no_programmes(sheet, "ya"), programmes=PROGRAMMES)
    reading = read(data)
    assert [one.name for one in reading.responses[0].programmes] == ["Satu Data"]
    assert not reading.responses[0].no_programmes
    assert codes(reading) == ["W62"]


def test_an_empty_programme_sheet_alone_says_nothing():
    reading = read(form(answers=ANSWERS))
    assert not reading.responses[0].no_programmes
    odd = read(programme_sheet(lambda sheet: beside_no_programmes(sheet, "mungkin"), answers=ANSWERS))
    assert (odd.responses[0].no_programmes, codes(odd)) == (False, ["W61"])


HEADINGS = [column.heading for column in layout.PROGRAMME_COLUMNS]


@pytest.mark.parametrize(
    "overwritten", [("Nama",), ("Nama", "Sejak", "Status"), ("Pagu (Rp)",), ("Dimensi", "Nama")]
)
def test_headings_typed_over_are_read_by_their_place(overwritten):
    def change(sheet):
        for heading in overwritten:
            sheet.cell(layout.HEADER_ROW, HEADINGS.index(heading) + 1).value = "Diisi OPD"

    reading = read(programme_sheet(change, programmes=PROGRAMMES))
    assert [one.found for one in said(reading, "W63")] == ["Diisi OPD"] * len(overwritten)
    (programme,) = reading.responses[0].programmes
    assert programme == replace(PROGRAMMES[0], row=layout.FIRST_ROW)


def test_rows_under_no_heading_of_ours_are_asked_and_never_lost_in_silence():
    def change(sheet):
        for column in range(1, len(HEADINGS) + 1):
            sheet.cell(layout.HEADER_ROW, column).value = f"Kolom {column}"

    data = programme_sheet(change, programmes=PROGRAMMES)
    reading = read(data)
    assert (reading.verdict, [one.found for one in said(reading, "E40")]) == ("confirm", ["1"])
    (question,) = reading.questions
    by_place = read(data, choices={question.key: "susunan"})
    assert by_place.verdict == "ready"
    assert by_place.responses[0].programmes == (replace(PROGRAMMES[0], row=layout.FIRST_ROW),)
    assert read(data, choices={question.key: "skip"}).responses == ()


def test_an_empty_sheet_with_headings_typed_over_asks_nothing():
    def change(sheet):
        for column in range(1, len(HEADINGS) + 1):
            sheet.cell(layout.HEADER_ROW, column).value = None

    assert codes(read(programme_sheet(change, answers=ANSWERS))) == []
