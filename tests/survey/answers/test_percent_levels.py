"""Percentages: read by bounds or on a scale of percentages, asked otherwise, never guessed."""

from dataclasses import replace
from io import BytesIO

import pytest
import xlsxwriter

from scoring.tree import Scale
from survey.answers.cells import parse_answer_cell
from tests.survey.making import KESIAPAN, NGANJUK, book, codes, read, said
from tests.survey.test_template_reading import with_answer

NAMES = ("Dinas Kesehatan", "Diskominfo", "Kecamatan Berbek", "Sekretariat Daerah")
WHOLE = Scale(0.0, 100.0, integers=False)


def column(*cells, **given):
    table = [["Nama OPD", "GOV1.1"], *([name, cell] for name, cell in zip(NAMES, cells, strict=False))]
    return read(book(("Respons", table)), KESIAPAN, region=NGANJUK, **given)


def values(reading):
    return [response.answers[0].value for response in reading.responses]


@pytest.mark.parametrize(
    ("cells", "levels"),
    [
        (("0%", "25%", "50 %", "100%"), [1, 2, 3, 5]),
        (("20%", "60%", "80%", "100%"), [1, 3, 4, 5]),
        (("75 persen", "100 %", "-", "75%"), [4, 5, None, 4]),
        ((0.25, 0.5, 0.75, 1), [2, 3, 4, 5]),
        (("50%", 3, "100%", 1), [3, 3, 5, 1]),
    ],
)
def test_a_column_that_leaves_one_reading_is_asked_once_with_it_first(cells, levels):
    reading = column(*cells)
    (question,) = reading.questions
    assert (question.kind, codes(reading).count("E73")) == ("scale", 1)
    assert not any(
        isinstance(cell, str) and value for cell, value in zip(cells, values(reading), strict=True)
    )
    chosen = column(*cells, choices={question.key: question.candidates[0][0]})
    assert (values(chosen), chosen.verdict) == (levels, "ready")


def test_a_full_share_beside_fractions_is_never_the_lowest_level():
    assert 1.0 not in values(column(0.4, 1, 0.6, 1))


def test_shares_that_fall_between_levels_are_asked_once():
    reading = column("63%", "100%", "87%", "20%")
    (question,) = reading.questions
    assert codes(reading).count("E73") == 1
    assert values(reading) == [None] * 4
    assert "63% = 3" in dict(question.candidates)["down"]
    assert values(column("63%", "100%", "87%", "20%", choices={question.key: "down"})) == [3, 5, 4, 1]
    left = column("63%", "100%", "87%", "20%", choices={question.key: "missing"})
    assert (values(left), left.verdict) == ([None] * 4, "ready")


def test_a_single_percentage_is_asked_with_its_level_first():
    reading = column("75%", 3)
    (question,) = reading.questions
    assert (question.cell, question.candidates[0][0]) == ("B2", "4")


def test_a_percentage_in_a_form_is_asked():
    reading = read(with_answer("100%"))
    assert [question.candidates[0][0] for question in reading.questions] == ["5"]


def test_a_scale_of_percentages_takes_them_as_they_stand():
    assert parse_answer_cell("85,5%", WHOLE, integers=False).value == 85.5
    assert parse_answer_cell("85%", replace(WHOLE, maximum=1.0), integers=False).value == 0.85


def test_an_item_that_names_its_bounds_takes_a_percentage_by_them():
    table = [["Nama OPD", "GOV1.3", "GOV1.5"], ["Diskominfo", "40%", "40%"], ["Dinas Kesehatan", "19,9%", 3]]
    reading = read(book(("Respons", table)), KESIAPAN, region=NGANJUK)
    assert [[one.value for one in response.answers] for response in reading.responses] == [[3, 4], [1, 3]]
    assert [one.found for one in said(reading, "W78")] == ["40% = 3", "19,9% = 1", "40% = 4"]
    assert reading.verdict == "ready"


def test_a_cell_formatted_as_a_percentage_is_no_level_one():
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        sheet, percent = workbook.add_worksheet("Respons"), workbook.add_format({"num_format": "0.0%"})
        sheet.write_row(0, 0, ["Nama OPD", "GOV1.3", "GOV1.1"])
        sheet.write_row(1, 0, ["Diskominfo", 1, 1])
        sheet.write_number(1, 1, 1, percent)
    reading = read(buffer.getvalue(), KESIAPAN, region=NGANJUK)
    assert [one.value for one in reading.responses[0].answers] == [5.0, 1.0]
    assert said(reading, "W78")[0].found == "100% = 5"
