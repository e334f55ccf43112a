"""The worked example of docs/method.md: each number printed there is recomputed from its tables."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scoring import (
    Assessment,
    Band,
    Framework,
    Method,
    Node,
    Scale,
    agreement,
    assess_units,
    classify_units,
    combine_answers,
    distance_to_targets,
    evidence_range,
    explain_change,
    gap_contributions,
    leave_one_out,
    score_gain_of_actions,
    weighted_shortfall,
)
from scoring.gaps import effective_weights
from tests.scoring.simulations import varied

PAGE = Path(__file__).parent.parent.parent / "docs" / "method.md"
UNIT = "35.18"
PRINTED = {"rtol": 0, "atol": 5.1e-5}


def section(title: str) -> str:
    return PAGE.read_text(encoding="utf-8").split(f"### {title}\n")[1].split("\n#")[0]


def table(title: str) -> pd.DataFrame:
    """The one table of a section, its first column as index, numbers as numbers, blanks as NaN."""
    rows = [line.strip("|\n").split("|") for line in section(title).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row] for row in rows]
    frame = pd.DataFrame(cells[2:], columns=cells[0])
    for column in frame:
        numbers = pd.to_numeric(frame[column], errors="coerce")
        if (numbers.notna() | (frame[column] == "")).all():
            frame[column] = numbers
    return frame.set_index(cells[0][0])


@pytest.fixture(scope="module")
def framework() -> Framework:
    bands = (
        Band("Belum siap", 1),
        Band("Kurang siap", 1.8),
        Band("Cukup siap", 2.6),
        Band("Siap", 3.4, evidence=0.5, weakest=2.6),
        Band("Sangat siap", 4.2, evidence=0.5, weakest=2.6),
    )
    nodes = [
        Node(
            str(code),
            str(code),
            row["parent"] or None,
            int(row["level"]),
            float(row["weight"]),
            target=None if np.isnan(row["target"]) else row["target"],
        )
        for code, row in table("Instrument").iterrows()
    ]
    return Framework(tuple(nodes), Scale(1, 5, bands=bands), coverage={2: 0.5, 3: 2 / 3, 4: 1.0})


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    rows = table("Answers").reset_index()
    return rows.assign(unit=UNIT, respondent="", evidence=rows["evidence"] == "yes")


@pytest.fixture(scope="module")
def assessment(framework: Framework, answers: pd.DataFrame) -> Assessment:
    return assess_units(combine_answers(answers, framework), framework)


def test_scores_are_recomputed(assessment):
    printed = table("Scores")
    ours = {
        "score 0..100": assessment.scores,
        "on the scale": assessment.on_scale(),
        "coverage": assessment.coverage,
        "distance": distance_to_targets(assessment),
        "shortfall": weighted_shortfall(assessment),
    }
    assert list(printed.columns) == list(ours)
    for column, frame in ours.items():
        np.testing.assert_allclose(frame.loc[UNIT, printed.index], printed[column], **PRINTED)
    assert f'class "{classify_units(assessment).loc[UNIT, "band"]}"' in section("Scores")
    assert assessment.indicators.differences.loc[UNIT, "GOV1.1"] == 2


def test_contributions_are_recomputed(assessment):
    printed = table("Contributions")
    ours = {
        "effective weight": effective_weights(assessment),
        "shortfall": weighted_shortfall(assessment),
        "contribution": gap_contributions(assessment),
        "lift": score_gain_of_actions(assessment),
    }
    assert list(printed.columns) == list(ours)
    for column, frame in ours.items():
        np.testing.assert_allclose(frame.loc[UNIT, printed.index], printed[column], **PRINTED)
    assert f"sum to {gap_contributions(assessment).loc[UNIT].sum():.4f}" in section("Contributions")


def test_other_choices_are_recomputed(assessment):
    printed = table("Other choices")["index"]
    left_out = assessment.to_scale(leave_one_out(assessment, level=3).scores).loc[UNIT]
    claims = evidence_range(assessment).loc[UNIT]
    special = {
        "without GOV": left_out["GOV"],
        "without BRA": left_out["BRA"],
        "claims without evidence as 2": claims["lower", "INDEX"],
        "as it counts": claims["upper", "INDEX"],
    }
    for choice, value in printed.items():
        if choice in special:
            ours = special[choice]
        else:
            method = Method(aggregation=str(choice))
            ours = (
                assess_units(assessment.indicators, assessment.framework, method)
                .on_scale()
                .loc[UNIT, "INDEX"]
            )
        np.testing.assert_allclose(ours, value, err_msg=str(choice), **PRINTED)


def test_the_interval_is_recomputed(assessment):
    interval = varied(assessment, n=1000, vary=("weights",), seed=0).interval(0.9).loc[UNIT]
    printed = table("Weights varied").reset_index().iloc[0]
    ours = assessment.to_scale(interval[["score_lower", "score_median", "score_upper"]])
    np.testing.assert_allclose(ours, printed, **PRINTED)


def test_the_change_is_recomputed(assessment, framework, answers):
    later = answers.copy()
    later.loc[later["indicator"] == "BRA1.3", "claimed"] = 3.0
    reweighted = framework.with_weights({"GOV2.1": 1.0})
    after = assess_units(combine_answers(later, reweighted), reweighted)
    printed = table("A year later")["points"]
    np.testing.assert_allclose(explain_change(assessment, after).loc[UNIT, printed.index], printed, **PRINTED)


def test_agreement_is_recomputed():
    item = np.array([[2.0], [3.0], [3.0], [4.0], [3.0]])
    ours = {
        "rwg": agreement.rwg_index(item)[0],
        "average_deviation": agreement.average_deviation(item)[0],
        "awg": agreement.awg_index(item)[0],
        "consensus": float(agreement.consensus_index([0, 1, 3, 1, 0])),
    }
    printed = table("Agreement")["value"]
    assert list(printed.index) == list(ours)
    np.testing.assert_allclose(list(ours.values()), printed, **PRINTED)
