"""Which tree a region is scored on, who counts there, and what agreed targets do to gaps."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.plan.target_year import TargetYear
from reference import instruments
from scoring import Node
from storage.results.answers import COLUMNS
from storage.setup import targets
from tests.workflow.survey_scene import (
    ACTOR,
    KESIAPAN,
    NGANJUK,
    answered,
    asked,
    everybody,
    form,
    kept,
    leader,
    not_applicable,
    read,
    scored,
)
from workflow.results.assess import RegionSetup, SurveyData, score_regions

SPBE = instruments.load_instrument("spbe")
KOMINFO = instruments.load_instrument("kominfo")
LEAVES = KESIAPAN.framework.leaves
DISTRICTS = ("KEC-35.18.01", "KEC-35.18.02", "KEC-35.18.03")


def frame(*rows):
    """Answers of a region itself: (unit, node, value), None = blank."""
    return pd.DataFrame(
        [
            (unit, node, "", "", "lead", "missing" if value is None else "answered",
             np.nan if value is None else value, np.nan, np.nan, False)
            for unit, node, value in rows
        ],
        columns=list(COLUMNS),
    ).astype({"claimed": float, "agreed": float, "verified": float})  # fmt: skip


def domains(unit, *values):
    return [(unit, f"SPBE.D{number}", value) for number, value in enumerate(values, 1)]


def test_domains_alone_are_scored_on_the_tree_cut_there():
    result = score_regions(SurveyData(SPBE, frame(*domains("35.18", 2.0, 3.0, 4.0, 5.0))))
    expected = 0.13 * 2 + 0.25 * 3 + 0.165 * 4 + 0.455 * 5
    assert result.scores.loc["35.18", "SPBE"] == pytest.approx(expected, abs=1e-12)
    assert result.part("35.18").framework.leaves == ("SPBE.D1", "SPBE.D2", "SPBE.D3", "SPBE.D4")


def test_the_lowest_level_that_says_anything_counts():
    rows = [
        *domains("35.18", 1.0, 1.0, 1.0, 1.0),
        *((("35.18"), leaf, 5.0) for leaf in SPBE.framework.leaves),
    ]
    assert score_regions(SurveyData(SPBE, frame(*rows))).scores.loc["35.18", "SPBE"] == 5.0


def test_blank_indicators_do_not_hide_the_domains_beside_them():
    rows = [
        *domains("35.18", 2.0, 2.0, 2.0, 2.0),
        *((("35.18"), leaf, None) for leaf in SPBE.framework.leaves),
    ]
    assert score_regions(SurveyData(SPBE, frame(*rows))).scores.loc["35.18", "SPBE"] == 2.0


def test_regions_on_different_trees_stand_side_by_side():
    rows = [*domains("35.14", 2.0, 2.0, 2.0, 2.0), *(("35.18", leaf, 4.0) for leaf in SPBE.framework.leaves)]
    result = score_regions(SurveyData(SPBE, frame(*rows)))
    assert result.scores["SPBE"].to_dict() == {"35.14": 2.0, "35.18": 4.0}
    assert np.isnan(result.scores.loc["35.14", "SPBE.I01"])


def test_every_region_is_scored_with_its_own_weights():
    values = {"BASELINE": 4.0, "OUTPUT": 3.0, "OUTCOME": 2.0, "IMPACT": 1.0, "QUICKWIN": 0.0}
    rows = [(unit, f"KOMINFO.{part}", value) for unit in ("35.14", "35.18") for part, value in values.items()]
    sets = {"35.14": RegionSetup("REGULER-2021-2024"), "35.18": RegionSetup("KPPN-IKN-2022")}
    result = score_regions(SurveyData(KOMINFO, frame(*rows), sets))
    assert result.scores["KOMINFO"].to_dict() == pytest.approx({"35.14": 1.8, "35.18": 1.7}, abs=1e-12)


def test_question_leaves_have_equal_weight_under_their_component():
    leaves = tuple(Node(f"KOMINFO.OUTPUT.{n}", "", "KOMINFO.OUTPUT", 1) for n in (1, 2, 3))
    rows = [("35.18", leaf.code, value) for leaf, value in zip(leaves, (1.0, 2.0, 4.0), strict=True)]
    result = score_regions(SurveyData(KOMINFO, frame(*rows), {"35.18": RegionSetup("KPPN-IKN-2022", leaves)}))
    assert result.scores.loc["35.18", "KOMINFO.OUTPUT"] == pytest.approx(7 / 3, abs=1e-12)


def test_absent_regions_get_no_score():
    rows = [*domains("35.14", 2.0, 2.0, 2.0, 2.0), *domains("35.18", 1.0, 1.0, 1.0, 1.0)]
    result = score_regions(SurveyData(SPBE, frame(*rows), absent=("35.18",)))
    assert (result.regions, result.absent) == (("35.14",), ("35.18",))


def test_an_opd_that_answers_what_it_does_not_lead_changes_nothing():
    code = asked("SETDA", "support")[0]
    before = scored(everybody(3.0))
    files = [file for file in everybody(3.0) if file.name != "SETDA.xlsx"]
    loud = form("SETDA", *(answered(one, 3.0) for one in asked("SETDA", "lead")), answered(code, 5.0))
    after = scored([*files, loud])
    pd.testing.assert_frame_equal(before.scores, after.scores, check_exact=True)
    assert after.part(NGANJUK).indicators.differences.loc[NGANJUK, code] == 2.0


def test_a_supporter_alone_makes_nothing_known():
    code = asked("SETDA", "support")[0]
    result = scored([form("SETDA", answered(code, 5.0))])
    assert np.isnan(result.scores.loc[NGANJUK, code])


def test_all_kecamatan_are_one_vote():
    code = asked(DISTRICTS[0], "support")[0]
    files = [form(opd, answered(code, level)) for opd, level in zip(DISTRICTS, (1.0, 1.0, 4.0), strict=True)]
    given = scored([*files, form(leader(code), answered(code, 4.0))]).part(NGANJUK).indicators
    assert given.count.loc[NGANJUK, code] == 2
    assert given.differences.loc[NGANJUK, code] == 2.0


def test_what_does_not_apply_leaves_the_denominator():
    code = next(code for code in LEAVES if KESIAPAN.framework.node(code).tags.get("may_not_apply"))
    parent = KESIAPAN.framework.node(code).parent
    siblings = [child for child in KESIAPAN.framework.children(parent) if child != code]
    values = [
        answered(one, float(2 + place)) for place, one in enumerate(siblings) if leader(one) == leader(code)
    ]
    without = scored([form(leader(code), *values, not_applicable(code))])
    mean = np.mean([answer.value for answer in values])
    assert without.scores.loc[NGANJUK, parent] == pytest.approx(mean, abs=1e-12)
    assert without.coverage.loc[NGANJUK, parent] == pytest.approx(len(values) / len(siblings))


def test_what_is_still_to_be_asked_does_not_count():
    led = asked("DINKES", "lead")
    files = [
        form("DINKES", answered(led[0], 2.0), name="a.xlsx"),
        form("DINKES", answered(led[0], 4.0), name="b.xlsx"),
        form("SETDA", answered(asked("SETDA", "lead")[0], 5.0)),
    ]
    readings = read(files)
    assert {reading.file: reading.verdict for reading in readings} == {
        "a.xlsx": "confirm", "b.xlsx": "confirm", "SETDA.xlsx": "ready",
    }  # fmt: skip
    given = kept(readings).answers
    assert set(given["opd"]) == {"SETDA"}
    (key,) = {question.key for reading in readings for question in reading.questions}
    chosen = kept(read(files, choices={key: "all"}))
    assert score_regions(chosen).scores.loc[NGANJUK, led[0]] == 3.0


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(KESIAPAN.framework.codes), st.sampled_from([1.0, 2.0, 3.5, 5.0]), max_size=8
    ),
    st.lists(st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, None]), min_size=len(LEAVES), max_size=len(LEAVES)),
)
def test_gaps_tie_whatever_targets_are_agreed(agreed, levels):
    rows = [(NGANJUK, code, value) for code, value in zip(LEAVES, levels, strict=True)]
    setting = RegionSetup(target=TargetYear(2029, "menengah", tuple(sorted(agreed.items()))))
    result = score_regions(SurveyData(KESIAPAN, frame(*rows), {NGANJUK: setting}))
    own = result.part(NGANJUK).framework.targets()
    assert {code: own[code] for code in agreed} == agreed
    held = result.held_against.loc[NGANJUK]
    assert {code: held[code] for code in agreed} == agreed
    gap = result.distance.loc[NGANJUK] - (held - result.scores.loc[NGANJUK])
    assert gap.abs().max() <= 1e-12 or gap.isna().all()
    for root in KESIAPAN.framework.roots:
        parts = result.contributions.loc[NGANJUK, list(KESIAPAN.framework.descendants(root))]
        lack = result.shortfall.loc[NGANJUK, root]
        if not any(map(KESIAPAN.framework.children, agreed)):
            assert not lack < result.distance.loc[NGANJUK, root] - 1e-9
        assert np.isnan(lack) or parts.sum() == pytest.approx(lack, abs=1e-9)


def test_an_agreed_target_reaches_the_leaves_below(room):
    room.keep(*everybody(3.0))
    targets.save_target(room.store, NGANJUK, "GOV", 2028, 5.0, by=ACTOR)
    before, after = room.result(NGANJUK, year=2027), room.result(NGANJUK, year=2028)
    assert after.distance.loc[NGANJUK, "GOV"] == 2.0
    below = [code for code in LEAVES if code.startswith("GOV")]
    assert set(after.distance.loc[NGANJUK, below]) == {2.0}
    assert after.contributions.loc[NGANJUK, below].sum() == pytest.approx(2 / 6, abs=1e-12)
    others = [code for code in LEAVES if not code.startswith("GOV")]
    assert after.distance.loc[NGANJUK, others].equals(before.distance.loc[NGANJUK, others])
