"""Our own workbook come back, whole, damaged, or for someone else."""

import pytest

from survey.template import layout
from survey.values import Answer
from tests.form_cells import form_cell
from tests.survey.filled_form import FILLED, edited
from tests.survey.making import (
    KESIAPAN,
    KOTA_PASURUAN,
    NGANJUK,
    PASURUAN,
    SPBE,
    codes,
    form,
    read,
    said,
)


def with_answer(value, code="GOV2.1"):
    return edited(FILLED, lambda book: setattr(form_cell(book, code, "Jawaban"), "value", value))


@pytest.mark.parametrize("word", ["catatan", "bukti", "Kendala", "Keterangan", "lain-lain", "Jawaban"])
def test_words_that_head_columns_elsewhere_end_no_table(word):
    """Data lost once: a row with its item, its dimension and a note "catatan" was taken for new headings."""
    (blank,) = read(FILLED, region=NGANJUK).responses
    asked = [answer.indicator for answer in blank.answers]
    filled = {code: Answer(code, "answered", 3.0, fact=word, obstacle=word, note=word) for code in asked[:4]}
    (response,) = read(form(answers=filled), region=NGANJUK).responses
    given = {answer.indicator: answer for answer in response.answers}
    assert set(given) == set(asked)
    assert [given[code].value for code in asked[:5]] == [3.0, 3.0, 3.0, 3.0, None]
    assert given[asked[3]].note == word


def test_what_was_written_comes_back():
    reading = read(FILLED, region=NGANJUK)
    assert (reading.verdict, reading.layout, reading.period) == ("ready", "template", "Semester I 2026")
    (response,) = reading.responses
    assert (response.region, response.opd, response.slot) == (NGANJUK, "DISKOMINFO", "1")
    answers = {answer.indicator: answer for answer in response.answers}
    found = answers["GOV2.1"]
    assert (found.status, found.value, found.fact, found.obstacle) == ("answered", 4.0, "Ada aturan", "SDM")
    assert (found.evidence, found.evidence_link) == ("SK 12/2024", "https://contoh.go.id/sk")
    assert (found.evidence_date, found.note, found.sheet) == ("2025-11-03", "=1+1", "Jawaban")
    assert answers["PRE.01"].status == "missing"
    (programme,) = response.programmes
    assert (programme.name, programme.budget, programme.status) == ("Satu Data", 1_250_000_000.0, "berjalan")


def test_the_region_and_the_opd_are_known_without_the_hidden_sheet():
    data = edited(FILLED, lambda book: book.remove(book[layout.META_SHEET]))
    (response,) = read(data).responses
    assert (response.region, response.opd) == (NGANJUK, "DISKOMINFO")
    assert {answer.indicator: answer.value for answer in response.answers}["GOV2.1"] == 4.0


def test_moved_columns_and_rows_change_nothing():
    def move(book):
        book[layout.ANSWER_SHEET].insert_cols(1)
        book[layout.ANSWER_SHEET].insert_rows(3)

    (response,) = read(edited(FILLED, move)).responses
    assert {answer.indicator: answer.value for answer in response.answers}["GOV2.1"] == 4.0


def test_a_template_of_another_version_is_refused():
    reading = read(
        edited(FILLED, lambda book: setattr(book[layout.META_SHEET]["B3"], "value", "kesiapan@0.8"))
    )
    assert reading.verdict == "refused"
    assert "kesiapan@0.8" in said(reading, "E15")[0].message
    assert KESIAPAN.key in said(reading, "E15")[0].message


def test_a_template_of_another_instrument_is_refused():
    assert codes(read(FILLED, SPBE)) == ["E15"]


def test_a_template_of_another_kabupaten_is_refused():
    reading = read(FILLED, region=PASURUAN)
    assert (reading.verdict, reading.responses) == ("refused", ())
    assert "Kabupaten Nganjuk" in said(reading, "E16")[0].message
    assert "Kabupaten Pasuruan" in said(reading, "E16")[0].message


def test_an_empty_form_is_refused():
    assert codes(read(form())) == ["E11"]


def test_belum_ada_data_is_an_answer():
    assert read(form(answers={"GOV2.1": Answer("GOV2.1", "missing")})).verdict == "ready"


