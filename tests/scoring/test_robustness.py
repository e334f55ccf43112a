"""The exported draws of R give its bootstrap; the rules of the Monte Carlo hold."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scoring.assess import Assessment, assess_units, rank_scores
from scoring.bootstrap import Respondents, collect_respondents
from scoring.draws import Draws, replicate_scores
from scoring.framework import Framework
from scoring.method import Method, MethodError
from scoring.responses import Indicators
from scoring.robustness import REACH, analyse_uncertainty, leave_one_out
from scoring.simulate import noisy_weights
from scoring.sobol import explain_shift
from scoring.tree import Band, Node, Scale
from tests.scoring.simulations import simulation, varied

SURVEY = Path(__file__).parent / "oracles" / "survey"
CLOSE = {"rtol": 1e-12, "atol": 1e-12}


def table(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv", index_col=0)


def survey_framework() -> Framework:
    instrument = pd.read_csv(SURVEY / "instrument.csv")
    levels = {"dimension": 3, "subdimension": 2}
    nodes = [Node("Index", "Index", None, 4)]
    parents = {"dimension": ["Index"] * len(instrument), "subdimension": instrument["dimension"]}
    for column, parent in parents.items():
        pairs = dict(zip(instrument[column], parent, strict=True))
        nodes += [Node(code, code, above, levels[column]) for code, above in pairs.items()]
    nodes += [Node(row.item, row.item, row.subdimension, 1) for row in instrument.itertuples()]
    bands = (Band("Belum siap", 1), Band("Kurang siap", 1.8), Band("Cukup siap", 2.6), Band("Siap", 3.4))
    return Framework(tuple(nodes), Scale(1, 5, (), bands), respondent="mean")


@pytest.fixture(scope="module")
def survey() -> tuple[Framework, pd.DataFrame, Assessment]:
    """The survey of 90 OPD in 8 kabupaten: its framework, long answers, and the assessment of item means."""
    framework = survey_framework()
    answers = pd.read_csv(SURVEY / "survey_long.csv").rename(
        columns={"kabupaten": "unit", "item": "indicator", "answer": "claimed"}
    )
    status = {"blank": "missing"}
    answers = answers.assign(
        respondent="",
        role="support",
        agreed=np.nan,
        verified=np.nan,
        evidence=False,
        status=answers["status"].replace(status),
    )
    means = answers.pivot_table(index="unit", columns="indicator", values="claimed")[list(framework.leaves)]
    return framework, answers, assess_units(Indicators.from_values(means), framework)


def test_exported_respondent_draws_give_rs_bootstrap(survey):
    framework, _, assessment = survey
    wide = pd.read_csv(SURVEY / "survey_wide.csv")
    chosen = pd.read_csv(SURVEY / "bootstrap_draws.csv").to_numpy() - 1
    size = wide["kabupaten"].value_counts().max()
    answers = np.full((8, size, 36), np.nan)
    counts = np.zeros((8, size, chosen.shape[1]))
    for unit, rows in enumerate(wide.groupby("kabupaten").indices.values()):
        answers[unit, : len(rows)] = wide.loc[rows, list(framework.leaves)]
        counts[unit, : len(rows)] = (chosen[rows][:, None, :] == rows[None, :, None]).sum(axis=0)
    nominal = assessment.indicators.values.to_numpy()
    people = Respondents.of(answers, np.ones(answers.shape), nominal, np.ones(nominal.shape, bool))
    normalised = (people.values(counts) - 1) * 25
    nowhere = np.zeros(500, int)
    draws = Draws(framework.weights, nowhere, np.full(500, "goalposts"), np.full(500, "arithmetic"), nowhere)
    scores = replicate_scores(
        framework, lambda _, places: (normalised[:, :, places], np.ones((8, 36, 1), bool)), draws, "Index"
    )
    expected = table(SURVEY, "bootstrap_index")
    np.testing.assert_allclose(scores, expected, **CLOSE)
    interval = table(SURVEY, "bootstrap_ci")
    np.testing.assert_allclose(
        np.quantile(scores, [0.025, 0.975], axis=1).T, interval[["lo95", "hi95"]], **CLOSE
    )
    ranks = rank_scores(pd.DataFrame(scores)).quantile([0.025, 0.975], axis=1).T
    np.testing.assert_allclose(ranks, interval[["rank_lo", "rank_hi"]], **CLOSE)


@pytest.fixture
def few(survey) -> Assessment:
    """Three kabupaten under the readiness bands, with one answer missing and one that does not apply."""
    framework, _, assessment = survey
    values = assessment.indicators.values.iloc[:3].round(0)
    values.iloc[0, 0] = np.nan
    return assess_units(Indicators.from_values(values), framework)


def test_the_same_seed_gives_the_same_bits_and_another_does_not(few):
    first, again, other = (analyse_uncertainty(few, n=60, seed=seed) for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(first.scores, again.scores, check_exact=True)
    assert not first.scores.equals(other.scores)


def test_nothing_varied_is_the_nominal_result(few):
    result = varied(few, n=20, spread=0, vary=("weights",))
    assert result.varied == ()
    expected = np.repeat(few.scores[["Index"]].to_numpy(), 20, axis=1)
    np.testing.assert_array_equal(result.scores, expected)
    assert (result.shift == 0).all()


def test_weights_stay_within_the_spread_and_positive(few):
    noisy = noisy_weights(few.framework, 500, 0.25, seed=1) / few.framework.weights
    assert 0.75 <= noisy.min() < 0.76
    assert 1.24 < noisy.max() <= 1.25


def test_each_draw_is_the_assessment_with_its_own_choices(few):
    result = varied(few, n=40, spread=0, vary=("normalisation", "aggregation"))
    for draw in range(12):
        method = Method(
            normalisation=result.normalisation[draw], aggregation=result.aggregation[draw], coverage=0.0
        )
        expected = assess_units(few.indicators, few.framework, method)
        scores = expected.scores["Index"]
        if method.aggregation == "geometric":
            scores = (scores - 1) * 100 / 99
        np.testing.assert_allclose(result.scores[draw], scores, rtol=1e-11)
    assert set(result.normalisation) == {"goalposts", "minmax", "percentile"}


def test_shares_of_ranks_and_levels_add_up(few):
    result = analyse_uncertainty(few, n=200)
    np.testing.assert_allclose(result.acceptability.sum(axis=1), 1)
    np.testing.assert_allclose(result.levels.sum(axis=1), 1)
    inside = result.interval(0.9)
    assert (inside["rank_lower"] <= inside["rank_median"]).all()
    assert (inside["rank_median"] <= inside["rank_upper"]).all()


def test_duels_are_the_wins_between_neighbours(few):
    result = analyse_uncertainty(few, n=200)
    order = few.ranks().dropna().sort_values(kind="stable").index
    duels = result.duels()
    assert len(duels) == sum(len(order) - step for step in range(1, min(REACH, len(order) - 1) + 1))
    for row in duels.itertuples():
        assert row.ahead == (result.ranks.loc[row.unit] < result.ranks.loc[row.other]).mean()
        assert row.behind == (result.ranks.loc[row.unit] > result.ranks.loc[row.other]).mean()
        assert 1 <= list(order).index(row.other) - list(order).index(row.unit) <= REACH


def test_scores_and_levels_speak_of_the_own_footing_only(few):
    result = varied(few, n=300, spread=0)
    interval = result.interval(1.0)
    np.testing.assert_allclose(interval["score_lower"], interval["score"], rtol=1e-12)
    np.testing.assert_allclose(interval["score_upper"], interval["score"], rtol=1e-12)
    assert result.levels.isin([0.0, 1.0]).all(axis=None)


def test_one_unit_works_without_comparisons(few):
    one = assess_units(Indicators.from_values(few.indicators.values.iloc[1:2]), few.framework)
    result = analyse_uncertainty(one, n=50)
    assert result.varied == ("weights", "aggregation")
    assert result.scores.notna().all(axis=None)
    assert (result.ranks == 1).all(axis=None)


def test_a_unit_without_answers_stays_unknown_and_disturbs_nobody(few):
    values = few.indicators.values
    empty = pd.concat([values, pd.DataFrame(np.nan, index=["K0"], columns=values.columns)])
    more = assess_units(Indicators.from_values(empty), few.framework)
    with_empty, without = analyse_uncertainty(more, n=50), analyse_uncertainty(few, n=50)
    assert with_empty.scores.loc["K0"].isna().all()
    assert with_empty.interval().loc["K0"].isna().all()
    pd.testing.assert_frame_equal(with_empty.scores.drop("K0"), without.scores, rtol=1e-12)
    pd.testing.assert_frame_equal(with_empty.ranks.drop("K0"), without.ranks)


def test_a_constant_indicator_costs_no_unit_its_rank(few):
    values = few.indicators.values.assign(q01=3.0, q02=3.0)
    result = analyse_uncertainty(assess_units(Indicators.from_values(values), few.framework), n=60)
    assert result.ranks.notna().all(axis=None)


def test_respondents_move_only_means_of_five_claims(survey):
    _, answers, assessment = survey
    result = varied(assessment, answers, n=80, vary=("respondents",))
    assert result.varied == ("respondents",)
    assert (result.scores.std(axis=1) > 0).all()
    few_opd = answers[answers["opd"].isin(["OPD01", "OPD02", "OPD03", "OPD04"])]
    assert varied(assessment, few_opd, n=10, vary=("respondents",)).varied == ()
    led = replace(assessment, method=Method(respondent="lead"))
    assert varied(led, answers, n=10, vary=("respondents",)).varied == ()


def test_a_verified_value_is_not_open_to_chance(survey):
    _, answers, assessment = survey
    source = assessment.indicators.source.copy()
    source.loc["K1"] = "verified"
    fixed = replace(assessment, indicators=replace(assessment.indicators, source=source))
    spread = varied(fixed, answers, n=50, vary=("respondents",)).scores.std(axis=1)
    assert spread["K1"] < 1e-9
    assert (spread.drop("K1") > 0.1).all()


def test_respondent_draws_do_not_depend_on_row_order_or_batch(survey, monkeypatch):
    _, answers, assessment = survey
    expected = analyse_uncertainty(assessment, answers, n=60).scores
    monkeypatch.setattr("scoring.draws.RESPONDENT_BATCH", 7)
    shuffled = analyse_uncertainty(assessment, answers.sample(frac=1, random_state=5), n=60).scores
    pd.testing.assert_frame_equal(shuffled, expected, rtol=1e-12)


def test_respondent_draws_of_a_unit_do_not_depend_on_the_others(survey):
    framework, answers, assessment = survey
    together = varied(assessment, answers, n=40, vary=("respondents",)).scores
    few = assessment.indicators.values.iloc[[6, 2]]
    alone = assess_units(Indicators.from_values(few), framework)
    pd.testing.assert_frame_equal(
        varied(alone, answers, n=40, vary=("respondents",)).scores, together.loc[few.index], rtol=1e-12
    )


def test_respondents_are_drawn_as_often_as_there_are_opd_and_evenly(survey):
    _, answers, assessment = survey
    people = collect_respondents(
        answers, assessment.indicators, assessment.framework, Method(respondent="mean")
    )
    counts = people.resample(assessment.scores.index, 4000, seed=1)
    np.testing.assert_array_equal(counts.sum(axis=1), people.count[:, None] * np.ones((1, 4000)))
    first = counts[0, : people.count[0]]
    np.testing.assert_allclose(first.mean(axis=1), 1, atol=0.06)
    np.testing.assert_allclose(first.var(axis=1), 1 - 1 / people.count[0], atol=0.08)


def test_the_order_of_units_and_nodes_changes_nothing(survey):
    framework, answers, assessment = survey
    nodes = Framework(framework.nodes[::-1], framework.scale, respondent="mean")
    values = assessment.indicators.values.iloc[::-1, ::-1]
    turned = assess_units(Indicators.from_values(values), nodes)
    expected, found = (analyse_uncertainty(part, answers, n=60) for part in (assessment, turned))
    pd.testing.assert_frame_equal(found.scores.loc[expected.scores.index], expected.scores, rtol=1e-11)
    pd.testing.assert_frame_equal(found.ranks.loc[expected.ranks.index], expected.ranks)


def test_scaling_all_weights_changes_nothing(few):
    tripled = few.framework.with_weights(dict.fromkeys(few.framework.codes, 3.0))
    found = analyse_uncertainty(assess_units(few.indicators, tripled), n=40)
    pd.testing.assert_frame_equal(found.scores, analyse_uncertainty(few, n=40).scores, rtol=1e-12)


@pytest.mark.parametrize("wrong", [{"vary": ("cuaca",)}, {"spread": 1.0}, {"spread": -0.1}])
def test_what_has_no_meaning_is_refused_in_indonesian(few, wrong):
    with pytest.raises(MethodError, match=r"Faktor|Rentang"):
        varied(few, n=10, **wrong)


def test_leaving_out_the_only_part_of_a_dimension_leaves_the_others(few):
    result = leave_one_out(few, level=3)
    assert list(result.scores.columns) == ["GOV", "BRA", "ECO", "LIV", "SOC", "ENV"]
    dimensions = few.scores[list(result.scores.columns)]
    np.testing.assert_allclose(result.scores["GOV"], dimensions.drop(columns="GOV").mean(axis=1), rtol=1e-12)


def test_sobol_of_nothing_varied_is_empty_and_of_nothing_moved_unknown(few):
    assert explain_shift(simulation(few, n=8, vary=())).empty
    assert explain_shift(simulation(few, n=8, spread=0.01, vary=("weights",))).isna().all(axis=None)
