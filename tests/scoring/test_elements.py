"""The element matrix: what carries the same tag within a dimension, weighted as there."""

import pandas as pd
import pytest

from scoring import Framework, Indicators, Node, Scale, assess_units
from scoring.elements import element_scores


def leaf(code: str, parent: str, element: str, weight: float = 1.0) -> Node:
    return Node(code, code, parent, 1, weight, tags={"element": element} if element else {})


TREE = Framework(
    (
        Node("X", "X", None, 4),
        Node("GOV", "GOV", "X", 3),
        Node("GOV1", "GOV1", "GOV", 2, weight=3),
        Node("GOV2", "GOV2", "GOV", 2, weight=1),
        leaf("A", "GOV1", "Struktur"),
        leaf("B", "GOV1", "Infrastruktur"),
        leaf("C", "GOV2", "Struktur"),
        leaf("D", "GOV2", ""),
        Node("BRA", "BRA", "X", 3),
        leaf("E", "BRA", "Infrastruktur"),
        Node("PRE", "PRE", None, 2),
        leaf("P", "PRE", "Struktur"),
    ),
    Scale(1, 5),
)


def test_elements_of_each_dimension_and_of_roots_with_leaves():
    values = pd.DataFrame([[5.0, 2, 1, 1, None, 4]], index=["u"], columns=list("ABCDEP"), dtype=float)
    found = element_scores(assess_units(Indicators.from_values(values), TREE)).loc["u"]
    assert list(found.columns) == ["Struktur", "Infrastruktur"]
    assert list(found.index) == ["GOV", "BRA", "PRE"]
    assert found.loc["GOV", "Struktur"] == pytest.approx((3 * 5 + 1 * 1) / 4)
    assert found.loc["GOV", "Infrastruktur"] == pytest.approx(2)
    assert found.loc["BRA"].isna().all()
    assert found.loc["PRE", "Struktur"] == pytest.approx(4)
    assert pd.isna(found.loc["PRE", "Infrastruktur"])
