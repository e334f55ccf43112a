"""A level and nothing else but what wraps it: every way to write it gives the level, on whatever scale."""

import pytest

from survey.answers.cells import number_in_answer, parse_answer_cell
from tests.survey.making import KESIAPAN, NGANJUK, book, read

SCALE = KESIAPAN.framework.scale
LEAVES = list(KESIAPAN.framework.leaves)[:15]
WAYS = [
    "[{}]", "“{}”", "<{}>", "\"{}\"", "{} poin", "{} point", "{}pts", "Tingkat-{}", "Level - {}",
    "nilai = {}", "Lv. {}", "lvl {}", "LV{}", "tkt {}", "C ({})", "a ({})", "E [{}]", "B = {}", "D: {}",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("level", range(1, 6))
def test_a_wrapped_level_is_read(way, level):
    parsed = parse_answer_cell(way.format(level), SCALE, integers=True)
    assert (parsed.value, parsed.problem) == (float(level), "")


@pytest.mark.parametrize("way", WAYS)
def test_a_wrapped_number_off_the_scale_is_none(way):
    assert parse_answer_cell(way.format(7), SCALE, integers=True).value is None


@pytest.mark.parametrize("sign", "①②③④⑤")
def test_a_circled_digit_is_its_number(sign):
    assert number_in_answer(sign) == "①②③④⑤".index(sign) + 1


@pytest.mark.parametrize(
    "way", ["Level {} -> Level {}", "{} → {}", "dari tingkat {} menjadi tingkat {}", "lv {} > lv {}"]
)
def test_a_level_that_became_another_is_asked_with_both(way):
    parsed = parse_answer_cell(way.format(2, 3), SCALE, integers=True)
    assert parsed.problem
    assert parsed.proposals == (3.0, 2.0)


@pytest.mark.parametrize("way", WAYS)
def test_wrapped_numbers_of_another_scale_are_asked_not_read_as_levels(way):
    rows = [
        ["Skala 0-4: 0 = belum ada, 4 = sangat baik"],
        ["Nama OPD", "Dinas Kesehatan"],
        ["No", "Kode", "Nilai (0-4)"],
    ]
    rows += [[place + 1, code, way.format(place % 5)] for place, code in enumerate(LEAVES)]
    reading = read(book(("Isian", rows)), region=NGANJUK)
    assert reading.questions
    assert all(one.value is None for response in reading.responses for one in response.answers)
