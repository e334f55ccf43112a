"""Aggregation equals COINr's; where COINr errs, our rule is tested by name."""

import numpy as np
import pandas as pd
import pytest

from scoring import Method, assess_units
from scoring.aggregate import (
    AGGREGATIONS,
    aggregate_scores,
    find_aggregation,
    outranking_matrix,
    power_mean_exponent,
)
from tests.scoring import coinr
from tests.shared import needs_shared


def _scores(folder, leaves: pd.DataFrame, aggregation: str, tree=None, **options: object) -> pd.DataFrame:
    tree = tree or coinr.framework(folder)
    values = leaves[list(tree.leaves)].astype(float).to_numpy()
    found = aggregate_scores(tree, values, aggregation=aggregation, **options).scores
    return pd.DataFrame({code: column[:, 0] for code, column in found.items()}, index=leaves.index)


def _same(ours: pd.DataFrame, theirs: pd.DataFrame) -> None:
    shared = [code for code in theirs.columns if code in ours.columns]
    pd.testing.assert_frame_equal(
        ours[shared], theirs[shared].astype(float), rtol=coinr.RTOL, atol=1e-12, check_names=False
    )


def _one_to_hundred() -> pd.DataFrame:
    return coinr.table(coinr.SYNTHETIC, "norm_minmax100") * 0.99 + 1


@pytest.mark.parametrize(
    ("aggregation", "oracle"), [("arithmetic", "amean"), ("geometric", "gmean"), ("harmonic", "hmean")]
)
def test_means_equal_coinr_with_missing_data(aggregation, oracle):
    ours = _scores(coinr.SYNTHETIC, _one_to_hundred(), aggregation)
    _same(ours, coinr.table(coinr.SYNTHETIC, f"agg_a_{oracle}"))


@pytest.mark.parametrize(
    ("coverage", "oracle"),
    [
        (dict.fromkeys((2, 3, 4), 0.34), "034"),
        (dict.fromkeys((2, 3, 4), 0.50), "050"),
        (dict.fromkeys((2, 3, 4), 0.67), "067"),
        (dict.fromkeys((2, 3, 4), 1.0), "100"),
        ({2: 0.6, 3: 0.5, 4: 1.0}, "_bylevel"),
    ],
)
def test_coverage_thresholds_equal_coinr(coverage, oracle):
    ours = _scores(coinr.SYNTHETIC, _one_to_hundred(), "arithmetic", coverage=coverage)
    _same(ours, coinr.table(coinr.SYNTHETIC, f"agg_amean_thresh{oracle}"))


def test_known_difference_power_mean_renormalises_over_what_is_known():
    """COINr's a_genmean gives NA as soon as one child is missing; ours treats missing as other means do."""
    theirs = coinr.table(coinr.SYNTHETIC, "agg_genmean_p2")
    ours = _scores(coinr.SYNTHETIC, _one_to_hundred(), "power:2")
    known = theirs.notna()
    _same(ours[theirs.columns].where(known), theirs)
    assert ours.notna().sum().sum() > known.sum().sum()
    squares = _scores(coinr.SYNTHETIC, _one_to_hundred() ** 2, "arithmetic")
    level2 = [code for code in ours if code.startswith("S") and code != "SOC"]
    _same(ours[level2] ** 2, squares[level2])


def test_nominal_scores_and_ranks_equal_coinr():
    result = assess_units(
        coinr.indicators(coinr.SYNTHETIC, "iData"),
        coinr.framework(coinr.SYNTHETIC),
        Method(normalisation="minmax"),
    )
    _same(result.scores, coinr.table(coinr.SYNTHETIC, "nominal_scores"))


def test_results_ranks_equal_coinr():
    scores = _scores(coinr.SYNTHETIC, _one_to_hundred(), "arithmetic")
    theirs = coinr.table(coinr.SYNTHETIC, "results_ranks").sort_index()
    published = coinr.table(coinr.SYNTHETIC, "results_scores").sort_index()
    _same(scores, published[theirs.columns])
    ours = scores.round(9).rank(ascending=False, method="min")
    pd.testing.assert_frame_equal(ours[theirs.columns], theirs.astype(float), check_names=False)


