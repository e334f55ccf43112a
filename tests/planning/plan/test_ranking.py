"""The order of programmes: weighted, without guesses for what nobody said, with near-ties said as such."""

import math
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planning.plan import ranking
from planning.plan.gains import programme_gains
from tests.planning.scene import UNIT, assessment, programme

EVEN = dict.fromkeys(ranking.CRITERIA, 20.0)
marks = st.one_of(st.just(math.nan), st.floats(1, 5))
tables = st.lists(st.lists(marks, min_size=5, max_size=5), min_size=1, max_size=8)


def frame(rows):
    keys = [f"p{place}" for place in range(len(rows))]
    return pd.DataFrame(rows, keys, list(ranking.CRITERIA), dtype=float)


def flags(keys, **given):
    names = ("prerequisite", "spm", "rpjmd")
    return pd.DataFrame({name: [key in given.get(name, ()) for key in keys] for name in names}, index=keys)


def test_points_are_the_weighted_mean():
    table = frame([[5, 4, 3, 2, 1]])
    weights = dict(zip(ranking.CRITERIA, (30, 25, 20, 15, 10), strict=True))
    assert ranking.score_programmes(table, weights).iloc[0] == pytest.approx((150 + 100 + 60 + 30 + 10) / 100)


def test_what_nobody_said_is_left_out_and_not_counted_as_the_least():
    assert ranking.score_programmes(frame([[5, math.nan, math.nan, 3, 4]]), EVEN).iloc[0] == pytest.approx(
        4.0
    )
    assert math.isnan(ranking.score_programmes(frame([[5, math.nan, math.nan, math.nan, 4]]), EVEN).iloc[0])


def test_the_data_propose_and_the_room_decides():
    listed = [
        programme("a", lifts={"ECO1.1": 5.0}, costs={2027: 1e8}, rpjmd="Misi 1", renstra="x", renja="y"),
        programme("b", lifts={"GOV1.1": 3.0}, costs={2027: 1e10}),
    ]
    told = programme_gains(assessment(), UNIT, listed)
    found = ranking.rate_criteria(listed, told, pd.DataFrame({"kemudahan": [2.0]}, index=["b"]))
    assert found.loc["a", ["dampak", "biaya", "keselarasan"]].tolist() == [5.0, 5.0, 5.0]
    assert found.loc["b", ["biaya", "keselarasan", "kemudahan"]].tolist() == [1.0, 1.0, 2.0]
    assert found.at["b", "dampak"] == pytest.approx(1 + 4 * told.at["b", "gain"] / told.at["a", "gain"])
    assert math.isnan(found.at["a", "kemudahan"])
    assert found["kemendesakan"].isna().all()


@settings(deadline=None)
@given(tables)
def test_the_nominal_points_lie_within_their_draws(rows):
    table = frame(rows)
    nominal, draws = ranking.score_programmes(table, EVEN), ranking.simulate_programme_scores(table, EVEN)
    for place, value in enumerate(nominal):
        if math.isnan(value):
            assert np.isnan(draws[place]).all()
        else:
            assert draws[place].min() - 1e-9 <= value <= draws[place].max() + 1e-9


def test_the_same_seed_gives_the_same_bits():
    table = frame([[5, 4, 3, 2, 1], [1, 2, 3, 4, 5]])
    assert (
        ranking.simulate_programme_scores(table, EVEN).tobytes()
        == ranking.simulate_programme_scores(table, EVEN).tobytes()
    )


def test_near_ties_share_a_place_and_are_ordered_by_what_others_need():
    found = pd.Series({"a": 4.00, "b": 3.95, "c": 3.90, "d": 3.00})
    ordered = ranking.rank_programmes(found, None, flags(found.index, prerequisite=["c"], rpjmd=["b"]))
    assert ordered.index.tolist() == ["c", "b", "a", "d"]
    assert ordered["place"].tolist() == [1, 1, 1, 4]
    assert ordered["size"].tolist() == [3, 3, 3, 1]
    assert ordered["reason"].tolist() == ["prerequisite", "rpjmd", "", ""]


