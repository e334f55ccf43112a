"""Optimism and its interval, by hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scoring import Framework, Node, Scale, combine_answers, estimate_optimism
from scoring.evidence import DEGREES, cap_claims, student_t
from tests.scoring.answers import answers, leaves_under

ORACLES = Path(__file__).parent / "oracles" / "survey"


def found(verified: list[float], tree: Framework | None = None) -> pd.Series:
    tree = tree or leaves_under(count=4)
    rows = answers(
        *(f"u {leaf} d lead answered {level}" for leaf, level in zip("ABCD", [5, 4, 3, 4], strict=True))
    )
    said = combine_answers(rows.assign(verified=verified), tree)
    return estimate_optimism(said.claimed, said.verified, tree).loc["u"]


def test_the_gap_is_the_mean_of_claimed_minus_verified_with_a_t_interval():
    row = found([3.0, 4.0, np.nan, np.nan])
    assert row[["claims", "verified", "gap"]].tolist() == [4, 2, 1.0]
    half = 12.7062047 * np.sqrt(2) / np.sqrt(2) * np.sqrt(1 - 2 / 4)
    assert row["upper"] - row["gap"] == pytest.approx(half, rel=1e-6)
    assert row["gap"] - row["lower"] == pytest.approx(half, rel=1e-6)


def test_all_verified_leaves_no_doubt_about_the_gap():
    row = found([3.0, 4.0, 3.0, 4.0])
    assert row["lower"] == row["gap"] == row["upper"] == 0.5


def test_one_or_no_verified_claim_has_no_interval():
    assert found([3.0, np.nan, np.nan, np.nan])[["lower", "upper"]].isna().all()
    row = found([np.nan] * 4)
    assert row["verified"] == 0
    assert np.isnan(row["gap"])


def test_the_gap_is_in_levels_whatever_the_unit_and_direction():
    tree = leaves_under(count=4, minimum=0, maximum=40, direction=-1)
    assert found([15.0, 14.0, np.nan, np.nan], tree)["gap"] == pytest.approx(1.0)


def test_the_cap_follows_the_leafs_unit_and_direction():
    nodes = (
        Node("X", "X", None, 2),
        Node("A", "A", "X", 1, minimum=0, maximum=100, direction=-1),
        Node("B", "B", "X", 1),
    )
    tree = Framework(nodes, Scale(1, 5))
    claims = np.array([[10.0, 5.0], [70.0, 2.0]])
    limited = cap_claims(claims, np.zeros((2, 2), bool), tree, 3.0)
    assert limited.tolist() == [[50.0, 3.0], [70.0, 2.0]]


def test_student_t_equals_r_at_the_rows_of_the_table_and_nearly_between_them():
    theirs = pd.read_csv(ORACLES / "student_t.csv")
    degrees, ours = theirs["degrees"], student_t(theirs["degrees"].to_numpy())
    tabled = degrees.isin(DEGREES)
    np.testing.assert_allclose(ours[tabled], theirs["t_975"][tabled], rtol=1e-10)
    np.testing.assert_allclose(ours[~tabled], theirs["t_975"][~tabled], rtol=3e-5)
    assert np.isnan(student_t(np.array([-1, 0]))).all()
