"""Scales that are not the instrument's: never taken as they stand, asked once, read right when answered."""

from random import Random

import pytest

from tests.survey.making import NGANJUK, book, codes, read, said
from tests.survey.scales.drawn_scales import (
    KINDS,
    LAYOUTS,
    OPD,
    PLACES,
    PLAIN,
    RISING,
    SHAPES,
    drawn_book,
    legend_of,
    values_read,
)


def is_drawn(kind, layout):
    """Whether a layout can say what the kind says: a heading of its own needs a column of its own."""
    return layout != "columns" or ("(" not in kind.heading and not any(map(str.isdigit, kind.heading)))


CASES = [
    (name, layout, PLACES[number % len(PLACES)])
    for number, (name, kind) in enumerate(KINDS.items())
    for layout in LAYOUTS
    if is_drawn(kind, layout)
]


@pytest.mark.parametrize(("name", "layout", "place"), CASES)
def test_a_scale_is_read_as_meant_or_asked_once(name, layout, place):
    kind = KINDS[name]
    data, truth = drawn_book(kind, layout, place, seed=f"{name}{layout}")
    reading = read(data, region=NGANJUK)
    assert reading.verdict != "refused"
    if kind.own:
        assert (values_read(reading), reading.questions) == (truth, ())
        return
    (question,) = reading.questions
    assert (question.kind, codes(reading).count("E70") > 0) == ("scale", True)
    assert set(values_read(reading).values()) <= {None}
    outcomes = [
        values_read(read(data, region=NGANJUK, choices={question.key: choice}))
        for choice, _ in question.candidates
    ]
    assert truth in outcomes
    assert outcomes[-1] == dict.fromkeys(truth)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.legend and not kind.own])
def test_a_legend_puts_the_likeliest_reading_first(name):
    data, truth = drawn_book(KINDS[name], "items", "above", seed=name)
    (question,) = read(data, region=NGANJUK).questions
    assert values_read(read(data, region=NGANJUK, choices={question.key: question.candidates[0][0]})) == truth


def test_what_was_chosen_for_a_scale_holds_for_the_next_file_with_it():
    first, _ = drawn_book(KINDS["1-4 legend"], "items", "above", seed=1)
    second, truth = drawn_book(KINDS["1-4 legend"], "wide", "sheet", seed=2)
    (question,) = read(first, region=NGANJUK).questions
    reading = read(second, region=NGANJUK, choices={question.key: question.candidates[0][0]})
    assert (reading.questions, values_read(reading)) == ((), truth)
    assert "1 = 1, 2 = 2" in said(reading, "W53")[0].found


def test_another_legend_of_the_same_numbers_is_asked_again():
    first, _ = drawn_book(KINDS["0-4 legend with a gap"], "items", "above", seed=1)
    second, _ = drawn_book(KINDS["0-4 falling"], "items", "above", seed=2)
    (question,) = read(first, region=NGANJUK).questions
    (other,) = read(second, region=NGANJUK, choices={question.key: question.candidates[0][0]}).questions
    assert other.key != question.key


def test_a_number_outside_a_plain_scale_is_a_doubt_of_its_cell():
    _, truth = drawn_book(KINDS["5 own"], "items", "above", seed=3)
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Skor"]]
    rows += [[place, code, level] for place, ((_, code), level) in enumerate(truth.items(), 1)]
    rows[-1][-1] = 7
    reading = read(book(("Isian", rows)), region=NGANJUK)
    (question,) = reading.questions
    assert (question.kind, question.cell) == ("value", f"C{len(rows)}")
    assert sum(value is None for value in values_read(reading).values()) == 1


def test_two_marks_of_limesurvey_for_no_answer_are_said():
    rows = [["Nama OPD", "GOV1.1", "GOV1.2"], [OPD[0], "A1", "-oth-"], [OPD[1], "A5", "N/A"]]
    reading = read(book(("Respons", rows)), region=NGANJUK)
    assert [one.kind for one in reading.questions] == ["scale"]
    assert [one.found for one in said(reading, "W76")] == ["-oth-", "N/A"]


