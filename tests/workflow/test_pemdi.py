"""The published Pemdi results of one kabupaten come out, and what is no Pemdi value is told with its cell."""

import csv

import pytest

from reference import instruments
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import SourceFile
from tests.shared import SHARED, needs_shared
from tests.survey.making import NGANJUK, ROSTERS, book
from tests.workflow.survey_scene import kept
from workflow.results import assess, score_table

PEMDI = instruments.load_instrument("pemdi")
TREE = PEMDI.framework
NAMES = [TREE.node(leaf).tags["question"] for leaf in TREE.leaves]
ORACLES = SHARED / "oracles" / "pemdi"


def read(rows, head=("No", "Kode", "Indikator", "Nilai"), **given):
    context = ReadingContext(PEMDI, region=NGANJUK, rosters=ROSTERS, **given)
    (reading,) = read_batch([SourceFile("pemdi.xlsx", book(("Pemdi", [head, *rows])))], context)
    return reading


def listed(value):
    """Rows of the twenty indicators, each with the value that its place gives."""
    return [(place + 1, f"I{place + 1}", name, value(place)) for place, name in enumerate(NAMES)]


def read_values(reading):
    answers = {answer.indicator: answer.value for one in reading.responses for answer in one.answers}
    return answers | {value.node: value.value for value in reading.values}


@needs_shared
def test_the_published_example_comes_out_within_its_tolerance():
    content = (ORACLES / "unggah_contoh.csv").read_bytes()
    readings = read_batch([SourceFile("unggah_contoh.csv", content)], ReadingContext(PEMDI, region="11.04"))
    table = score_table.scores_table(assess.score_regions(kept(readings, PEMDI, {})), "2026").set_index(
        "node"
    )
    with (ORACLES / "pemdi_aceh_tengah_2026_asesor_harapan.csv").open(encoding="utf-8") as file:
        wanted = [row for row in csv.DictReader(file) if row["tingkat"] == "aspek"]
    assert len(wanted) == 7
    for row in wanted:
        assert table.at[f"PEMDI.{row['kode']}", "score"] == pytest.approx(
            float(row["nilai_terpublikasi"]), abs=float(row["toleransi"])
        )
    assert (round(table.at["PEMDI", "score"], 2), table.at["PEMDI", "predicate"]) == (1.24, "Kurang")


@pytest.mark.parametrize("value", [1, 1.25, 1.26, 1.5, 2.375, 3.75, 4.99, 5])
def test_fractions_are_answers_as_they_stand(value):
    reading = read(listed(lambda _: value))
    assert reading.verdict == "ready"
    assert read_values(reading) == dict.fromkeys(TREE.leaves, value)


@pytest.mark.parametrize("value", [0, 5.1, -1, 55, "75%"])
def test_what_is_no_value_is_told_with_its_cell_and_the_others_stand(value):
    reading = read(listed(lambda place: value if place == 4 else 2.5))
    assert reading.verdict != "ready"
    assert any(found.cell == "D6" and found.code in ("E20", "E21") for found in reading.findings)
    found = read_values(reading)
    assert found.get("PEMDI.I05") is None
    assert sum(value == 2.5 for value in found.values()) == 19


NAMED = "Keamanan Pemerintah Digital"
SHORT = [TREE.node(leaf).name for leaf in TREE.leaves]
PLAIN = [NAMED if leaf == "PEMDI.I10" else name for leaf, name in zip(TREE.leaves, SHORT, strict=True)]


def by_name(names, values):
    return list(zip(range(1, len(names) + 1), names, values, strict=True))


def test_an_indicator_of_its_aspects_name_is_found_by_its_code():
    reading = read(
        [(f"I{place + 1}", name, 1 + place / 10) for place, name in enumerate(PLAIN)],
        ("Kode", "Indikator", "Nilai"),
    )
    assert read_values(reading)["PEMDI.I10"] == 1.9
    assert not reading.questions


def test_among_indicators_alone_the_name_is_the_indicators():
    reading = read([(name, 2.25) for name in PLAIN], ("Indikator", "Nilai"))
    assert read_values(reading) == dict.fromkeys(TREE.leaves, 2.25)
    assert reading.verdict == "ready"


def test_among_aspects_alone_the_name_is_the_aspects():
    aspects = TREE.children("PEMDI")
    reading = read([(TREE.node(code).name, 2.25) for code in aspects], ("Indikator", "Nilai"))
    assert read_values(reading) == dict.fromkeys(aspects, 2.25)


def test_where_aspects_stand_above_their_indicators_each_keeps_its_own():
    names, wanted = [], {}
    for aspect in TREE.children("PEMDI"):
        for code in (aspect, *TREE.children(aspect)):
            names.append(NAMED if code == "PEMDI.I10" else TREE.node(code).name)
            wanted[code] = 1 + len(names) / 10
    reading = read(list(zip(names, wanted.values(), strict=True)), ("Indikator", "Nilai"))
    assert read_values(reading) == pytest.approx(wanted)


def test_a_column_of_aspects_tells_the_name_of_the_indicator():
    rows = [
        (TREE.node(TREE.node(leaf).parent).name, name, 3.5)
        for leaf, name in zip(TREE.leaves, PLAIN, strict=True)
    ]
    reading = read(rows[7:12], ("Aspek", "Indikator", "Nilai"))
    assert read_values(reading)["PEMDI.I10"] == 3.5


def test_alone_the_name_is_asked():
    reading = read([(NAMED, 2.5), (TREE.node("PEMDI").name, 2)], ("Indikator", "Nilai"))
    (question,) = [one for one in reading.questions if one.kind == "value"]
    assert [code for code, _ in question.candidates[:2]] == ["PEMDI.A4", "PEMDI.I10"]


@pytest.mark.parametrize("bearing", [PLAIN, [TREE.node(code).name for code in TREE.children("PEMDI")]])
def test_headings_of_a_table_of_regions_are_told_apart_alike(bearing):
    head = ("Kabupaten/Kota", *bearing)
    rows = [("Kabupaten Nganjuk", *(1 + place / 10 for place in range(len(bearing))))]
    context = ReadingContext(PEMDI, rosters=ROSTERS)
    (reading,) = read_batch([SourceFile("daerah.xlsx", book(("Pemdi", [head, *rows])))], context)
    place = bearing.index(NAMED)
    code = "PEMDI.I10" if len(bearing) == 20 else "PEMDI.A4"
    assert read_values(reading)[code] == pytest.approx(1 + place / 10)


@pytest.mark.parametrize("own", ["pemdi", "kesiapan"])
def test_a_table_of_spbe_is_told_as_such(own):
    tree = instruments.load_instrument("spbe").framework
    rows = [(place + 1, tree.node(leaf).name, 3) for place, leaf in enumerate(tree.leaves)]
    context = ReadingContext(instruments.load_instrument(own), region=NGANJUK, rosters=ROSTERS)
    file = SourceFile("spbe.xlsx", book(("SPBE", [("No", "Indikator", "Nilai"), *rows])))
    (reading,) = read_batch([file], context)
    assert reading.verdict == "refused"
    assert "Indeks SPBE (PermenPANRB 59/2020)" in reading.findings[0].message


def test_a_table_of_nothing_known_names_no_instrument():
    reading = read([("Beras", 3), ("Jagung", 4), ("Kedelai", 2)], ("Komoditas", "Nilai"))
    assert reading.findings[0].code == "E10"
