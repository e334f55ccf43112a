"""Imputation equals COINr's, and is never done unasked."""

import numpy as np
import pandas as pd
import pytest

from scoring import (
    Framework,
    Indicators,
    Method,
    MethodError,
    Node,
    Scale,
    assess_units,
    evidence_range,
    explain_change,
)
from scoring.impute import IMPUTATIONS, ImputationContext
from tests.scoring import coinr
from tests.scoring.answers import partly_applicable
from tests.scoring.simulations import varied
from tests.shared import needs_shared


def _imputed(
    folder, data: str, name: str, ancestor: int = 2, groups: pd.Series | None = None
) -> pd.DataFrame:
    tree = coinr.framework(folder)
    leaves = list(tree.leaves)
    values = coinr.table(folder, data)[leaves].astype(float)
    around = ImputationContext(
        groups=np.array([""] * len(values) if groups is None else groups.loc[values.index], dtype=object),
        parents=np.array([_ancestor(tree, leaf, ancestor) for leaf in leaves], dtype=object),
        minimum=values.min().to_numpy(),
        maximum=values.max().to_numpy(),
        direction=np.array([tree.node(leaf).direction for leaf in leaves], dtype=float),
    )
    filled = IMPUTATIONS[name](values.to_numpy(), around)
    return pd.DataFrame(filled, values.index, leaves)


def _ancestor(tree: Framework, code: str, level: int) -> str:
    while tree.node(code).level < level:
        code = tree.node(code).parent or ""
    return code


def _same(ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    np.testing.assert_allclose(ours, theirs.loc[ours.index, ours.columns].astype(float), rtol=coinr.RTOL)


@pytest.mark.parametrize(
    ("name", "oracle"), [("mean", "i_mean"), ("median", "i_median"), ("sibling_mean", "row_sub_mean")]
)
def test_equals_coinr_on_synthetic_data(name, oracle):
    ours = _imputed(coinr.SYNTHETIC, "iData", name, ancestor=3)
    _same(ours, coinr.table(coinr.SYNTHETIC, f"impute_{oracle}"))


@needs_shared
@pytest.mark.parametrize(
    ("name", "oracle", "group"),
    [
        ("mean", "mean", None),
        ("median", "median", None),
        ("group_mean", "mean_grp", "EurAsia_group"),
        ("group_median", "median_grp", "GDP_group"),
        ("sibling_mean", "row_pillar_mean", None),
    ],
)
def test_equals_coinr_on_asem(name, oracle, group):
    groups = None if group is None else coinr.table(coinr.ASEM, "iData")[group]
    ours = _imputed(coinr.ASEM, "denominated", name, groups=groups)
    _same(ours, coinr.table(coinr.ASEM, f"imputed_{oracle}"))


TREE = Framework(
    (
        Node("X", "X", None, 2),
        *(Node(code, code, "X", 1) for code in "AB"),
        Node("C", "C", "X", 1, direction=-1),
    ),
    Scale(1, 5),
    coverage={2: 1.0},
)
ANSWERS = pd.DataFrame({"A": [2.0, 4.0], "B": [2.0, np.nan], "C": [4.0, 2.0]}, index=["u", "v"])


def test_nothing_is_filled_unless_asked():
    assert np.isnan(assess_units(Indicators.from_values(ANSWERS), TREE).scores.loc["v", "X"])


@pytest.mark.parametrize(
    ("name", "filled"), [("mean", 2.0), ("median", 2.0), ("sibling_mean", 4.0), ("group_mean", 2.0)]
)
def test_the_method_fills_before_it_scores(name, filled):
    result = assess_units(
        Indicators.from_values(ANSWERS), TREE, Method(imputation=name), groups={"u": "g", "v": "g"}
    )
    assert result.normalised.loc["v", "B"] == pytest.approx((filled - 1) * 25)
    assert np.isnan(result.indicators.values.loc["v", "B"])


def test_group_imputation_needs_groups():
    with pytest.raises(MethodError, match="kelompok"):
        assess_units(Indicators.from_values(ANSWERS), TREE, Method(imputation="group_mean"))


def test_every_analysis_fills_from_the_groups_of_the_assessment():
    found = assess_units(
        Indicators.from_values(ANSWERS), TREE, Method(imputation="group_mean"), groups={"u": "g", "v": "g"}
    )
    index = found.on_scale()["X"]
    assert index.notna().all()
    assert evidence_range(found)["upper", "X"].tolist() == index.tolist()
    assert explain_change(found, found)["answers"].tolist() == [0.0, 0.0]
    drawn = varied(found, n=3, spread=0, vary=("weights",)).scores
    assert drawn[0].tolist() == found.scores["X"].tolist()


def test_what_does_not_apply_is_not_filled():
    absent = ANSWERS.isna()
    result = assess_units(partly_applicable(ANSWERS, absent), TREE, Method(imputation="sibling_mean"))
    assert np.isnan(result.scores.loc["v", "B"])
    assert result.on_scale().loc["v", "X"] == pytest.approx(4.0)