def test_scores_beside_letters_say_what_they_mean():
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Pilihan", "Skor"]]
    rows += [[place, node.code, "abcde"[place % 5], place % 5 + 1] for place, node in enumerate(PLAIN[:15])]
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert reading.questions == ()
    assert list(values_read(reading).values()) == [place % 5 + 1 for place in range(15)]


@pytest.mark.parametrize(("cell", "levels"), [("3*", {4}), ("2 → 3", {3, 4}), ("3.", set())])
def test_odd_cells_on_another_scale_are_read_on_that_scale(cell, levels):
    rows = [["Nama OPD", OPD[0]], ["Kode", "Skor (0-4)"]]
    rows += [[node.code, level] for node, level in zip(PLAIN, [0, 1, 2, 3, 4, 4, cell], strict=False)]
    (question,) = read(book(("Isian", rows)), region=NGANJUK).questions
    settled = read(book(("Isian", rows)), region=NGANJUK, choices={question.key: question.candidates[0][0]})
    last = list(values_read(settled).values())[-1]
    assert last in (None, 4)
    offered = {int(name) for one in settled.questions for name, _ in one.candidates[: len(levels)]}
    assert offered == levels or (last == 4 and not levels)


def test_a_number_beyond_another_scale_is_a_doubt_of_its_cell():
    rows = [["Nama OPD", OPD[0]], ["Kode", "Skor (0-4)"]]
    rows += [[node.code, level] for node, level in zip(PLAIN, [0, 1, 2, 3, 4, 4, 5], strict=False)]
    scale, cell = read(book(("Isian", rows)), region=NGANJUK).questions
    assert (scale.kind, cell.kind, cell.cell) == ("scale", "value", "B9")


def test_a_score_up_to_the_most_beside_it_is_asked():
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Skor Maksimal", "Nilai"]]
    rows += [[place, node.code, 4, place % 4 + 1] for place, node in enumerate(PLAIN[:12])]
    (question,) = read(book(("Isian", rows)), region=NGANJUK).questions
    assert (question.kind, "1–4" in question.text) == ("scale", True)


def test_a_legend_in_the_heading_of_the_answers_is_read():
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Nilai (1 = sangat baik, 5 = sangat kurang)"]]
    rows += [[place, node.code, place % 5 + 1] for place, node in enumerate(PLAIN[:12])]
    (question,) = read(book(("Isian", rows)), region=NGANJUK).questions
    assert question.candidates[0][0] == "1 = 5, 2 = 4, 3 = 3, 4 = 2, 5 = 1"


@pytest.mark.parametrize(
    "words", [("Rendah", "Sedang", "Tinggi"), ("Merah", "Kuning", "Hijau"), ("Belum", "Proses", "Selesai")]
)
def test_words_that_say_how_good_they_are_stand_in_their_order(words):
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Nilai"]]
    rows += [[place, node.code, words[place % 3]] for place, node in enumerate(PLAIN[:12])]
    (question,) = read(book(("Isian", rows)), region=NGANJUK).questions
    told = f"{words[0]} = 1, {words[1]} = 3, {words[2]} = 5"
    assert (question.kind, question.candidates[0][0]) == ("scale", told)


@pytest.mark.parametrize("beside", [(0, 4), (1, 2, 3), ("SK", "Perda"), (2024, 2026)])
def test_a_legend_that_may_explain_another_column_is_asked(beside):
    legend = "Keterangan: " + ", ".join(legend_of(range(5), RISING))
    rows = [["Nama OPD", OPD[0]], [legend], ["No", "Kode", "Nilai", "Risiko"]]
    rows += [
        [place, node.code, place % 5, beside[place % len(beside)]] for place, node in enumerate(PLAIN[:12])
    ]
    reading = read(book(("Isian", rows)), region=NGANJUK)
    fits = all(isinstance(cell, int) and cell <= 4 for cell in beside)
    assert bool(reading.questions) == fits
    assert fits or list(values_read(reading).values()) == [1 + place % 5 for place in range(12)]