def test_a_changed_code_is_asked_with_the_question_as_proposal():
    data = edited(FILLED, lambda book: setattr(form_cell(book, "GOV2.1", "Kode"), "value", "GOV9.9"))
    reading = read(data)
    (finding,) = said(reading, "E28")
    assert (reading.verdict, finding.sheet, finding.found) == ("confirm", "Jawaban", "GOV9.9")
    assert "GOV2.1" in finding.proposal
    (question,) = reading.questions
    again = read(data, choices={question.key: "GOV2.1"})
    assert again.verdict == "ready"
    assert {answer.indicator: answer.value for answer in again.responses[0].answers}["GOV2.1"] == 4.0


def test_a_code_against_its_question_is_asked():
    data = edited(FILLED, lambda book: setattr(form_cell(book, "GOV2.1", "Kode"), "value", "GOV1.1"))
    reading = read(data)
    assert reading.verdict == "confirm"
    assert "E30" in codes(reading)
    assert [code for code, _ in reading.questions[0].candidates] == ["GOV1.1", "GOV2.1", "skip"]


def with_layout(version):
    def change(book):
        for row in book["_meta"].iter_rows():
            if row[0].value == "versi_templat":
                row[1].value = version

    return read(edited(FILLED, change), region=NGANJUK)


def test_a_form_of_a_newer_layout_is_read_by_its_codes_and_said():
    reading, known = with_layout("7"), read(FILLED, region=NGANJUK)
    assert reading.verdict == "ready"
    assert reading.responses == known.responses
    assert "lebih baru (susunan 7; yang dikenal 1)" in said(reading, "W79")[0].message


@pytest.mark.parametrize("version", ["1", "0", "", "satu"])
def test_a_form_of_this_or_an_older_layout_needs_no_word(version):
    assert said(with_layout(version), "W79") == []


@pytest.mark.parametrize("value", ["Siap", "siap", "empat", "Level empat", "4 - Siap", "4,0"])
def test_a_level_in_words_is_read_and_said(value):
    reading = read(with_answer(value))
    answered = [one.value for one in reading.responses[0].answers if one.value is not None]
    assert (reading.verdict, answered) == ("ready", [4.0])
    assert said(reading, "W42") or said(reading, "W48")


@pytest.mark.parametrize(
    ("value", "code", "first"),
    [(3.5, "E31", "3"), ("3,5", "E31", "3"), (7, "E21", "1"), ("bagus", "E20", "1"), ("75%", "E20", "4")],
)
def test_a_wrong_level_is_asked_at_its_cell(value, code, first):
    reading = read(with_answer(value))
    (finding,) = said(reading, code)
    assert (reading.verdict, finding.file, finding.sheet) == ("confirm", "berkas.xlsx", "Jawaban")
    assert finding.cell.startswith("I")
    assert finding.proposal
    assert reading.questions[0].candidates[0][0] == first


def test_choosing_settles_the_level():
    data = with_answer(3.5)
    (question,) = read(data).questions
    reading = read(data, choices={question.key: "4"})
    assert reading.verdict == "ready"
    assert {answer.indicator: answer.value for answer in reading.responses[0].answers}["GOV2.1"] == 4.0
    assert not said(reading, "E31")


def test_a_choice_that_was_not_offered_leaves_the_question_open():
    data = with_answer(3.5)
    (question,) = read(data).questions
    assert read(data, choices={question.key: "9"}).verdict == "confirm"


def test_tidak_berlaku_only_where_it_is_offered():
    assert codes(read(with_answer("Tidak berlaku"))) == ["E32"]


def test_a_formula_without_a_value():
    reading = read(with_answer("=2+2"))
    assert codes(reading) == ["E23"]


def test_an_unreadable_budget_is_said_and_left_empty():
    def change(book):
        book[layout.PROGRAMME_SHEET].cell(layout.FIRST_ROW, 6).value = "satu miliar"

    reading = read(edited(FILLED, change))
    assert reading.responses[0].programmes[0].budget is None
    assert said(reading, "W57")[0].cell == "F8"


@pytest.mark.parametrize("text", ["Rp 1.250.000", "1.250.000,00", "1250000", "Rp1.250.000,-"])
def test_rupiah_as_people_write_it(text):
    def change(book):
        book[layout.PROGRAMME_SHEET].cell(layout.FIRST_ROW, 6).value = text

    assert read(edited(FILLED, change)).responses[0].programmes[0].budget == 1_250_000


