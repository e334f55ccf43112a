"""What one cell answers."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.tree import Scale
from survey.answers.cells import is_no_answer, number_in_cell, parse_answer_cell, parse_chosen_answer

LEVELS = Scale(1, 5, ("Belum siap", "Kurang siap", "Cukup siap", "Siap", "Sangat siap"))
DECIMALS = Scale(0, 4, integers=False)

WRITTEN = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.text(max_size=12),
    st.from_regex(r"[-+]?[\d.,]{1,8}", fullmatch=True),
    st.dates(),
    st.datetimes(),
)


@pytest.mark.parametrize(
    ("cell", "value", "digits"),
    [
        ("2,75", 2.75, 2),
        ("2.75", 2.75, 2),
        ("1,0", 1.0, 0),
        ("4,00", 4.0, 2),
        (" 3 ", 3.0, 0),
        ("−0,29", -0.29, 2),
        (2.46, 2.46, 2),
        (4.0, 4.0, 0),
        ("1.250.000", 1_250_000.0, 0),
        ("1.234,5", 1234.5, 1),
        ("1,234.5", 1234.5, 1),
        ("67 523", 67523.0, 0),
    ],
)
def test_numbers_are_read_with_either_decimal_mark(cell, value, digits):
    found = number_in_cell(cell)
    assert (found.value, found.digits) == (value, digits)


@pytest.mark.parametrize("cell", ["", "-", "empat", "3 atau 4", "nan", "inf", "1e5", True, None, ",", "1-2"])
def test_what_is_no_number_is_not_made_one(cell):
    assert number_in_cell(cell) is None


@pytest.mark.parametrize(
    ("cell", "status", "value"),
    [
        (4.0, "answered", 4.0),
        ("4", "answered", 4.0),
        ("4 - Siap", "answered", 4.0),
        ("Level 3", "answered", 3.0),
        ("Belum ada data", "missing", None),
        ("", "missing", None),
        ("-", "missing", None),
        (None, "missing", None),
    ],
)
def test_levels(cell, status, value):
    parsed = parse_answer_cell(cell, LEVELS, integers=True)
    assert (parsed.problem, parsed.status, parsed.value) == ("", status, value)


@pytest.mark.parametrize(
    ("cell", "problem", "proposals"),
    [
        (3.5, "E31", (3.0, 4.0)),
        ("3,5", "E31", (3.0, 4.0)),
        (0.0, "E21", ()),
        (5.01, "E21", ()),
        (6.0, "E21", ()),
        ("baik", "E20", ()),
        ("Siap", "E20", (4.0,)),
        ("85%", "E20", (4.0, 5.0)),
        ("75 %", "E20", (4.0,)),
        ("80 persen", "E20", (4.0,)),
        ("100%", "E20", (5.0,)),
        ("120%", "E20", ()),
        (0.75, "E21", (4.0,)),
        (True, "E20", ()),
        ("#N/A", "E22", ()),
        ("Tidak berlaku", "E32", ()),
        (datetime.date(2026, 3, 5), "E33", (5.0, 3.0)),
    ],
)
def test_problems_name_their_code_and_what_was_meant(cell, problem, proposals):
    parsed = parse_answer_cell(cell, LEVELS, integers=True)
    assert (parsed.problem, parsed.proposals, parsed.status) == (problem, proposals, "missing")


def test_the_ends_of_the_scale_are_answers():
    assert parse_answer_cell(0.0, DECIMALS, integers=False).value == 0
    assert parse_answer_cell("4,00", DECIMALS, integers=False).value == 4
    assert parse_answer_cell(4.001, DECIMALS, integers=False).problem == "E21"


def test_not_applicable_only_where_allowed():
    assert (
        parse_answer_cell("Tidak berlaku", LEVELS, integers=True, may_not_apply=True).status
        == "not_applicable"
    )
    assert parse_chosen_answer("not_applicable", LEVELS, integers=True, may_not_apply=False) is None


@given(WRITTEN)
def test_no_cell_raises_and_no_answer_leaves_the_scale(cell):
    parsed = parse_answer_cell(cell, LEVELS, integers=True)
    if parsed.value is not None:
        assert parsed.value in (1, 2, 3, 4, 5)
        assert parsed.status == "answered"
    else:
        assert parsed.status in ("missing", "not_applicable")


@given(st.decimals(min_value=0, max_value=4, places=2))
def test_comma_and_point_say_the_same(value):
    comma = parse_answer_cell(str(value).replace(".", ","), DECIMALS, integers=False)
    assert comma.value == parse_answer_cell(str(value), DECIMALS, integers=False).value == float(value)


@pytest.mark.parametrize(
    "text", ["", "-", "–", "—", "...", "…", "_", "--", ". ", "/", "Belum ada data", "belum diisi"]
)
def test_dashes_and_points_are_no_answer(text):
    assert is_no_answer(text)


@pytest.mark.parametrize("text", ["!", "?", "✓", "√", "●", "☑", "*", "+", "x", "0", "(SK)"])
def test_other_marks_are_never_taken_for_no_answer(text):
    assert not is_no_answer(text)


@pytest.mark.parametrize(
    "way",
    ["{n} - {w}", "{n}. {w}", "{n} ({w})", "{w} ({n})", "{w} - {n}", "{w}: {n}", "{w} = {n}", "{w} [{n}]"],
)
@given(number=st.integers(1, 5), level=st.integers(1, 5))
def test_a_number_beside_a_level_is_that_level_or_a_doubt(way, number, level):
    parsed = parse_answer_cell(way.format(n=number, w=LEVELS.levels[level - 1]), LEVELS, integers=True)
    if number == level:
        assert (parsed.status, parsed.value, parsed.problem) == ("answered", float(level), "")
    else:
        assert (parsed.value, parsed.problem, set(parsed.proposals)) == (None, "E20", {number, level})