def test_availability_by_group_equals_coinr():
    tree = coinr.framework(coinr.SYNTHETIC)
    known = coinr.table(coinr.SYNTHETIC, "iData")[list(tree.leaves)].notna().to_numpy(dtype=float)
    share = pd.DataFrame(known @ tree.counting / tree.counting.sum(axis=0), columns=list(tree.codes))
    theirs = coinr.table(coinr.SYNTHETIC, "data_avail_groups")
    _same(share.set_index(theirs.index), theirs)


def test_coverage_at_the_lowest_groups_is_the_share_of_known_children():
    result = assess_units(coinr.indicators(coinr.SYNTHETIC, "iData"), coinr.framework(coinr.SYNTHETIC))
    theirs = coinr.table(coinr.SYNTHETIC, "data_avail_groups")
    groups = [code for code in theirs.columns if code.startswith("S") and code != "SOC"]
    _same(result.coverage[groups], theirs[groups])


def _equal_outranking(folder, oracle: str, values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    theirs = coinr.table(folder, oracle)
    ours = outranking_matrix(values, ~np.isnan(values), weights)
    cells = theirs[[code for code in theirs if code.startswith("X")]].to_numpy()
    off = ~np.eye(len(cells), dtype=bool)
    np.testing.assert_allclose(ours[off], cells[off], rtol=coinr.RTOL, atol=1e-14)
    return ours


def test_outranking_and_copeland_equal_coinr():
    theirs = coinr.table(coinr.SYNTHETIC, "outrank_imputed")
    varied = coinr.table(coinr.SYNTHETIC, "impute_i_mean").drop(columns=coinr.CONSTANT)
    tree = coinr.framework(coinr.SYNTHETIC)
    values = (varied * [tree.node(code).direction for code in varied]).to_numpy().T
    weights = np.array([tree.node(code).weight for code in varied])
    ours = _equal_outranking(coinr.SYNTHETIC, "outrank_imputed", values, weights)
    assert np.sign(ours - 0.5).sum(axis=1).tolist() == theirs["copeland"].tolist()


def test_known_difference_copeland_does_not_depend_on_the_order_of_units():
    """COINr gives weight that cannot be compared to the later unit: -19 is 18 when rows are reversed."""
    theirs = coinr.table(coinr.SYNTHETIC, "outrank_missing_defect")
    assert (theirs["copeland"] != theirs["copeland_units_reversed"]).any()
    tree = coinr.framework(coinr.SYNTHETIC)
    data = coinr.table(coinr.SYNTHETIC, "norm_minmax100")
    ours = _scores(coinr.SYNTHETIC, data, "copeland")
    turned = _scores(coinr.SYNTHETIC, data[::-1], "copeland")[::-1]
    pd.testing.assert_frame_equal(ours, turned)
    assert ours[list(tree.children("Index"))].sum().abs().max() == 0


def test_copeland_leaves_alone_what_cannot_be_compared():
    values = np.array([[1.0, 2.0, np.nan], [np.nan, np.nan, 5.0]])
    scores = find_aggregation("copeland")(values[:, :, None], ~np.isnan(values)[:, :, None], np.ones((2, 1)))
    assert scores[:, 0].tolist() == [-1.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("arithmetic", 3.5),
        ("geometric", (1 * 8**3) ** 0.25),
        ("weakest_link", 1.0),
        ("power:2", ((1 + 3 * 64) / 4) ** 0.5),
    ],
)
def test_aggregations_by_hand(name, expected):
    values = np.array([1.0, 8.0, np.nan])[:, None, None]
    if name == "arithmetic":
        expected = 25 / 4
    found = find_aggregation(name)(values, ~np.isnan(values), np.array([[1.0], [3.0], [5.0]]))
    assert found[0, 0] == pytest.approx(expected, rel=1e-14)


