"""One row per OPD or respondent, indicators by columns (L02), as online forms export it."""

from tests.survey.making import KESIAPAN, NGANJUK, book, codes, read, said

QUESTION = KESIAPAN.framework.node("GOV1.2").tags["question"]
HEADINGS = ["Stempel waktu", "Kabupaten/Kota", "Nama OPD", "Nama Pengisi", "No. HP", "GOV1.1", QUESTION,
            "3. BRA1.4 Pertanyaan lain", "Catatan"]  # fmt: skip
FIRST = ["2026-05-01 08:00", "Kab. Nganjuk", "Dinkes", "Ani", "081234567890", 3, "4", "Tidak berlaku", "ok"]
SECOND = ["2026-05-01 09:00", "Kab. Nganjuk", "Diskominfo", "Budi", "081234567891", 5, None, 2, None]


def wide(*rows, headings=HEADINGS, before=(), **given):
    return read(book(("Form Responses 1", [*before, headings, *rows])), KESIAPAN, **given)


def test_rows_become_responses():
    reading = wide(FIRST, SECOND)
    assert (reading.layout, reading.verdict) == ("wide", "ready")
    first, second = reading.responses
    assert (first.region, first.opd, second.opd) == (NGANJUK, "DINKES", "DISKOMINFO")
    assert [(one.indicator, one.value, one.cell) for one in first.answers][:2] == [
        ("GOV1.1", 3.0, "F2"),
        ("GOV1.2", 4.0, "G2"),
    ]
    assert second.answers[1].status == "missing"


def test_personal_columns_are_dropped_and_said():
    reading = wide(FIRST)
    assert [finding.found for finding in said(reading, "W32")] == ["Nama Pengisi", "No. HP"]
    assert "081234567890" not in repr(reading)


def test_a_column_of_telephone_numbers_is_personal_whatever_its_heading():
    reading = wide([*FIRST, "081234567890"], headings=[*HEADINGS, "Isian 9"])
    assert "Isian 9" in [finding.found for finding in said(reading, "W32")]


def test_a_grid_question_names_its_row_in_brackets():
    reading = wide([*FIRST[:5], 2], headings=[*HEADINGS[:5], "Seberapa siap? [GOV1.1]"])
    assert reading.responses[0].answers[0].indicator == "GOV1.1"


def test_the_region_may_stand_above_the_table():
    headings, row = ["Nama OPD", "GOV1.1"], ["Dinas Kesehatan", 3]
    reading = wide(row, headings=headings, before=[["Kabupaten/Kota", ": Kab. Nganjuk"]])
    assert reading.responses[0].region == NGANJUK


def test_the_same_opd_twice_in_a_file_is_asked_once():
    again = ["2026-05-02", *SECOND[1:5], 1]
    reading = wide(SECOND, again, FIRST)
    (question,) = reading.questions
    assert question.kind == "duplicate"
    settled = wide(SECOND, again, FIRST, choices={question.key: "last"})
    assert sorted(one.answers[0].value for one in settled.responses) == [1.0, 3.0]


def test_preprinted_empty_rows_and_averages_are_no_respondents():
    reading = wide(FIRST, [None, "Rata-rata", None, None, None, 3.0, 4.0], [None, None, None, None, None])
    assert len(reading.responses) == 1
    assert said(reading, "W74")[0].cell == "A3"


def test_a_file_without_opd_column_uses_the_opd_given_or_asks():
    headings = ["Stempel waktu", "Kabupaten/Kota", "GOV1.1"]
    row = ["2026", "Kab. Nganjuk", 3]
    assert wide(row, headings=headings, opd="DINKES").responses[0].opd == "DINKES"
    assert "E19" in codes(wide(row, headings=headings))


def test_a_column_without_meaning_is_said():
    assert "Isian bebas" in said(wide([*FIRST, "x"], headings=[*HEADINGS, "Isian bebas"]), "W45")[0].found
