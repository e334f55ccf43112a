"""Nothing breaks at the ends: no units, one unit, one leaf, no answers, repeated names, odd rows."""

import warnings

import numpy as np
import pandas as pd
import pytest

from scoring import (
    Assessment,
    Band,
    Framework,
    Indicators,
    Method,
    MethodError,
    Node,
    Scale,
    agreement,
    analyse_uncertainty,
    assess_units,
    classify_units,
    combine_answers,
    distance_to_targets,
    estimate_optimism,
    evidence_range,
    explain_change,
    gap_contributions,
    leave_one_out,
    score_gain_of_actions,
    score_without_inapplicable,
    sobol_sensitivity,
    weighted_shortfall,
)
from scoring.elements import element_scores
from scoring.items import item_quality
from scoring.quality import review_answers
from scoring.responses import COLUMNS
from tests.scoring.simulations import varied

NAN = np.nan
SCALE = Scale(1, 5, bands=(Band("rendah", 1), Band("tinggi", 3, 0.5, 2.6)))
LEAVES = [Node(code, code, "X", 1, target=4, tags={"element": "Struktur"}) for code in "ABC"]
TREE = Framework((Node("X", "X", None, 2), *LEAVES), SCALE, coverage={2: 0.5}, respondent="mean")
LONE = Framework((Node("X", "X", None, 1, target=4),), SCALE)
WEIGHTLESS = TREE.with_weights({"A": 0.0, "B": 0.0})


def scored(units: list[object], row: list[float], tree: Framework = TREE) -> Assessment:
    index = pd.Index(units, dtype=object, tupleize_cols=False)
    values = pd.DataFrame(np.tile(row, (len(units), 1)), index, list(tree.leaves), dtype=float)
    return assess_units(Indicators.from_values(values), tree)


EXTREMES = {
    "no units": scored([], [1, 3, NAN]),
    "one unit": scored(["u"], [1, 3, NAN]),
    "units that are numbers": scored([3518, 3519], [1, 3, NAN]),
    "a unit twice": scored(["u", "u"], [1, 3, 5]),
    "no answers": scored(["u", "v"], [NAN, NAN, NAN]),
    "a root that is a leaf": scored(["u", "v"], [3], LONE),
    "weight for one leaf alone": scored(["u", "v"], [1, 3, 5], WEIGHTLESS),
    "only the weightless answered": scored(["u", "v"], [1, 3, NAN], WEIGHTLESS),
}
RESULTS = {
    "distance": distance_to_targets,
    "shortfall": weighted_shortfall,
    "contributions": gap_contributions,
    "lift": score_gain_of_actions,
    "a package of nothing": lambda a: score_gain_of_actions(a, {"nothing": {}}),
    "no packages": lambda a: score_gain_of_actions(a, {}),
    "evidence range": evidence_range,
    "switched off": score_without_inapplicable,
    "classes": classify_units,
    "elements": element_scores,
    "optimism": lambda a: estimate_optimism(a.indicators.claimed, a.indicators.verified, a.framework),
    "leave one out": lambda a: leave_one_out(a).scores,
    "interval": lambda a: analyse_uncertainty(a, n=5).interval(),
    "acceptability": lambda a: analyse_uncertainty(a, n=5).acceptability,
    "levels": lambda a: analyse_uncertainty(a, n=5).levels,
    "sobol": lambda a: sobol_sensitivity(a, n=4),
}


@pytest.mark.parametrize("what", RESULTS)
@pytest.mark.parametrize("case", EXTREMES)
def test_every_result_of_every_extreme_is_a_table_without_a_warning(case, what):
    assessment = EXTREMES[case]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = RESULTS[what](assessment)
    assert isinstance(table, pd.DataFrame)
    if what not in ("switched off", "elements", "sobol"):
        assert list(table.index) == list(assessment.units)
    numbers = table.select_dtypes("number").to_numpy()
    assert not np.isinf(numbers).any()


@pytest.mark.parametrize("case", [case for case in EXTREMES if case != "a unit twice"])
def test_every_extreme_is_compared_with_itself(case):
    assessment = EXTREMES[case]
    change = explain_change(assessment, assessment)
    assert (change[["answers", "instrument", "weights"]].fillna(0) == 0).all(axis=None)


def test_a_lone_root_is_scored_by_every_analysis():
    found = EXTREMES["a root that is a leaf"]
    assert found.on_scale()["X"].tolist() == [3.0, 3.0]
    assert score_gain_of_actions(found)["X"].tolist() == [1.0, 1.0]
    assert (varied(found, n=3, vary=("weights",)).scores == 50).all(axis=None)


def test_weightless_answers_alone_make_no_score():
    assert EXTREMES["only the weightless answered"].scores["X"].isna().all()
    assert EXTREMES["weight for one leaf alone"].scores["X"].tolist() == [100.0, 100.0]


ROW = ["u", "A", "dinas", "1", "lead", "answered", 3.0, NAN, NAN, False]
ANSWERS = {
    "none": [],
    "one": [ROW],
    "the same twice": [ROW, ROW],
    "an OPD without a name": [[*ROW[:2], NAN, *ROW[3:]]],
    "a unit that is a number": [[3518, *ROW[1:]]],
    "evidence unknown": [[*ROW[:9], NAN]],
    "an answer without a number": [[*ROW[:6], None, NAN, NAN, None]],
    "an unknown status": [[*ROW[:5], "dijawab", *ROW[6:]]],
}


@pytest.mark.parametrize("policy", ["lead", "mean", "median", "lead_double"])
@pytest.mark.parametrize("case", ANSWERS)
def test_odd_answers_go_through_the_whole_chain(case, policy):
    rows = pd.DataFrame(ANSWERS[case], columns=list(COLUMNS))
    rows.index = pd.Index([0] * len(rows))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = assess_units(combine_answers(rows, TREE, Method(respondent=policy)), TREE)
        review_answers(rows, TREE.scale)
        item_quality(rows, TREE)
        agreement.agreement_by_item(rows, TREE.scale)
        analyse_uncertainty(found, rows, n=3).interval()
    answered = case not in ("none", "an answer without a number", "an unknown status")
    assert found.indicators.values["A"].dropna().tolist() == [3.0] * answered


def test_frozen_tables_are_read_and_left_alone():
    values = np.array([[1.0, 3.0, 5.0]])
    values.flags.writeable = False
    table = pd.DataFrame(values, ["u"], list("ABC"), copy=False)
    found = assess_units(Indicators.from_values(table), TREE)
    assert found.on_scale().loc["u", "X"] == 3.0
    assert analyse_uncertainty(found, n=3).scores.notna().all(axis=None)


@pytest.mark.parametrize("analysis", [analyse_uncertainty, sobol_sensitivity])
def test_no_draws_at_all_are_refused(analysis):
    with pytest.raises(MethodError, match="simulasi"):
        analysis(EXTREMES["one unit"], n=0)
