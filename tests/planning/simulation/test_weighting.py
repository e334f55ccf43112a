"""However the room sets its weights, they are never negative and total 100 per cent."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.simulation import weighting

CODES = ("GOV", "BRA", "ECO", "LIV", "SOC", "ENV")
PART = st.one_of(st.just(0.0), st.floats(1e-6, 1))
SHARES = st.lists(PART, min_size=1, max_size=6).filter(lambda parts: sum(parts) > 0)


def shares(parts):
    return {code: part / sum(parts) for code, part in zip(CODES, parts, strict=False)}


@given(SHARES, st.floats(-0.5, 1.5), st.integers(0, 5))
def test_moving_one_keeps_the_total_and_the_proportions_of_the_others(parts, to, place):
    before = shares(parts)
    moved = list(before)[place % len(before)]
    after = weighting.rescale_weights(before, moved, to)
    assert math.isclose(sum(after.values()), 1)
    assert min(after.values()) >= 0
    assert after[moved] == (min(max(to, 0), 1) if len(before) > 1 else 1)
    others = [code for code in before if code != moved]
    for one in others:
        for other in others:
            assert after[one] * before[other] == pytest.approx(after[other] * before[one], abs=1e-12)


def test_others_that_are_all_zero_divide_the_rest_equally():
    assert weighting.rescale_weights({"A": 1.0, "B": 0.0, "C": 0.0}, "A", 0.5) == {
        "A": 0.5,
        "B": 0.25,
        "C": 0.25,
    }


@given(SHARES)
def test_whole_per_cents_total_a_hundred_and_are_off_by_less_than_one(parts):
    exact = shares(parts)
    shown = weighting.whole_percents(exact)
    assert sum(shown.values()) == 100
    assert all(abs(shown[code] - 100 * share) < 1 for code, share in exact.items())


@given(SHARES, st.integers(0, 100), st.integers(0, 5))
def test_the_slider_that_was_moved_stays_where_it_was_put(parts, to, place):
    before = shares([*parts, 0.5])
    moved = list(before)[place % len(before)]
    assert weighting.whole_percents(weighting.rescale_weights(before, moved, to / 100))[moved] == to


def test_six_equal_dimensions_show_as_seventeens_and_sixteens():
    assert list(weighting.whole_percents(weighting.equal_weights(CODES)).values()) == [17, 17, 17, 17, 16, 16]


@given(st.sets(st.sampled_from(CODES)))
def test_a_dimension_of_the_vision_counts_twice(marked):
    found = weighting.weights_of_vision(CODES, marked)
    assert math.isclose(sum(found.values()), 1)
    least = min(found.values())
    for code, share in found.items():
        assert share == pytest.approx(2 * least if code in marked and len(marked) < 6 else least)


def test_pairwise_judgements_of_the_published_example():
    """Saaty's matrix [[1, 3, 5], [1/3, 1, 3], [1/5, 1/3, 1]]."""
    found, worst = weighting.weights_from_judgements(["A", "B", "C"], {"A>B": 2, "A>C": 4, "B>C": 2})
    assert [round(weight, 4) for weight in found.weights] == [0.6370, 0.2583, 0.1047]
    assert round(found.principal, 4) == 3.0385
    assert round(found.consistency_ratio, 4) == 0.0332
    assert found.consistent
    assert worst is not None


def test_pairwise_judgements_left_alone_are_equal_and_consistent():
    found, worst = weighting.weights_from_judgements(CODES, {})
    assert found.weights.tolist() == pytest.approx([1 / 6] * 6)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-12)
    assert worst is None


def test_the_judgement_that_contradicts_the_others_is_named():
    steps = {"A>B": 1, "B>C": 1, "A>C": 3, "A>D": 7, "B>D": 3, "C>D": -8}
    found, worst = weighting.weights_from_judgements(["A", "B", "C", "D"], steps)
    assert not found.consistent
    assert worst == ("C", "D")


@given(
    st.dictionaries(
        st.sampled_from([f"{a}>{b}" for a, b in weighting.list_dimension_pairs(CODES)]), st.integers(-20, 20)
    )
)
def test_any_judgements_give_shares(steps):
    found, _ = weighting.weights_from_judgements(CODES, steps)
    assert math.isclose(found.weights.sum(), 1)
    assert (found.weights > 0).all()
    assert found.consistency_ratio >= 0
    assert (weighting.pairwise_matrix(CODES, steps).to_numpy().max()) <= 9


def test_points_of_several_people_give_the_mean_of_their_shares():
    points = {"Ani": {"A": 60.0, "B": 40.0}, "Budi": {"B": 50.0}, "diam": {}}
    found = weighting.weights_from_points(["A", "B"], points)
    assert found["weight"].to_dict() == pytest.approx({"A": 0.3, "B": 0.7})
    assert weighting.weights_from_points(["A", "B"], {})["weight"].isna().all()
