"""Targets stay on the instrument's scale, hand down, change distances and never those of a locked period."""

from datetime import date

import pandas as pd
import pytest

from planning.plan.horizon import PlanHorizon
from planning.plan.target_year import AGREED, TargetYear, own_target_words
from reference import instruments
from storage import StoreError, chain_check
from storage.setup import periods
from storage.values import Actor
from workflow.plan import plan_decisions
from workflow.results import target_basis
from workflow.results.assess import RegionSetup, SurveyData, hand_down_targets, score_regions
from workflow.setup.setup import open_scope
from workflow.targets import agreed_targets, target_years
from workflow.targets.region_selection import RegionSelection

REGION = "35.18"
KESIAPAN = instruments.load_instrument("kesiapan")


@pytest.fixture
def period(store):
    return periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), Actor("Sari"))


@pytest.fixture
def scope(store, period):
    return open_scope(store, period, KESIAPAN)


def agree(store, scope, node, value, year=2026):
    agreed_targets.agree_target(store, scope, REGION, node, year, value, by=Actor("Sari"))


def row(store, scope, node, year=2026):
    selection = RegionSelection(store, scope, (REGION,))
    return agreed_targets.effective_targets(selection, year).set_index("node").loc[node]


@pytest.mark.parametrize("value", [1, 3.5, 5])
def test_a_dimension_takes_any_level_of_the_scale(store, scope, value):
    agree(store, scope, "ECO", value)
    assert row(store, scope, "ECO")["target"] == value


@pytest.mark.parametrize("value", [0.999, 5.001, float("nan"), float("inf")])
def test_a_level_outside_the_scale_is_refused_and_nothing_is_kept(store, scope, value):
    with pytest.raises(StoreError, match="skala 1 sampai 5"):
        agree(store, scope, "ECO", value)
    assert target_years.agreed_years(store, KESIAPAN, REGION) == []


def test_an_indicator_takes_whole_levels_only(store, scope):
    agree(store, scope, "ECO1.1", 4)
    with pytest.raises(StoreError, match="bulat, bukan 3,5"):
        agree(store, scope, "ECO1.1", 3.5)


def test_a_node_of_another_instrument_is_refused(store, scope):
    with pytest.raises(StoreError, match=r"SPBE\.D1"):
        agree(store, scope, "SPBE.D1", 4)


def test_a_form_is_kept_whole_or_not_at_all(store, scope):
    with pytest.raises(StoreError):
        agreed_targets.agree_targets(store, scope, REGION, 2026, {"GOV": 4, "ECO": 9}, by=Actor("Sari"))
    assert agreed_targets.targets_set_for_year(store, REGION, 2026) == {}
    assert (
        agreed_targets.agree_targets(store, scope, REGION, 2026, {"GOV": 4, "ECO": 3}, by=Actor("Sari")) == 2
    )
    assert (
        agreed_targets.agree_targets(store, scope, REGION, 2026, {"GOV": 4, "ECO": None}, by=Actor("Sari"))
        == 1
    )
    assert agreed_targets.targets_set_for_year(store, REGION, 2026) == {"GOV": 4}


def test_an_agreed_target_hands_down_and_the_index_follows(store, scope):
    before = row(store, scope, "INDEKS", 2029)["target"]
    agree(store, scope, "ECO", 3)
    below = row(store, scope, "ECO2.1", 2029)
    assert (below["target"], below["basis"]) == (3, target_basis.ABOVE)
    assert row(store, scope, "ECO", 2029)["basis"] == AGREED
    assert row(store, scope, "INDEKS", 2029)["basis"] == target_basis.BELOW
    assert row(store, scope, "GOV", 2029)["basis"] == own_target_words("menengah")
    assert row(store, scope, "GOV1.1", 2029)["basis"] == own_target_words("menengah")
    assert row(store, scope, "INDEKS", 2029)["target"] == pytest.approx(before - 1 / 6)


@pytest.mark.parametrize(
    ("year", "horizon"), [(2026, "pendek"), (2027, "menengah"), (2028, "menengah"), (2031, "panjang")]
)
def test_a_year_nobody_agreed_has_the_instruments_horizon_for_that_year(store, scope, year, horizon):
    found = agreed_targets.effective_targets(RegionSelection(store, scope, (REGION,)), year).set_index("node")
    own = agreed_targets.instrument_targets(KESIAPAN)[horizon]
    pd.testing.assert_series_equal(found["target"], own, check_names=False)
    assert found.at["GOV1.1", "basis"] == f"bawaan instrumen, jangka {horizon}"


def test_the_masterplan_the_region_settled_moves_the_horizons(store, scope):
    plan_decisions.keep_plan_settings(
        store, REGION, {"horizon": PlanHorizon(2026, 2032, 3, 6, 2025, 5)}, by=Actor("Sari")
    )
    selection = RegionSelection(store, scope, (REGION,))
    assert selection.target_years()[REGION].label == "2031 (bawaan instrumen, jangka menengah)"
    assert [target.label for target in agreed_targets.index_target_path(selection).values()] == [
        "2028 (bawaan instrumen, jangka pendek)",
        "2031 (bawaan instrumen, jangka menengah)",
        "2032 (bawaan instrumen, jangka panjang)",
    ]


