"""Which column of a table of items answers, drawn: by heading or contents where plain, else one question."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.survey.making import KESIAPAN, NGANJUK, book, codes, read, said

LEAVES = list(KESIAPAN.framework.leaves)[:15]
NAMES = [KESIAPAN.framework.node(code).name for code in LEAVES]
CHANCE = random.Random(11)
LEVELS = [CHANCE.randint(1, 5) for _ in LEAVES]
OTHERS = [CHANCE.randint(1, 5) for _ in LEAVES]
TRUTH = dict(zip(LEAVES, map(float, LEVELS), strict=True))


def sheet(*columns):
    """The bytes of an OPD's list of items with these columns of numbers: (heading, cells)."""
    rows = [["Nama OPD", "Dinas Kesehatan"], ["No", "Indikator", *[heading for heading, _ in columns]]]
    for place, name in enumerate(NAMES):
        rows.append([place + 1, name, *[cells[place] for _, cells in columns]])
    return book(("Isian", rows))


def levels(reading):
    """Code -> level, of those that were answered."""
    every = (one for response in reading.responses for one in response.answers)
    return {one.indicator: one.value for one in every if one.value is not None}


@pytest.mark.parametrize(
    "heading",
    ["Skor Perolehan", "Jawaban Anda", "Kondisi", "Posisi", "Isian OPD", "Angka", "Respon", "X", "Point"],
)
def test_the_only_column_of_levels_answers_whatever_its_heading(heading):
    reading = read(sheet((heading, LEVELS)), region=NGANJUK)
    assert (reading.verdict, levels(reading)) == ("ready", TRUTH)


PAIRS = [
    ("Skor Maksimal", [5] * 15, "Skor Perolehan"), ("Kolom A", [5] * 15, "Kolom B"),
    ("Nilai Maks", [5] * 15, "Nilai"),
    ("Level yang diharapkan", OTHERS, "Level saat ini"), ("Target 2027", OTHERS, "Capaian"),
    ("Tahun Lalu", OTHERS, "Tahun Ini"), ("Nilai 2024", OTHERS, "Nilai 2025"),
    ("Tahun 2024", OTHERS, "Tahun 2025"),
    ("To Be", OTHERS, "As Is"), ("Bobot", OTHERS, "Level"), ("Prioritas", OTHERS, "Kondisi"),
    ("Jumlah Pegawai", OTHERS, "Kondisi"), ("Jawaban", [None] * 15, "Skor"),
    ("Jawaban", [None] * 15, "Level kini"),
    ("Skor", LEVELS, "Nilai"), ("Selisih", OTHERS, "Tingkat Kesiapan"),
    ("Skor Tertimbang", [level * 3 for level in LEVELS], "Keadaan"),
]  # fmt: skip


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(("heading", "cells", "answers"), PAIRS)
def test_what_stands_beside_the_answers_is_told_apart(heading, cells, answers, first):
    columns = [(heading, cells), (answers, LEVELS)]
    reading = read(sheet(*(columns if first else columns[::-1])), region=NGANJUK)
    assert (reading.verdict, levels(reading)) == ("ready", TRUTH)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Penilai 1", "Penilai 2"), ("Nilai", "Skor"), ("Tim A", "Tim B"), ("Semester I", "Semester II")],
)
def test_columns_that_nothing_tells_apart_are_asked_once(one, other):
    data = sheet((one, OTHERS), (other, LEVELS))
    reading = read(data, region=NGANJUK)
    assert ([each.kind for each in reading.questions], levels(reading)) == (["mapping"], {})
    asked = reading.questions[0]
    assert [label for _, label in asked.candidates] == [f"Kolom '{one}'", f"Kolom '{other}'", "Tidak ada"]
    settled = read(data, region=NGANJUK, choices={asked.key: asked.candidates[1][0]})
    assert (settled.verdict, levels(settled)) == ("ready", TRUTH)
    assert [finding.found for finding in said(settled, "W98")] == [one]
    none = read(data, region=NGANJUK, choices={asked.key: "none"})
    assert (none.verdict, levels(none)) == ("refused", {})


@pytest.mark.parametrize("heading", ["Target", "Bobot", "Rata-rata"])
def test_a_lone_column_whose_heading_speaks_against_it_is_asked(heading):
    reading = read(sheet((heading, LEVELS)), region=NGANJUK)
    assert (reading.verdict == "ready", levels(reading)) == (False, {})


def test_a_column_headed_as_answers_beside_one_on_the_scale_is_asked():
    data = sheet(("Capaian", [17.5 * level for level in OTHERS]), ("Level Kematangan", LEVELS))
    reading = read(data, region=NGANJUK)
    assert [one.kind for one in reading.questions] == ["mapping"]
    assert levels(read(data, region=NGANJUK, choices={reading.questions[0].key: "3"})) == TRUTH


def test_a_short_table_of_exact_items_is_one_too():
    rows = [["Nama OPD", "Dinas Kesehatan"], ["Indikator", "Kondisi"], [NAMES[0], 4], [NAMES[1], 2]]
    assert levels(read(book(("Isian", rows)), region=NGANJUK)) == {LEAVES[0]: 4, LEAVES[1]: 2}


def test_numbers_of_rows_are_no_answers():
    reading = read(sheet(("Butir ke", range(1, 16)), ("Kondisi", LEVELS)), region=NGANJUK)
    assert (levels(reading), "E75" in codes(reading)) == (TRUTH, False)


def split(at, *, differ=None):
    """The levels over three columns of one heading, each row in the one that `at` says; 3 = in all."""
    columns = [
        [level if at[row] in (side, 3) else None for row, level in enumerate(LEVELS)] for side in range(3)
    ]
    if differ is not None:
        other = (at[differ] + 1) % 3
        columns[other][differ] = LEVELS[differ] % 5 + 1
    return sheet(*((("Jawaban", column)) for column in columns))


@settings(deadline=None, max_examples=25)
@given(at=st.lists(st.integers(0, 3), min_size=len(LEAVES), max_size=len(LEAVES)), data=st.data())
def test_columns_under_one_heading_that_fill_each_other_s_blanks_are_one(at, data):
    reading = read(split(at), region=NGANJUK)
    assert (reading.verdict, levels(reading)) == ("ready", TRUTH)
    assert len(said(reading, "W26")) == (len({*at} - {3}) > 1 or 3 in at)
    row = data.draw(st.integers(0, len(LEAVES) - 1))
    assert read(split(at, differ=row), region=NGANJUK).verdict == "confirm"
