"""The sample goes into the store whole or not at all."""

from dataclasses import replace

import pytest

import storage
from planning import alignment
from reference import agencies
from storage import known, periods
from survey import values
from tests.workflow.survey_scene import answered, asked, form
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


def test_most_programmes_of_the_sample_serve_goals_and_some_name_kecamatan_that_exist(store):
    load.load(store)
    for region in sample.REGIONS:
        own, listed = register.programmes(store, region), goals.goals(store, region)
        served = goals.links(store, region, own, listed)
        aligned = len(own) - len(alignment.without_goal(own, listed, served))
        assert 0.5 * len(own) < aligned < len(own)
        assert (alignment.by_goal(own, listed, served)["count"] == 0).any()
        there = {name.removeprefix("Kecamatan ") for name in agencies.sample_rosters()[region]["name"]}
        places = [one.districts for one in own.values() if one.districts]
        assert 0.3 * len(own) < len(places) < len(own)
        assert {name for names in places for name in names} <= there
        home = {one.lead: one.districts for one in own.values() if one.lead.startswith("KEC-")}
        assert home
        assert all(len(names) == 1 for names in home.values())


def test_what_the_room_added_to_a_programme_is_named_as_the_samples_and_can_be_taken_back(store):
    load.load(store)
    (market, one), *_ = [
        (key, one)
        for key, one in register.programmes(store, "35.18").items()
        if one.name == "Mal pelayanan publik"
    ]
    assert (one.rpjmd, one.renstra) == ("T1.S2", "Meningkatnya kepuasan pelaku usaha atas perizinan")
    assert "DPMPTSP" in one.origin
    assert market in register.undo(store, "35.18", "Sari")
    assert register.programmes(store, "35.18")[market] == replace(one, rpjmd="", renstra="")


def test_the_sample_writes_no_goals_into_the_plans_of_a_kabupaten_with_data_of_its_own(room):
    (code, *_) = asked("DINKES", "lead")
    room.keep(form("DINKES", answered(code, 3.0), programmes=(values.Programme("Antrean daring"),)))
    load.load(room.store)
    assert goals.goals(room.store, "35.18") == []
    assert [one.name for one in register.programmes(room.store, "35.18").values()] == ["Antrean daring"]
    assert goals.goals(room.store, "35.14")


def test_a_few_programmes_of_different_opd_look_like_one(store):
    load.load(store)
    known = register.programmes(store, "35.18")
    found, _ = programme_pairs.suspected(store, "35.18", known)
    assert 2 <= len(found) <= 4
    assert not any(pair.same_lead for pair in found)
    for region in sample.REGIONS:
        assert len(programme_pairs.suspected(store, region, register.programmes(store, region))[0]) <= 4
