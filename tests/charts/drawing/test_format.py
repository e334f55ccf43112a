"""The id-ID formats shared by charts and screens."""

import math
from datetime import date

import pandas as pd
import pytest

from charts.drawing import format as fmt


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (2.6, 2, "2,60"),
        (1234567.891, 2, "1.234.567,89"),
        (-1.5, 2, "−1,50"),
        (-0.001, 2, "0,00"),
        (0.0, 2, "0,00"),
        (1250, 0, "1.250"),
        (math.nan, 2, "Data kurang"),
        (math.inf, 2, "Data kurang"),
        (None, 2, "Data kurang"),
    ],
)
def test_number(value, decimals, text):
    assert fmt.format_number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.2, "+0,20"), (-1.5, "−1,50"), (0.0, "0,00"), (0.001, "0,00"), (math.nan, "?")]
)
def test_signed(value, text):
    assert fmt.format_signed(value, missing="?") == text


def test_rounded_values_are_those_that_print():
    values = pd.Series([2.675, 1.055, 3.335, -0.001, math.nan], index=list("abcde"))
    shown = fmt.round_as_printed(values)
    assert [fmt.format_number(value) for value in shown] == [fmt.format_number(value) for value in values]
    assert shown["a"] == 2.68
    assert list(shown.index) == list("abcde")


def test_percent_span_and_day():
    assert fmt.format_percent(0.774) == "77%"
    assert fmt.format_percent(math.nan) == "Data kurang"
    assert fmt.format_percent(None) == "Data kurang"
    assert fmt.format_range(2.37, 2.83) == "2,37–2,83"
    assert fmt.format_date(date(2022, 6, 14)) == "14 Juni 2022"


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["A"], "A"), (["A", "B"], "A dan B"), (["A", "B", "C"], "A, B, dan C")]
)
def test_listed(names, text):
    assert fmt.join_names(names) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.5996, "2,60 (≈ batas)"),
        (2.60, "2,60"),
        (2.5949, "2,59"),
        (2.604, "2,60"),
        (math.nan, "Data kurang"),
    ],
)
def test_a_score_that_prints_as_a_boundary_it_has_not_reached_says_so(value, text):
    assert fmt.format_near_boundary(value, (1.8, 2.6, 3.5)) == text
