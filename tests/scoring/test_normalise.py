"""Normalisation equals COINr's, and says nothing where it has nothing to say."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from scoring import Framework, Method, Node, Scale, assess_units
from scoring.normalise import NORMALISATIONS, Goalposts, goalposts_of_framework, normalise_indicators
from scoring.responses import Indicators
from tests.scoring import coinr
from tests.shared import needs_shared


def _normalised(folder, data: str, name: str, **options: object) -> pd.DataFrame:
    tree = coinr.framework(folder)
    values = coinr.table(folder, data)[list(tree.leaves)].astype(float)
    direction = np.array([tree.node(leaf).direction for leaf in tree.leaves], dtype=float)
    against = replace(goalposts_of_framework(tree), **options)
    return pd.DataFrame(
        normalise_indicators(name, values.to_numpy(), against, direction), values.index, list(values.columns)
    )


def _same(ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(
        ours, theirs[list(ours.columns)].astype(float), rtol=coinr.RTOL, atol=1e-13, check_names=False
    )


CASES = [
    ("minmax", "minmax100", {}),
    ("zscore", "zscore", {"mean": 0.0, "sd": 1.0}),
    ("rank", "rank", {}),
    ("borda", "borda", {}),
    ("percentile", "prank", {"upper": 1.0}),
    ("distance_to_max", "dist2max", {"upper": 1.0}),
    ("fraction_of_max", "fracmax", {"upper": 1.0}),
]


@pytest.mark.parametrize(("name", "oracle", "options"), CASES)
def test_equals_coinr_on_synthetic_data(name, oracle, options):
    ours = _normalised(coinr.SYNTHETIC, "iData", name, **options)
    theirs = coinr.table(coinr.SYNTHETIC, f"norm_{oracle}")
    _same(ours.drop(columns=coinr.CONSTANT), theirs)


@pytest.mark.parametrize("name", [case[0] for case in CASES])
def test_known_difference_a_constant_indicator_is_unknown(name):
    """COINr gives 0, 1 or the best rank to everyone; we give nobody a number, so nobody gains or loses."""
    ours = _normalised(coinr.SYNTHETIC, "iData", name)
    assert ours[coinr.CONSTANT].isna().all(axis=None)


def test_goalposts_equal_coinr():
    tree = coinr.framework(coinr.SYNTHETIC)
    ends = {"I05": (1.0, 5.0), "I12": (1.0, 5.0)}
    low, high = np.array([ends.get(leaf, (20.0, 80.0)) for leaf in tree.leaves]).T
    ours = _normalised(coinr.SYNTHETIC, "iData", "goalposts", minimum=low, maximum=high)
    _same(ours, coinr.table(coinr.SYNTHETIC, "norm_goalposts"))


ASEM_CASES = [
    ("minmax", "minmax100", {}),
    ("minmax", "minmax1_100", {"lower": 1.0}),
    ("zscore", "zscore01", {"mean": 0.0, "sd": 1.0}),
    ("zscore", "zscore50_10", {}),
    ("rank", "rank", {}),
    ("borda", "borda", {}),
    ("percentile", "prank", {"upper": 1.0}),
    ("distance_to_max", "dist2max", {"upper": 1.0}),
    ("distance_to_reference", "dist2ref_iref5", {"upper": 1.0, "reference": 4}),
    ("fraction_of_max", "fracmax", {"upper": 1.0}),
]


@needs_shared
def test_known_difference_a_fraction_of_a_greatest_value_of_zero_is_unknown():
    """COINr divides by zero and lets infinity into the mean."""
    theirs = coinr.table(coinr.ASEM, "norm_fracmax_raw")
    ours = _normalised(coinr.ASEM, "raw", "fraction_of_max", upper=1.0)
    endless = np.isinf(theirs).any()
    assert endless.any()
    assert ours[list(theirs.columns[endless])].isna().all(axis=None)


@needs_shared
@pytest.mark.parametrize("data", ["raw", "treated"])
@pytest.mark.parametrize(("name", "oracle", "options"), ASEM_CASES)
def test_equals_coinr_on_asem(name, oracle, options, data):
    theirs = coinr.table(coinr.ASEM, f"norm_{oracle}_{data}")
    finite = list(theirs.columns[~np.isinf(theirs).any()])
    _same(_normalised(coinr.ASEM, data, name, **options)[finite], theirs)


@needs_shared
def test_distance_to_target_equals_coinr():
    ours = _normalised(coinr.ASEM, "raw", "distance_to_target", upper=1.0)
    _same(ours, coinr.table(coinr.ASEM, "norm_dist2targ_raw"))


@needs_shared
def test_goalposts_of_each_indicator_equal_coinr():
    used = pd.read_csv(coinr.ASEM / "goalposts_used.csv").set_index("iCode")
    used = used.loc[list(coinr.framework(coinr.ASEM).leaves)]
    low, high = used["goalpost_lower"].to_numpy(), used["goalpost_upper"].to_numpy()
    ours = _normalised(coinr.ASEM, "raw", "goalposts", minimum=low, maximum=high)
    _same(ours, coinr.table(coinr.ASEM, "norm_goalposts_raw"))


def _tree(*leaves: Node) -> Framework:
    return Framework((Node("X", "X", None, 2), *leaves), Scale(1, 5))


def test_goalposts_turn_where_less_is_better_and_stop_at_the_ends():
    tree = _tree(Node("A", "A", "X", 1, direction=-1, minimum=20, maximum=80), Node("B", "B", "X", 1))
    values = pd.DataFrame({"A": [80.0, 50.0, 20.0, 0.0], "B": [1.0, 3.0, 5.0, 9.0]}, index=list("wxyz"))
    normalised = assess_units(Indicators.from_values(values), tree).normalised
    assert normalised["A"].tolist() == [0.0, 50.0, 100.0, 100.0]
    assert normalised["B"].tolist() == [0.0, 50.0, 100.0, 100.0]


RELATIVE = sorted(set(NORMALISATIONS) - {"goalposts", "distance_to_target", "distance_to_reference"})


@pytest.mark.parametrize("name", RELATIVE)
def test_one_unit_under_a_relative_normalisation_says_so(name):
    values = pd.DataFrame({"A": [3.0], "B": [4.0]}, index=["u"])
    result = assess_units(
        Indicators.from_values(values),
        _tree(Node("A", "A", "X", 1), Node("B", "B", "X", 1)),
        Method(normalisation=name),
    )
    assert result.scores.isna().all(axis=None)
    assert "hanya satu daerah" in result.warnings[0]


@pytest.mark.parametrize("name", RELATIVE)
def test_a_constant_indicator_is_named_in_a_warning(name):
    values = pd.DataFrame({"A": [3.0, 3.0], "B": [4.0, 5.0]}, index=["u", "v"])
    tree = _tree(Node("A", "A", "X", 1), Node("B", "B", "X", 1))
    result = assess_units(Indicators.from_values(values), tree, Method(normalisation=name))
    assert result.warnings[0].startswith("Indikator A ")
    assert result.scores["X"].notna().all()


def test_an_indicator_nobody_answered_stays_unknown_everywhere():
    nothing = np.full((3, 1), np.nan)
    against = Goalposts(np.array([1.0]), np.array([5.0]), np.array([4.0]), reference=0)
    for function in NORMALISATIONS.values():
        assert np.isnan(function(nothing, against)).all()
