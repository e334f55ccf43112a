"""A change is split into answers, instrument and weights, and nothing is lost."""

import numpy as np
import pandas as pd
import pytest

from scoring import (
    Assessment,
    Framework,
    Indicators,
    Method,
    MethodError,
    Node,
    Scale,
    assess_units,
    explain_change,
    split_change_by_leaf,
)


def scored(values: dict[str, list[float]], weights: dict[str, float], **fields: object) -> Assessment:
    leaves = [Node(code, code, "X", 1, weight=weight) for code, weight in weights.items()]
    tree = Framework((Node("X", "X", None, 2), *leaves), Scale(1, 5), **fields)
    table = pd.DataFrame(values, index=list(weights)).T
    return assess_units(Indicators.from_values(table), tree)


def parts(before: Assessment, after: Assessment, unit: str = "u") -> list[float]:
    found = explain_change(before, after)
    total = found[["answers", "instrument", "weights"]].sum(axis=1)
    np.testing.assert_allclose(total, found["after"] - found["before"], atol=1e-12)
    return found.loc[unit, ["answers", "instrument", "weights"]].tolist()


EQUAL = {"A": 1.0, "B": 1.0}


def test_only_answers_changed():
    assert parts(scored({"u": [1, 3]}, EQUAL), scored({"u": [2, 5]}, EQUAL)) == pytest.approx([1.5, 0, 0])


def test_a_newly_answered_indicator_is_an_answer():
    before = scored({"u": [1, np.nan]}, EQUAL)
    assert parts(before, scored({"u": [1, 5]}, EQUAL)) == pytest.approx([2, 0, 0])


def test_only_weights_changed():
    after = scored({"u": [1, 3]}, {"A": 1.0, "B": 3.0})
    assert parts(scored({"u": [1, 3]}, EQUAL), after) == pytest.approx([0, 0, 0.5])


def test_only_the_instrument_changed():
    before = scored({"u": [1, 3]}, EQUAL)
    after = scored({"u": [3, 5]}, {"B": 1.0, "C": 1.0})
    assert parts(before, after) == pytest.approx([0, 2, 0])


def test_all_at_once_still_sum():
    before = scored({"u": [1, 3], "v": [2, 2]}, EQUAL, coverage={2: 1.0})
    after = scored({"v": [5, 4, 1], "u": [4, 5, np.nan]}, {"A": 2.0, "B": 1.0, "C": 4.0})
    assert parts(before, after) == pytest.approx([4.5 - 2, 0, (4 * 2 + 5) / 3 - 4.5])
    parts(before, after, "v")


def test_without_common_indicators_the_change_is_the_instruments():
    before = scored({"u": [1, 3]}, EQUAL)
    assert parts(before, scored({"u": [5]}, {"C": 1.0})) == pytest.approx([0, 3, 0])


def test_an_unknown_score_explains_nothing():
    before = scored({"u": [np.nan, np.nan], "only before": [1, 1]}, EQUAL)
    found = explain_change(before, scored({"u": [1, 3], "only after": [1, 1]}, EQUAL))
    assert list(found.index) == ["u"]
    assert found.loc["u", ["answers", "instrument", "weights"]].isna().all()


def test_two_methods_cannot_be_compared():
    before = scored({"u": [1, 3]}, EQUAL)
    after = assess_units(before.indicators, before.framework, Method(aggregation="geometric"))
    with pytest.raises(MethodError, match="metode yang sama"):
        explain_change(before, after)


def test_each_leaf_has_its_share_of_the_change():
    moved = split_change_by_leaf(scored({"u": [1, 3]}, EQUAL), scored({"u": [2, 5]}, EQUAL), "u")
    assert moved.to_dict() == pytest.approx({"A": 0.5, "B": 1.0, "": 0.0})


def test_a_step_that_is_not_known_enough_gives_its_share_to_the_next():
    first = scored({"u": [2, 4, np.nan]}, {"A": 1.0, "B": 1.0, "C": 1.0}, coverage={2: 0.6})
    last = scored({"u": [np.nan, 4, 5]}, {"A": 1.0, "B": 1.0, "C": 1.0}, coverage={2: 0.6})
    moved = split_change_by_leaf(first, last, "u")
    assert moved["A"] != moved["A"] or moved["A"] == 0
    assert moved.sum() == pytest.approx(1.5)


def test_shares_of_two_methods_are_not_told():
    before = scored({"u": [1, 3]}, EQUAL)
    after = assess_units(before.indicators, before.framework, Method(aggregation="geometric"))
    with pytest.raises(MethodError, match="metode yang sama"):
        split_change_by_leaf(before, after, "u")
