"""Whose answers: each belongs to the OPD that its block names, or it is asked; never to another."""

import random

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, PASURUAN, SPBE, book, codes, read, said

LEAVES = KESIAPAN.framework.leaves
NAMES = {
    "DISKOMINFO": ("Dinas Komunikasi dan Informatika", "Diskominfo"),
    "DINKES": ("Dinas Kesehatan", "Dinkes"),
    "SETDA": ("Sekretariat Daerah", "Setda"),
    f"KEC-{NGANJUK}.03": ("Kecamatan Berbek", "Kec. Berbek"),
}
HEADINGS = {
    "indicators": ("No", "Indikator", "Nilai", "Bukti"),
    "questions": ("No", "Pertanyaan", "Jawaban"),
    "codes": ("Kode", "Pertanyaan", "Jawaban", "Catatan"),
    "any": ("Nomor urut", "Hal yang ditanyakan", "Isian OPD"),
}
LABELS = (
    "Nama OPD",
    "Perangkat Daerah",
    "SKPD",
    "Asal Instansi",
    "1. Nama Dinas",
    "Unit/Dinas",
    "OPD pengisi",
)
LINES = ("line", "two cells", "three cells", "title")
WHERE = (*LINES, "sheet name")


def item_text(code, layout):
    if layout == "indicators":
        return KESIAPAN.framework.node(code).name
    return KESIAPAN.question(code) or KESIAPAN.framework.node(code).name


def table(layout, answers):
    rows = [HEADINGS[layout]]
    for place, (code, value) in enumerate(answers.items(), start=1):
        rows.append([code if layout == "codes" else place, item_text(code, layout), value])
    return rows


def naming(where, name, draw):
    label = draw.choice(LABELS)
    lines = {
        "line": [[f"{label} : {name}"]],
        "two cells": [[label, name]],
        "three cells": [[label, ":", name]],
        "title": [
            [f"{draw.choice(('KUESIONER', 'HASIL SURVEI'))} {name.upper()} KABUPATEN NGANJUK TAHUN 2026"]
        ],
        "row": [[f"{label} : {name}"]],
    }
    before = [["Kabupaten/Kota : Kabupaten Nganjuk"]] if draw.random() < 0.5 else []
    after = [[]] if draw.random() < 0.5 else []
    return [*before, *lines.get(where, []), *after]


def drawn(draw, count, same_items=True):
    """OPD -> its answers, each of six items or more."""
    items = draw.sample(LEAVES, 6)
    found = {}
    for opd in draw.sample(list(NAMES), count):
        own = items if same_items else draw.sample(LEAVES, 6)
        found[opd] = {code: draw.randint(1, 5) for code in own}
    return found


def answers_of(reading):
    return {
        (response.opd, answer.indicator): answer.value
        for response in reading.responses
        for answer in response.answers
        if answer.value is not None
    }


def truth_of(forms):
    return {(opd, code): value for opd, own in forms.items() for code, value in own.items()}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("layout", HEADINGS)
def test_a_sheet_belongs_to_the_opd_it_names(layout, where, count, seed):
    draw = random.Random(f"{layout}{where}{count}{seed}")
    forms = drawn(draw, count, same_items=seed % 2 == 0)
    sheets = [
        (
            NAMES[opd][1] if where == "sheet name" else f"Lembar {place}",
            [*naming(where, NAMES[opd][0], draw), *table(layout, own)],
        )
        for place, (opd, own) in enumerate(forms.items())
    ]
    reading = read(book(*sheets), region=NGANJUK)
    assert [one for one in reading.questions if one.kind != "mapping"] == []
    assert answers_of(reading) == truth_of(forms)
    assert not reading.values
    assert len(reading.responses) == count


@pytest.mark.parametrize("seed", range(1))
@pytest.mark.parametrize("gap", [0, 1, 3])
@pytest.mark.parametrize("where", LINES)
@pytest.mark.parametrize("layout", HEADINGS)
def test_stacked_forms_belong_to_the_opd_above_each(layout, where, gap, seed):
    draw = random.Random(f"{layout}{where}{gap}{seed}")
    forms = drawn(draw, 3)
    rows = []
    for opd, own in forms.items():
        rows += [*naming(where, NAMES[opd][0], draw), *table(layout, own), *[[]] * gap]
    reading = read(book(("Semua", rows)), region=NGANJUK)
    assert [one for one in reading.questions if one.kind != "mapping"] == []
    assert answers_of(reading) == truth_of(forms)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("layout", ["indicators", "questions", "codes"])
