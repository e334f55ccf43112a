"""Forms as offices fill them, drawn: every answer is read as its own, or asked, whatever the shape."""

import random

import pytest

from tests.survey.making import KESIAPAN, NGANJUK, ROSTERS, book, draw_levels, read

LEAVES = list(KESIAPAN.framework.leaves)[:15]
NODES = [KESIAPAN.framework.node(code) for code in LEAVES]
OFFICES = {row.opd: row.name for row in ROSTERS[NGANJUK].itertuples()}


def answers(reading):
    """(OPD, code) -> level."""
    return {
        (response.opd, one.indicator): one.value
        for response in reading.responses
        for one in response.answers
        if one.value is not None
    }


def truth(**levels):
    return {
        (opd, code): float(level)
        for opd, drawn in levels.items()
        for code, level in zip(LEAVES, drawn, strict=True)
    }


def rows_of(drawn):
    return [
        [place, node.name, level, "SK"]
        for place, (node, level) in enumerate(zip(NODES, drawn, strict=True), 1)
    ]


@pytest.mark.parametrize("seed", range(6))
def test_an_answer_merged_over_several_items_is_asked_once_and_then_answers_each(seed):
    chance, drawn = random.Random(seed), draw_levels(seed, len(LEAVES))
    top, tall = chance.randrange(10), chance.randint(2, 5)
    lines = rows_of(drawn)
    for row in range(top, top + tall):
        drawn[row], lines[row][2] = drawn[top], None
    rows = [["Nama OPD", "Dinas Kesehatan"], ["No", "Indikator", "Nilai", "Bukti"], *lines]
    data = book(("Isian", rows), merges=[(f"C{top + 3}:C{top + tall + 2}", drawn[top])])
    first = read(data, region=NGANJUK)
    (question,) = first.questions
    want = truth(DINKES=drawn)
    assert answers(first).items() <= want.items()
    assert answers(read(data, region=NGANJUK, choices={question.key: "each"})) == want
    alone = answers(read(data, region=NGANJUK, choices={question.key: "first"}))
    assert alone.items() <= want.items()
    assert len(alone) == len(want) - tall + 1


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("item", ["code", "name"])
def test_a_long_table_that_names_each_opd_once_gives_it_the_rows_below(seed, item):
    drawn = {
        opd: draw_levels(f"{seed}{opd}", len(LEAVES)) for opd in random.Random(seed).sample(list(OFFICES), 3)
    }
    rows = [["OPD", "Indikator" if item == "name" else "Kode", "Nilai"]]
    for opd, levels in drawn.items():
        for place, (node, level) in enumerate(zip(NODES, levels, strict=True)):
            rows.append([None if place else OFFICES[opd], getattr(node, item), level])
    reading = read(book(("Data", rows)), region=NGANJUK)
    assert answers(reading) == truth(**drawn)
    assert not reading.questions
    assert "W82" in {one.code for one in reading.findings}


def test_a_row_without_a_name_whose_item_is_answered_above_belongs_to_nobody():
    rows = [
        ["OPD", "Kode", "Nilai"],
        ["Dinas Kesehatan", LEAVES[0], 3],
        [None, LEAVES[1], 2],
        [None, LEAVES[0], 5],
    ]
    reading = read(book(("Data", rows)), region=NGANJUK)
    assert answers(reading)["DINKES", LEAVES[0]] == 3.0
    assert reading.questions


@pytest.mark.parametrize(
    "count", [("A", "B", "C"), ("I", "II", "III"), ("1.", "2.", "3."), (None, None, None)]
)
def test_a_numbered_row_with_an_opd_alone_begins_its_section(count):
    drawn = {opd: draw_levels(opd, len(LEAVES)) for opd in list(OFFICES)[:3]}
    rows = [["No", "Indikator", "Nilai", "Bukti"]]
    for mark, (opd, levels) in zip(count, drawn.items(), strict=True):
        rows += [[mark, OFFICES[opd]], *rows_of(levels)]
    reading = read(book(("Semua", rows)), region=NGANJUK)
    assert answers(reading) == truth(**drawn)
    assert not reading.questions


