"""The mean of each dimension's leaves of one element, weighted as in the dimension."""

import numpy as np
import pandas as pd
import pytest

from scoring import Framework, Indicators, Node, Scale, assess
from scoring.elements import element_scores


def leaf(code, parent, element, weight=1.0):
    return Node(code, code, parent, 1, weight=weight, tags={"element": element} if element else {})


TREE = Framework(
    (
        Node("X", "", None, 4),
        Node("A", "", "X", 3),
        Node("A1", "", "A", 2, weight=3.0),
        leaf("A1.1", "A1", "Struktur"),
        leaf("A1.2", "A1", "Infrastruktur"),
        Node("A2", "", "A", 2, weight=1.0),
        leaf("A2.1", "A2", "Struktur", weight=2.0),
        leaf("A2.2", "A2", ""),
        Node("B", "", "X", 3),
        Node("B1", "", "B", 2),
        leaf("B1.1", "B1", "Infrastruktur"),
        Node("PRE", "", None, 2),
        leaf("P1", "PRE", "Struktur"),
        leaf("P2", "PRE", "Struktur"),
    ),
    Scale(1, 5),
)
LEAVES = list(TREE.leaves)


def scored(**values):
    frame = pd.DataFrame([values], index=["u"]).reindex(columns=LEAVES).astype(float)
    return element_scores(assess(Indicators.from_values(frame), TREE)).xs("u")


ALL = {"A1.1": 5.0, "A1.2": 2.0, "A2.1": 1.0, "A2.2": 4.0, "B1.1": 3.0, "P1": 1.0, "P2": 4.0}


def test_leaves_of_an_element_are_weighted_as_in_their_dimension():
    # A1.1 weighs 3/4 x 1/2 = 0.375, A2.1 1/4 x 2/3 = 0.1667 of A.
    expected = (0.375 * 5 + 1 / 6 * 1) / (0.375 + 1 / 6)
    assert scored(**ALL).loc["A", "Struktur"] == pytest.approx(expected, abs=1e-12)
    assert scored(**ALL).loc["A", "Infrastruktur"] == 2.0


def test_an_unknown_leaf_leaves_its_weight_to_the_others():
    assert scored(**ALL | {"A2.1": np.nan}).loc["A", "Struktur"] == 5.0


def test_unknown_and_absent_elements_are_unknown_never_zero():
    found = scored(**ALL | {"A1.2": np.nan})
    assert np.isnan(found.loc["A", "Infrastruktur"])
    assert np.isnan(found.loc["B", "Struktur"])


def test_leaves_on_a_root_make_a_row_of_their_own():
    found = scored(**ALL)
    assert list(found.index) == ["A", "B", "PRE"]
    assert found.loc["PRE", "Struktur"] == 2.5


def test_columns_are_the_elements_of_the_instrument_without_the_untagged():
    assert list(scored(**ALL).columns) == ["Struktur", "Infrastruktur"]


def test_a_dimension_of_one_element_scores_as_that_element():
    values = pd.DataFrame([ALL], index=["u"])[LEAVES]
    assessment = assess(Indicators.from_values(values), TREE)
    assert scored(**ALL).loc["B", "Infrastruktur"] == assessment.on_scale().loc["u", "B"]
