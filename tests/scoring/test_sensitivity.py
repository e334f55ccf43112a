"""Sensitivity of ranks: draws, Sobol indices and parts left out, equal to COINr's exported runs."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scoring import treat
from scoring.assess import Assessment, assess_units, rank_scores
from scoring.draws import Draws, replicate_scores
from scoring.framework import Framework
from scoring.method import Method
from scoring.normalise import goalposts_of_framework, normalise_indicators
from scoring.responses import Indicators
from scoring.robustness import average_rank_shift, leave_one_out
from scoring.sobol import explain_shift, sobol_design, sobol_indices
from scoring.tree import Scale
from tests.scoring.coinr import ASEM, SYNTHETIC
from tests.scoring.simulations import simulation
from tests.shared import SHARED, needs_shared

SENSITIVITY = SHARED / "oracles" / "coinr_sensitivity"
CLOSE = {"rtol": 1e-12, "atol": 1e-12}
COINR_NAMES = {"n_minmax": "norm_minmax100", "n_zscore": "norm_zscore", "n_prank": "norm_prank"}
# COINr's runs carry z-scores to mean 50, standard deviation 10; its file of z-scores is bare.
COINR_FOOTING = {"n_zscore": (10.0, 50.0)}


def table(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", index_col=0)


def coinr_framework(folder: Path) -> Framework:
    """The tree without directions and targets: what is read here is normalised already."""
    meta = pd.read_csv(folder / "iMeta.csv")
    meta = meta[meta["Type"].isin(["Indicator", "Aggregate"])]
    nodes = meta.rename(
        columns={"iCode": "code", "iName": "name", "Parent": "parent", "Weight": "weight", "Level": "level"}
    )
    nodes = nodes[["code", "name", "parent", "weight", "level"]].astype({"level": int})
    return Framework.from_frame(nodes, Scale(0, 100))


def coinr_scores(
    framework: Framework, folder: Path, noisy: pd.DataFrame, parameters: pd.DataFrame, files: dict[str, str]
) -> pd.DataFrame:
    """The index under exported settings: our kernel on COINr's normalised data, weight sets and choices."""
    weights = noisy.set_index("iCode").filter(like="w_").loc[list(framework.codes)].to_numpy()
    normalisation = parameters.get("normalisation", pd.Series(["n_minmax"] * len(parameters))).to_numpy(str)
    data = {name: table(folder, files[name])[list(framework.leaves)] for name in np.unique(normalisation)}
    places = parameters["weight_set"].to_numpy() - 1
    draws = Draws(weights, places, normalisation, np.full(len(places), "arithmetic"))
    footing = {name: COINR_FOOTING.get(name, (1.0, 0.0)) for name in data}
    leaves = {
        name: (frame.to_numpy() * footing[name][0] + footing[name][1], np.ones(frame.shape, bool))
        for name, frame in data.items()
    }
    scores = replicate_scores(framework, lambda name, _: leaves[name], draws, framework.roots[0], coverage={})
    return pd.DataFrame(scores, index=next(iter(data.values())).index)


def assert_draws_match(ours: pd.DataFrame, folder: Path, name: str, counted: int | None = None) -> None:
    """Every score, and the rank statistics over the draws COINr counts (A and B of a Sobol run)."""
    scores = table(folder, f"{name}_scores").drop(columns="Nominal")
    np.testing.assert_allclose(ours.loc[scores.index], scores, **CLOSE)
    stats = table(folder, f"{name}_rankstats")
    our_ranks = rank_scores(ours).loc[stats.index].iloc[:, :counted]
    np.testing.assert_allclose(our_ranks.mean(axis=1), stats["Mean"], rtol=1e-14)
    for share, column in ((0.05, "Q5"), (0.5, "Median"), (0.95, "Q95")):
        np.testing.assert_allclose(our_ranks.quantile(share, axis=1), stats[column], rtol=1e-14)


@pytest.mark.parametrize(("name", "counted"), [("ua200", None), ("sa100", 200)])
def test_exported_draws_give_coinrs_scores_and_ranks(name, counted):
    framework = coinr_framework(SYNTHETIC)
    parameters = pd.read_csv(SYNTHETIC / f"{name}_parameters.csv")
    noisy = pd.read_csv(SYNTHETIC / "ua_noisy_weights.csv")
    scores = coinr_scores(framework, SYNTHETIC, noisy, parameters, COINR_NAMES)
    assert_draws_match(scores, SYNTHETIC, name, counted)


