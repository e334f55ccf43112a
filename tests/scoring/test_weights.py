"""Weights from judgement equal AHPy's; judgement is checked before it weighs."""

import numpy as np
import pandas as pd
import pytest

from scoring import weights
from tests.scoring import coinr

FOLDER = coinr.ORACLES / "weights"


def _pairs() -> pd.DataFrame:
    items = ["GOV", "ECO", "LIV", "BRA"]
    pairs = pd.DataFrame(np.eye(4), items, items)
    judged = "GOV ECO 2, GOV LIV 3, ECO LIV 2, GOV BRA 5, ECO BRA 4, LIV BRA 2"
    for more, less, times in (judgement.split() for judgement in judged.split(", ")):
        pairs.loc[more, less], pairs.loc[less, more] = float(times), 1 / float(times)
    return pairs


def test_ahp_equals_ahpy():
    theirs = pd.read_csv(FOLDER / "ahp.csv", index_col="item")["weight"]
    found = weights.ahp_weights(_pairs())
    np.testing.assert_allclose(found.weights[theirs.index], theirs, rtol=0, atol=5e-13)
    assert found.consistent
    assert found.consistency_index == pytest.approx(0.0085 * 0.9, rel=0.11)


def test_ahp_says_when_judgements_contradict_each_other():
    pairs = _pairs()
    pairs.loc["GOV", "BRA"], pairs.loc["BRA", "GOV"] = 1 / 9, 9.0
    assert not weights.ahp_weights(pairs).consistent


def test_ahp_of_one_and_of_two_items_is_consistent():
    assert weights.ahp_weights(pd.DataFrame([[1.0]], ["A"], ["A"])).weights.tolist() == [1.0]
    two = weights.ahp_weights(pd.DataFrame([[1, 3], [1 / 3, 1]], ["A", "B"], ["A", "B"]))
    assert two.weights.tolist() == pytest.approx([0.75, 0.25])
    assert two.consistency_ratio == 0.0


@pytest.mark.parametrize("matrix", [[[1, 2], [2, 1]], [[1, -2], [-0.5, 1]], [[1, 2, 3]]])
def test_ahp_refuses_what_is_no_reciprocal_matrix(matrix):
    with pytest.raises(ValueError, match="Matriks"):
        weights.ahp_weights(pd.DataFrame(matrix))


def test_budget_allocation_weighs_every_participant_the_same():
    points = pd.DataFrame({"A": [60, 5, 0], "B": [40, 15, 0]}, index=["p", "q", "silent"])
    found = weights.budget_allocation(points)
    assert found["weight"].tolist() == pytest.approx([(0.6 + 0.25) / 2, (0.4 + 0.75) / 2])
    assert found["spread"].tolist() == pytest.approx([np.std([0.6, 0.25], ddof=1)] * 2)
    with pytest.raises(ValueError, match="negatif"):
        weights.budget_allocation(-points)
