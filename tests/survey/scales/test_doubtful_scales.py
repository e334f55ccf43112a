"""Scales that look like the instrument's, of few words, few numbers or shares: asked once a file."""

import pytest

from tests.survey.making import NGANJUK, book, read
from tests.survey.scales.drawn_scales import PLAIN, values_read

OPD = "Dinas Kesehatan"


def form(cells, heading="Jawaban", legend=()):
    rows = [["Nama OPD", OPD], *([line] for line in legend), ["No", "Kode", heading]]
    rows += [
        [at, node.code, cell] for at, (node, cell) in enumerate(zip(PLAIN, cells, strict=False), start=1)
    ]
    return book(("Isian", rows))


def asked_once(data):
    """The only question of a form: of its scale, and no cell counts before it is answered."""
    reading = read(data, region=NGANJUK)
    (question,) = reading.questions
    assert question.kind == "scale"
    assert set(values_read(reading).values()) <= {None}
    return question


def read_with(data, question, choice):
    return list(values_read(read(data, region=NGANJUK, choices={question.key: choice})).values())


SHORT = {
    ("Kurang baik", "Cukup", "Baik"): [1, 3, 5],
    ("Buruk", "Sedang", "Baik", "Sangat baik"): [2, 3, 4, 5],
    ("Sangat kurang", "Kurang", "Cukup", "Baik"): [1, 2, 3, 4],
    ("Jarang", "Kadang-kadang", "Sering"): [1, 3, 5],
    ("Kurang puas", "Cukup puas", "Puas"): None,
    ("Tidak puas", "Cukup puas", "Puas", "Sangat puas"): [2, 3, 4, 5],
}


@pytest.mark.parametrize("words", SHORT)
def test_words_without_an_end_of_their_scale_are_asked_once(words):
    cells = [words[at % len(words)] for at in range(9)]
    question = asked_once(form(cells))
    levels = SHORT[words]
    if levels:
        told = ", ".join(f"{word} = {level}" for word, level in zip(words, levels, strict=True))
        assert question.candidates[0][0] == told
        assert read_with(form(cells), question, told) == [levels[at % len(words)] for at in range(9)]


@pytest.mark.parametrize(
    "words",
    [
        ("Sangat kurang", "Kurang", "Cukup", "Baik", "Sangat baik"),
        ("Sangat buruk", "Cukup", "Baik", "Sangat baik"),
        ("Tidak pernah", "Jarang", "Kadang-kadang", "Sering", "Selalu"),
    ],
)
def test_words_with_both_ends_of_their_scale_are_read(words):
    assert read(form([words[at % len(words)] for at in range(9)]), region=NGANJUK).questions == ()


FEW = {
    (0, 1, 4): "0–4",
    (0, 3, 3): "0–4",
    (0, 0, 2, 2): "0–4",
    (3, 6, 5): "1–10",
    (10, 4, 5, 2): "1–10",
    (60, 5, 4): "0–100",
    (0, 8, 3): "0–10",
    (80, 20): "0–100",
}


@pytest.mark.parametrize("cells", FEW)
def test_few_numbers_of_which_one_is_no_level_are_asked_together(cells):
    question = asked_once(form(cells))
    assert f"'{FEW[cells]}'" in question.text
    levels = read_with(form(cells), question, question.candidates[0][0])
    assert all(level for cell, level in zip(cells, levels, strict=True) if cell)


@pytest.mark.parametrize("cells", [(3, 7, 5), (0, 2, 4)])
def test_of_few_numbers_the_slip_alone_may_be_asked(cells):
    data = form(cells)
    question = asked_once(data)
    choice = next(name for name, _ in question.candidates if "per sel" in name)
    reading = read(data, region=NGANJUK, choices={question.key: choice})
    assert [one.kind for one in reading.questions] == ["value"]
    assert [one for one in values_read(reading).values() if one] == [one for one in cells if 1 <= one <= 5]


@pytest.mark.parametrize("cells", [(1, 4), (5, 5, 2), (3,), (1, 2, 3, 4)])
def test_few_numbers_that_are_all_levels_are_read(cells):
    reading = read(form(cells), region=NGANJUK)
    assert (list(values_read(reading).values()), reading.questions) == (list(cells), ())


@pytest.mark.parametrize("cells", [("40%", "100%"), ("20 persen", "80 persen", "60 persen"), ("25%",) * 3])
def test_shares_for_items_that_count_nothing_are_asked(cells):
    reading = read(form(cells), region=NGANJUK)
    assert len(reading.questions) == 1
    assert set(values_read(reading).values()) <= {None}


@pytest.mark.parametrize("steps", [(20, 40, 60, 80, 100), (0, 25, 50, 75, 100)])
def test_shares_of_every_level_and_nothing_else_are_the_levels(steps):
    cells = [f"{steps[at % 5]}%" for at in range(9)]
    reading = read(form(cells), region=NGANJUK)
    assert reading.questions == ()
    assert list(values_read(reading).values()) == [1 + at % 5 for at in range(9)]
