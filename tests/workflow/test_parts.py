"""What a summary says beyond scores: parts switched off, nodes of a level, prerequisites of a stage."""

import pandas as pd
import pytest

from reference import instruments
from workflow.results import summary
from workflow.results.assess import SurveyData, score_regions

REGION = "35.18"
KESIAPAN = instruments.load_instrument("kesiapan")


def answers(off=(), value=3.0):
    rows = [
        (REGION, leaf, "X", "1", "lead", "not_applicable" if leaf in off else "answered",
         float("nan") if leaf in off else value, float("nan"), float("nan"), True)
        for leaf in KESIAPAN.framework.leaves
    ]  # fmt: skip
    columns = ["unit", "indicator", "opd", "respondent", "role", "status", "claimed", "agreed", "verified"]
    return score_regions(SurveyData(KESIAPAN, pd.DataFrame(rows, columns=[*columns, "evidence"])))


def test_a_sub_dimension_switched_off_is_told_with_the_index_with_and_without_it():
    result = answers(off=KESIAPAN.framework.descendants("ECO1"))
    (row,) = summary.list_inapplicable_parts(result, REGION).itertuples(index=False)
    assert (row.node, row.without) == ("ECO1", pytest.approx(3))
    # One of three sub-dimensions of one of six dimensions falls from 3 to 1.
    assert row.with_lowest == pytest.approx(3 - 2 / 18)


def test_a_whole_dimension_switched_off_is_told_once():
    result = answers(off=KESIAPAN.framework.descendants("ECO"))
    assert summary.list_inapplicable_parts(result, REGION)["node"].tolist() == ["ECO"]


def test_single_indicators_that_do_not_apply_are_no_warning():
    assert summary.list_inapplicable_parts(answers(off=("BRA1.4", "LIV3.5")), REGION).empty


def test_nodes_of_a_level_keep_the_instruments_order():
    framework = KESIAPAN.framework
    assert framework.levels_below_index == (3, 2, 1)
    assert framework.at_level(3) == ("GOV", "BRA", "ECO", "LIV", "SOC", "ENV")
    assert framework.at_level(2, "ECO") == ("ECO1", "ECO2", "ECO3")
    assert framework.ancestors("ECO1.2") == ("INDEKS", "ECO", "ECO1")


@pytest.mark.parametrize(("stage", "count"), [("I", 9), ("IV", 14)])
def test_a_stage_asks_its_own_prerequisites_and_those_before(stage, count):
    assert summary.prerequisite_stages(KESIAPAN.framework) == ["I", "IV"]
    assert len(KESIAPAN.for_stage(stage).framework.prerequisites) == count
