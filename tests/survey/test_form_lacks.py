"""A row of the form says what it still lacks, and the form opens at the first empty question."""

import shutil

import pytest

from survey.values import Answer
from tests.survey.written_form import (
    cached,
    column,
    convert,
    letter,
    opened,
    rows_by_code,
    written,
)

FILLED = {
    "PRE.01": Answer("PRE.01", "answered", 3.0, fact="Ada"),
    "GOV2.1": Answer("GOV2.1", "answered", 3.0),
    "GOV1.3": Answer("GOV1.3", "answered", 2.0, fact="Ada"),
}
OPD_FILLED = {
    "BRA1.1": Answer("BRA1.1", "missing"),
    "BRA1.4": Answer("BRA1.4", "not_applicable"),
}


def lacks(data):
    sheet = opened(data)["Jawaban"]
    shown = cached(data, "Jawaban")
    return {code: shown[row - 1][column("Masih kurang") - 1] for code, row in rows_by_code(sheet).items()}


def test_a_row_says_what_it_still_lacks():
    assert lacks(written()) == dict.fromkeys(("GOV2.1", "PRE.01", "GOV1.3"), "Jawaban")
    assert lacks(written(answers=FILLED)) == {"PRE.01": "Bukti", "GOV2.1": "Fakta, Bukti", "GOV1.3": ""}
    assert lacks(written("DISPAR", answers=OPD_FILLED)) == {"BRA1.1": "", "BRA1.4": "Catatan"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize(("opd", "answers"), [("DISKOMINFO", FILLED), ("DISPAR", OPD_FILLED), ("DISPAR", {})])
def test_what_a_row_lacks_follows_the_typing(tmp_path, opd, answers):
    data = written(opd, answers=answers)
    opened(data).save(tmp_path / "asal.xlsx")  # openpyxl drops what formulas gave: they are computed anew
    convert(tmp_path / "asal.xlsx", tmp_path / "hasil")
    assert lacks((tmp_path / "hasil" / "asal.xlsx").read_bytes()) == lacks(data)


@pytest.mark.parametrize(
    ("answers", "sheet", "code"),
    [
        ({}, "Petunjuk", "GOV2.1"),
        ({"GOV2.1": FILLED["GOV2.1"]}, "Jawaban", "PRE.01"),
        (FILLED, "Jawaban", "GOV2.1"),
    ],
)
def test_it_opens_at_the_first_empty_question(answers, sheet, code):
    book = opened(written(answers=answers))
    view = book["Jawaban"].sheet_view
    row = rows_by_code(book["Jawaban"])[code]
    assert book.active.title == sheet
    assert view.pane.topLeftCell == f"{letter('Tingkat 1')}{row}"
    assert {one.activeCell for one in view.selection if one.pane == "bottomRight"} == {
        f"{letter('Jawaban')}{row}"
    }
