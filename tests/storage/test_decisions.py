"""Agreed and verified values, targets, choices, periods and instruments: kept, replaced, taken back."""

from datetime import date

import pytest
from sqlalchemy import select

from storage.engine import query_frame, reading_connection
from storage.errors import StoreError
from storage.results import decisions
from storage.schema import target
from storage.setup import instruments, periods, targets
from storage.upload import choices
from storage.values import Actor
from tests.storage.scene import ACTOR, NGANJUK, TUBAN


def agree(scene, value, node="A"):
    place = (scene.store, scene.period_id, scene.instrument_id, NGANJUK, node, value)
    return decisions.save_agreed_value(*place, reason="disepakati forum", by=ACTOR)


def kept_targets(store):
    """Every target that the store holds for Nganjuk, the newest first."""
    with reading_connection(store) as connection:
        return query_frame(connection, select(target).filter_by(region=NGANJUK).order_by(target.c.id.desc()))


def undoable(scene, node="A", by=ACTOR):
    place = (scene.period_id, scene.instrument_id, NGANJUK, node)
    return decisions.find_undoable_decision(scene.store, place, by)


def undo(scene, node="A"):
    found = undoable(scene, node)
    return found and decisions.undo_decision(scene.store, found.id, ACTOR)


def in_force(scene):
    rows = decisions.list_decisions(scene.store, scene.period_id, scene.instrument_id)
    return dict(zip(rows["node"], rows["value"], strict=True))


def test_the_last_agreement_counts_and_each_undo_takes_one_back(scene):
    for value in (2.0, 3.0):
        agree(scene, value)
    agree(scene, 5.0, "B")
    assert in_force(scene) == {"A": 3.0, "B": 5.0}
    assert undo(scene, "B").node == "B"
    assert undo(scene).value == 3.0
    assert in_force(scene) == {"A": 2.0}
    undo(scene)
    assert in_force(scene) == {}
    assert undo(scene) is None


def test_a_withdrawn_agreement_is_none_and_can_be_brought_back(scene):
    agree(scene, 2.0)
    agree(scene, None)
    assert in_force(scene) == {}
    undo(scene)
    assert in_force(scene) == {"A": 2.0}


def test_every_decision_stays_in_the_history(scene):
    agree(scene, 2.0)
    agree(scene, 3.0)
    undo(scene)
    history = decisions.list_decision_history(scene.store, scene.period_id, scene.instrument_id, NGANJUK, "A")
    assert history["value"].tolist() == [3.0, 2.0]
    assert history["undone_at"].isna().tolist() == [False, True]
    assert set(history["reason"]) == {"disepakati forum"}


@pytest.mark.parametrize(
    ("reason", "by"),
    [
        ("", ACTOR),
        ("  ", ACTOR),
        ("\u200b \u3164", ACTOR),
        ("alasan", Actor("")),
        ("alasan", Actor("\u2060")),
    ],
)
def test_a_decision_needs_a_reason_and_a_name(scene, reason, by):
    with pytest.raises(StoreError, match="wajib"):
        decisions.save_agreed_value(
            scene.store, scene.period_id, scene.instrument_id, NGANJUK, "A", 3.0, reason=reason, by=by
        )
    assert in_force(scene) == {}


def test_a_locked_period_takes_no_decision_until_it_is_unlocked_with_a_reason(scene):
    agree(scene, 2.0)
    assert (
        periods.lock_period(scene.store, scene.period_id, NGANJUK, ACTOR, "berita acara").locked_at
        is not None
    )
    for change in (lambda: agree(scene, 3.0), lambda: undo(scene)):
        with pytest.raises(StoreError, match="dikunci"):
            change()
    with pytest.raises(StoreError, match="wajib"):
        periods.unlock_period(scene.store, scene.period_id, NGANJUK, ACTOR, " \u200d")
    assert (
        periods.unlock_period(scene.store, scene.period_id, NGANJUK, ACTOR, "salah kunci").locked_at is None
    )
    agree(scene, 3.0)
    assert in_force(scene) == {"A": 3.0}


