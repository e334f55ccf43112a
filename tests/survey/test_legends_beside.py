"""Legends above and beside a table, row by row: a right one asks nothing, one that falls is one question."""

import pytest

from tests.survey.item_forms import LINE, NAMES, answered, drawn, listed
from tests.survey.making import KESIAPAN, NGANJUK, book, read

WAYS = {
    "code and words": lambda pairs: [[code, words] for code, words in pairs],
    "code = words": lambda pairs: [[code, "=", words] for code, words in pairs],
    "one cell": lambda pairs: [[f"{code} = {words}"] for code, words in pairs],
    "words and code": lambda pairs: [[words, code] for code, words in pairs],
    "from the highest": lambda pairs: [[code, words] for code, words in reversed(pairs)],
    "headed": lambda pairs: [["Skala", "Arti"], *([code, words] for code, words in pairs)],
    "headed as answers": lambda pairs: [["Nilai", "Keterangan"], *([code, words] for code, words in pairs)],
    "numbered": lambda pairs: [["Keterangan"], *([f"{code}. {words}"] for code, words in pairs)],
}
RISING = list(enumerate(NAMES, 1))
FALLING = list(enumerate(reversed(NAMES), 1))
SHAPES = {
    "levels": (["Nilai"], [int]),
    "marks": ([1, 2, 3, 4, 5], [lambda level, at=at: "v" if level == at else None for at in range(1, 6)]),
}


def beside(way, pairs, shape, gap, below):
    """A reading of a form with a legend right of its table, so many rows below the heading."""
    levels = drawn(f"{way}{shape}{gap}{below}")
    heads, cells = SHAPES[shape]
    rows = [["No", "Indikator", *heads], *listed(levels, *cells)]
    for at, legend in enumerate(WAYS[way](pairs), below):
        rows[at] = [*rows[at], *([None] * gap), *legend]
    return read(book(("Isian", [*LINE, *rows])), region=NGANJUK), levels


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("below", [0, 2, 5])
def test_a_right_legend_beside_a_table_asks_nothing(way, shape, gap, below):
    reading, levels = beside(way, RISING, shape, gap, below)
    assert (reading.questions, answered(reading)) == ((), {"DINKES": levels})


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("gap", "below"), [(0, 0), (1, 0), (0, 3), (1, 3)])
def test_a_legend_that_falls_beside_a_table_is_one_question(way, shape, gap, below):
    reading, _ = beside(way, FALLING, shape, gap, below)
    assert ([one.kind for one in reading.questions], answered(reading)) == (["scale"], {"DINKES": {}})


@pytest.mark.parametrize("heads", [list("12345"), list("abcde"), ["I", "II", "III", "IV", "V"]], ids=str)
@pytest.mark.parametrize("way", ["code and words", "code = words", "one cell"])
@pytest.mark.parametrize("title", [[], [["KETERANGAN SKALA"]]], ids=["plain", "titled"])
@pytest.mark.parametrize("falls", [False, True])
def test_five_rows_of_a_legend_right_above_columns_to_mark_are_no_headings(heads, way, title, falls):
    levels = drawn(f"{heads}{way}")
    codes = [int(head) if head.isdecimal() else head for head in heads]
    legend = WAYS[way](list(zip(codes, reversed(NAMES) if falls else NAMES, strict=True)))
    marks = SHAPES["marks"][1]
    rows = [*LINE, *title, *legend, ["No", "Indikator", *codes], *listed(levels, *marks)]
    reading = read(book(("Isian", rows)), region=NGANJUK)
    if falls:
        assert ([one.kind for one in reading.questions], answered(reading)) == (["scale"], {"DINKES": {}})
    else:
        assert (reading.questions, answered(reading)) == ((), {"DINKES": levels})


@pytest.mark.parametrize("head", ["Nilai", "Kondisi"])
@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("way", ["code and words", "one cell"])
def test_answers_that_count_by_chance_are_never_taken_for_a_legend(head, order, way):
    """Half of a form filled in, its levels one after the other with their words: read or asked, not lost."""
    leaves = KESIAPAN.framework.leaves[:10]
    given = dict(zip(leaves, list(range(1, 6))[::order], strict=False))
    cells = WAYS[way](list(zip(given.values(), NAMES[::order], strict=True)))
    rows = [
        [at, KESIAPAN.framework.node(code).name, *(cells[at - 1] if code in given else [])]
        for at, code in enumerate(leaves, 1)
    ]
    heads = ["No", "Indikator", head, *(["Predikat"] if way == "code and words" else [])]
    reading = read(book(("Isian", [*LINE, heads, *rows])), region=NGANJUK)
    assert reading.questions or answered(reading) == {"DINKES": given}
    assert reading.verdict != "refused"


@pytest.mark.parametrize("order", [1, -1], ids=["rising", "falling"])
def test_initials_of_the_levels_head_columns_to_mark(order):
    levels = drawn(order)
    heads = ["BS", "KS", "CS", "S", "SS"][::order]
    marks = [lambda level, at=at: "v" if level == at else None for at in range(1, 6)][::order]
    reading = read(
        book(("Isian", [*LINE, ["No", "Indikator", *heads], *listed(levels, *marks)])), region=NGANJUK
    )
    assert (reading.questions, answered(reading)) == ((), {"DINKES": levels})


@pytest.mark.parametrize("heads", [["KS", "S", "SS"], ["TS", "KS", "S", "SS"]], ids=str)
def test_some_of_the_initials_are_one_question(heads):
    marks = [lambda level, at=at: "v" if level % len(heads) == at else None for at in range(len(heads))]
    data = book(("Isian", [*LINE, ["No", "Indikator", *heads], *listed(drawn(1), *marks)]))
    reading = read(data, region=NGANJUK)
    assert ([one.kind for one in reading.questions], answered(reading)) == (["scale"], {"DINKES": {}})