@pytest.mark.parametrize("ends", [
    ("Nilai Tertinggi", "Nilai Terendah"), ("Maksimum", "Minimum"), ("Jumlah", "Rata-rata", "Tertinggi"),
    ("Skor terendah",), ("Nilai maksimal", "Nilai minimal"),
])  # fmt: skip
def test_rows_of_extremes_under_a_table_are_no_opd(ends):
    drawn = {opd: draw_levels(opd, len(LEAVES)) for opd in list(OFFICES)[:3]}
    rows = [["No", "OPD", *LEAVES]]
    rows += [[place, OFFICES[opd], *levels] for place, (opd, levels) in enumerate(drawn.items(), 1)]
    rows += [[None, end, *[4] * len(LEAVES)] for end in ends]
    reading = read(book(("Rekap", rows)), region=NGANJUK)
    assert answers(reading) == truth(**drawn)
    assert not reading.questions


@pytest.mark.parametrize("levels", [(1, 2, 3, 4, 5), (5, 4, 3, 2, 1), ("1", "2", "3", "4", "5")])
@pytest.mark.parametrize("group", ["Skala Penilaian", "Tingkat", "Jawaban"])
def test_levels_stand_under_a_group_that_is_not_merged(levels, group):
    drawn = draw_levels(f"{levels}{group}", len(LEAVES))
    rows = [["Nama OPD", "Dinas Kesehatan"], ["No", "Pertanyaan", group, *[None] * 4, "Keterangan"]]
    rows.append([None, None, *levels])
    for place, (node, level) in enumerate(zip(NODES, drawn, strict=True), 1):
        rows.append([place, node.tags["question"], *["v" if int(one) == level else None for one in levels]])
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert answers(reading) == truth(DINKES=drawn)
    assert not reading.questions


@pytest.mark.parametrize("gap", [1, 2, 4])
@pytest.mark.parametrize("label", ["Nama OPD", "Perangkat Daerah", "SKPD"])
def test_forms_of_two_opd_side_by_side_are_each_their_own(gap, label):
    drawn = {opd: draw_levels(f"{gap}{label}{opd}", len(LEAVES)) for opd in list(OFFICES)[:2]}
    rows = [[], ["No", "Indikator", "Nilai", *[None] * gap, "No", "Indikator", "Nilai"]]
    for opd in drawn:
        rows[0] += [label, OFFICES[opd], *[None] * (gap + 1)]
    for place, (node, *levels) in enumerate(zip(NODES, *drawn.values(), strict=True), 1):
        rows.append([place, node.name, levels[0], *[None] * gap, place, node.name, levels[1]])
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert answers(reading) == truth(**drawn)
    assert not reading.questions


@pytest.mark.parametrize("gap", [0, 1, 2])
def test_a_list_broken_into_columns_is_read_whole(gap):
    drawn = draw_levels(gap, len(LEAVES))
    half = rows_of(drawn)[:8], [[place, *row] for place, *row in rows_of(drawn)[8:]]
    rows = [
        ["Nama OPD", "Dinas Kesehatan"],
        [*["No", "Indikator", "Nilai"], *[None] * gap, "No", "Indikator", "Nilai"],
    ]
    for place, left in enumerate(half[0]):
        rows.append([*left[:3], *[None] * gap, *(half[1][place][:3] if place < len(half[1]) else [])])
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert answers(reading) == truth(DINKES=drawn)
    assert not reading.questions