def coinr_shift(scores: pd.DataFrame, folder: Path, name: str) -> np.ndarray:
    nominal = table(folder, f"{name}_scores")["Nominal"].loc[scores.index]
    return average_rank_shift(rank_scores(scores), rank_scores(nominal.to_frame())["Nominal"]).to_numpy()


def test_exported_draws_give_coinrs_sobol_indices():
    parameters = pd.read_csv(SYNTHETIC / "sa100_parameters.csv")
    noisy = pd.read_csv(SYNTHETIC / "ua_noisy_weights.csv")
    scores = coinr_scores(coinr_framework(SYNTHETIC), SYNTHETIC, noisy, parameters, COINR_NAMES)
    y = coinr_shift(scores, SYNTHETIC, "sa100")
    np.testing.assert_allclose(y, pd.read_csv(SYNTHETIC / "sa100_y.csv")["y"], rtol=1e-14)
    expected = pd.read_csv(SYNTHETIC / "sa100_sobol.csv")
    first, total = sobol_indices(y.reshape(4, 100))
    np.testing.assert_allclose(first, expected["Si"], **CLOSE)
    np.testing.assert_allclose(total, expected["STi"], **CLOSE)


@needs_shared
def test_weight_draws_of_coinrs_own_example():
    framework = coinr_framework(ASEM)
    noisy = pd.read_csv(SENSITIVITY / "noisy_weights.csv")
    parameters = pd.read_csv(SENSITIVITY / "ua500_weights_parameters.csv")
    scores = coinr_scores(framework, ASEM, noisy, parameters, {"n_minmax": "norm_minmax100_treated"})
    assert_draws_match(scores, SENSITIVITY, "ua500_weights")
    expected = table(SENSITIVITY, "ua500_weights_ranks").drop(columns="Nominal")
    np.testing.assert_array_equal(rank_scores(scores).loc[expected.index], expected)


@needs_shared
@pytest.mark.parametrize(("name", "counted"), [("ua500_all", None), ("sa128_all", 256)])
def test_treatment_normalisation_and_weight_draws_of_coinrs_own_example(name, counted, monkeypatch):
    framework = coinr_framework(ASEM)
    leaves = list(framework.leaves)
    imputed = table(ASEM, "imputed_mean_grp")[leaves]
    direction = pd.read_csv(ASEM / "iMeta.csv").set_index("iCode")["Direction"][leaves].to_numpy()
    parameters = pd.read_csv(SENSITIVITY / f"{name}_parameters.csv")
    chosen = parameters["normalisation"] + parameters["winmax"].astype(str)
    # The footing of COINr's runs; another footing, the same ranks.
    upper = {"n_minmax": 100.0, "n_prank": 1.0, "n_zscore": np.nan}
    names = {"n_minmax": "minmax", "n_prank": "percentile", "n_zscore": "zscore"}
    data = {}
    for points in range(1, 6):
        monkeypatch.setattr(treat, "POINTS", points)
        treated = treat.winsorise_or_log(imputed.to_numpy(dtype=float))
        for coinr, ours in names.items():
            against = replace(goalposts_of_framework(framework), upper=upper[coinr], mean=10.0, sd=2.0)
            values = normalise_indicators(ours, treated, against, direction)
            data[f"{coinr}{points}"] = (values, np.ones(values.shape, bool))
    weights = table(SENSITIVITY, "noisy_weights").filter(like="w_").loc[list(framework.codes)].to_numpy()
    sets = parameters["weight_set"].to_numpy() - 1
    draws = Draws(weights, sets, chosen.to_numpy(str), np.full(len(sets), "arithmetic"))
    scores = replicate_scores(framework, lambda name, _: data[name], draws, framework.roots[0], coverage={})
    ours = pd.DataFrame(scores, index=imputed.index)
    assert_draws_match(ours, SENSITIVITY, name, counted)
    expected = table(SENSITIVITY, f"{name}_ranks").drop(columns="Nominal")
    np.testing.assert_array_equal(rank_scores(ours).loc[expected.index], expected)


