"""What is another kabupaten's: left out by name, and a file of nothing else is refused for that reason."""

import random

import pytest

from reference import regions
from tests.survey.making import KESIAPAN, NGANJUK, PASURUAN, book, codes, read, said

NODES = [KESIAPAN.framework.node(code) for code in KESIAPAN.framework.leaves]
OPD = ("Dinas Kesehatan", "Sekretariat Daerah", "Dinas Komunikasi dan Informatika")
OTHERS = ("35.14", "35.06", "35.23", "51.03", "32.04", "35.75")
NAMED = ("wide", "wide by names", "long", "regions in rows")
TITLED = ("items", "generic", "stacked")


def named(code):
    return regions.find_region(code).name


def wide(places, chance, by_name=False):
    nodes = chance.sample(NODES, 8)
    head = ["No", "Kab/Kota", "OPD", *(node.name if by_name else node.code for node in nodes)]
    rows = [
        [at, named(place), opd, *(chance.randint(1, 5) for _ in nodes)]
        for at, (place, opd) in enumerate([(place, opd) for place in places for opd in OPD], 1)
    ]
    return [head, *rows]


def long(places, chance):
    head = ["daerah", "nama_opd", "kode_indikator", "jawaban_level_1_5"]
    nodes = chance.sample(NODES, 5)
    return [
        head,
        *(
            [named(at), opd, node.code, chance.randint(1, 5)]
            for at in places
            for opd in OPD
            for node in nodes
        ),
    ]


def regions_in_rows(places, chance):
    nodes = chance.sample(NODES, 6)
    return [
        ["Kab/Kota", *(node.code for node in nodes)],
        *([named(at), *(chance.randint(1, 5) for _ in nodes)] for at in places),
    ]


def titled(layout, place, chance):
    """A form that names its kabupaten above its items."""
    nodes = chance.sample(NODES, 8)
    rows = [["Kabupaten/Kota", named(place)], ["Nama OPD", "Dinas Kesehatan"], []]
    if layout == "items":
        return [*rows, ["No", "Indikator", "Nilai"],
                *([at, node.name, chance.randint(1, 5)] for at, node in enumerate(nodes, 1))]  # fmt: skip
    if layout == "generic":
        given = [(at, node.name, chance.randint(1, 5)) for at, node in enumerate(nodes, 1)]
        marks = [
            [at, name, *("x" if one == level else None for one in range(1, 6))] for at, name, level in given
        ]
        return [*rows, ["No", "Indikator", 1, 2, 3, 4, 5], *marks]
    for at, node in enumerate(nodes, 1):
        rows += [[f"{at}. {node.tags['question']}"], ["Jawaban", chance.randint(1, 5)]]
    return rows


MAKERS = {
    "wide": wide,
    "wide by names": lambda places, chance: wide(places, chance, by_name=True),
    "long": long,
    "regions in rows": regions_in_rows,
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("layout", NAMED)
def test_a_table_of_other_kabupaten_alone_is_refused_by_their_names(layout, seed):
    chance = random.Random(f"{layout}{seed}")
    places = chance.sample(OTHERS, seed + 1)
    reading = read(book(("Data", MAKERS[layout](places, chance))), region=NGANJUK)
    assert (reading.verdict, reading.questions) == ("refused", ())
    assert "E11" not in codes(reading)
    (finding,) = said(reading, "E16")
    assert all(named(place) in finding.message for place in places)
    assert named(NGANJUK) in finding.message


@pytest.mark.parametrize("layout", NAMED)
def test_rows_of_other_kabupaten_are_told_and_not_asked(layout):
    chance = random.Random(layout)
    reading = read(book(("Data", MAKERS[layout]([NGANJUK, *OTHERS[:2]], chance))), region=NGANJUK)
    assert (reading.verdict, reading.questions) == ("ready", ())
    (finding,) = said(reading, "W50")
    assert (finding.severity, finding.sheet) == ("warning", "Data")
    assert all(named(place) in finding.message for place in OTHERS[:2])
    found = {one.region for one in reading.responses} | {one.region for one in reading.values}
    assert found == {NGANJUK}


def test_many_kabupaten_are_counted_beyond_the_first_of_them():
    places = list(regions.list_regions().index[:40])
    reading = read(book(("Data", MAKERS["regions in rows"](places, random.Random(1)))), region=NGANJUK)
    (finding,) = said(reading, "E16")
    assert "37 daerah lain" in finding.message
    assert len(finding.message) < 250


@pytest.mark.parametrize("layout", TITLED)
def test_a_form_of_another_kabupaten_is_refused_by_its_name_and_asks_nothing(layout):
    chance = random.Random(layout)
    rows = titled(layout, PASURUAN, chance)
    rows[-1][-1] = "3/4" if layout != "generic" else "?"
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert (reading.verdict, reading.questions) == ("refused", ())
    assert named(PASURUAN) in said(reading, "E16")[0].message
    assert "E11" not in codes(reading)
    own = read(book(("Isian", titled(layout, NGANJUK, chance))), region=NGANJUK)
    assert (own.verdict, {one.region for one in own.responses}) == ("ready", {NGANJUK})


def test_a_file_left_out_by_choice_is_not_said_to_be_empty():
    rows = [["OPD", *(node.code for node in NODES[:4])], ["Dinas Antah Berantah", 1, 2, 3, 4]]
    data = book(("Data", rows))
    (question,) = read(data, region=NGANJUK).questions
    left = read(data, region=NGANJUK, choices={question.key: "skip"})
    assert (left.verdict, "E54" in codes(left), "E11" in codes(left)) == ("refused", True, False)
