"""Weights equal the MCDM packages'; judgement is checked before it weighs."""

import numpy as np
import pandas as pd
import pytest

from scoring import weights
from tests.scoring import coinr
from tests.shared import needs_shared

FOLDER = coinr.ORACLES / "weights"


def _matrix() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "matrix.csv", index_col="unit")


@pytest.mark.parametrize("name", ["entropy", "critic"])
@pytest.mark.parametrize("package", ["pymcdm", "skcriteria"])
def test_weights_from_data_equal_the_packages(name, package):
    theirs = pd.read_csv(FOLDER / "weights.csv", index_col="method").loc[f"{package}_{name}"]
    ours = weights.WEIGHTINGS[name](_matrix())
    # The two packages themselves differ by 3e-12 in entropy.
    np.testing.assert_allclose(ours, theirs[ours.index], rtol=5e-12)


def _pairs() -> pd.DataFrame:
    items = ["GOV", "ECO", "LIV", "BRA"]
    pairs = pd.DataFrame(np.eye(4), items, items)
    judged = "GOV ECO 2, GOV LIV 3, ECO LIV 2, GOV BRA 5, ECO BRA 4, LIV BRA 2"
    for more, less, times in (judgement.split() for judgement in judged.split(", ")):
        pairs.loc[more, less], pairs.loc[less, more] = float(times), 1 / float(times)
    return pairs


def test_ahp_equals_ahpy():
    theirs = pd.read_csv(FOLDER / "ahp.csv", index_col="item")["weight"]
    found = weights.ahp(_pairs())
    np.testing.assert_allclose(found.weights[theirs.index], theirs, rtol=0, atol=5e-13)
    assert found.consistent
    assert found.consistency_index == pytest.approx(0.0085 * 0.9, rel=0.11)


def test_ahp_says_when_judgements_contradict_each_other():
    pairs = _pairs()
    pairs.loc["GOV", "BRA"], pairs.loc["BRA", "GOV"] = 1 / 9, 9.0
    assert not weights.ahp(pairs).consistent


def test_ahp_of_one_and_of_two_items_is_consistent():
    assert weights.ahp(pd.DataFrame([[1.0]], ["A"], ["A"])).weights.tolist() == [1.0]
    two = weights.ahp(pd.DataFrame([[1, 3], [1 / 3, 1]], ["A", "B"], ["A", "B"]))
    assert two.weights.tolist() == pytest.approx([0.75, 0.25])
    assert two.consistency_ratio == 0.0


@pytest.mark.parametrize("matrix", [[[1, 2], [2, 1]], [[1, -2], [-0.5, 1]], [[1, 2, 3]]])
def test_ahp_refuses_what_is_no_reciprocal_matrix(matrix):
    with pytest.raises(ValueError, match="Matriks"):
        weights.ahp(pd.DataFrame(matrix))


def test_budget_allocation_weighs_every_participant_the_same():
    points = pd.DataFrame({"A": [60, 5, 0], "B": [40, 15, 0]}, index=["p", "q", "silent"])
    found = weights.budget_allocation(points)
    assert found["weight"].tolist() == pytest.approx([(0.6 + 0.25) / 2, (0.4 + 0.75) / 2])
    assert found["spread"].tolist() == pytest.approx([np.std([0.6, 0.25], ddof=1)] * 2)
    with pytest.raises(ValueError, match="negatif"):
        weights.budget_allocation(-points)


@pytest.mark.parametrize("name", sorted(weights.WEIGHTINGS))
def test_weights_from_data_are_shares_and_never_negative(name):
    found = weights.WEIGHTINGS[name](_matrix().assign(GOV=50.0))
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1)
    assert name == "equal" or found["GOV"] == pytest.approx(0, abs=1e-12)


def test_a_table_that_tells_nothing_gives_no_weights():
    with pytest.raises(ValueError, match="membedakan"):
        weights.critic(pd.DataFrame({"A": [1.0, 1.0], "B": [2.0, 2.0]}))
    with pytest.raises(ValueError, match="dua daerah"):
        weights.entropy(pd.DataFrame({"A": [1.0], "B": [2.0]}))


@needs_shared
def test_pca_loadings_equal_coinr_but_for_the_sign():
    theirs = pd.read_csv(coinr.ASEM / "pca_weights.csv").set_index("iCode")["Weight"]
    share = pd.read_csv(coinr.ASEM / "pca_variance.csv").set_index(["group", "component"])["share"]
    values = coinr.table(coinr.ASEM, "norm_minmax100_treated")
    tree = coinr.framework(coinr.ASEM)
    for pillar in (code for code in tree.codes if tree.node(code).level == 2):
        children = list(tree.children(pillar))
        found = weights.pca(values[children])
        np.testing.assert_allclose(found.loadings.abs(), theirs[children].abs(), rtol=1e-9, atol=1e-12)
        assert found.loadings.sum() >= 0
        assert found.variance_share == pytest.approx(share[pillar, 1], rel=1e-10)
        assert found.usable == bool((found.loadings >= 0).all())


def test_pca_does_not_stop_at_a_constant_indicator():
    found = weights.pca(_matrix().assign(GOV=50.0))
    assert found.loadings.isna().tolist() == [True, False, False, False, False, False]
