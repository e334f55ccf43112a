"""What a programme lifts is recomputed by the engine, and one that lifts nothing says why."""

import math
from dataclasses import replace

import pytest

from planning.plan.gains import best_levels_together, precedence_of_equals, programme_gains
from scoring import assess_units
from tests.planning.scene import LEVELS, UNIT, assessment, framework, programme


def index(levels):
    return assessment(levels).on_scale().loc[UNIT, "INDEKS"]


def test_the_gain_is_the_index_scored_again_with_the_levels_reached():
    one = programme("a", lifts={"GOV1.1": 4.0, "ECO1.1": 3.0}, costs={2027: 5e8, 2028: 15e8})
    found = programme_gains(assessment(), UNIT, [one]).loc["a"]
    after = index(LEVELS | {"GOV1.1": 4.0, "ECO1.1": 3.0})
    assert found["gain"] == pytest.approx(after - index(LEVELS), abs=1e-12)
    assert found["per_milliard"] == pytest.approx(found["gain"] / 2)
    assert found["why"] == ""


@pytest.mark.parametrize(
    ("lifts", "why"),
    [
        ({}, "Belum menyebut indikator"),
        ({"TIDAK.ADA": 4.0}, "tidak ada pada instrumen"),
        ({"GOV1.2": 4.0}, "sudah pada tingkat itu"),
        ({"GOV1.2": 3.0}, "sudah pada tingkat itu"),
        ({"PRE.01": 5.0}, "prasyarat"),
    ],
)
def test_a_programme_that_lifts_nothing_says_why(lifts, why):
    found = programme_gains(assessment(), UNIT, [programme("a", lifts=lifts, costs={2027: 1e9})]).loc["a"]
    assert found["gain"] == pytest.approx(0.0, abs=1e-12)
    assert why in found["why"]


def test_an_indicator_without_data_gives_no_gain_and_never_zero():
    known = {leaf: level for leaf, level in LEVELS.items() if leaf != "ECO1.1"}
    found = programme_gains(assessment(known), UNIT, [programme("a", lifts={"ECO1.1": 4.0})]).loc["a"]
    assert math.isnan(found["gain"])
    assert "belum ada data" in found["why"]


def test_without_a_cost_there_is_no_gain_per_rupiah():
    found = programme_gains(assessment(), UNIT, [programme("a", lifts={"GOV1.1": 4.0})]).loc["a"]
    assert math.isnan(found["cost"])
    assert math.isnan(found["per_milliard"])


def test_programmes_together_reach_the_best_level_promised():
    tree = framework()
    nodes = [replace(node, direction=-1) if node.code == "ECO1.1" else node for node in tree.nodes]
    turned = replace(tree, nodes=tuple(nodes))
    both = [
        programme("a", lifts={"GOV1.1": 3.0, "ECO1.1": 2.0}),
        programme("b", lifts={"GOV1.1": 5.0, "ECO1.1": 4.0}),
    ]
    assert best_levels_together(tree, both) == {"GOV1.1": 5.0, "ECO1.1": 4.0}
    assert best_levels_together(turned, both) == {"GOV1.1": 5.0, "ECO1.1": 2.0}
    assert assess_units(assessment().indicators, turned) is not None


def test_precedence_is_read_from_what_a_programme_does():
    listed = [
        programme("waited", lifts={"ECO1.1": 2.0}),
        programme("health", lifts={"GOV1.2": 5.0}, after=("waited",)),
        programme("council", lifts={"PRE.01": 4.0}),
        programme("issue", rpjmd="Isu 3: kemiskinan"),
    ]
    found = precedence_of_equals(framework(), listed)
    assert found["prerequisite"].to_dict() == {
        "waited": True,
        "health": False,
        "council": True,
        "issue": False,
    }
    assert found.index[found["spm"]].tolist() == ["health"]
    assert found.index[found["rpjmd"]].tolist() == ["issue"]