def test_rows_among_the_data_name_the_opd_of_those_below(layout, seed):
    draw = random.Random(f"{layout}{seed}")
    forms = drawn(draw, 3)
    rows = [["REKAPITULASI KABUPATEN NGANJUK"], [], HEADINGS[layout]]
    for opd, own in forms.items():
        label = draw.choice(["OPD : {}", "{}"])
        rows += [[label.format(NAMES[opd][0])], *table(layout, own)[1:]]
    reading = read(book(("Semua", rows)), region=NGANJUK)
    assert answers_of(reading) == truth_of(forms)
    assert reading.verdict == "ready"


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("blank", [[], [["Nama OPD : ............"]], [["Nama OPD", ":"]]])
@pytest.mark.parametrize("layout", HEADINGS)
def test_a_file_that_names_none_is_asked_once(layout, blank, seed):
    draw = random.Random(f"{layout}{blank}{seed}")
    items = draw.sample(LEAVES, 12)
    own = {code: draw.randint(1, 5) for code in items}
    halves = dict(list(own.items())[:6]), dict(list(own.items())[6:])
    sheets = [(f"Lembar {at}", [*blank, [], *table(layout, half)]) for at, half in enumerate(halves)]
    data = book(*sheets)
    reading = read(data, region=NGANJUK)
    (question,) = [one for one in reading.questions if one.kind != "mapping"]
    assert (question.kind, reading.verdict, reading.values) == ("agency", "confirm", ())
    assert {opd for opd, _ in question.candidates} >= set(NAMES)
    chosen = read(data, region=NGANJUK, choices={question.key: "SETDA"})
    assert answers_of(chosen) == truth_of({"SETDA": own})
    assert question.key not in {one.key for one in chosen.questions}


def test_of_an_unnamed_form_the_region_itself_may_be_chosen():
    data = book(("Isian", table("indicators", {"GOV1.1": 3, "GOV1.2": 4, "GOV1.3": 2})))
    (question,) = read(data, region=NGANJUK).questions
    chosen = read(data, region=NGANJUK, choices={question.key: "wilayah"})
    assert (chosen.verdict, chosen.responses) == ("ready", ())
    assert {value.node: value.value for value in chosen.values} == {"GOV1.1": 3, "GOV1.2": 4, "GOV1.3": 2}


def test_what_is_asked_of_no_opd_stays_the_regions():
    rows = [["DINAS KOMUNIKASI DAN INFORMATIKA KABUPATEN NGANJUK"], ["No Indikator", "Indikator", "Nilai"]]
    rows += [[1, "Kebijakan Internal Arsitektur SPBE", 3], [2, "Kebijakan Internal Peta Rencana SPBE", 2]]
    reading = read(book(("Diskominfo", rows)), SPBE)
    assert (reading.verdict, reading.responses) == ("ready", ())
    assert {value.region for value in reading.values} == {NGANJUK}


def test_a_letterhead_is_not_who_answers_where_a_line_says_who():
    rows = [
        ["PEMERINTAH KABUPATEN NGANJUK"],
        ["DINAS KOMUNIKASI DAN INFORMATIKA"],
        ["Nama OPD", "Dinas Kesehatan"],
    ]
    reading = read(book(("Isian", [*rows, *table("indicators", {"GOV1.1": 3, "GOV1.2": 4})])), region=NGANJUK)
    assert {response.opd for response in reading.responses} == {"DINKES"}


def test_a_line_that_differs_from_its_sheets_name_is_asked():
    rows = [["Nama OPD : Dinas Kesehatan"], *table("indicators", {"GOV1.1": 3, "GOV1.2": 4, "GOV1.3": 1})]
    data = book(("Setda", rows))
    reading = read(data, region=NGANJUK)
    (question,) = reading.questions
    assert [opd for opd, _ in question.candidates[:2]] == ["DINKES", "SETDA"]
    chosen = read(data, region=NGANJUK, choices={question.key: "SETDA"})
    assert {response.opd for response in chosen.responses} == {"SETDA"}


