"""Data quality checks name the rows to ask about, no more and no fewer, and leave the answers alone."""

import numpy as np
import pandas as pd
import pytest

from scoring import quality
from scoring.tree import Scale

LIKERT = Scale(1, 5, (), ())
ITEMS = [f"I{i}" for i in range(quality.MINIMUM_ITEMS)]


def answers(claims: dict[str, list[float]], **columns: object) -> pd.DataFrame:
    """One unit; per OPD the claims on I0, I1, ...; NaN = left blank."""
    rows = [
        {
            "unit": "35.18",
            "indicator": f"I{i}",
            "opd": opd,
            "respondent": "",
            "role": "lead",
            "claimed": value,
        }
        for opd, values in claims.items()
        for i, value in enumerate(values)
    ]
    frame = pd.DataFrame(rows).assign(agreed=np.nan, verified=np.nan, evidence=False)
    frame["status"] = np.where(frame["claimed"].isna(), "missing", "answered")
    return frame.assign(**columns)


MIXED = [1.0, 2, 3, 4, 5, 4, 3, 2]


def test_straight_lining_needs_enough_items_and_one_level():
    frame = answers({"A": [3.0] * 8, "B": [3.0] * 7 + [4.0], "C": [3.0] * 7 + [np.nan]})
    assert quality.find_straight_lining(frame).to_dict("records") == [
        {"unit": "35.18", "opd": "A", "respondent": "", "n": 8, "value": 3.0}
    ]


def test_identical_answers_compares_what_both_answered():
    frame = answers({"A": MIXED, "B": [*MIXED, 5.0], "C": [*MIXED[:7], 1.0], "D": [*MIXED[:7], np.nan]})
    found = quality.find_identical_answers(frame)
    assert found.to_dict("records") == [
        {"unit": "35.18", "opd": "A", "respondent": "", "other_opd": "B", "other_respondent": "", "n": 8}
    ]


def test_identical_answers_of_one_opd_or_of_two_units_are_no_finding():
    two = answers({"A": MIXED})
    colleagues = pd.concat([two, two.assign(respondent="2")])
    elsewhere = pd.concat([two, two.assign(unit="35.19", opd="B")])
    assert quality.find_identical_answers(colleagues).empty
    assert quality.find_identical_answers(elsewhere).empty


def test_opposite_differences_do_not_cancel():
    swapped = [2.0, 1.0, *MIXED[2:]]
    assert quality.find_identical_answers(answers({"A": MIXED, "B": swapped})).empty


@pytest.mark.parametrize(
    ("claim", "evidence", "verified", "found"),
    [(5.0, False, np.nan, 1), (4.0, False, np.nan, 0), (5.0, True, np.nan, 0), (5.0, False, 5.0, 0)],
)
def test_top_level_needs_evidence_or_verification(claim, evidence, verified, found):
    frame = answers({"A": [claim]}, evidence=evidence, verified=verified)
    assert len(quality.find_top_without_evidence(frame, LIKERT)) == found


def test_claimed_minus_verified_takes_the_verified_value_from_any_row():
    frame = answers({"A": [4.0, 5.0], "B": [3.0, 1.0]})
    frame.loc[(frame["opd"] == "B") & (frame["indicator"] == "I0"), "verified"] = 2.0
    found = quality.claimed_minus_verified(frame).set_index("opd")
    assert found["difference"].to_dict() == {"A": 2.0, "B": 1.0}
    assert found["n"].to_dict() == {"A": 1, "B": 1}


def test_review_rewrites_nothing():
    frame = answers({"A": MIXED, "B": MIXED})
    before = frame.copy(deep=True)
    quality.review_answers(frame, LIKERT)
    pd.testing.assert_frame_equal(frame, before)


def test_an_empty_survey_has_no_findings():
    empty = answers({"A": [1.0]}).iloc[:0]
    assert all(rows.empty for rows in quality.review_answers(empty, LIKERT).values())
