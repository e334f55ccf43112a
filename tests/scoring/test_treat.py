"""Treatment of outliers equals COINr's."""

import numpy as np
import pandas as pd
import pytest

from scoring import Framework, Method, MethodError, Node, Scale
from scoring.treat import (
    log_column,
    passes_outlier_check,
    sample_kurtosis,
    sample_skewness,
    winsorise_column,
    winsorise_or_log,
    winsorise_outliers,
)
from tests.scoring import coinr
from tests.shared import needs_shared


def test_treated_synthetic_data_equal_coinr():
    leaves = list(coinr.framework(coinr.SYNTHETIC).leaves)
    raw = coinr.table(coinr.SYNTHETIC, "iData")[leaves].astype(float)
    theirs = coinr.table(coinr.SYNTHETIC, "treated")[leaves].astype(float)
    np.testing.assert_allclose(winsorise_or_log(raw.to_numpy()), theirs.to_numpy(), rtol=coinr.RTOL)
    np.testing.assert_allclose(winsorise_outliers(raw.to_numpy()), theirs.to_numpy(), rtol=coinr.RTOL)


@pytest.mark.parametrize(
    ("folder", "data", "oracle"),
    [
        (coinr.SYNTHETIC, "iData", "stats"),
        pytest.param(coinr.ASEM, "raw", "stats_raw", marks=needs_shared),
    ],
)
def test_skew_and_kurtosis_equal_coinr(folder, data, oracle):
    theirs = pd.read_csv(folder / f"{oracle}.csv").set_index("iCode")
    values = coinr.table(folder, data)
    for code, row in theirs.dropna(subset=["Skew", "Kurt"]).iterrows():
        column = values[code].to_numpy(dtype=float)
        assert sample_skewness(column) == pytest.approx(row["Skew"], rel=1e-10)
        assert sample_kurtosis(column) == pytest.approx(row["Kurt"], rel=1e-10)


@needs_shared
def test_treated_asem_data_equal_coinr():
    theirs = coinr.table(coinr.ASEM, "treated")
    raw = coinr.table(coinr.ASEM, "imputed_mean_grp")[list(theirs.columns)]
    found = winsorise_or_log(raw.loc[theirs.index].to_numpy(dtype=float))
    np.testing.assert_allclose(found, theirs.to_numpy(dtype=float), rtol=coinr.RTOL)


def test_the_log_transforms_what_coinr_returns_untouched():
    assert log_column(np.array([1.0, 5.0, np.nan, 100.0]))[[0, 3]] == pytest.approx(np.log([0.99, 99.99]))


def test_short_or_constant_indicators_are_left_alone():
    for column in ([1.0, 1.0, 1.0, 1.0], [1.0, 900.0], [np.nan, np.nan]):
        assert passes_outlier_check(np.array(column))


def test_a_logarithm_does_not_fit_fixed_goalposts():
    tree = Framework((Node("X", "X", None, 2), Node("A", "A", "X", 1)), Scale(1, 5))
    with pytest.raises(MethodError, match="goalposts"):
        Method(treatment="log").check(tree)
    Method(treatment="log", normalisation="minmax").check(tree)
    Method(treatment="winsorise").check(tree)


@pytest.mark.parametrize(
    ("folder", "data"),
    [
        (coinr.SYNTHETIC, "iData"),
        pytest.param(coinr.ASEM, "imputed_mean_grp", marks=needs_shared),
    ],
)
def test_each_indicator_is_treated_as_far_as_coinr_treats_it(folder, data):
    values = coinr.table(folder, data)
    for row in pd.read_csv(folder / "treated_details.csv").set_index("iCode").to_dict("index").items():
        code, theirs = row
        raw = values[code].to_numpy(dtype=float)
        assert passes_outlier_check(raw) == theirs["check_SkewKurt0.Pass"]
        assert sample_skewness(raw) == pytest.approx(theirs["check_SkewKurt0.Skew"], rel=1e-10)
        if theirs["check_SkewKurt0.Pass"]:
            continue
        treated = winsorise_column(raw)
        assert np.nansum(treated != raw) - np.isnan(raw).sum() == theirs["winsorise.nwin"]
        assert passes_outlier_check(treated) == theirs["check_SkewKurt1.Pass"]
        assert sample_skewness(treated) == pytest.approx(theirs["check_SkewKurt1.Skew"], rel=1e-10)
        assert sample_kurtosis(treated) == pytest.approx(theirs["check_SkewKurt1.Kurt"], rel=1e-10)


@needs_shared
def test_the_same_points_are_winsorised_as_by_coinr():
    theirs = coinr.table(coinr.ASEM, "treated_points")
    raw = coinr.table(coinr.ASEM, "imputed_mean_grp").loc[theirs.index, theirs.columns].astype(float)
    found = winsorise_or_log(raw.to_numpy())
    side = np.select([found < raw.to_numpy(), found > raw.to_numpy()], ["winhi", "winlo"], "")
    np.testing.assert_array_equal(side, theirs.astype(object).where(theirs.notna(), "").to_numpy(dtype=str))
