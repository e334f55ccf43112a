"""An assessment shows scores on the instrument's scale, ranks without chance, and its evidence."""

import numpy as np
import pandas as pd
import pytest

from scoring import Framework, Indicators, Method, MethodError, Node, Scale, assess_units, combine_answers
from tests.scoring.answers import answers, leaves_under, partly_applicable

TREE = leaves_under(count=3)


def scored(rows: dict[str, list[float]], tree: Framework = TREE, **method: object):
    table = pd.DataFrame(rows, index=list(tree.leaves)).T
    return assess_units(Indicators.from_values(table), tree, Method(**method))


@pytest.mark.parametrize(
    "aggregation", ["arithmetic", "geometric", "harmonic", "mazziotta_pareto", "weakest_link"]
)
@pytest.mark.parametrize("level", [1.0, 2.0, 5.0])
def test_equal_answers_come_back_on_the_scale(aggregation, level):
    assert scored({"u": [level] * 3}, aggregation=aggregation).on_scale().loc["u", "X"] == pytest.approx(
        level
    )


def test_scores_are_0_to_100_and_1_to_100_where_zero_would_annihilate():
    rows = {"worst": [1.0] * 3, "best": [5.0] * 3}
    assert scored(rows).scores["X"].tolist() == [0, 100]
    assert scored(rows, aggregation="geometric").scores["X"].tolist() == pytest.approx([1, 100])


def test_relative_scores_are_not_shown_on_the_scale():
    for method in ({"normalisation": "zscore"}, {"aggregation": "copeland"}):
        with pytest.raises(MethodError, match="skala instrumen"):
            scored({"u": [1, 2, 3], "v": [2, 1, 4]}, **method).on_scale()


def test_ranks_give_ties_the_minimum_and_the_unknown_none():
    found = scored({"a": [3, 3, 3], "b": [5, 5, 5], "c": [1, 3, 5], "d": [np.nan] * 3, "e": [1, 1, 1]})
    assert found.ranks().fillna(0).tolist() == [2, 1, 2, 0, 4]
    assert found.ranks("C").fillna(0).tolist() == [3, 1, 1, 0, 4]


def test_rounding_never_decides_a_rank():
    third = 1 / 3
    found = scored({"a": [1 + third, 1 + third, 2 + third], "b": [2 + third, 1 + third, 1 + third]})
    assert found.ranks().tolist() == [1, 1]


def test_coverage_counts_children_with_weight_that_apply():
    nodes = (
        Node("X", "X", None, 2),
        *(Node(code, code, "X", 1) for code in "ABC"),
        Node("D", "D", "X", 1, weight=0),
    )
    tree = Framework(nodes, Scale(1, 5), coverage={2: 2 / 3})
    table = pd.DataFrame(
        {"A": [5.0, 5.0], "B": [np.nan] * 2, "C": [np.nan] * 2, "D": [1.0] * 2}, index=["u", "v"]
    )
    absent = pd.DataFrame(False, index=table.index, columns=table.columns)
    absent.loc["v", "C"] = True
    found = assess_units(partly_applicable(table, absent), tree)
    assert found.coverage["X"].tolist() == pytest.approx([1 / 3, 1 / 2])
    assert found.coverage["A"].tolist() == [1, 1]
    assert found.coverage["B"].tolist() == [0, 0]
    assert np.isnan(found.coverage.loc["v", "C"])
    assert found.scores["X"].isna().all()
    absent.loc["v", "B"] = True
    assert assess_units(partly_applicable(table, absent), tree).scores.loc["v", "X"] == 100.0


@pytest.mark.parametrize(("threshold", "known"), [(0.5, True), (0.51, False), (1.0, False), (0.0, True)])
def test_a_parent_needs_its_share_of_children(threshold, known):
    found = scored({"u": [3.0, np.nan]}, leaves_under(), coverage=threshold)
    assert found.scores.loc["u", "X"] == 50.0 if known else np.isnan(found.scores.loc["u", "X"])


def test_nothing_known_is_unknown_even_without_a_threshold():
    assert np.isnan(scored({"u": [np.nan] * 3}, coverage=0.0).scores.loc["u", "X"])


def test_a_part_that_does_not_apply_leaves_the_parent_whole():
    nodes = (
        Node("X", "X", None, 3),
        *(Node(code, code, "X", 2) for code in "GH"),
        Node("A", "A", "G", 1),
        Node("B", "B", "H", 1),
    )
    tree = Framework(nodes, Scale(1, 5), coverage={2: 0.5, 3: 1.0})
    table = pd.DataFrame({"A": [4.0], "B": [np.nan]}, index=["u"])
    assert np.isnan(assess_units(Indicators.from_values(table), tree).scores.loc["u", "X"])
    off = assess_units(partly_applicable(table, table.isna()), tree)
    assert off.on_scale().loc["u", "X"] == pytest.approx(4.0)
    assert off.coverage.loc["u", "X"] == 1.0


def test_evidence_is_a_share_of_the_answered_leaves_with_weight():
    nodes = (
        Node("X", "X", None, 2),
        *(Node(code, code, "X", 1) for code in "ABC"),
        Node("D", "D", "X", 1, weight=0),
    )
    tree = Framework(nodes, Scale(1, 5))
    rows = answers(*(f"u {leaf} d lead answered 4" for leaf in "ABD"), evidence=[True, False, True])
    found = assess_units(combine_answers(rows, tree), tree)
    assert found.evidence.loc["u", ["X", "A", "B", "D"]].tolist() == [0.5, 1, 0, 1]
    assert np.isnan(found.evidence.loc["u", "C"])
    assert (
        assess_units(combine_answers(rows.assign(verified=[np.nan, 3, np.nan]), tree), tree).evidence.loc[
            "u", "X"
        ]
        == 1.0
    )


def test_distance_to_reference_needs_its_unit_among_the_assessed():
    with pytest.raises(MethodError, match="acuan"):
        scored({"u": [1, 2, 3]}, normalisation="distance_to_reference", reference="z")
    found = scored({"u": [1, 2, 3], "v": [3, 3, 4]}, normalisation="distance_to_reference", reference="v")
    assert found.scores.loc["v", "X"] == pytest.approx(100)


def test_an_assessment_does_not_touch_what_it_is_given():
    table = pd.DataFrame({"A": [5.0], "B": [1.0], "C": [np.nan]}, index=["u"])
    before = table.copy()
    assess_units(
        Indicators.from_values(table), TREE, Method(imputation="sibling_mean", treatment="winsorise")
    )
    pd.testing.assert_frame_equal(table, before)
