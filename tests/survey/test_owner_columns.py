"""The column of OPD or of regions under any heading is told by what its cells name."""

import random
from itertools import product

import pytest

from reference import agencies
from tests.survey.making import KESIAPAN, NGANJUK, PASURUAN, book, codes, read, said

LEAVES = KESIAPAN.framework.leaves
OPD_HEADINGS = (
    "Asal Instansi",
    "Nama Dinas",
    "Pilih OPD",
    "1. Nama OPD",
    "Dari perangkat daerah mana Anda?",
    "Unit/Dinas",
    "Instansi",
    "Mewakili",
    "Nama",
)
"""The last two do not speak of OPD: beside rows of items they count where items stand on several rows."""
REGION_HEADINGS = ("Asal daerah", "1. Kabupaten/Kota", "Pilih kabupaten Anda", "Tempat tugas", "Daerah mana?")
NAMES = ("Dinas Kesehatan", "Diskominfo", "Sekretariat Daerah", "Kec. Berbek")
OPDS = ("DINKES", "DISKOMINFO", "SETDA", f"KEC-{NGANJUK}.03")


def values(reading):
    return {
        (response.region, response.opd, answer.indicator): answer.value
        for response in reading.responses
        for answer in response.answers
    }


@pytest.mark.parametrize(
    ("layout", "heading"),
    [
        *product(("wide", "questions"), OPD_HEADINGS),
        *product(("long",), (*OPD_HEADINGS, "Penanggung jawab", "Sumber")),
    ],
)
def test_an_opd_column_under_any_heading(layout, heading):
    draw = random.Random(f"{layout}{heading}")
    items = draw.sample(LEAVES, 6)
    answers = {(opd, code): draw.randint(1, 5) for opd in OPDS for code in items}
    if layout == "long":
        rows = [[heading, "Kode", "Jawaban"]]
        rows += [[NAMES[OPDS.index(opd)], code, value] for (opd, code), value in answers.items()]
    else:
        asked = [KESIAPAN.question(code) if layout == "questions" else code for code in items]
        rows = [["No", heading, *asked, "Saran"]]
        rows += [[at, NAMES[at], *(answers[opd, code] for code in items), "-"] for at, opd in enumerate(OPDS)]
    reading = read(book(("Respons", rows)), region=NGANJUK)
    assert values(reading) == {(NGANJUK, opd, code): value for (opd, code), value in answers.items()}
    assert reading.verdict == "ready"


@pytest.mark.parametrize("heading", REGION_HEADINGS)
def test_a_region_column_under_any_heading(heading):
    rows = [["No", heading, "OPD", *LEAVES[:4]]]
    rows += [[1, "Kabupaten Nganjuk", "Dinas Kesehatan", 1, 2, 3, 4]]
    rows += [[2, "Kab. Pasuruan", "Dinas Kesehatan", 4, 3, 2, 1]]
    data = book(("Respons", rows))
    assert {(one.region, one.opd) for one in read(data).responses} == {
        (NGANJUK, "DINKES"),
        (PASURUAN, "DINKES"),
    }
    given = read(data, region=NGANJUK)
    assert [one.region for one in given.responses] == [NGANJUK]
    assert "W50" in codes(given)


def test_a_column_told_by_its_contents_is_said():
    rows = [["Mewakili", *LEAVES[:4]], [NAMES[0], 1, 2, 3, 4], [NAMES[1], 2, 2, 3, 4]]
    assert said(read(book(("Respons", rows)), region=NGANJUK), "W68")[0].found == "Mewakili"


@pytest.mark.parametrize("heading", ["Penanggung jawab", "Sumber data", "OPD terkait", "Mitra"])
def test_who_else_has_to_do_with_an_item_does_not_answer_it(heading):
    rows = [["Nama OPD", "Sekretariat Daerah"], ["No", "Indikator", "Nilai", heading]]
    rows += [
        [at, KESIAPAN.framework.node(code).name, 1 + at % 5, NAMES[at % 3]]
        for at, code in enumerate(LEAVES[:8])
    ]
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert {one.opd for one in reading.responses} == {"SETDA"}
    assert len(values(reading)) == 8


@pytest.mark.parametrize("heading", ["Tempat lahir", "Domisili", "Alamat"])
def test_where_people_live_is_not_whose_answers_they_are(heading):
    rows = [["OPD", heading, *LEAVES[:3]], ["Dinas Kesehatan", "Kabupaten Pasuruan", 1, 2, 3]]
    rows.append(["Diskominfo", "Kabupaten Nganjuk", 3, 2, 1])
    assert {one.region for one in read(book(("Respons", rows)), region=NGANJUK).responses} == {NGANJUK}


KECAMATAN = ("Sawahan", "Berbek", "Pace", "Rejoso")


def by_kecamatan(heading, above=()):
    draw = random.Random(heading)
    items = draw.sample(LEAVES, 6)
    roster = agencies.general_roster(NGANJUK)
    ids = {name: roster.loc[roster["name"] == f"Kecamatan {name}", "opd"].item() for name in KECAMATAN}
    answers = {(name, code): draw.randint(1, 5) for name in KECAMATAN for code in items}
    rows = [*above, ["No", heading, *items]]
    rows += [[at, name, *(answers[name, code] for code in items)] for at, name in enumerate(KECAMATAN, 1)]
    truth = {(NGANJUK, ids[name], code): value for (name, code), value in answers.items()}
    return read(book(("Rekap", rows)), region=NGANJUK, rosters={NGANJUK: roster}), truth


@pytest.mark.parametrize("heading", ["Kecamatan", "KECAMATAN", "Nama Kecamatan", "Kec."])
def test_bare_names_under_kecamatan_are_those_offices(heading):
    reading, truth = by_kecamatan(heading)
    assert (reading.questions, values(reading)) == ((), truth)
    assert said(reading, "W68")


@pytest.mark.parametrize("heading", ["Kecamatan", "Lokasi", "Domisili", "Tempat"])
def test_kecamatan_that_say_where_are_not_who_answers(heading):
    above = [["Nama OPD", "Dinas Kesehatan"]] if heading == "Kecamatan" else []
    reading, _ = by_kecamatan(heading, above)
    assert not any((opd or "").startswith("KEC") for _, opd, _ in values(reading))
    assert reading.questions


def test_who_else_has_to_do_with_an_item_is_no_owner():
    rows = [["Kode", "Jawaban", "Sumber"]]
    rows += [[code, 3, NAMES[at % 4]] for at, code in enumerate(LEAVES[:8])]
    reading = read(book(("Isian", [["Nama OPD", "Dinas Kesehatan"], *rows])), region=NGANJUK)
    assert set(values(reading)) == {(NGANJUK, "DINKES", code) for code in LEAVES[:8]}