def test_mazziotta_pareto_equals_its_definition():
    theirs = pd.read_csv(coinr.ORACLES / "survey" / "mpi.csv")
    scores = pd.read_csv(coinr.ORACLES / "survey" / "scores.csv")
    parts = scores[["GOV", "BRA", "ECO", "LIV", "SOC", "ENV"]].to_numpy().T[:, :, None]
    found = find_aggregation("mazziotta_pareto")(parts, ~np.isnan(parts), np.ones((6, 1)))
    np.testing.assert_allclose(found[:, 0], theirs["mpi_minus"], rtol=coinr.RTOL)


@pytest.mark.parametrize("name", sorted(AGGREGATIONS))
def test_a_null_weight_child_never_counts(name):
    values = np.array([[10.0, 20.0, 35.0], [1.0, 90.0, 2.0]])[:, :, None]
    known = np.ones(values.shape, bool)
    alone = find_aggregation(name)(values[:1], known[:1], np.ones((1, 1)))
    beside = find_aggregation(name)(values, known, np.array([[1.0], [0.0]]))
    np.testing.assert_allclose(beside, alone, rtol=1e-13)


def test_every_column_of_weights_is_scored_as_if_alone():
    tree = coinr.framework(coinr.SYNTHETIC)
    leaves = _one_to_hundred()[list(tree.leaves)].to_numpy()
    draws = tree.weights * np.random.default_rng(1).uniform(0.5, 1.5, (len(tree.codes), 7))
    draws[tree.position["I01"], 3] = draws[tree.position["GOV"], 5] = 0.0
    for name in AGGREGATIONS:
        together = aggregate_scores(tree, leaves, draws, aggregation=name, only=("Index",)).scores["Index"]
        for place in range(draws.shape[1]):
            alone = aggregate_scores(tree, leaves, draws[:, [place]], aggregation=name).scores["Index"][:, 0]
            np.testing.assert_allclose(together[:, place], alone, rtol=1e-12)


@pytest.mark.parametrize("name", sorted(AGGREGATIONS))
def test_every_column_of_answers_is_scored_as_if_alone(name):
    """Draws of respondents bring their own answers: units x leaves x draws, under one column of weights."""
    tree = coinr.framework(coinr.SYNTHETIC)
    leaves = _one_to_hundred()[list(tree.leaves)].to_numpy()
    answers = leaves[:, :, None] * np.random.default_rng(2).uniform(0.5, 1.0, (*leaves.shape, 4))
    together = aggregate_scores(tree, answers, aggregation=name, only=("Index",)).scores["Index"]
    for place in range(4):
        alone = aggregate_scores(tree, answers[:, :, place], aggregation=name).scores["Index"][:, 0]
        np.testing.assert_allclose(together[:, place], alone, rtol=1e-12)


def test_only_what_is_asked_for_is_returned():
    tree = coinr.framework(coinr.SYNTHETIC)
    leaves = _one_to_hundred()[list(tree.leaves)].to_numpy()
    found = aggregate_scores(tree, leaves, only=("Index", "GOV", "I01"))
    assert set(found.scores) == {"Index", "GOV", "I01"}
    np.testing.assert_array_equal(found.scores["I01"][:, 0], leaves[:, tree.leaves.index("I01")])


@pytest.mark.parametrize(
    ("name", "p"), [("geometric", 0.0), ("power:0.5", 0.5), ("copeland", None), ("power:-2", -2.0)]
)
def test_exponents_by_name(name, p):
    assert power_mean_exponent(name) == p


@pytest.mark.parametrize("name", ["mean", "power", "power:", "power:x", "power:inf"])
def test_an_unknown_aggregation_is_refused(name):
    with pytest.raises(KeyError):
        find_aggregation(name)


ASEM_MEANS = [
    ("arithmetic", "norm_minmax100_treated", "agg_amean"),
    ("geometric", "norm_minmax1_100_treated", "agg_gmean"),
    ("harmonic", "norm_minmax1_100_treated", "agg_hmean"),
    ("power:-1", "norm_minmax1_100_treated", "agg_genmean_p-1"),
    ("power:0.5", "norm_minmax1_100_treated", "agg_genmean_p0.5"),
    ("power:2", "norm_minmax1_100_treated", "agg_genmean_p2"),
    ("arithmetic", "norm_minmax100_raw", "agg_amean_missing"),
    ("geometric", "norm_minmax1_100_raw", "agg_gmean_missing"),
    ("harmonic", "norm_minmax1_100_raw", "agg_hmean_missing"),
    ("copeland", "norm_minmax100_treated", "agg_copeland"),
]