def test_one_form_on_sheets_named_after_its_parts_names_its_opd_once():
    first = [["Nama OPD : Dinas Kesehatan"], *table("indicators", {"GOV1.1": 3, "GOV1.2": 4})]
    second = table("indicators", {"BRA1.1": 2, "BRA1.2": 1})
    reading = read(book(("A. Smart Governance", first), ("B. Smart Branding", second)), region=NGANJUK)
    (response,) = reading.responses
    assert (response.opd, len(response.answers), reading.verdict) == ("DINKES", 4, "ready")


def test_a_cover_names_the_opd_of_the_whole_file():
    cover = [["KUESIONER"], [], ["Perangkat Daerah", "Dinas Kesehatan"]]
    data = book(("Sampul", cover), ("Isian", table("indicators", {"GOV1.1": 3, "GOV1.2": 4})))
    assert {response.opd for response in read(data, region=NGANJUK).responses} == {"DINKES"}


@pytest.mark.parametrize("layout", HEADINGS)
def test_sheets_of_several_kabupaten_are_several_submissions(layout):
    own = {code: 1 + place % 5 for place, code in enumerate(LEAVES[:8])}
    sheets = [
        (place, [[f"Kabupaten : Kabupaten {place}"], ["Nama OPD : Dinas Kesehatan"], *table(layout, own)])
        for place in ("Nganjuk", "Pasuruan")
    ]
    reading = read(book(*sheets))
    assert {(one.region, one.opd, len(one.answers)) for one in reading.responses} == {
        (NGANJUK, "DINKES", 8),
        (PASURUAN, "DINKES", 8),
    }
    given = read(book(*sheets), region=NGANJUK)
    assert {one.region for one in given.responses} == {NGANJUK}
    assert [one.sheet for one in said(given, "W50")] == ["Pasuruan"]


def test_means_among_the_answers_of_an_opd_are_said_and_no_answers():
    rows = [["Nama OPD", "Dinas Kesehatan"], ["No", "Indikator", "Nilai"], [None, "Pelayanan Publik", 3.5]]
    rows += [[1, "Standar pelayanan publik", 3], [2, KESIAPAN.framework.node("GOV1.2").name, 4]]
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert answers_of(reading) == {("DINKES", "GOV1.1"): 3, ("DINKES", "GOV1.2"): 4}
    assert "C3" in said(reading, "W66")[0].message
    assert "E29" not in codes(reading)


@pytest.mark.parametrize("gap", [1, 2])
@pytest.mark.parametrize(
    "cells", [["Nama OPD : {}", None, None], ["SKPD", "{}", None], ["Nama OPD", ":", "{}"]]
)
def test_forms_side_by_side_belong_to_the_opd_over_each(cells, gap):
    forms = drawn(random.Random(str(cells)), 2)
    sides = [
        [
            [cell and cell.format(NAMES[opd][0]) for cell in cells],
            *[row[:3] for row in table("questions", own)],
        ]
        for opd, own in forms.items()
    ]
    rows = [[*left, *[None] * gap, *right] for left, right in zip(*sides, strict=True)]
    assert answers_of(read(book(("Semua", rows)), region=NGANJUK)) == truth_of(forms)


def test_columns_of_answers_under_the_names_of_opd():
    items = LEAVES[:7]
    rows = [["No", "Indikator", "Dinas Kesehatan", None, "Sekretariat Daerah", None]]
    rows += [[None, None, "Nilai", "Bukti", "Nilai", "Bukti"]]
    rows += [
        [at + 1, item_text(code, "indicators"), 1 + at % 5, "SK", 5 - at % 5, "Perda"]
        for at, code in enumerate(items)
    ]
    data = book(("Semua", rows), merges=[("C1:D1", "Dinas Kesehatan"), ("E1:F1", "Sekretariat Daerah")])
    reading = read(data, region=NGANJUK)
    forms = {
        "DINKES": {code: 1 + at % 5 for at, code in enumerate(items)},
        "SETDA": {code: 5 - at % 5 for at, code in enumerate(items)},
    }
    assert answers_of(reading) == truth_of(forms)
    assert reading.questions == ()