def test_b_and_c_among_initials_are_no_letters_of_a_list():
    cells = [*["B"] * 6, *["C"] * 5, "K", "SB"]
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Nilai"]]
    rows += [
        [place, node.code, cell] for place, (node, cell) in enumerate(zip(PLAIN, cells, strict=False), 1)
    ]
    (question,) = read(book(("Isian", rows)), region=NGANJUK).questions
    assert question.candidates[0][0] == "K = 2, C = 3, B = 4, SB = 5"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("length", [20, 45])
def test_an_anchor_cut_off_is_read_where_it_begins_one_level_alone(layout, length):
    random = Random(f"{layout}{length}")
    opd, nodes = OPD[: {"items": 1, "two sheets": 1, "columns": 2}.get(layout, 4)], random.sample(PLAIN, 12)
    truth = {(name, node.code): random.randint(1, 5) for name in opd for node in nodes}
    anchors = {node.code: node.tags["anchors"] for node in nodes}
    given = {(name, code): anchors[code][level - 1][:length] for (name, code), level in truth.items()}
    begun = {
        (name, code): sum(text.casefold().startswith(cell.casefold()) for text in anchors[code])
        for (name, code), cell in given.items()
    }
    found = values_read(read(book(*SHAPES[layout]("Jawaban", opd, nodes, given)), region=NGANJUK))
    assert found == {place: truth[place] if begun[place] == 1 else None for place in truth}


@pytest.mark.parametrize("pattern", ["{}% dari target", "tercapai {}%", "± {} % terpenuhi"])
def test_a_percentage_among_words_offers_its_level(pattern):
    rows = [["Nama OPD", OPD[0]], ["No", "Kode", "Capaian"]]
    levels = [1 + place % 5 for place in range(10)]
    rows += [
        [place, node.code, pattern.format(20 * level)]
        for place, (node, level) in enumerate(zip(PLAIN, levels, strict=False), 1)
    ]
    data = book(("Isian", rows))
    (question,) = read(data, region=NGANJUK).questions
    chosen = read(data, region=NGANJUK, choices={question.key: question.candidates[0][0]})
    assert list(values_read(chosen).values()) == levels


ANCHORED = {
    "alone": ("{anchor}", 0), "number": ("{level}. {anchor}", 0), "letter": ("{letter}) {anchor}", 0),
    "dash": ("{level} - {anchor}", 0), "arrow": ("{level} -> {anchor}", 0),
    "behind": ("{anchor} ({level})", 0),
    "from nothing": ("{less}. {anchor}", 1), "turned": ("{turned}. {anchor}", 1),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("how", ANCHORED)
def test_anchors_with_a_code_are_read_and_one_that_says_otherwise_is_asked(how, layout):
    pattern, asked = ANCHORED[how]
    random = Random(f"{how}{layout}")
    opd, nodes = OPD[: {"items": 1, "two sheets": 1, "columns": 2}.get(layout, 4)], random.sample(PLAIN, 12)
    truth = {(name, node.code): random.randint(1, 5) for name in opd for node in nodes}
    anchors = {node.code: node.tags["anchors"] for node in nodes}
    given = {
        (name, code): pattern.format(
            anchor=anchors[code][level - 1],
            level=level, less=level - 1, turned=6 - level, letter="abcde"[level - 1],
        )
        for (name, code), level in truth.items()
    }  # fmt: skip
    reading = read(book(*SHAPES[layout]("Jawaban", opd, nodes, given)), region=NGANJUK)
    found = values_read(reading)
    assert len(reading.questions) == asked
    assert {key: value for key, value in found.items() if value not in (None, truth[key])} == {}
    assert asked or found == truth