@needs_shared
@pytest.mark.parametrize(("aggregation", "data", "oracle"), ASEM_MEANS)
def test_equals_coinr_on_asem(aggregation, data, oracle):
    _same(_scores(coinr.ASEM, coinr.table(coinr.ASEM, data), aggregation), coinr.table(coinr.ASEM, oracle))


@needs_shared
@pytest.mark.parametrize("threshold", ["050", "075", "090", "100"])
def test_asem_thresholds_equal_coinr(threshold):
    coverage = dict.fromkeys((2, 3, 4), int(threshold) / 100)
    leaves = coinr.table(coinr.ASEM, "norm_minmax100_raw")
    ours = _scores(coinr.ASEM, leaves, "arithmetic", coverage=coverage)
    _same(ours, coinr.table(coinr.ASEM, f"agg_amean_missing_thresh{threshold}"))


@needs_shared
def test_aggregation_chosen_per_node_equals_coinr():
    tree = coinr.with_aggregation(coinr.framework(coinr.ASEM), 4, "geometric")
    ours = _scores(coinr.ASEM, coinr.table(coinr.ASEM, "norm_minmax1_100_treated"), "arithmetic", tree)
    _same(ours, coinr.table(coinr.ASEM, "agg_mixed_a_a_g"))


@needs_shared
def test_equal_weights_equal_coinr():
    tree = coinr.framework(coinr.ASEM)
    tree = tree.with_weights(dict.fromkeys(tree.codes, 1.0))
    ours = _scores(coinr.ASEM, coinr.table(coinr.ASEM, "norm_minmax100_treated"), "arithmetic", tree)
    _same(ours, coinr.table(coinr.ASEM, "agg_amean_equalw"))


@needs_shared
def test_asem_outranking_equals_coinr():
    tree = coinr.framework(coinr.ASEM)
    children = list(tree.children("Physical"))
    values = coinr.table(coinr.ASEM, "norm_minmax100_treated")[children].to_numpy().T
    weights = np.array([tree.node(code).weight for code in children])
    _equal_outranking(coinr.ASEM, "outrank_physical", values, weights)


@needs_shared
def test_asem_full_chain_ranks_equal_coinr():
    result = assess_units(
        coinr.indicators(coinr.ASEM, "treated"),
        coinr.framework(coinr.ASEM),
        Method(normalisation="minmax"),
    )
    theirs = coinr.table(coinr.ASEM, "results_full_ranks").sort_index()
    groups = ["Index", "Conn", "Sust", *coinr.framework(coinr.ASEM).children("Conn")]
    for node in groups:
        assert result.ranks(node).sort_index().tolist() == theirs[node].tolist()
    summary = pd.read_csv(coinr.ASEM / "unit_summary_IDN.csv").set_index("Code")
    ours = result.scores.loc["IDN", summary.index]
    np.testing.assert_allclose(ours, summary["Score"], rtol=coinr.RTOL)


@needs_shared
def test_asem_ranks_within_groups_equal_coinr():
    leaves = coinr.table(coinr.ASEM, "norm_minmax100_treated")
    scores = _scores(coinr.ASEM, leaves, "arithmetic")
    theirs = coinr.table(coinr.ASEM, "results_groupranks_gdp").sort_index()
    for _, units in theirs.groupby("GDP_group").groups.items():
        ours = scores.loc[units].round(9).rank(ascending=False, method="min")
        assert ours["Index"].tolist() == theirs.loc[units, "Index"].tolist()