@pytest.mark.parametrize(
    "lines",
    [
        [["OPD", "Dinas Kesehatan", "Kabupaten", "Nganjuk"]],
        [["Nama OPD"], ["Dinas Kesehatan"]],
        [["Dinkes"]],
        [["Nama pengisi", "Budi"], ["Instansi", "Dinas Kesehatan"], ["Tanggal", "1 Maret 2026"]],
        [["Instansi : Pemerintah Kabupaten Nganjuk"], ["Unit kerja : Dinas Kesehatan"]],
    ],
)
def test_other_ways_to_say_who_answers(lines):
    own = {code: 1 + at % 5 for at, code in enumerate(LEAVES[:7])}
    reading = read(book(("Isian", [*lines, [], *table("indicators", own)])), region=NGANJUK)
    assert answers_of(reading) == truth_of({"DINKES": own})
    assert reading.questions == ()


def test_a_line_under_the_only_form_says_who_answers():
    own = {code: 1 + at % 5 for at, code in enumerate(LEAVES[:7])}
    rows = [*table("indicators", own), [], ["Nama OPD : Dinas Kesehatan"]]
    assert answers_of(read(book(("Isian", rows)), region=NGANJUK)) == truth_of({"DINKES": own})


def test_an_opd_that_the_files_name_may_mean_is_offered_first():
    data = book(("Isian", table("indicators", dict.fromkeys(LEAVES[:4], 3))))
    (question,) = read(data, region=NGANJUK, name="masuk/Kuesioner_Dinas Kesehatan.xlsx").questions
    assert question.candidates[0][0] == "DINKES"


def test_a_row_whose_opd_was_left_blank_is_asked():
    rows = [["OPD", *LEAVES[:6]], ["Dinas Kesehatan", 1, 1, 2, 1, 3, 1], [None, 2, 3, 4, 5, 1, 2]]
    reading = read(book(("Respons", rows)), region=NGANJUK)
    (question,) = reading.questions
    assert (question.kind, len(reading.responses)) == ("agency", 2)


def test_an_opd_written_once_for_its_rows_is_that_of_all_of_them():
    forms = drawn(random.Random(7), 3)
    rows = [["OPD", "No", "Indikator", "Nilai"]]
    for opd, own in forms.items():
        for at, (code, value) in enumerate(own.items()):
            rows.append([NAMES[opd][0] if at == 0 else None, at + 1, item_text(code, "indicators"), value])
    reading = read(book(("Rekap", rows)), region=NGANJUK)
    assert (reading.verdict, answers_of(reading)) == ("ready", truth_of(forms))


STRANGERS = ["UPT Laboratorium Lingkungan", "Perumda Air Minum", "Kelurahan Payaman", "Bagian Organisasi"]


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("place", range(3))
def test_a_row_that_stands_as_an_opd_and_is_none_known_takes_its_rows_from_the_one_above(stranger, place):
    names = ["Dinas Komunikasi dan Informatika", "Dinas Kesehatan"]
    names.insert(place, stranger)
    rows = [["Kabupaten/Kota : Kabupaten Nganjuk"], ["Kode", "Pertanyaan", "Jawaban"]]
    given = {}
    for at, name in enumerate(names):
        rows.append([None, name])
        for code in LEAVES[3 * at : 3 * at + 3]:
            rows.append([code, item_text(code, "codes"), at + 1])
            given[code] = name
    reading = read(book(("Rekap", rows)), region=NGANJUK)
    assert any(stranger in one.text for one in reading.questions)
    known = {"DISKOMINFO": names[0], "DINKES": "Dinas Kesehatan"}
    for response in reading.responses:
        for one in response.answers:
            assert response.opd is None or given[one.indicator] != stranger or one.value is None, known


def test_a_part_named_alike_below_each_opd_is_none():
    rows = [["Kabupaten/Kota : Kabupaten Nganjuk"], ["Kode", "Pertanyaan", "Jawaban"]]
    for at, name in enumerate(["Dinas Komunikasi dan Informatika", "Dinas Kesehatan"]):
        rows += [[None, name], [None, "Kebijakan dan tata kelola"]]
        rows += [[code, item_text(code, "codes"), at + 1] for code in LEAVES[3 * at : 3 * at + 3]]
    reading = read(book(("Rekap", rows)), region=NGANJUK)
    assert not reading.questions
    assert {one.opd: len([a for a in one.answers if a.value]) for one in reading.responses} == {
        "DISKOMINFO": 3,
        "DINKES": 3,
    }
