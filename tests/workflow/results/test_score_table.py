"""The score table: one row per kabupaten and node, on the instrument's scale."""

import numpy as np
import pytest

from reference import instruments
from tests.workflow.results.test_assess import domains, frame
from tests.workflow.survey_scene import KESIAPAN, NGANJUK, answered, asked, everybody, form, scored
from workflow.results.assess import SurveyData, score_regions
from workflow.results.result import PublishedFigure
from workflow.results.score_table import COLUMNS, scores_table

SPBE = instruments.load_instrument("spbe")


def test_rows_follow_the_tree_and_carry_gap_and_percent():
    rows = scores_table(scored(everybody(3.0)), "Semester I 2026").set_index("node")
    assert list(rows.index) == list(KESIAPAN.framework.codes)
    index = rows.loc["INDEKS"]
    assert (index["region"], index["region_name"], index["period"]) == (
        NGANJUK,
        "Kabupaten Nganjuk",
        "Semester I 2026",
    )
    assert (index["level"], index["score"], index["percent"], index["coverage"]) == (4, 3.0, 50.0, 1.0)
    assert index["gap"] == index["target"] - 3.0
    assert rows.loc["GOV1.1", "target"] == KESIAPAN.framework.node("GOV1.1").target


def test_a_predicate_stands_at_the_index_alone():
    rows = scores_table(scored(everybody(3.0)), "P").set_index("node")["predicate"]
    assert rows["INDEKS"] == "Cukup siap"
    assert (rows.drop("INDEKS") == "").all()


def test_an_index_that_is_not_known_has_neither_score_nor_predicate():
    rows = scores_table(scored([form("DINKES", answered(asked("DINKES", "lead")[0], 4.0))]), "P").set_index(
        "node"
    )
    assert np.isnan(rows.loc["INDEKS", "score"])
    assert rows.loc["INDEKS", "predicate"] == ""
    assert np.isnan(rows.loc["INDEKS", "gap"])
    assert rows.loc["INDEKS", "coverage"] == 0.0


def test_published_figures_stand_beside_ours_and_absent_regions_have_empty_rows():
    figures = (PublishedFigure("35.18", "SPBE", 2.05),)
    data = SurveyData(
        SPBE, frame(*domains("35.18", 2.0, 2.0, 2.0, 2.0)), absent=("35.14",), published=figures
    )
    rows = scores_table(score_regions(data), "P").set_index(["region", "node"])
    assert rows.index.get_level_values("region")[0] == "35.14"
    assert rows.loc[("35.18", "SPBE"), "published"] == 2.05
    assert rows["published"].notna().sum() == 1
    absent = rows.loc["35.14"]
    assert list(absent.index) == list(SPBE.framework.codes)
    assert absent[["score", "percent", "coverage", "target", "gap", "shortfall"]].isna().all(axis=None)
    assert set(absent["region_name"]) == {"Kabupaten Pasuruan"}


@pytest.mark.parametrize("absent", [(), ("35.18",)])
def test_without_scores_the_columns_remain(absent):
    table = scores_table(score_regions(SurveyData(SPBE, frame(), absent=absent)), "P")
    assert tuple(table.columns) == COLUMNS
    assert len(table) == len(absent) * len(SPBE.framework.codes)