@needs_shared
def test_asem_percentile_ranks_compare_as_coinr():
    theirs = coinr.table(coinr.ASEM, "compare_minmax_prank").sort_index()
    for name, column in (("minmax", "coin.1"), ("percentile", "coin.2")):
        result = assess_units(
            coinr.indicators(coinr.ASEM, "treated"), coinr.framework(coinr.ASEM), Method(normalisation=name)
        )
        assert result.ranks().sort_index().tolist() == theirs[column].tolist()


@needs_shared
def test_asem_results_equal_coinr_for_every_node():
    result = assess_units(
        coinr.indicators(coinr.ASEM, "treated"),
        coinr.framework(coinr.ASEM),
        Method(normalisation="minmax"),
    )
    theirs = coinr.table(coinr.ASEM, "results_full_scores").sort_index()
    _same(result.scores.sort_index(), theirs.drop(columns="Rank"))
    summary = pd.read_csv(coinr.ASEM / "unit_summary_AUT.csv").set_index("Code")
    assert [result.ranks(node)["AUT"] for node in summary.index] == summary["Rank"].tolist()


@needs_shared
@pytest.mark.parametrize("unit", ["AUT", "IDN"])
def test_asem_strengths_and_weaknesses_have_coinrs_ranks(unit):
    result = assess_units(
        coinr.indicators(coinr.ASEM, "raw"), coinr.framework(coinr.ASEM), Method(normalisation="minmax")
    )
    for kind in ("strengths", "weaknesses"):
        theirs = pd.read_csv(coinr.ASEM / f"{kind}_{unit}.csv").set_index("Code")
        assert [result.ranks(leaf)[unit] for leaf in theirs.index] == theirs["Rank"].tolist()
        assert result.indicators.values.loc[unit, theirs.index].tolist() == theirs["Value"].tolist()


def test_strengths_and_weaknesses_have_coinrs_ranks():
    result = assess_units(
        coinr.indicators(coinr.SYNTHETIC, "iData"),
        coinr.framework(coinr.SYNTHETIC),
        Method(normalisation="minmax"),
    )
    for kind in ("strengths", "weaknesses"):
        theirs = pd.read_csv(coinr.SYNTHETIC / f"{kind}_u08.csv").set_index("Code")
        varied = theirs.drop(index=coinr.CONSTANT, errors="ignore")
        assert [result.ranks(leaf)["u08"] for leaf in varied.index] == varied["Rank"].tolist()
        assert result.indicators.values.loc["u08", theirs.index].tolist() == theirs["Value"].tolist()


def test_correlations_of_the_scores_equal_coinr():
    scores = _scores(coinr.SYNTHETIC, coinr.table(coinr.SYNTHETIC, "norm_minmax100"), "arithmetic")
    for row in pd.read_csv(coinr.SYNTHETIC / "corr_level2.csv").itertuples():
        ours = scores[row.Var1].corr(scores[row.Var2])
        np.testing.assert_allclose(ours, row.Correlation, rtol=1e-11, atol=1e-13)


@needs_shared
def test_asem_ranks_without_two_indicators_compare_as_coinr():
    theirs = coinr.table(coinr.ASEM, "compare_drop_LPI_Forest").sort_index()
    tree = coinr.framework(coinr.ASEM)
    for weights, column in (({}, "coin.1"), ({"LPI": 0.0, "Forest": 0.0}, "coin.2")):
        result = assess_units(
            coinr.indicators(coinr.ASEM, "treated"),
            tree.with_weights(weights),
            Method(normalisation="minmax"),
        )
        assert result.ranks().sort_index().tolist() == theirs[column].tolist()


@needs_shared
def test_asem_availability_equals_coinr():
    tree = coinr.framework(coinr.ASEM)
    result = assess_units(coinr.indicators(coinr.ASEM, "raw"), tree, Method(coverage=0.0))
    theirs = coinr.table(coinr.ASEM, "data_avail_groups")
    pillars = [code for code in theirs.columns if tree.node(code).level == 2]
    _same(result.coverage[pillars], theirs[pillars])
    whole = result.coverage[list(tree.leaves)].mean(axis=1)
    units = coinr.table(coinr.ASEM, "data_avail_units")
    np.testing.assert_allclose(whole[units.index], units["Dat_Avail"], rtol=coinr.RTOL)