@needs_shared
def test_sobol_of_coinrs_own_runs():
    scores = table(SENSITIVITY, "sa128_all_scores").drop(columns="Nominal")
    y = coinr_shift(scores, SENSITIVITY, "sa128_all")
    np.testing.assert_allclose(y, pd.read_csv(SENSITIVITY / "sa128_all_y.csv")["y"], rtol=1e-14)
    expected = pd.read_csv(SENSITIVITY / "sa128_all_sobol.csv")
    np.testing.assert_allclose(
        np.transpose(sobol_indices(y.reshape(5, 128))), expected[["Si", "STi"]], **CLOSE
    )


@needs_shared
def test_sobol_of_the_ishigami_function():
    sample = pd.read_csv(SENSITIVITY / "ishigami_sample.csv").to_numpy()
    np.testing.assert_array_equal(sobol_design(sample[:2000].reshape(2, 1000, 3)), sample)
    y = pd.read_csv(SENSITIVITY / "ishigami_y.csv")["y"].to_numpy()
    expected = pd.read_csv(SENSITIVITY / "ishigami_sobol.csv")
    np.testing.assert_allclose(
        np.transpose(sobol_indices(y.reshape(5, 1000))), expected[["Si", "STi"]], **CLOSE
    )


@pytest.mark.parametrize("level", [1, 2, 3])
def test_leaving_out_equals_coinr(level):
    framework = coinr_framework(SYNTHETIC)
    normalised = table(SYNTHETIC, "norm_minmax100")[list(framework.leaves)]
    result = leave_one_out(as_assessed(normalised, framework), level)
    expected = table(SYNTHETIC, f"remove_level{level}_ranks").drop(columns="Nominal")
    np.testing.assert_array_equal(result.ranks[expected.columns].loc[expected.index], expected)
    shift = table(SYNTHETIC, f"remove_level{level}_mean_abs_rank_change")["value"].drop("Nominal")
    np.testing.assert_allclose(result.shift[shift.index], shift, rtol=1e-14)


@needs_shared
@pytest.mark.parametrize("level", [1, 2])
def test_leaving_out_equals_coinr_on_asem(level):
    framework = coinr_framework(ASEM)
    result = leave_one_out(as_assessed(table(ASEM, "norm_minmax100_treated"), framework), level)
    for name, ours, tolerance in (("scores", result.scores, 1e-12), ("ranks", result.ranks, 0)):
        expected = table(ASEM, f"remove_level{level}_{name}").drop(columns="Nominal")
        np.testing.assert_allclose(ours.loc[expected.index, expected.columns], expected, rtol=tolerance)
    shift = table(ASEM, f"remove_level{level}_mean_abs_rank_change").iloc[:, 0].drop("Nominal")
    np.testing.assert_allclose(result.shift[shift.index], shift, rtol=1e-13)


def as_assessed(normalised: pd.DataFrame, framework: Framework) -> Assessment:
    return assess_units(Indicators.from_values(normalised), framework, Method(coverage=0.0))


def test_a_unit_that_loses_its_score_without_a_part_moves_nobody():
    framework = coinr_framework(SYNTHETIC)
    values = table(SYNTHETIC, "norm_minmax100")[list(framework.leaves)].iloc[:3]
    order = as_assessed(values, framework).ranks()
    best, parts = order.idxmin(), framework.dimensions
    below = [code for part in parts[:-1] for code in framework.descendants(part) if code in framework.leaves]
    values.loc[best, below] = np.nan
    only = assess_units(Indicators.from_values(values), framework, Method(coverage=0.01))
    assert only.ranks().notna().all()
    result = leave_one_out(only, level=framework.node(parts[-1]).level)
    left = result.ranks[parts[-1]]
    assert np.isnan(left[best])
    others = only.ranks().drop(best).rank()
    assert result.shift[parts[-1]] == (left.drop(best) - others).abs().mean()


def test_sobol_gives_everything_to_the_only_factor():
    framework = coinr_framework(SYNTHETIC)
    assessment = as_assessed(table(SYNTHETIC, "norm_minmax100")[list(framework.leaves)], framework)
    result = explain_shift(simulation(assessment, n=256, vary=("weights",)))
    assert list(result.index) == ["weights"]
    assert result.loc["weights", "total"] == pytest.approx(1, abs=0.2)
