"""Periods stand in time order, two of the same days included, and are mended as long as they are empty."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from storage import StoreError, entries
from storage.entries import EntryScope
from storage.results import decisions
from storage.setup import periods
from storage.upload import uploads
from tests.storage.scene import ACTOR, NGANJUK, file, sent


def test_periods_stand_by_their_days_and_those_of_the_same_days_by_their_making(store):
    chance = random.Random(2)
    days = [date(2024, 1, 1) + timedelta(days=180 * chance.randrange(4)) for _ in range(9)]
    made = [
        periods.add_period(store, f"P{n}", day, day + timedelta(days=90), ACTOR) for n, day in enumerate(days)
    ]
    listed = periods.list_periods(store)
    wanted = sorted(made, key=lambda one: (one.ends, int(one.label[1:])))
    assert [one.label for one in listed] == [one.label for one in wanted]
    for earlier, later in pairwise(listed):
        assert earlier.time_order < later.time_order


def test_an_empty_period_is_corrected_and_the_correction_recorded(store):
    made = periods.add_period(store, "2062", date(2062, 1, 1), date(2062, 12, 31), ACTOR)
    mended = periods.correct_period(
        store, replace(made, label=" 2026 ", starts=date(2026, 1, 1), ends=date(2026, 12, 31)), ACTOR
    )
    assert (mended.id, mended.label, mended.ends) == (made.id, "2026", date(2026, 12, 31))
    assert periods.find_period(store, made.id) == mended


@pytest.mark.parametrize(
    ("label", "starts", "ends", "said"),
    [
        ("", date(2026, 1, 1), date(2026, 12, 31), "memerlukan nama"),
        ("X", date(2026, 12, 31), date(2026, 1, 1), "mendahului"),
        ("lain", date(2026, 1, 1), date(2026, 12, 31), "sudah ada"),
        ("la\u200bin\u3164", date(2026, 1, 1), date(2026, 12, 31), "sudah ada"),
        ("\u2060", date(2026, 1, 1), date(2026, 12, 31), "memerlukan nama"),
    ],
)
def test_what_is_no_period_is_refused_and_changes_nothing(store, label, starts, ends, said):
    made = periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), ACTOR)
    periods.add_period(store, "lain", date(2027, 1, 1), date(2027, 12, 31), ACTOR)
    with pytest.raises(StoreError, match=said):
        periods.correct_period(store, replace(made, label=label, starts=starts, ends=ends), ACTOR)
    assert periods.find_period(store, made.id) == made


def uploaded(scene):
    uploads.keep_upload(scene.store, scene.batch(file("a.xlsx"), submissions=(sent("DINKES", {"A": 3.0}),)))


def decided(scene):
    keys = (scene.period_id, scene.instrument_id, NGANJUK, "A")
    decisions.save_agreed_value(scene.store, *keys, 3.0, reason="rapat", by=ACTOR)


def written(scene):
    label = periods.find_period(scene.store, scene.period_id).label
    entries.save_entries(scene.store, EntryScope("programme", NGANJUK, label), {"a": "1"}, by=ACTOR)


def locked(scene):
    periods.lock_period(scene.store, scene.period_id, "35.18", ACTOR)


@pytest.mark.parametrize("fill", [uploaded, decided, written, locked])
def test_a_period_that_holds_anything_or_is_locked_stays_as_it_is(scene, fill):
    before = periods.find_period(scene.store, scene.period_id)
    assert periods.is_period_empty(scene.store, scene.period_id)
    fill(scene)
    with pytest.raises(StoreError):
        periods.correct_period(scene.store, replace(before, label="Lain"), ACTOR)
    assert periods.find_period(scene.store, scene.period_id).label == before.label