def test_a_target_of_another_instrument_does_not_choose_the_year(store, scope, period):
    agree(store, scope, "ECO", 3, year=2029)
    other = open_scope(store, period, instruments.load_instrument("spbe"))
    assert RegionSelection(store, other, (REGION,)).target_years()[REGION].label == "2026 (bawaan instrumen)"


def test_a_target_counts_from_its_year_on_until_a_later_one(store, scope):
    for year, value in ((2026, 3.0), (2028, 4.0)):
        agree(store, scope, "GOV", value, year=year)
    both = RegionSelection(store, scope, (REGION, "35.23"))
    found = [both.target_years(year) for year in (2025, 2026, 2027, 2028, 2030)]
    assert [each[REGION].agreed for each in found] == [
        (),
        (("GOV", 3.0),),
        (("GOV", 3.0),),
        (("GOV", 4.0),),
        (("GOV", 4.0),),
    ]
    assert {each["35.23"].agreed for each in found} == {()}


def test_an_own_target_stands_over_one_handed_down(store, scope):
    agree(store, scope, "ECO", 3)
    agree(store, scope, "ECO1", 4)
    assert row(store, scope, "ECO1.1")["target"] == 4
    assert row(store, scope, "ECO2.1")["target"] == 3


def test_a_withdrawn_target_leaves_the_instruments_own(store, scope):
    agree(store, scope, "ECO", 3)
    agree(store, scope, "ECO", None)
    assert row(store, scope, "ECO")["basis"] == own_target_words("pendek")
    assert row(store, scope, "ECO1.1")["basis"] == own_target_words("pendek")


def test_a_target_counts_from_its_year_on(store, scope):
    agree(store, scope, "ECO", 3, year=2028)
    assert row(store, scope, "ECO", 2027)["basis"] == own_target_words("menengah")
    assert row(store, scope, "ECO", 2029)[["target", "since", "by"]].tolist() == [3, 2028, "Sari"]


@pytest.mark.parametrize(
    ("agreed", "year"), [([], 2030), ([2024], 2026), ([2026], 2026), ([2031, 2029], 2029)]
)
def test_a_period_is_held_against_its_own_year_or_the_next_agreed(store, scope, agreed, year):
    for each in agreed:
        agree(store, scope, "ECO", 3, year=each)
    assert RegionSelection(store, scope, (REGION,)).target_years()[REGION].year == year


def test_a_locked_period_keeps_the_targets_it_shows(store, scope, period):
    periods.lock_period(store, period.id, REGION, Actor("Sari"))
    with pytest.raises(StoreError, match="dikunci"):
        agree(store, scope, "ECO", 3, year=2026)
    agree(store, scope, "ECO", 3, year=2027)


def test_every_change_is_on_record(store, scope):
    agree(store, scope, "ECO", 3)
    agree(store, scope, "ECO", 3.5)
    told = agreed_targets.target_change_history(store, scope, REGION)
    assert told[["node", "year", "old", "new", "by"]].to_numpy().tolist() == [
        ["ECO", "2026", "3", "3.5", "Sari"],
        ["ECO", "2026", "", "3", "Sari"],
    ]
    assert chain_check.list_chain_faults(store) == ()


def test_without_a_change_the_record_is_empty(store, scope):
    assert agreed_targets.target_change_history(store, scope, REGION).empty


def test_the_instruments_own_targets_grow_with_the_horizon():
    own = agreed_targets.instrument_targets(KESIAPAN)
    assert list(own.columns) == ["pendek", "menengah", "panjang"]
    assert (own["pendek"] <= own["menengah"]).all()
    assert (own["menengah"] <= own["panjang"]).all()
    assert agreed_targets.instrument_targets(instruments.load_instrument("spbe")).shape[1] == 0


def test_a_target_of_another_instrument_does_not_disturb_a_score():
    spbe = instruments.load_instrument("spbe")
    assert hand_down_targets(spbe.framework, {"ECO": 3.0}) == {}
    leaf = spbe.framework.leaves[0]
    answers = pd.DataFrame(
        [(REGION, leaf, "", "", "lead", "answered", 3.0, None, None, False)],
        columns=[
            "unit", "indicator", "opd", "respondent", "role", "status", "claimed", "agreed", "verified",
            "evidence",
        ],
    ).astype({"agreed": float, "verified": float})  # fmt: skip
    found = score_regions(
        SurveyData(spbe, answers, {REGION: RegionSetup(target=TargetYear(2026, "", (("ECO", 3.0),)))})
    )
    assert found.scores.loc[REGION, leaf] == 3
