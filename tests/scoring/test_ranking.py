"""Rankings equal pymcdm's and scikit-criteria's."""

import numpy as np
import pandas as pd
import pytest

from scoring.ranking import RANKINGS
from tests.scoring import coinr

FOLDER = coinr.ORACLES / "weights"
NAMES = {"topsis": "topsis_minmax", "vikor": "vikor_q", "promethee": "promethee_ii_usual", "waspas": "waspas"}


@pytest.fixture
def matrix() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "matrix.csv", index_col="unit")


@pytest.fixture
def weights(matrix) -> pd.Series:
    return pd.Series([0.25, 0.1, 0.2, 0.15, 0.2, 0.1], matrix.columns)


@pytest.mark.parametrize("name", sorted(RANKINGS))
def test_equals_the_packages(name, matrix, weights):
    theirs = pd.read_csv(FOLDER / "ranking_scores.csv", index_col="unit")[NAMES[name]]
    np.testing.assert_allclose(RANKINGS[name](matrix, weights), theirs, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", sorted(RANKINGS))
def test_order_of_rows_and_columns_and_a_constant_criterion_decide_nothing(name, matrix, weights):
    expected = RANKINGS[name](matrix, weights)
    turned = RANKINGS[name](matrix.iloc[::-1, ::-1], weights)
    np.testing.assert_allclose(turned[expected.index], expected, rtol=1e-12, atol=1e-14)
    flat, more = matrix.assign(FLAT=50.0), pd.concat([weights * 0.5, pd.Series({"FLAT": 0.5})])
    order = RANKINGS[name](flat, more).round(9).rank(method="min")
    assert name == "waspas" or order.tolist() == expected.round(9).rank(method="min").tolist()
