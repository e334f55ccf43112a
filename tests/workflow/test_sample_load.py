"""The sample goes into the store whole or not at all."""

import pytest

import storage
from storage import known, periods
from workflow import goals, programme_pairs, register, sample, worksheets
from workflow.sample import load
from workflow.worksheets import Room


@pytest.fixture
def store(tmp_path):
    engine = storage.open_store(f"sqlite:///{tmp_path / 'store.db'}")
    yield engine
    engine.dispose()


def test_sample_is_loaded_once_and_labelled(store):
    steps = []
    first = load.load(store, lambda *step: steps.append(step))
    assert tuple(first) == sample.REGIONS
    assert steps[-1] == (5, 5, sample.REGIONS[-1])
    assert all(received.new for received in first.values())
    assert len(first["35.18"].waiting) == 4
    assert periods.get(store, load.scope(store).period_id).sample
    second = load.load(store)
    assert not any(received.new or received.replaced for received in second.values())
    assert len(periods.available(store)) == 1


def test_a_failure_leaves_nothing_half(store, monkeypatch):
    def fail(*_given, **_named):
        raise storage.StoreError("Ruang penyimpanan penuh.")

    monkeypatch.setattr(sample, "REGIONS", sample.REGIONS[:1])
    monkeypatch.setattr(sample, "batches", lambda: iter([(sample.REGIONS[0], [])]))
    monkeypatch.setattr(load, "keep", fail)
    with pytest.raises(storage.StoreError):
        load.load(store)
    assert periods.available(store) == ()
    assert load.scope(store) is None
    assert known.regions(store) == []


def test_the_room_of_the_sample_has_goals_and_worksheets_that_can_be_taken_back(store):
    load.load(store)
    room = Room("35.18", periods.get(store, load.scope(store).period_id).label)
    assert {goal.document for goal in goals.goals(store, "35.18")} == {"rpjmd", "renstra", "renja"}
    for group in ("GOV", "BRA", "ECO", "LIV", "SOC", "ENV"):
        lines = worksheets.sheet(store, room, group).lines.values()
        assert {line.part for line in lines} >= {"issue", "S", "W", "O", "T"}
        assert {line.authors for line in lines} == {(load.ACTOR,)}
    assert all(goal.origin == load.ACTOR for goal in goals.goals(store, "35.18"))
    goals.undo(store, "35.18", "Sari")
    worksheets.undo(store, room, "ENV", "Sari")
    load.load(store)
    assert goals.goals(store, "35.18") == []
    assert not worksheets.sheet(store, room, "ENV").lines


def test_a_few_programmes_of_different_opd_look_like_one(store):
    load.load(store)
    known = register.programmes(store, "35.18")
    found, _ = programme_pairs.suspected(store, "35.18", known)
    assert 2 <= len(found) <= 4
    assert not any(pair.same_lead for pair in found)
    for region in sample.REGIONS:
        assert len(programme_pairs.suspected(store, region, register.programmes(store, region))[0]) <= 4
