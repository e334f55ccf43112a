"""The numbers of a kabupaten's summary, on a case small enough to work out by hand."""

import numpy as np
import pytest

from tests.workflow.survey_scene import KESIAPAN, NGANJUK, answered, asked, everybody, form, leader, scored
from workflow.results import summary

TREE = KESIAPAN.framework
GOV = [code for code in TREE.leaves if code.startswith("GOV")]


@pytest.fixture(scope="module")
def result():
    """GOV at level 5 with no evidence, everything else at 3."""
    return scored(everybody(dict.fromkeys(GOV, 5.0)))


def test_dimensions_beside_their_targets(result):
    rows = summary.nodes_frame(result, NGANJUK, TREE.dimensions).set_index("node")
    assert list(rows.index) == ["GOV", "BRA", "ECO", "LIV", "SOC", "ENV"]
    assert rows["score"].to_dict() == {"GOV": 5.0, "BRA": 3.0, "ECO": 3.0, "LIV": 3.0, "SOC": 3.0, "ENV": 3.0}
    assert (rows.loc["GOV", "name"], rows.loc["GOV", "shortfall"]) == (TREE.node("GOV").name, 0.0)
    np.testing.assert_allclose(rows["distance"], rows["target"] - rows["score"], atol=1e-12)
    assert (rows["coverage"] == 1.0).all()


def test_prerequisites_stand_beside_the_index():
    codes = TREE.prerequisites
    assert len(codes) == 14
    assert set(codes) | {code for code in TREE.leaves if not code.startswith("PRE")} == set(TREE.leaves)


def test_levels_below_the_index():
    assert TREE.levels_below_index == (3, 2, 1)
    assert TREE.at_level(3) == TREE.dimensions
    assert TREE.at_level(2, "GOV") == ("GOV1", "GOV2", "GOV3")
    assert len(TREE.at_level(1)) == 90


def test_every_element_of_a_dimension_at_one_level_has_that_level(result):
    cells = summary.element_scores_by_dimension(result, NGANJUK).dropna(subset="score")
    expected = np.where(cells["node"] == "GOV", 5.0, 3.0)
    np.testing.assert_allclose(cells["score"], expected, atol=1e-12)
    assert set(cells["column"]) == {"Struktur", "Infrastruktur", "Suprastruktur", "Pemanfaatan"}


def test_one_row_per_indicator_with_its_question_and_value(result):
    rows = summary.list_indicators(result, NGANJUK).set_index("node")
    assert list(rows.index) == list(TREE.leaves)
    assert set(rows.loc[GOV, "value"]) == {5.0}
    assert rows["question"].str.len().min() > 20
    assert set(rows["source"]) == {"claimed"}
    assert rows.loc["GOV1.1", "parent"] == "GOV1"
    assert not rows["evidence"].any()


def test_questions_in_the_wording_of_a_city_without_desa(result):
    code = next(code for code in TREE.leaves if TREE.node(code).tags.get("question_city"))
    rows = summary.list_indicators(result, NGANJUK).set_index("node")
    assert rows.loc[code, "question"] == TREE.node(code).tags["question"]


def test_claims_of_level_3_and_more_without_evidence_count_as_2(result):
    rows = summary.proven_range(result, NGANJUK).set_index("node")
    assert rows["proven"].tolist() == [2.0] * 7
    assert rows.loc["GOV", "claimed"] == 5.0
    assert rows.loc["INDEKS", "claimed"] == pytest.approx((5 + 5 * 3) / 6, abs=1e-12)


def test_nothing_answered_rests_on_nothing():
    code = asked("SETDA", "support")[0]
    found = summary.answer_basis(scored([form("SETDA", answered(code, 4.0))]).part(NGANJUK), NGANJUK)
    assert (found.answered, found.claimed, found.evidence) == (0, 0.0, 0.0)


def test_evidence_of_the_lead_counts_and_a_supporters_does_not():
    code = asked("SETDA", "support")[0]
    files = [form(leader(code), answered(code, 4.0)), form("SETDA", answered(code, 4.0, evidence="SK"))]
    assert summary.answer_basis(scored(files).part(NGANJUK), NGANJUK).evidence == 0.0
