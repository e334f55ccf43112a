"""Answers become one number: within an OPD, then between OPD, with blanks, absences and zeros kept apart."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from scoring import Framework, Method, MethodError, Node, Scale, assess_units, combine_answers
from tests.scoring.answers import answers, leaves_under

TREE = leaves_under()
SEVERAL = answers(
    "u A dinas lead answered 2",
    "u A dinas lead answered 5",
    "u A badan support answered 5",
    "u A balai support answered 1",
    "u A biro support missing -",
)


@pytest.mark.parametrize(
    ("policy", "within", "expected"),
    [
        ("lead", "mean", 3.5),
        ("lead", "last", 5.0),
        ("mean", "mean", (3.5 + 5 + 1) / 3),
        ("mean", "last", 11 / 3),
        ("median", "mean", 3.5),
        ("lead_double", "mean", (2 * 3.5 + 5 + 1) / 4),
    ],
)
def test_first_within_an_opd_then_between(policy, within, expected):
    found = combine_answers(SEVERAL, TREE, Method(respondent=policy, within=within))
    assert found.values.loc["u", "A"] == pytest.approx(expected)
    assert np.isnan(found.values.loc["u", "B"])


def test_what_is_known_about_the_votes():
    found = combine_answers(SEVERAL, TREE)
    assert found.count.loc["u"].tolist() == [3, 0]
    assert found.spread.loc["u", "A"] == 4.0
    assert found.answered_share.loc["u", "A"] == 0.75
    assert np.isnan(found.answered_share.loc["u", "B"])
    assert found.differences.loc["u", "A"] == 2.5
    assert found.source.loc["u"].tolist() == ["claimed", ""]


def test_the_lead_alone_makes_an_indicator_known():
    rows = answers("u A dinas lead missing -", "u A badan support answered 4", "u B badan support answered 4")
    found = combine_answers(rows, TREE)
    assert found.values.isna().all(axis=None)
    assert not found.not_applicable.any(axis=None)
    assert np.isnan(found.differences.loc["u", "A"])
    assert combine_answers(rows, TREE, Method(respondent="mean")).values.loc["u"].tolist() == [4.0, 4.0]


def test_a_value_without_an_opd_speaks_for_the_lead():
    found = combine_answers(answers("u A . support answered 4"), TREE)
    assert found.values.loc["u", "A"] == 4.0


def test_a_lacking_opd_is_no_opd():
    rows = answers("u A x support answered 2", "u B x support answered 4").assign(opd=None)
    assert combine_answers(rows, TREE).values.loc["u"].tolist() == [2.0, 4.0]


def test_all_kecamatan_are_one_vote():
    rows = answers(
        "u A KECAMATAN lead answered 1",
        "u A KECAMATAN lead answered 2",
        "u A KECAMATAN lead answered 3",
        "u A dinas support answered 5",
    )
    found = combine_answers(rows, TREE, Method(respondent="mean"))
    assert found.values.loc["u", "A"] == 3.5
    assert found.count.loc["u", "A"] == 2


@pytest.mark.parametrize(
    ("rows", "absent"),
    [
        (["u A dinas lead not_applicable -"], True),
        (["u A dinas lead not_applicable -", "u A badan support answered 3"], True),
        (["u A dinas lead not_applicable -", "u A dinas lead missing -"], False),
        (["u A dinas lead missing -", "u A badan support not_applicable -"], False),
        (["u A dinas lead answered -"], False),
    ],
)
def test_not_applicable_is_neither_missing_nor_zero(rows, absent):
    found = combine_answers(answers(*rows), TREE)
    assert np.isnan(found.values.loc["u", "A"])
    assert found.not_applicable.loc["u", "A"] == absent


def test_under_mean_an_indicator_is_absent_only_where_no_vote_says_otherwise():
    method = Method(respondent="mean")
    rows = [
        "u A dinas lead not_applicable -",
        "u A badan support missing -",
        "u B dinas lead not_applicable -",
    ]
    found = combine_answers(answers(*rows, "u B badan support answered 3"), TREE, method)
    assert not found.not_applicable.any(axis=None)
    assert found.values.loc["u", "B"] == 3.0
    assert found.answered_share.loc["u", "B"] == 1.0


def test_zero_is_an_answer_where_the_scale_has_it():
    tree = replace(TREE, scale=Scale(0, 4, integers=False))
    found = assess_units(
        combine_answers(answers("u A . lead answered 0", "u B . lead answered 4"), tree), tree
    )
    assert found.on_scale().loc["u"].to_dict() == {"X": 2.0, "A": 0.0, "B": 4.0}


def test_a_blank_that_means_absent_is_out_of_the_denominator():
    nodes = (
        Node("X", "X", None, 2),
        Node("A", "A", "X", 1),
        Node("B", "B", "X", 1, tags={"blank": "not_applicable"}),
    )
    tree = Framework(nodes, Scale(0, 4), coverage={2: 1.0})
    rows = answers(
        "u A . lead answered 3", "u B . lead missing -", "v A . lead answered 3", "v B . lead answered 0"
    )
    found = combine_answers(rows, tree)
    assert found.not_applicable["B"].tolist() == [True, False]
    assert assess_units(found, tree).on_scale()["X"].tolist() == [3.0, 1.5]


def test_verified_before_agreed_before_claimed():
    rows = answers(*["u A dinas lead answered 5", "u A badan support answered 1", "u B dinas lead missing -"])
    rows["agreed"] = [np.nan, 4.0, 2.0]
    found = combine_answers(rows, TREE)
    assert found.values.loc["u"].tolist() == [4.0, 2.0]
    assert found.source.loc["u"].tolist() == ["agreed", "agreed"]
    rows["verified"] = [3.0, np.nan, np.nan]
    found = combine_answers(rows, TREE)
    assert found.values.loc["u"].tolist() == [3.0, 2.0]
    assert found.claimed.loc["u"].tolist()[0] == 5.0
    assert found.source.loc["u"].tolist() == ["verified", "agreed"]


def test_a_verified_value_ends_not_applicable():
    rows = answers("u A dinas lead not_applicable -", verified=[2.0])
    found = combine_answers(rows, TREE)
    assert found.values.loc["u", "A"] == 2.0
    assert not found.not_applicable.loc["u", "A"]


def test_evidence_is_the_deciding_opds():
    rows = answers("u A dinas lead answered 5", "u A badan support answered 5", evidence=[False, True])
    assert not combine_answers(rows, TREE).evidence.loc["u", "A"]
    assert combine_answers(rows, TREE, Method(respondent="mean")).evidence.loc["u", "A"]


def test_claims_without_evidence_are_capped():
    rows = answers("u A dinas lead answered 5", "u B dinas lead answered 5", evidence=[False, True])
    found = combine_answers(rows, TREE, Method(evidence="cap"))
    assert found.values.loc["u"].tolist() == [3.0, 5.0]
    assert found.claimed.loc["u"].tolist() == [5.0, 5.0]
    assert combine_answers(rows, TREE, Method(evidence="cap", cap=2.0)).values.loc["u", "A"] == 2.0


def test_claims_are_calibrated_by_the_optimism_found():
    tree = leaves_under(count=3)
    rows = answers("u A d lead answered 4", "u B d lead answered 3", "u C d lead answered 4")
    rows["verified"] = [3.0, 1.0, np.nan]
    found = combine_answers(rows, tree, Method(evidence="calibrate")).values.loc["u"]
    assert found.tolist() == [3.0, 1.0, 2.5]
    claims, ahead = np.mean([4, 3, 4]), np.mean([1, 2])
    assert found.mean() == pytest.approx(claims - ahead)


def test_few_respondents_are_suppressed_where_asked():
    rows = answers("u A a lead answered 5", "u A b support answered 3", "u B a lead answered 4")
    opinion = Method(respondent="mean", minimum_respondents=2)
    assert combine_answers(rows, TREE, opinion).values.loc["u"].isna().tolist() == [False, True]
    with pytest.raises(MethodError, match="minimum"):
        combine_answers(rows, TREE, Method(minimum_respondents=2))


def test_a_unit_without_rows_is_missing_everywhere():
    found = combine_answers(answers("u A d lead answered 5", "w A d lead answered 5"), TREE, units=["v", "u"])
    assert list(found.values.index) == ["v", "u"]
    assert found.values.loc["v"].isna().all()
    assert not found.not_applicable.any(axis=None)


def test_no_answers_at_all():
    found = combine_answers(answers(), TREE, units=["u"])
    assert found.values.isna().all(axis=None)
    assert combine_answers(answers(), TREE).values.shape == (0, 2)


def test_strange_tables_are_refused():
    with pytest.raises(ValueError, match="Z9"):
        combine_answers(answers("u Z9 d lead answered 5"), TREE)
    with pytest.raises(ValueError, match="verified"):
        combine_answers(answers("u A d lead answered 5").drop(columns="verified"), TREE)


def test_the_survey_equals_its_scores():
    from tests.scoring.coinr import ORACLES

    long = pd.read_csv(ORACLES / "survey" / "survey_long.csv")
    instrument = pd.read_csv(ORACLES / "survey" / "instrument.csv")
    theirs = pd.read_csv(ORACLES / "survey" / "scores.csv", index_col="kabupaten")
    nodes = [Node("Index", "Index", None, 4)]
    nodes += [Node(dimension, dimension, "Index", 3) for dimension in instrument["dimension"].unique()]
    groups = instrument[["subdimension", "dimension"]].drop_duplicates()
    nodes += [Node(code, code, parent, 2) for code, parent in groups.itertuples(index=False)]
    nodes += [Node(row.item, row.item, row.subdimension, 1) for row in instrument.itertuples()]
    tree = Framework(tuple(nodes), Scale(1, 5), respondent="mean")
    rows = pd.DataFrame(
        {
            "unit": long["kabupaten"],
            "indicator": long["item"],
            "opd": long["opd"],
            "respondent": "1",
            "role": "support",
            "status": long["status"].replace("blank", "missing"),
            "claimed": long["answer"],
            "agreed": np.nan,
            "verified": np.nan,
            "evidence": False,
        }
    )
    found = assess_units(combine_answers(rows, tree), tree).scores
    pd.testing.assert_frame_equal(found[theirs.columns], theirs, rtol=1e-12, check_names=False)
