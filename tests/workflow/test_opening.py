"""A sample that an earlier version loaded or packed is made whole once, beneath what its room wrote since."""

import lzma
from datetime import date
from pathlib import Path

import pytest

import storage
from planning.plan.plan_settings import MatrixLines
from planning.plan.quick_wins import QuickWinMarks
from storage import audit, chain_check, entries
from storage.results.state import store_state
from storage.values import Actor
from workflow import opening, sample
from workflow.package.archive import read_package, write_package
from workflow.package.differences import compare_package
from workflow.package.gather import gather_package
from workflow.package.import_package import store_package
from workflow.plan import plan_decisions
from workflow.programmes import quick_win_marks, register
from workflow.sample import load
from workflow.sample import programmes as sample_programmes
from workflow.sample import votes as sample_votes

OLDER = Path(__file__).parent / "older" / "sample.db.xz"
WRITTEN, UNTOUCHED = "35.18", "35.28"


@pytest.fixture
def address(tmp_path):
    """A store that the code before 29 November 2026 filled: two kabupaten of two forms, one with edits.

    In Nganjuk the room changed a programme, struck one out, added one, took one ballot out and changed
    another, settled things and marked a quick win; in Sampang it took its only ballot back.
    """
    (tmp_path / "older.db").write_bytes(lzma.decompress(OLDER.read_bytes()))
    return f"sqlite:///{tmp_path / 'older.db'}"


@pytest.fixture
def older(address):
    engine = opening.open_whole_store(address)
    yield engine
    engine.dispose()


def test_what_lacks_of_the_sample_is_written(older):
    made = sample_programmes.sample_programmes(UNTOUCHED, sample.SEED)
    found = register.read_register(older, UNTOUCHED)
    assert list(found.items())[: len(made)] == list(made.items())
    assert plan_decisions.read_ballots(older, UNTOUCHED) == sample_votes.sample_ballots(
        UNTOUCHED, sample.SEED
    )
    assert quick_win_marks.read_quick_win_marks(older, UNTOUCHED) == sample_votes.sample_quick_win_marks(
        UNTOUCHED, sample.SEED
    )
    room = plan_decisions.read_plan_settings(older, UNTOUCHED)
    assert room.shortlist == tuple(sample_votes.sample_shortlist(UNTOUCHED, sample.SEED))
    assert room.decided == sample_votes.DECIDED


def test_nothing_lies_over_what_the_room_wrote(older):
    made = sample_programmes.sample_programmes(WRITTEN, sample.SEED)
    changed, struck, *_ = made
    found = register.read_register(older, WRITTEN)
    assert found[changed].problem == "Ditulis ruangan"
    assert struck not in found
    assert list(found)[-1] == "p-ruang"
    assert [key for key in found if key in made] == [key for key in made if key != struck]
    simulated = sample_votes.sample_ballots(WRITTEN, sample.SEED)
    taken_out, marked, *others = simulated["usg"]
    cast = plan_decisions.read_ballots(older, WRITTEN)["usg"]
    assert taken_out not in cast
    assert {mark for marks in cast[marked].values() for mark in marks.values()} == {5.0}
    assert {body: cast[body] for body in others} == {body: simulated["usg"][body] for body in others}
    said = sample_votes.sample_quick_win_marks(WRITTEN, sample.SEED)
    *_, last = said
    assert quick_win_marks.read_quick_win_marks(older, WRITTEN) == said | {
        last: QuickWinMarks({"manfaat": 4.0}, date(2026, 7, 1))
    }
    room = plan_decisions.read_plan_settings(older, WRITTEN)
    assert (room.lines, room.decided) == (MatrixLines(4.0, 2.5), sample_votes.DECIDED)


def test_it_is_written_once(older, address):
    state = store_state(older)
    again = opening.open_whole_store(address)
    assert store_state(again) == state
    again.dispose()
    assert chain_check.list_chain_faults(older) == ()


def test_undo_takes_back_what_the_room_wrote_and_never_the_sample(older):
    changed, struck, *_ = sample_programmes.sample_programmes(WRITTEN, sample.SEED)
    assert register.undo_register_save(older, WRITTEN, Actor("Sari")) == [changed, struck, "p-ruang"]
    register.undo_register_save(older, WRITTEN, Actor("Sari"))
    assert register.undo_register_save(older, WRITTEN, Actor("Sari")) == []
    made = sample_programmes.sample_programmes(WRITTEN, sample.SEED)
    assert made.items() <= register.read_register(older, WRITTEN).items()
    assert plan_decisions.undo_plan_entries(older, plan_decisions.TALLY, UNTOUCHED, Actor("Sari")) == []
    assert plan_decisions.read_ballots(older, UNTOUCHED) == sample_votes.sample_ballots(
        UNTOUCHED, sample.SEED
    )


def test_ballots_of_the_sample_lie_beneath_those_the_room_wrote_over(older):
    taken_out, *others = (simulated := sample_votes.sample_ballots(WRITTEN, sample.SEED)["usg"])
    while plan_decisions.undo_plan_entries(older, plan_decisions.TALLY, WRITTEN, Actor("Sari")):
        pass
    cast = plan_decisions.read_ballots(older, WRITTEN)["usg"]
    assert taken_out not in cast
    assert cast == {body: simulated[body] for body in others}


def test_to_write_what_lacks_is_no_change_of_the_data(address):
    before = storage.open_store(address)
    scope = load.find_sample_scope(before)
    last = audit.last_change_of_scope(before, scope.period_id, scope.instrument_id, UNTOUCHED)
    before.dispose()
    whole = opening.open_whole_store(address)
    assert audit.last_change_of_scope(whole, scope.period_id, scope.instrument_id, UNTOUCHED) == last
    whole.dispose()


def test_a_store_without_the_sample_stays_as_it_is(engine):
    state = store_state(engine)
    again = opening.open_whole_store(engine.url.render_as_string(hide_password=False))
    assert store_state(again) == state
    assert entries.list_entry_scopes(again, WRITTEN) == []
    assert not entries.list_given_entries(again, register.PROGRAMMES.place(WRITTEN, register.SAMPLE))
    again.dispose()


@pytest.mark.parametrize("opened", [storage.open_store, opening.open_whole_store], ids=["older", "whole"])
def test_a_package_brings_the_sample_and_what_its_room_wrote(address, opened, engine):
    home = opened(address)
    package = read_package(write_package(gather_package(home, [WRITTEN, UNTOUCHED])))
    home.dispose()
    assert store_package(engine, package, Actor("Sari")) == [WRITTEN, UNTOUCHED]
    home = opening.open_whole_store(address)
    for region in (WRITTEN, UNTOUCHED):
        assert register.read_register(engine, region) == register.read_register(home, region)
        assert plan_decisions.read_plan_settings(engine, region) == plan_decisions.read_plan_settings(
            home, region
        )
        assert plan_decisions.read_ballots(engine, region) == plan_decisions.read_ballots(home, region)
        assert quick_win_marks.read_quick_win_marks(engine, region) == quick_win_marks.read_quick_win_marks(
            home, region
        )
    assert all(found.same for found in compare_package(engine, package))
    home.dispose()
