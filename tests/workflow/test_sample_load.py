"""The sample goes into the store whole or not at all."""

import shutil
from dataclasses import replace

import pytest

import storage
from planning.programmes import alignment
from reference import agencies
from storage.results import state
from storage.setup import periods
from survey import values
from tests.workflow.survey_scene import answered, asked, form
from workflow import sample
from workflow.programmes import duplicates, goals, register
from workflow.sample import load
from workflow.worksheets import worksheets
from workflow.worksheets.worksheets import WorksheetScope


@pytest.fixture
def store(seeded_store, tmp_path):
    """A store with the sample in it."""
    engine = storage.open_store(f"sqlite:///{shutil.copy(seeded_store, tmp_path / 'store.db')}")
    yield engine
    engine.dispose()


def test_sample_is_loaded_once_and_labelled(engine):
    steps = []
    first = load.load_sample(engine, lambda *step: steps.append(step))
    assert tuple(first) == sample.REGIONS
    assert steps[-1] == (5, 5, sample.REGIONS[-1])
    assert all(received.new for received in first.values())
    assert len(first["35.18"].waiting) == 4
    assert periods.find_period(engine, load.find_sample_scope(engine).period_id).sample
    second = load.load_sample(engine)
    assert not any(received.new or received.replaced for received in second.values())
    assert len(periods.list_periods(engine)) == 1


def test_a_failure_leaves_nothing_half(engine, monkeypatch):
    def fail(*_given, **_named):
        raise storage.StoreError("Ruang penyimpanan penuh.")

    monkeypatch.setattr(sample, "REGIONS", sample.REGIONS[:1])
    monkeypatch.setattr(sample, "sample_batches", lambda: iter([(sample.REGIONS[0], [])]))
    monkeypatch.setattr(load, "store_ready_files", fail)
    with pytest.raises(storage.StoreError):
        load.load_sample(engine)
    assert periods.list_periods(engine) == ()
    assert load.find_sample_scope(engine) is None
    assert state.list_known_regions(engine) == []


def test_the_room_of_the_sample_has_goals_and_worksheets_that_can_be_taken_back(store):
    room = WorksheetScope("35.18", periods.find_period(store, load.find_sample_scope(store).period_id).label)
    assert {goal.document for goal in goals.list_goals(store, "35.18")} == {"rpjmd", "renstra", "renja"}
    for group in ("GOV", "BRA", "ECO", "LIV", "SOC", "ENV"):
        lines = worksheets.read_worksheet(store, room, group).lines.values()
        assert {line.part for line in lines} >= {"issue", "S", "W", "O", "T"}
        assert {line.authors for line in lines} == {(load.ACTOR.name,)}
    assert all(goal.origin == load.ACTOR.name for goal in goals.list_goals(store, "35.18"))
    goals.undo_goal_change(store, "35.18", load.ACTOR)
    worksheets.undo_worksheet_save(store, room, "ENV", load.ACTOR)
    load.load_sample(store)
    assert goals.list_goals(store, "35.18") == []
    assert not worksheets.read_worksheet(store, room, "ENV").lines


def test_most_programmes_of_the_sample_serve_goals_and_some_name_kecamatan_that_exist(store):
    for region in sample.REGIONS:
        own, listed = register.read_register(store, region), goals.list_goals(store, region)
        served = goals.goals_of_programmes(store, region, own, listed)
        aligned = len(own) - len(alignment.programmes_without_goal(own, listed, served))
        assert 0.5 * len(own) < aligned < len(own)
        assert (alignment.count_programmes_by_goal(own, listed, served)["count"] == 0).any()
        there = {name.removeprefix("Kecamatan ") for name in agencies.sample_rosters()[region]["name"]}
        places = [one.districts for one in own.values() if one.districts]
        assert 0.3 * len(own) < len(places) < len(own)
        assert {name for names in places for name in names} <= there
        home = {one.lead: one.districts for one in own.values() if one.lead.startswith("KEC-")}
        assert home
        assert all(len(names) == 1 for names in home.values())


def test_what_the_room_added_to_a_programme_is_named_as_the_samples_and_can_be_taken_back(store):
    (market, one), *_ = [
        (key, one)
        for key, one in register.read_register(store, "35.18").items()
        if one.name == "Mal pelayanan publik"
    ]
    assert (one.rpjmd, one.renstra) == ("T1.S2", "Meningkatnya kepuasan pelaku usaha atas perizinan")
    assert "DPMPTSP" in one.origin
    assert market in register.undo_register_save(store, "35.18", load.ACTOR)
    assert register.read_register(store, "35.18")[market] == replace(one, rpjmd="", renstra="")


def test_the_sample_writes_no_goals_into_the_plans_of_a_kabupaten_with_data_of_its_own(room):
    (code, *_) = asked("DINKES", "lead")
    room.keep(form("DINKES", answered(code, 3.0), programmes=(values.ReportedProgramme("Antrean daring"),)))
    load.load_sample(room.store)
    assert goals.list_goals(room.store, "35.18") == []
    assert [one.name for one in register.read_register(room.store, "35.18").values()] == ["Antrean daring"]
    assert goals.list_goals(room.store, "35.14")


def test_a_few_programmes_of_different_opd_look_like_one(store):
    known = register.read_register(store, "35.18")
    found, _ = duplicates.suspected_duplicates(store, "35.18", known)
    assert 2 <= len(found) <= 4
    assert not any(pair.same_lead for pair in found)
    for region in sample.REGIONS:
        assert (
            len(duplicates.suspected_duplicates(store, region, register.read_register(store, region))[0]) <= 4
        )
