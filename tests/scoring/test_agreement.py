"""Agreement and reliability against R's multilevel, irr and psych, the published vectors, and their rules."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring import agreement
from scoring.tree import Scale
from tests.scoring import coinr
from tests.shared import needs_shared

ORACLES = Path(__file__).parent / "oracles" / "survey"
CLOSE = {"rtol": 1e-12, "atol": 1e-14}


def oracle(name: str) -> pd.DataFrame:
    return pd.read_csv(ORACLES / f"{name}.csv")


@pytest.fixture(scope="module")
def wide() -> pd.DataFrame:
    return oracle("survey_wide")


@pytest.fixture(scope="module")
def instrument() -> pd.DataFrame:
    return oracle("instrument")


def items_of(instrument: pd.DataFrame, column: str, name: str) -> list[str]:
    return list(instrument.loc[instrument[column] == name, "item"])


@pytest.mark.parametrize(
    ("column", "index"),
    [
        ("rwg", agreement.rwg_index),
        ("ad_mean", agreement.average_deviation),
        ("awg", agreement.awg_index),
        ("n", lambda x: agreement.column_moments(x).n),
    ],
)
def test_item_agreement_equals_multilevel(wide, column, index):
    expected = oracle("agreement_item").pivot(index="kabupaten", columns="item", values=column)
    for kabupaten, rows in wide.groupby("kabupaten"):
        np.testing.assert_allclose(index(rows[expected.columns]), expected.loc[kabupaten], **CLOSE)


def test_oneway_icc_equals_multilevel(wide, instrument):
    for row in oracle("icc_oneway").itertuples():
        means = wide[items_of(instrument, "subdimension", row.subdimension)].mean(axis=1)
        result = agreement.icc_of_groups(means, wide["kabupaten"])
        np.testing.assert_allclose(result, (row.icc1, row.icc2, row.MSB, row.MSW), **CLOSE)


def test_rater_agreement_equals_irr(wide):
    columns = [
        "oneway_single",
        "agreement_single",
        "agreement_average",
        "consistency_single",
        "consistency_average",
    ]
    for row in oracle("agreement_raters").itertuples():
        answers = wide.loc[wide["kabupaten"] == row.kabupaten].filter(like="q")
        expected = [getattr(row, f"icc_{name}") for name in columns]
        np.testing.assert_allclose(agreement.icc_raters(answers), expected, **CLOSE)
        np.testing.assert_allclose(agreement.kendall_w(answers), row.kendall_W, **CLOSE)
        for metric in agreement.METRICS:
            alpha = agreement.krippendorff_alpha(answers, metric)
            np.testing.assert_allclose(alpha, getattr(row, f"alpha_{metric}"), **CLOSE)


def test_krippendorff_gives_the_published_example():
    answers = oracle("krippendorff_example").drop(columns="case")
    for row in oracle("krippendorff_example_alpha").itertuples():
        if row.method in agreement.METRICS:
            np.testing.assert_allclose(agreement.krippendorff_alpha(answers, row.method), row.alpha, **CLOSE)


def test_cronbach_equals_psych_which_drops_constant_items(wide, instrument):
    for row in oracle("cronbach_items").itertuples():
        answers = wide[items_of(instrument, "subdimension", row.subdimension)]
        np.testing.assert_allclose(agreement.cronbach_alpha(answers), row.raw_alpha, **CLOSE)


def test_item_reliability_equals_psych(wide, instrument):
    expected = oracle("cronbach_drop_GOV")
    answers = wide[items_of(instrument, "dimension", "GOV")]
    result = agreement.item_reliability(answers)
    np.testing.assert_allclose(result.alpha_if_dropped, expected["raw_alpha_if_dropped"], **CLOSE)
    np.testing.assert_allclose(result.item_total, expected["r_drop"], **CLOSE)
    np.testing.assert_allclose(agreement.cronbach_alpha(answers), 0.665191806412, rtol=1e-11)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.7256876),
        ([0, 0, 9, 0, 0], 1),
        ([1, 0, 0, 0, 1], 0),
        ([1, 1, 1, 1, 1], 0.4340),
        ([8, 8, 6, 12, 4], 0.46),
    ],
)
def test_consensus_gives_the_published_vectors(votes, expected):
    digits = len(str(expected).partition(".")[2])
    assert round(float(agreement.consensus_index(votes)), digits) == expected


@pytest.mark.parametrize(
    ("rankings", "expected"),
    [
        ([[1, 2, 3, 4]] * 3, 1),
        ([[1, 2, 3, 4], [4, 3, 2, 1]], 0),
        ([[1, 2, 3, 4], [1, 3, 2, 4], [2, 1, 3, 4]], 0.7778),
        ([[1, 2.5, 2.5, 4], [1, 2, 3, 4], [1.5, 1.5, 3, 4]], 0.9405),
    ],
)
def test_kendall_w_gives_the_published_vectors(rankings, expected):
    assert round(agreement.kendall_w(rankings), 4) == expected


def test_one_respondent_or_none_is_unknown():
    one = np.array([[3.0, np.nan]])
    assert np.isnan(agreement.rwg_index(one)).all()
    assert np.isnan(agreement.awg_index(one)).all()
    assert np.isnan(agreement.average_deviation(one)[1])
    assert np.isnan(agreement.kendall_w(one))
    assert np.isnan(agreement.cronbach_alpha(one))
    assert np.isnan(agreement.krippendorff_alpha(one))
    assert np.isnan(agreement.icc_of_groups([1.0, 2.0], ["a", "a"])).all()
    assert np.isnan(agreement.icc_raters(one)).all()


@given(arrays(float, (6, 4), elements=st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0])), st.randoms())
def test_agreement_does_not_depend_on_the_order_of_respondents(answers, random):
    order = random.sample(range(6), 6)
    for measure in (
        agreement.rwg_index,
        agreement.awg_index,
        agreement.average_deviation,
        agreement.krippendorff_alpha,
    ):
        np.testing.assert_allclose(measure(answers[order]), measure(answers), rtol=1e-9, atol=1e-12)


@given(arrays(float, (7, 3), elements=st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0])))
def test_identical_answers_agree_fully_and_indices_stay_in_range(answers):
    same = np.repeat(answers[:1], 7, axis=0)
    np.testing.assert_array_equal(agreement.rwg_index(same), 1)
    np.testing.assert_array_equal(agreement.awg_index(same), 1)
    assert ((agreement.rwg_index(answers) >= 0) & (agreement.rwg_index(answers) <= 1)).all()
    votes = (answers[:, :, None] == np.arange(1, 6)).sum(axis=0).T
    assert (
        (agreement.consensus_index(votes) >= -1e-12) & (agreement.consensus_index(votes) <= 1 + 1e-12)
    ).all()


def answers_of(n: int) -> pd.DataFrame:
    """One unit, one item, n respondents who say 2, 3, 2, 3, ..., and one who left it blank."""
    rows = [("35.18", "A", 2.0 + i % 2, "answered") for i in range(n)] + [("35.18", "A", np.nan, "missing")]
    return pd.DataFrame(rows, columns=["unit", "indicator", "claimed", "status"])


LIKERT = Scale(1, 5, (), ())


@pytest.mark.parametrize(("n", "note"), [(4, "Tidak dihitung: 4 responden"), (5, "")])
def test_agreement_is_withheld_under_five_respondents(n, note):
    row = agreement.agreement_by_item(answers_of(n), LIKERT).iloc[0]
    assert (row["n"], row["note"]) == (n, note)
    assert np.isnan(row["rwg"]) == bool(note)
    assert np.isnan(row["consensus"]) == bool(note)


def test_agreement_by_item_equals_the_formulas_and_ignores_row_order():
    answers = answers_of(6)
    row = agreement.agreement_by_item(answers, LIKERT).iloc[0]
    column = np.array([[2.0], [3.0]] * 3)
    assert row["rwg"] == agreement.rwg_index(column)[0]
    assert row["average_deviation"] == 0.5
    assert row["consensus"] == agreement.consensus_index([0, 3, 3, 0, 0])
    shuffled = agreement.agreement_by_item(answers.sample(frac=1, random_state=1), LIKERT)
    np.testing.assert_allclose(shuffled[["rwg", "awg"]].to_numpy(), [[row["rwg"], row["awg"]]], rtol=1e-12)
    assert agreement.agreement_by_item(answers_of(0), LIKERT).empty


@pytest.mark.parametrize("constant", [False, True])
def test_cronbach_equals_coinr_except_where_an_item_is_constant(constant):
    """COINr counts a constant item in k without giving it covariance; we drop it, as psych does."""
    folder = ORACLES.parent / "synthetic"
    parents = pd.read_csv(folder / "iMeta.csv").set_index("iCode")["Parent"]
    data = pd.read_csv(folder / "norm_minmax100.csv", index_col=0)
    flat = set(parents[data.columns[data.isna().all()]])
    for row in pd.read_csv(folder / "cronbach.csv").itertuples():
        items = [item for item in data.columns if parents[item] == row.group]
        ours = agreement.cronbach_alpha(data[items])
        if constant and row.group in flat:
            varying = data[items].dropna(axis=1, how="all")
            assert ours == agreement.cronbach_alpha(varying) != row.alpha
        elif not constant and row.group not in flat:
            np.testing.assert_allclose(ours, row.alpha, **CLOSE)


@needs_shared
def test_cronbach_equals_coinr_on_asem():
    tree = coinr.framework(coinr.ASEM)
    data = {
        "Raw": coinr.table(coinr.ASEM, "raw"),
        "Normalised": coinr.table(coinr.ASEM, "norm_minmax100_treated"),
        "Aggregated": coinr.table(coinr.ASEM, "agg_amean"),
    }
    for row in pd.read_csv(coinr.ASEM / "cronbach.csv").itertuples():
        items = list(tree.children(row.group))
        np.testing.assert_allclose(agreement.cronbach_alpha(data[row.dset][items]), row.alpha, **CLOSE)


def test_respondents_per_level_are_counted_by_unit_and_item():
    rows = [
        ("A", "X", "answered", 1.0),
        ("A", "X", "answered", 1.0),
        ("A", "X", "answered", 5.0),
        ("A", "X", "missing", np.nan),
        ("A", "Y", "not_applicable", np.nan),
        ("B", "X", "answered", 3.0),
    ]
    answers = pd.DataFrame(rows, columns=["unit", "indicator", "status", "claimed"])
    counts = agreement.count_answers_by_level(answers, Scale(1, 5))
    assert counts.loc["A", "X"].tolist() == [2, 0, 0, 0, 1]
    assert counts.loc["B", "X"].tolist() == [0, 0, 1, 0, 0]
    assert len(counts) == 2
    assert agreement.count_answers_by_level(answers.iloc[:0], Scale(1, 5)).empty
