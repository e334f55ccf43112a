"""Distances, shortfalls, contributions and lifts agree where they must, and differ where they must."""

import sys
from dataclasses import replace

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
    combine_answers,
    distance_to_targets,
    evidence_range,
    gap_contributions,
    score_gain_of_actions,
    score_without_inapplicable,
    weighted_shortfall,
)
from scoring.gaps import effective_weights
from tests.scoring.answers import answers, leaves_under, partly_applicable

NAN = float("nan")
TREE = Framework(
    (
        Node("X", "X", None, 3),
        Node("G", "G", "X", 2, weight=3),
        Node("H", "H", "X", 2, weight=1),
        *(Node(code, code, "G", 1, target=4) for code in ("A", "B")),
        *(Node(code, code, "H", 1, target=3) for code in ("C", "D")),
        Node("P", "P", None, 2),
        Node("E", "E", "P", 1, target=5),
    ),
    Scale(1, 5),
    coverage={2: 0.5, 3: 1.0},
)


def scored(rows: dict[str, list[float]], tree: Framework = TREE, **method: object) -> Assessment:
    values = pd.DataFrame(rows, index=list(tree.leaves)).T
    return assess_units(Indicators.from_values(values), tree, Method(**method))


FULL = {"u": [5.0, 1.0, 2.0, 3.0, 1.0], "v": [4.0, NAN, 1.0, 5.0, 5.0], "w": [NAN, NAN, 2.0, 2.0, NAN]}


def test_distance_is_signed_and_shortfall_hides_nothing():
    found = scored(FULL)
    assert distance_to_targets(found).loc["u", ["A", "B", "G"]].tolist() == pytest.approx([-1.0, 3.0, 1.0])
    assert weighted_shortfall(found).loc["u", ["A", "B", "G"]].tolist() == pytest.approx([0.0, 3.0, 1.5])
    assert distance_to_targets(found).loc["u", "X"] == pytest.approx(3.75 - found.on_scale().loc["u", "X"])


def test_shortfall_renormalises_over_what_is_known():
    found = weighted_shortfall(scored(FULL))
    assert found.loc["v", "G"] == 0.0
    assert np.isnan(found.loc["v", "B"])
    assert found.loc["v", "X"] == pytest.approx(0.25 * 1.0)
    assert found.loc["w", ["G", "X", "P"]].isna().all()
    assert found.loc["w", "H"] == pytest.approx(1.0)


def test_a_leaf_without_a_target_lacks_nothing():
    tree = replace(TREE, nodes=tuple(replace(n, target=None) if n.code in "ACD" else n for n in TREE.nodes))
    found = weighted_shortfall(scored({"u": [1.0, 1.0, 1.0, 1.0, 1.0]}, tree))
    assert np.isnan(found.loc["u", "A"])
    assert found.loc["u", "G"] == pytest.approx(1.5)
    assert np.isnan(found.loc["u", "H"])


def test_contributions_sum_to_the_roots_shortfall():
    found = scored(FULL)
    by_leaf = gap_contributions(found)
    below = weighted_shortfall(found)
    for root in TREE.roots:
        known = found.scores[root].notna()
        total = by_leaf[list(TREE.descendants(root))].sum(axis=1)
        np.testing.assert_allclose(total[known], below.loc[known, root], rtol=1e-12)
    assert by_leaf.loc["u"].tolist() == pytest.approx([0, 3 * 0.375, 0.125, 0, 4])


def test_a_leaf_still_weighs_where_the_index_is_not_known():
    found = effective_weights(scored(FULL)).loc["w"]
    assert found[["G", "H", "C", "D"]].tolist() == [0.0, 1.0, 0.5, 0.5]
    assert gap_contributions(scored(FULL)).loc["w", "C"] == pytest.approx(0.5)


def test_nothing_below_a_part_without_a_score_has_points():
    """Whether the index is known or not: what the part will weigh is not known before it has a score."""
    found = scored(FULL)
    by_leaf = gap_contributions(found)
    silent = 0
    for leaf in TREE.leaves:
        above = list(TREE.ancestors(leaf)[1:])
        hidden = found.scores[above].isna().any(axis=1)
        assert by_leaf.loc[hidden, leaf].isna().all()
        silent += int(hidden.sum())
    assert silent


def test_lift_is_the_contribution_for_the_arithmetic_mean():
    found = scored(FULL)
    under = list(TREE.descendants("X"))
    np.testing.assert_allclose(
        score_gain_of_actions(found).loc[["u", "v"]],
        gap_contributions(found).loc[["u", "v"], under],
        atol=1e-12,
    )
    assert score_gain_of_actions(found).loc["w"].isna().all()