@pytest.mark.parametrize("parts", [("Nilai", "Bukti"), ("Skor", "Keterangan"), ("Nilai", "Bukti", "Catatan")])
@pytest.mark.parametrize("way", ["opd", "items"])
def test_an_answer_and_its_evidence_stand_under_each_opd_or_each_item(parts, way):
    drawn = {opd: draw_levels(f"{parts}{opd}", len(LEAVES)) for opd in list(OFFICES)[:3]}
    blank = [None] * (len(parts) - 1)
    if way == "opd":
        rows = [["No", "Indikator", *(cell for opd in drawn for cell in (OFFICES[opd], *blank))]]
        rows.append([None, None, *parts * len(drawn)])
        for place, (node, *levels) in enumerate(zip(NODES, *drawn.values(), strict=True), 1):
            rows.append([place, node.name, *(cell for one in levels for cell in (one, *["SK"] * len(blank)))])
    else:
        rows = [["No", "OPD", *(cell for node in NODES for cell in (node.name, *blank))]]
        rows.append([None, None, *parts * len(NODES)])
        for place, (opd, levels) in enumerate(drawn.items(), 1):
            told = (cell for one in levels for cell in (one, *["SK"] * len(blank)))
            rows.append([place, OFFICES[opd], *told])
    reading = read(book(("Rekap", rows)), region=NGANJUK)
    assert answers(reading) == truth(**drawn)
    assert not reading.questions


@pytest.mark.parametrize("place", [1, 3])
def test_the_one_column_of_levels_answers_though_nothing_heads_it(place):
    drawn = draw_levels(place, len(LEAVES))
    rows = [["Nama OPD", "Dinas Kesehatan"], ["No", "Indikator", "Bukti"]]
    rows[1].insert(place, None) if place < 3 else rows[1].append(None)
    for at, (node, level) in enumerate(zip(NODES, drawn, strict=True), 1):
        line = [at, node.name, "SK"]
        line.insert(place, level)
        rows.append(line)
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert answers(reading) == truth(DINKES=drawn)


@pytest.mark.parametrize("beside", [
    ("Points - {}", "Feedback - {}"), ("{} [Score]", "{} [Feedback]"), ("Poin: {}",), ("Komentar untuk {}",),
])  # fmt: skip
def test_columns_named_after_a_question_with_words_around_it_answer_no_other_item(beside):
    drawn = {opd: draw_levels(f"{beside}{opd}", len(LEAVES)) for opd in list(OFFICES)[:3]}
    told = [
        text
        for node in NODES
        for text in (node.tags["question"], *(one.format(node.tags["question"]) for one in beside))
    ]
    rows = [["ID", "Nama OPD", *told]]
    for place, (opd, levels) in enumerate(drawn.items(), 1):
        rows.append([place, OFFICES[opd], *(cell for one in levels for cell in (one, *[None] * len(beside)))])
    reading = read(book(("Form", rows)), region=NGANJUK)
    assert answers(reading) == truth(**drawn)
    assert not reading.questions


@pytest.mark.parametrize("heads", [("Dimensi", "Nilai"), ("Indikator", "Skor"), ("Subdimensi", "Nilai")])
def test_a_sheet_of_means_beside_an_opd_s_answers_is_not_the_region_s(heads):
    drawn = draw_levels(" ".join(heads), len(LEAVES))
    means = [heads, ("Smart Governance", 3.2), ("Pelayanan Publik", 2), ("Smart Branding", 4.25)]
    answered = [["Nama OPD", "Dinas Kesehatan"], ["No", "Indikator", "Nilai", "Bukti"], *rows_of(drawn)]
    reading = read(book(("Isian", answered), ("Rekap", means)), region=NGANJUK)
    assert answers(reading) == truth(DINKES=drawn)
    assert not reading.values
    assert not reading.questions


@pytest.mark.parametrize("way", ["gov/{}", "data/gov/{}", "grup_gov-{}", "form-gov-{}", "gov-{}"])
@pytest.mark.parametrize("written", [lambda code: code, lambda code: code.replace(".", "_").lower()])
def test_columns_of_groups_of_an_exported_form_are_their_items(way, written):
    drawn = {opd: draw_levels(f"{way}{opd}", len(LEAVES)) for opd in list(OFFICES)[:3]}
    rows = [["start", "identitas-opd", *(way.format(written(code)) for code in LEAVES), "_id"]]
    rows += [["2026-03-01", OFFICES[opd], *levels, 12] for opd, levels in drawn.items()]
    reading = read(book(("Data", rows)), region=NGANJUK)
    assert answers(reading) == truth(**drawn)
