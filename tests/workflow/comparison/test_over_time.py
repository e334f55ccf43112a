"""Periods side by side: shared regions, medians, and causes that sum to the change."""

import math

import pytest

from tests.workflow.comparison.test_compare import KESIAPAN, answers
from workflow.comparison import compare, over_time
from workflow.results.assess import SurveyData, score_regions

LEAVES = KESIAPAN.framework.leaves
NODES = {"INDEKS": "Indeks", **compare.compared_nodes(KESIAPAN)}


def year(**levels):
    rows = {code.replace("_", "."): dict.fromkeys(LEAVES, value) for code, value in levels.items()}
    return score_regions(SurveyData(KESIAPAN, answers(rows)))


def test_only_regions_of_every_period_are_shared_and_their_median_is_followed():
    first, second = year(a=2.0, b=3.0, c=5.0), year(a=3.0, b=3.0)
    units = over_time.regions_in_every_result([first, second], "INDEKS")
    assert units == ["a", "b"]
    course = over_time.median_scores_over_time([first, second], NODES, units)
    index = course[course["node"] == "INDEKS"]
    assert index["score"].tolist() == pytest.approx([2.5, 3.0])
    assert course["stage"].unique().tolist() == [0, 1]


def test_a_part_unknown_in_one_region_is_not_a_median_of_the_others():
    rows = {
        "a": dict.fromkeys(LEAVES, 2.0),
        "b": {leaf: 3.0 for leaf in LEAVES if not leaf.startswith("ENV")},
    }
    result = score_regions(SurveyData(KESIAPAN, answers(rows)))
    course = over_time.median_scores_over_time([result], NODES, ["a", "b"]).set_index("node")["score"]
    assert math.isnan(course["ENV"])
    assert course["GOV"] == pytest.approx(2.5)


def test_causes_sum_to_the_change_and_the_largest_stands_first():
    found = over_time.explain_index_changes(year(a=2.0, b=3.0, c=5.0), year(a=2.2, b=2.0))
    assert found["unit"].tolist() == ["b", "a"]
    assert found["change"].tolist() == pytest.approx([-1.0, 0.2])
    sums = found[list(over_time.CAUSES)].sum(axis=1)
    assert sums.tolist() == pytest.approx(found["change"].tolist())
    assert found["answers"].tolist() == pytest.approx(found["change"].tolist())


def test_nothing_shared_is_nothing_explained():
    assert over_time.explain_index_changes(year(a=2.0), year(b=2.0)).empty
    assert (
        over_time.regions_in_every_result(
            [year(a=2.0), score_regions(SurveyData(KESIAPAN, answers({})))], "INDEKS"
        )
        == []
    )