@pytest.mark.parametrize(
    "aggregation", ["arithmetic", "geometric", "power:-3", "mazziotta_pareto", "weakest_link"]
)
def test_lift_equals_scoring_again(aggregation):
    found = scored({"u": [5.0, 1.0, 2.0, 3.0, 1.0]}, aggregation=aggregation)
    after = scored({"u": [5.0, 4.0, 3.0, 3.0, 1.0]}, aggregation=aggregation)
    package = score_gain_of_actions(found, {"both": {"B": 4.0, "C": 3.0}, "surplus": {"A": 2.0}})
    change = after.on_scale()["X"] - found.on_scale()["X"]
    assert package.loc["u", "both"] == pytest.approx(change["u"], rel=1e-12)
    assert package.loc["u", "surplus"] == 0.0
    if aggregation != "arithmetic":
        alone = score_gain_of_actions(found, {"B": {"B": 4.0}, "C": {"C": 3.0}}).loc["u"].sum()
        assert package.loc["u", "both"] != pytest.approx(alone, rel=1e-6)


def test_lift_in_pieces_equals_lift_at_once(monkeypatch):
    whole = score_gain_of_actions(scored(FULL))
    monkeypatch.setattr(sys.modules["scoring.gaps"], "AT_ONCE", 2)
    pd.testing.assert_frame_equal(score_gain_of_actions(scored(FULL)), whole)


def test_lift_turns_where_less_is_better():
    tree = leaves_under(direction=-1, target=2.0)
    found = assess_units(Indicators.from_values(pd.DataFrame({"A": [5.0], "B": [1.0]}, index=["u"])), tree)
    assert score_gain_of_actions(found).loc["u"].tolist() == pytest.approx([1.5, 0.0])


def test_relative_scores_have_no_gap_on_the_scale():
    found = scored(FULL, normalisation="minmax")
    for function in (
        distance_to_targets,
        weighted_shortfall,
        gap_contributions,
        score_gain_of_actions,
        evidence_range,
    ):
        with pytest.raises(MethodError, match="goalposts"):
            function(found)


def test_evidence_range_runs_from_doubt_to_trust():
    tree = leaves_under(count=4)
    rows = answers(
        *(f"u {leaf} d lead answered {level}" for leaf, level in zip("ABCD", [5, 5, 4, 2], strict=True))
    )
    rows["evidence"] = [True, False, False, False]
    rows["verified"] = [NAN, NAN, 3.0, NAN]
    found = evidence_range(assess_units(combine_answers(rows, tree), tree)).loc["u"]
    assert found["upper", "X"] == pytest.approx((5 + 5 + 3 + 2) / 4)
    assert found["lower", "X"] == pytest.approx((5 + 2 + 3 + 2) / 4)
    assert found["lower"][list("ABCD")].tolist() == pytest.approx([5, 2, 3, 2])


@pytest.mark.parametrize("evidence", ["prefer", "cap", "calibrate"])
def test_the_score_lies_within_its_range_whatever_was_decided(evidence):
    tree, dice = leaves_under(count=6), np.random.default_rng(7)
    for _ in range(60):
        rows = answers(*(f"u {leaf} d lead answered {dice.integers(1, 6)}" for leaf in "ABCDEF"))
        rows["evidence"] = dice.random(6) < 0.5
        for kind in ("agreed", "verified"):
            rows[kind] = np.where(dice.random(6) < 0.4, dice.integers(1, 6, 6).astype(float), NAN)
        method = Method(evidence=evidence)
        found = assess_units(combine_answers(rows, tree, method), tree, method)
        ends, score = evidence_range(found).loc["u"], found.on_scale().loc["u"]
        assert (ends["lower"] <= score + 1e-9).all()
        assert (score <= ends["upper"] + 1e-9).all()
        if evidence == "prefer":
            pd.testing.assert_series_equal(ends["upper"], score, check_names=False)


@pytest.mark.parametrize(("level", "counted"), [(2.0, 2.0), (2.9, 2.9), (3.0, 2.0)])
def test_only_claims_from_level_three_are_doubted(level, counted):
    tree = leaves_under(count=1)
    found = evidence_range(assess_units(combine_answers(answers(f"u A d lead answered {level}"), tree), tree))
    assert found.loc["u", ("lower", "X")] == pytest.approx(counted)


def test_a_part_switched_off_is_warned_of_and_scored_with_and_without():
    values = pd.DataFrame(FULL, index=list(TREE.leaves)).T
    absent = values.isna() & False
    absent.loc["u", ["C", "D"]] = True
    found = assess_units(partly_applicable(values.mask(absent), absent), TREE)
    assert found.warnings == ("Seluruh H (H) dinyatakan tidak berlaku di u; skor dihitung tanpa bagian itu.",)
    table = score_without_inapplicable(found)
    assert list(table.index) == [("u", "H")]
    assert table.loc[("u", "H"), "without"] == pytest.approx(3.0)
    assert table.loc[("u", "H"), "counted"] == pytest.approx(0.75 * 3 + 0.25 * 1)
    assert score_without_inapplicable(scored(FULL)).empty
    assert scored(FULL).warnings == ()
