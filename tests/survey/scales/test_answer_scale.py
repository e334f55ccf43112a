"""Scales found by column, with words and code books."""

import pytest

from survey.answers import labels
from survey.files.grid import Sheet, Workbook
from survey.scales import answer_scale


def sheet(*rows, name="Lembar"):
    return Sheet(name, tuple(tuple(float(one) if type(one) is int else one for one in row) for row in rows))


@pytest.mark.parametrize(
    ("cells", "span"),
    [
        ((4.0, 2.0, 3.0), (1, 4)),
        (("4", "2", "-", None), (1, 4)),
        ((0.0, 4.0, 2.0), (0, 4)),
        ((5.0, 5.0), (1, 5)),
        ((0.3, 0.72), (0, 1)),
        (("65,81", 71.0), (0, 100)),
    ],
)
def test_numbers_show_their_scale(cells, span):
    scale = answer_scale.find_answer_scale(cells)
    assert (scale.kind, scale.minimum, scale.maximum) == ("numeric", *span)


@pytest.mark.parametrize("cells", [(26800.0, 39140.0), ("Kopi", "Teh"), (None, "-"), (-1.0, 2.0)])
def test_what_is_on_no_scale_has_none(cells):
    assert answer_scale.find_answer_scale(cells) is None


def test_one_slip_above_a_long_column_is_no_level():
    assert answer_scale.find_answer_scale([*([1.0, 2.0, 3.0, 4.0] * 30), 5.0]).maximum == 4


@pytest.mark.parametrize(
    ("words", "scores"),
    [
        (("SS", "S", "N", "TS", "STS"), (5, 4, 3, 2, 1)),
        (("Sangat Setuju", "Setuju", "Tidak Setuju", "Sangat tidak setuju"), (4, 3, 2, 1)),
        (("Always", "Never", "Often", "Rarely", "Sometimes"), (5, 1, 4, 2, 3)),
        (("Tidak Baik", "Kurang Baik", "Baik", "Sangat Baik"), (1, 2, 3, 4)),
        (("STS", "TS", "CTS", "CS", "S", "SS"), (1, 2, 3, 4, 5, 6)),
    ],
)
def test_words_are_scored_from_the_lowest_level_up(words, scores):
    scale = answer_scale.find_answer_scale(words)
    assert (tuple(scale.scores[word] for word in words), scale.certain) == (scores, True)


def test_words_that_fit_scales_of_several_lengths_are_not_certain():
    assert not answer_scale.find_answer_scale(("Setuju", "Sangat setuju")).certain


def test_a_code_book_on_another_sheet_wins_over_what_words_usually_mean():
    book = sheet(
        ["No", "Singkatan", "Arti", "Poin"],
        [1, "S", "Setuju", 1],
        [2, "RR", "Ragu", 2],
        [3, "TS", "Tidak", 3],
    )
    books = answer_scale.find_code_books(Workbook("xlsx", "calamine", (book,)))
    assert answer_scale.find_answer_scale(("S", "R", "TS"), books).scores == {"S": 1.0, "R": 2.0, "TS": 3.0}


def test_every_scale_rises_and_every_word_has_one_level():
    words = [word for words in labels.WORDS.values() for word in words]
    levels = {level for scale in labels.SCALES for level in scale}
    assert levels <= set(labels.WORDS)
    assert {labels.level_of_word(word) for word in words} == set(labels.WORDS)


def test_yes_and_no_alone_are_a_scale_of_two():
    assert dict(answer_scale.find_answer_scale(("Ya", "Iya", "Tidak")).scores) == {
        "Ya": 2.0,
        "Iya": 2.0,
        "Tidak": 1.0,
    }