def test_another_region_than_its_roster_knows_is_asked_for_the_opd():
    def change(book):
        meta = book[layout.META_SHEET]
        meta["B7"], meta["B8"], meta["B9"] = "LAIN", "LAIN", "Dinas Antariksa"

    reading = read(edited(FILLED, change))
    assert reading.verdict == "confirm"
    assert reading.questions[0].kind == "agency"
    assert {opd for opd, _ in reading.questions[0].candidates} >= {"DISKOMINFO", "DINKES"}
    chosen = read(edited(FILLED, change), choices={reading.questions[0].key: "DINKES"})
    assert chosen.responses[0].opd == "DINKES"


def test_a_homonym_in_the_form_is_asked():
    def change(book):
        book.remove(book[layout.META_SHEET])
        book[layout.ANSWER_SHEET]["C3"] = "Kabupaten/Kota : Pasuruan"

    data = edited(FILLED, change)
    reading = read(data)
    (question,) = reading.questions
    assert [code for code, _ in question.candidates] == [PASURUAN, KOTA_PASURUAN]
    assert reading.responses[0].region is None
    assert read(data, choices={question.key: PASURUAN}).responses[0].region == PASURUAN


def test_a_renamed_answer_sheet_keeps_its_answers_and_says_so():
    data = edited(FILLED, lambda book: setattr(book[layout.ANSWER_SHEET], "title", "Sheet1"))
    reading = read(data)
    assert reading.verdict == "ready"
    assert [finding.sheet for finding in said(reading, "W59")] == ["Sheet1"]
    assert "W46" not in codes(reading)
    (response,) = reading.responses
    answers = {answer.indicator: answer for answer in response.answers}
    assert (answers["GOV2.1"].value, answers["GOV2.1"].sheet) == (4.0, "Sheet1")
    assert len(answers) == len(read(FILLED).responses[0].answers)


def copied(change=lambda sheet: None):
    """The filled form with a changed copy of its answers on a second sheet."""

    def copy(book):
        sheet = book.copy_worksheet(book[layout.ANSWER_SHEET])
        sheet.title = "Salinan"
        change(sheet)

    return edited(FILLED, copy)


def test_a_copy_of_the_answers_that_says_the_same_is_no_doubt():
    reading = read(copied())
    assert [finding.sheet for finding in said(reading, "W67")] == ["Salinan"]
    assert {"W59", "W46"}.isdisjoint(codes(reading))
    assert reading.verdict == "ready"
    assert reading.responses == read(FILLED).responses


def test_a_copy_of_the_answers_that_differs_is_asked():
    def change(sheet):
        sheet[form_cell(sheet.parent, "GOV2.1", "Jawaban").coordinate] = "1"

    data = copied(change)
    (question,) = read(data).questions
    assert [place for place, _ in question.candidates] == ["Jawaban!I12", "Salinan!I12"]
    assert first_value(read(data)) is None
    assert first_value(read(data, choices={question.key: "Salinan!I12"})) == 1.0


def first_value(reading):
    return {one.indicator: one.value for one in reading.responses[0].answers}["GOV2.1"]


def test_a_copy_for_another_opd_is_its_submission():
    def change(sheet):
        sheet["C4"] = "Perangkat daerah : Dinas Kesehatan"

    first, second = read(copied(change)).responses
    assert (first.opd, second.opd) == ("DISKOMINFO", "DINKES")
    assert [one.value for one in second.answers] == [one.value for one in first.answers]
    assert (len(first.programmes), second.programmes) == (1, ())


@pytest.mark.parametrize("place", ["C4", "C3"])
def test_what_is_seen_and_what_is_hidden_in_the_form_are_asked_where_they_differ(place):
    seen = {"C4": "Perangkat daerah : Dinas Kesehatan", "C3": "Kabupaten/Kota : Kabupaten Pasuruan"}
    data = edited(FILLED, lambda book: setattr(book[layout.ANSWER_SHEET][place], "value", seen[place]))
    reading = read(data)
    (question,) = reading.questions
    assert (reading.verdict, question.kind) == ("confirm", {"C4": "agency", "C3": "region"}[place])
    offered = {"C4": ["DISKOMINFO", "DINKES"], "C3": [PASURUAN, NGANJUK]}[place]
    assert [one for one, _ in question.candidates[:2]] == offered
    for choice in offered:
        (response,) = read(data, choices={question.key: choice}).responses
        assert choice in (response.region, response.opd)
