"""Targets stay on the instrument's scale, hand down, change distances and never those of a locked period."""

from datetime import date

import pandas as pd
import pytest

import storage
from reference import instruments
from storage import StoreError, audit, periods
from workflow import targets
from workflow.assess import Data, Setting, handed_down, score
from workflow.setup import open_scope

REGION = "35.18"


@pytest.fixture
def store(tmp_path):
    engine = storage.open_store(f"sqlite:///{tmp_path / 'store.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def period(store):
    return periods.add(store, "2026", date(2026, 1, 1), date(2026, 12, 31), "Sari")


@pytest.fixture
def scope(store, period):
    return open_scope(store, period, instruments.load("kesiapan"))


def agree(store, scope, node, value, year=2026):
    targets.set_target(store, scope, REGION, node, year, value, by="Sari")


def row(store, scope, node, year=2026):
    return targets.effective(store, scope, REGION, year).set_index("node").loc[node]


@pytest.mark.parametrize("value", [1, 3.5, 5])
def test_a_dimension_takes_any_level_of_the_scale(store, scope, value):
    agree(store, scope, "ECO", value)
    assert row(store, scope, "ECO")["target"] == value


@pytest.mark.parametrize("value", [0.999, 5.001, float("nan"), float("inf")])
def test_a_level_outside_the_scale_is_refused_and_nothing_is_kept(store, scope, value):
    with pytest.raises(StoreError, match="skala 1 sampai 5"):
        agree(store, scope, "ECO", value)
    assert targets.years(store, REGION) == []


def test_an_indicator_takes_whole_levels_only(store, scope):
    agree(store, scope, "ECO1.1", 4)
    with pytest.raises(StoreError, match="bulat, bukan 3,5"):
        agree(store, scope, "ECO1.1", 3.5)


def test_a_node_of_another_instrument_is_refused(store, scope):
    with pytest.raises(StoreError, match=r"SPBE\.D1"):
        agree(store, scope, "SPBE.D1", 4)


def test_a_form_is_kept_whole_or_not_at_all(store, scope):
    with pytest.raises(StoreError):
        targets.set_targets(store, scope, REGION, 2026, {"GOV": 4, "ECO": 9}, by="Sari")
    assert targets.of_year(store, REGION, 2026) == {}
    assert targets.set_targets(store, scope, REGION, 2026, {"GOV": 4, "ECO": 3}, by="Sari") == 2
    assert targets.set_targets(store, scope, REGION, 2026, {"GOV": 4, "ECO": None}, by="Sari") == 1
    assert targets.of_year(store, REGION, 2026) == {"GOV": 4}


def test_an_agreed_target_hands_down_and_the_index_follows(store, scope):
    before = row(store, scope, "INDEKS")["target"]
    agree(store, scope, "ECO", 3)
    below = row(store, scope, "ECO2.1")
    assert (below["target"], below["basis"]) == (3, "parent")
    assert row(store, scope, "ECO")["basis"] == "agreed"
    assert row(store, scope, "GOV")["basis"] == "children"
    assert row(store, scope, "GOV1.1")["basis"] == "instrument"
    assert row(store, scope, "INDEKS")["target"] == pytest.approx(before - 1 / 6)


def test_an_own_target_stands_over_one_handed_down(store, scope):
    agree(store, scope, "ECO", 3)
    agree(store, scope, "ECO1", 4)
    assert row(store, scope, "ECO1.1")["target"] == 4
    assert row(store, scope, "ECO2.1")["target"] == 3


def test_a_withdrawn_target_leaves_the_instruments_own(store, scope):
    agree(store, scope, "ECO", 3)
    agree(store, scope, "ECO", None)
    assert row(store, scope, "ECO")["basis"] == "children"
    assert row(store, scope, "ECO1.1")["basis"] == "instrument"


def test_a_target_counts_from_its_year_on(store, scope):
    agree(store, scope, "ECO", 3, year=2028)
    assert row(store, scope, "ECO", 2027)["basis"] == "children"
    assert row(store, scope, "ECO", 2029)[["target", "since", "by"]].tolist() == [3, 2028, "Sari"]


@pytest.mark.parametrize(
    ("agreed", "year"), [([], 2026), ([2024], 2026), ([2026], 2026), ([2031, 2029], 2029)]
)
def test_a_period_is_held_against_its_own_year_or_the_next_agreed(store, scope, agreed, year):
    for each in agreed:
        agree(store, scope, "ECO", 3, year=each)
    assert targets.year_in_view(store, REGION, 2026) == year


def test_a_locked_period_keeps_the_targets_it_shows(store, scope, period):
    periods.lock(store, period.id, "Sari")
    with pytest.raises(StoreError, match="dikunci"):
        agree(store, scope, "ECO", 3, year=2026)
    agree(store, scope, "ECO", 3, year=2027)


def test_every_change_is_on_record(store, scope):
    agree(store, scope, "ECO", 3)
    agree(store, scope, "ECO", 3.5)
    told = targets.history(store, scope, REGION)
    assert told[["node", "year", "old", "new", "by"]].to_numpy().tolist() == [
        ["ECO", "2026", "3", "3.5", "Sari"],
        ["ECO", "2026", "", "3", "Sari"],
    ]
    assert audit.broken_at(store) is None


def test_without_a_change_the_record_is_empty(store, scope):
    assert targets.history(store, scope, REGION).empty


def test_the_instruments_own_targets_grow_with_the_horizon():
    own = targets.defaults(instruments.load("kesiapan"))
    assert list(own.columns) == ["pendek", "menengah", "panjang"]
    assert (own["pendek"] <= own["menengah"]).all()
    assert (own["menengah"] <= own["panjang"]).all()
    assert targets.defaults(instruments.load("spbe")).shape[1] == 0


def test_a_target_of_another_instrument_does_not_disturb_a_score():
    spbe = instruments.load("spbe")
    assert handed_down(spbe.framework, {"ECO": 3.0}) == {}
    leaf = spbe.framework.leaves[0]
    answers = pd.DataFrame(
        [(REGION, leaf, "", "", "lead", "answered", 3.0, None, None, False)],
        columns=[
            "unit", "indicator", "opd", "respondent", "role", "status", "claimed", "agreed", "verified",
            "evidence",
        ],
    ).astype({"agreed": float, "verified": float})  # fmt: skip
    found = score(Data(spbe, answers, {REGION: Setting(targets=(("ECO", 3.0),))}))
    assert found.scores.loc[REGION, leaf] == 3
