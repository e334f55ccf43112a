"""Options with a box each in one cell: the one that is ticked is read, anything else is asked apart."""

import pytest

from scoring.tree import Scale
from survey.answers.cells import parse_answer_cell
from survey.answers.doubts import kind_of_doubt
from survey.answers.labels import key_of_word
from tests.survey.making import KESIAPAN, NGANJUK, book, read

NAMES = ("Belum siap", "Kurang siap", "Cukup siap", "Siap", "Sangat siap")
SCALE = Scale(1, 5, NAMES)
BOXES = [
    ("☐", "☑"),
    ("☐", "☒"),
    ("□", "■"),
    ("○", "●"),
    ("[ ]", "[x]"),
    ("( )", "(v)"),
    ("[]", "[V]"),
    ("□", "√"),
]


def listed(boxes, ticked, options=range(1, 6), form="{box}{option}", between=" "):
    return between.join(form.format(box=boxes[option in ticked], option=option) for option in options)


@pytest.mark.parametrize("between", [" ", ", ", "  |  ", "\n", " / "])
@pytest.mark.parametrize("form", ["{box}{option}", "{box} {option}", "{option}{box}", "{option} {box}"])
@pytest.mark.parametrize("boxes", BOXES)
def test_exactly_one_ticked_box_names_its_level(boxes, form, between):
    for level in range(1, 6):
        text = listed(boxes, {level}, form=form, between=between)
        assert parse_answer_cell(text, SCALE, integers=True).value == level, text


@pytest.mark.parametrize("between", [" ", ", ", " | ", "\n", " / ", "  "])
@pytest.mark.parametrize(
    "apart", ["({})", "[{}]", "*{}*", "_{}_", "<{}>", "{}✓", "{} √", "{}x", "({}", "→{}", '"{}"']
)
def test_the_only_number_set_apart_from_the_others_is_meant(apart, between):
    for level in range(1, 6):
        text = between.join(apart.format(one) if one == level else str(one) for one in range(1, 6))
        assert parse_answer_cell(text, SCALE, integers=True).value == level, text


@pytest.mark.parametrize(
    "text", ["1 2 3 4 5", "(1) (2) 3 4 5", "(1) 2 3 4", "0 1 (2) 3 4", "1 3 (5)", "(1) 2 3 4 5 lihat SK"]
)
def test_no_number_or_several_set_apart_or_another_scale_are_no_answer(text):
    assert parse_answer_cell(text, SCALE, integers=True).value is None


def test_options_that_say_the_names_of_the_levels_are_read_too():
    for level, name in enumerate(NAMES, start=1):
        assert parse_answer_cell(listed(BOXES[0], {name}, NAMES), SCALE, integers=True).value == level
        numbered = [f"{place} = {text}" for place, text in enumerate(NAMES, start=1)]
        text = listed(BOXES[0], {numbered[level - 1]}, numbered, between="\n")
        assert parse_answer_cell(text, SCALE, integers=True).value == level


@pytest.mark.parametrize(
    ("ticked", "options"),
    [
        (set(), range(1, 6)),
        ({2, 4}, range(1, 6)),
        ({3}, range(1, 5)),
        ({3}, range(5)),
        ({3}, range(1, 11)),
        ({3}, (1, 2, 3, 3, 5)),
        ({"Ya"}, ("Ya", "Tidak")),
    ],
)
def test_no_box_several_boxes_and_another_scale_are_asked(ticked, options):
    parsed = parse_answer_cell(listed(BOXES[0], ticked, options), SCALE, integers=True)
    assert (parsed.value, parsed.problem) == (None, "E20")


@pytest.mark.parametrize(
    "texts",
    [
        ("☐1 ☐2 ☑3 ☐4", "☐1 ☑2 ☐3 ☐4"),
        ("☑ Ya ☐ Tidak", "☐ Ya ☑ Tidak"),
        ("a b ③ d", "a ③ b d"),
        ("a (b) c d", "a b (c) d"),
        ("satu d\u0336u\u0336a\u0336 tiga", "s\u0336a\u0336t\u0336u\u0336 dua tiga"),
    ],
)
def test_texts_that_differ_in_their_signs_alone_are_different_doubts(texts):
    one, other = (kind_of_doubt(parse_answer_cell(text, SCALE, integers=True), text) for text in texts)
    assert one != other


def test_words_behind_other_boxes_are_no_one_word():
    assert key_of_word("☑ Setuju ☐ Tidak") != key_of_word("☐ Setuju ☑ Tidak")
    assert key_of_word("Setuju.") == key_of_word("setuju")


def test_a_form_of_boxes_is_read_whole_and_what_is_unclear_is_asked_by_itself():
    cells = [listed(BOXES[0], {level}) for level in (3, 5, 1)] + [listed(BOXES[0], {1, 2})]
    items = list(KESIAPAN.framework.leaves)[: len(cells)]
    rows = [list(pair) for pair in zip(items, cells, strict=True)]
    found = read(
        book(("Isian", [["Nama OPD", "Dinas Kesehatan"], ["Kode", "Jawaban"], *rows])), region=NGANJUK
    )
    assert [one.value for one in found.responses[0].answers] == [3, 5, 1, None]
    (question,) = found.questions
    assert items[3] in question.text