def test_only_regions_that_ever_had_a_target_are_looked_up(store):
    assert targets.regions_with_targets(store) == []
    for region in (TUBAN, NGANJUK, TUBAN):
        targets.save_target(store, region, "GOV", 2026, 3.0, by=Actor("Sekda"))
    targets.save_target(store, TUBAN, "GOV", 2026, None, by=Actor("Sekda"))
    assert targets.regions_with_targets(store) == [NGANJUK, TUBAN]
    assert targets.list_targets(store, NGANJUK)["value"].tolist() == [3.0]


def test_a_target_changed_or_withdrawn_keeps_its_history(store):
    for value in (3.0, 4.0, 4.0, None):
        targets.save_target(store, NGANJUK, "GOV", 2026, value, by=Actor("Sekda"))
    assert targets.list_targets(store, NGANJUK).empty
    history = kept_targets(store)
    assert history["value"].isna().tolist() == [True, False, False]
    assert set(history["by"]) == {"Sekda"}


def test_a_choice_of_the_region_wins_over_one_for_everywhere(store):
    choices.save_choice(store, "", "agency", "Dinas TIK", "DISKOMINFO", ACTOR)
    choices.save_choice(store, NGANJUK, "agency", "Dinas TIK", "DISKOMINFOSANTIK", ACTOR)
    choices.save_choice(store, NGANJUK, "agency", "RSUD", "RSUD1", ACTOR)
    choices.save_choice(store, NGANJUK, "agency", "RSUD", "RSUD2", ACTOR)
    assert choices.read_choices(store, NGANJUK, "agency") == {
        "Dinas TIK": "DISKOMINFOSANTIK",
        "RSUD": "RSUD2",
    }
    assert choices.read_choices(store, TUBAN, "agency") == {"Dinas TIK": "DISKOMINFO"}
    assert choices.read_choices(store, NGANJUK, "region") == {}


def test_periods_stand_in_the_order_in_which_they_were_added(store):
    first = periods.add_period(store, "2026 I", date(2026, 1, 1), date(2026, 6, 30), ACTOR)
    second = periods.add_period(store, "2026 II", date(2026, 7, 1), date(2026, 12, 31), ACTOR, sample=True)
    assert periods.list_periods(store) == (first, second)
    assert [period.sample for period in periods.list_periods(store)] == [False, True]


@pytest.mark.parametrize(
    ("label", "ends", "message"),
    [
        ("2026 I", date(2026, 6, 30), "sudah ada"),
        ("2026 II", date(2025, 1, 1), "akhir"),
        (" ", date(2027, 1, 1), "nama"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(store, label, ends, message):
    periods.add_period(store, "2026 I", date(2026, 1, 1), date(2026, 6, 30), ACTOR)
    with pytest.raises(StoreError, match=message):
        periods.add_period(store, label, date(2026, 1, 1), ends, ACTOR)
    assert len(periods.list_periods(store)) == 1


def test_an_unknown_period_or_instrument_is_said_so(store):
    with pytest.raises(StoreError, match="Periode tidak ditemukan"):
        periods.find_period(store, 7)
    with pytest.raises(StoreError, match="Instrumen tidak ditemukan"):
        instruments.find_instrument(store, 7)


def test_an_instrument_is_frozen_by_content(store):
    first = instruments.freeze_instrument(store, "kesiapan", "0.9", "aaa", '{"bobot": 1}')
    assert instruments.freeze_instrument(store, "kesiapan", "0.9", "aaa", '{"bobot": 1}') == first
    edited = instruments.freeze_instrument(store, "kesiapan", "0.9", "bbb", '{"bobot": 2}')
    assert edited != first
    assert instruments.find_instrument(store, first).text == '{"bobot": 1}'
    assert [one.digest for one in instruments.list_instruments(store)] == ["aaa", "bbb"]