def test_five_per_cent_is_the_edge_of_a_near_tie():
    at_edge = ranking.rank_programmes(pd.Series({"a": 4.0, "b": 3.8}), None, flags(["a", "b"]))
    inside = ranking.rank_programmes(pd.Series({"a": 4.0, "b": 3.81}), None, flags(["a", "b"]))
    assert at_edge["place"].tolist() == [1, 2]
    assert inside["place"].tolist() == [1, 1]


def test_programmes_that_change_places_under_other_weights_stand_level():
    table = frame([[5, 5, 1, 1, 1], [1, 1, 4, 4, 2.0]])
    found, draws = ranking.score_programmes(table, EVEN), ranking.simulate_programme_scores(table, EVEN)
    assert (found.iloc[0] - found.iloc[1]) / found.iloc[0] > 0.05
    ordered = ranking.rank_programmes(found, draws, flags(table.index))
    assert ordered["place"].tolist() == [1, 1]
    assert ordered[["lower", "upper"]].values.tolist() == [[1, 2], [1, 2]]


def test_one_that_wins_under_any_weights_stands_alone():
    table = frame([[5, 5, 5, 5, 5], [2, 2, 2, 2, 2]])
    ordered = ranking.rank_programmes(
        ranking.score_programmes(table, EVEN),
        ranking.simulate_programme_scores(table, EVEN),
        flags(table.index),
    )
    assert ordered["place"].tolist() == [1, 2]
    assert ordered[["lower", "upper"]].values.tolist() == [[1, 1], [2, 2]]


NAN = math.nan
LEVEL_BUT_FOR_ROUNDING = [
    [NAN, NAN, 1.0, 2.7806422131408755, 2.810598362041417],
    [NAN, NAN, 1.0, 1.8105983620414172, 3.7806422131408755],
]


@settings(deadline=None)
@given(tables, st.randoms())
@example(LEVEL_BUT_FOR_ROUNDING, Random(0))
def test_no_place_depends_on_the_order_of_rows(rows, random):
    table = frame(rows)
    shuffled = table.sample(frac=1, random_state=random.randint(0, 9999))
    none = flags(table.index)
    one = ranking.rank_programmes(ranking.score_programmes(table, EVEN), None, none)
    other = ranking.rank_programmes(ranking.score_programmes(shuffled, EVEN), None, none)
    pd.testing.assert_series_equal(one["place"].sort_index(), other["place"].sort_index())
    assert one["points"].dropna().round(9).is_monotonic_decreasing


def test_an_unknown_stands_last_without_a_place():
    found = pd.Series({"a": math.nan, "b": 2.0})
    ordered = ranking.rank_programmes(found, None, flags(found.index))
    assert ordered.index.tolist() == ["b", "a"]
    assert math.isnan(ordered.at["a", "place"])


def test_a_range_holds_the_place_it_stands_beside():
    """Whatever the draws say: "3 (4 berimbang)" never stands beside "4-6"."""
    dice = np.random.default_rng(15)
    for _ in range(400):
        size = int(dice.integers(1, 9))
        keys = [f"p{number}" for number in range(size)]
        found = pd.Series(dice.integers(1, 6, size).astype(float), keys).where(dice.random(size) > 0.1)
        draws = np.asarray(dice.integers(1, 6, (size, 40)), dtype=float)
        draws[np.isnan(found.to_numpy())] = np.nan
        first = pd.DataFrame({"spm": dice.random(size) < 0.5}, keys)
        ordered = ranking.rank_programmes(found, draws, first).dropna(subset=["place"])
        by_points = ordered["points"].rank(ascending=False, method="min")
        for own in (ordered["place"], by_points):
            assert (ordered["lower"] <= own).all()
            assert (own <= ordered["upper"]).all()
