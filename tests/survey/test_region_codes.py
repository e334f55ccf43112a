"""Region codes that a spreadsheet turned into numbers, in every layout and file that reads them."""

import pytest

from reference import regions
from tests.survey.making import KESIAPAN, SPBE, book, read, said

QUESTION = KESIAPAN.framework.node("GOV1.1").tags["question"]
SPELLINGS = [35.1, "35.1", "35,1", "35.10", "35,10", "35.10.", 3510, "3510", "3510.0"]
TOOK_A_ZERO = (35.1, "35.1", "35,1")


def by_region(code):
    return SPBE, [["Kode Wilayah", "Indeks SPBE"], [35.18, 2.7], [code, 3.1]]


def by_region_with_names(code):
    rows = [["Kode Daerah", "Kabupaten/Kota", "Indeks SPBE"], [35.18, "Kab. Nganjuk", 2.7]]
    return SPBE, [*rows, [code, "Kab. Banyuwangi", 3.1]]


def wide(code):
    return KESIAPAN, [["Kode Wilayah", "Nama OPD", "GOV1.1", "GOV1.2"], [code, "Dinas Kesehatan", 3, 4]]


def long(code):
    return KESIAPAN, [
        ["kode wilayah", "kode_opd", "kode_indikator", "jawaban_level_1_5"],
        [code, "DINKES", "GOV1.1", 3],
        [code, "DINKES", "GOV1.2", 4],
    ]


LAYOUTS = [by_region, by_region_with_names, wide, long]


def as_csv(rows):
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return "\n".join(";".join(row) for row in cells).encode()


def regions_of(reading):
    return {one.region for one in (*reading.values, *reading.responses)}


@pytest.mark.parametrize("made", [lambda rows: book(("Rekap", rows)), as_csv], ids=["xlsx", "csv"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("code", SPELLINGS, ids=str)
def test_a_code_is_read_however_a_spreadsheet_wrote_it(code, layout, made):
    instrument, rows = layout(code)
    name = "rekap.csv" if made is as_csv else "rekap.xlsx"
    reading = read(made(rows), instrument, name=name)
    assert "35.10" in regions_of(reading), (reading.findings, reading.questions)
    assert not [one for one in reading.questions if one.kind == "region"]
    assert not said(reading, "E36")
    told = [one.message for one in said(reading, "W43")]
    # A name beside it says the region in full.
    coerced = code in TOOK_A_ZERO and layout is not by_region_with_names
    assert any("Kabupaten Banyuwangi (35.10)" in text for text in told) == coerced


def test_every_code_is_found_again_from_the_number_it_became():
    for code in regions.list_regions().index:
        found = regions.match_region(repr(float(code)))
        assert (found.code, found.how) == (code, "number" if code.endswith("0") else "code")


@pytest.mark.parametrize("code", [35.6, 35.99, "9999"])
def test_a_code_of_no_region_is_asked_and_never_dropped_as_a_central_body(code):
    reading = read(book(("Rekap", by_region(code)[1])), SPBE)
    (question,) = reading.questions
    assert question.kind == "region"
    assert not said(reading, "E36")


def test_a_code_and_a_name_of_two_regions_are_asked():
    instrument, rows = by_region_with_names(35.2)
    (question,) = read(book(("Rekap", rows)), instrument).questions
    assert [choice for choice, _ in question.candidates][:2] == ["35.10", "35.20"]
    settled = read(book(("Rekap", rows)), instrument, choices={question.key: "35.10"})
    assert regions_of(settled) == {"35.10", "35.18"}


def test_codes_of_two_offices_are_one_question_for_the_file():
    rows = [["Kode Wilayah", "Indeks SPBE"], ["1103", 2.7], ["1104", 3.1], ["1105", 2.2]]
    (question,) = read(book(("Rekap", rows)), SPBE).questions
    assert [choice for choice, _ in question.candidates] == ["kemendagri", "bps"]
    for choice, found in (
        ("kemendagri", {"11.03", "11.04", "11.05"}),
        ("bps", {"11.01", "11.02", "11.03"}),
    ):
        settled = read(book(("Rekap", rows)), SPBE, choices={question.key: choice})
        assert (regions_of(settled), settled.questions) == (found, ())


@pytest.mark.parametrize(
    ("name", "first"), [("Ungaran", "33.22"), ("Kab. Smarang", "33.22"), ("Bartim", "62.13")]
)
def test_what_is_only_proposed_is_asked_first_and_every_region_can_be_chosen(name, first):
    rows = [["Kabupaten/Kota", "Indeks SPBE"], ["Nganjuk Regency", 2.7], [name, 3.1]]
    reading = read(book(("Rekap", rows)), SPBE, rosters={})
    assert regions_of(reading) == {"35.18"}
    (question,) = reading.questions
    assert question.candidates[0][0] == first
    assert {code for code, _ in question.candidates} > set(regions.list_regions().index)
    settled = read(book(("Rekap", rows)), SPBE, rosters={}, choices={question.key: "74.04"})
    assert regions_of(settled) == {"35.18", "74.04"}
