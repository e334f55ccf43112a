"""A published figure is the same, a rounding apart or different, by the decimals it and its parts show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference import instruments
from workflow.results.published import input_decimals, judge_published_figure
from workflow.results.result import PublishedFigure

SPBE = instruments.load_instrument("spbe").framework
KOMINFO = instruments.load_instrument("kominfo").framework


def figure(value, digits=2, parts=None):
    return PublishedFigure("35.18", "SPBE", value, digits, parts)


@pytest.mark.parametrize(
    ("ours", "published", "digits", "parts", "expected"),
    [
        (2.50, 2.50, 2, None, "same"),
        (2.505, 2.50, 2, None, "same"),
        (2.495, 2.50, 2, None, "same"),
        (2.50501, 2.50, 2, None, "different"),
        (2.50501, 2.50, 2, 2, "rounding"),
        (2.51, 2.50, 2, 2, "rounding"),
        (2.49, 2.50, 2, 2, "rounding"),
        (2.51001, 2.50, 2, 2, "different"),
        (2.55, 2.50, 2, 1, "rounding"),
        (2.5551, 2.50, 2, 1, "different"),
        (2.54, 2.5, 1, None, "same"),
        (2.56, 2.5, 1, None, "different"),
        (3.4, 3.0, 0, None, "same"),
        (2.5, 2.4999, 4, 0, "rounding"),
    ],
)
def test_boundaries(ours, published, digits, parts, expected):
    assert judge_published_figure(ours, figure(published, digits, parts)) == expected


@given(
    st.lists(st.tuples(st.floats(1, 5), st.floats(0.01, 1)), min_size=1, max_size=12),
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_a_mean_of_rounded_parts_is_never_called_different(parts, digits, input_digits):
    total = sum(weight for _, weight in parts)
    true = sum(value * weight for value, weight in parts) / total
    ours = sum(round(value, input_digits) * weight for value, weight in parts) / total
    assert judge_published_figure(ours, figure(round(true, digits), digits, input_digits)) != "different"


def test_whole_answers_carry_no_rounding_but_averages_of_a_domain_do():
    assert input_decimals(SPBE, dict.fromkeys(SPBE.leaves, 0)) is None
    assert input_decimals(SPBE, {"SPBE.D1": 1, "SPBE.D2": 2}) == 2
    assert input_decimals(KOMINFO, dict.fromkeys(KOMINFO.leaves, 2)) == 2
    assert input_decimals(KOMINFO, {}) is None
