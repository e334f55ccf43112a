"""Ballots and what the room settled are kept, undone and never overwritten unseen; the sample has its own."""

from datetime import date

import pandas as pd
import pytest

from planning.quick_wins import Said
from planning.room import Ceiling, Lines
from storage import StoreError, entries
from storage.entries import Place
from workflow import settled
from workflow.sample import votes as sample_votes

REGION = "35.18"
A, B = {"x": {"u": 3.0}}, {"x": {"u": 5.0}}


def test_what_the_room_settles_is_kept_and_undone(engine):
    settled.settle(engine, REGION, {"lines": Lines(4.0, 2.0), "ceiling": Ceiling(5e9)}, by="Sari")
    settled.settle(engine, REGION, {"decided": date(2026, 6, 15)}, by="Sari")
    room = settled.room(engine, REGION)
    assert (room.lines, room.ceiling, room.decided) == (Lines(4.0, 2.0), Ceiling(5e9), date(2026, 6, 15))
    settled.undo(engine, settled.PLAN, REGION, "Sari")
    assert settled.room(engine, REGION).decided is None
    settled.settle(engine, REGION, {"ceiling": None}, by="Sari")
    assert settled.room(engine, REGION).ceiling is None
    assert settled.room(engine, "35.23").lines == Lines()


def test_a_vote_needs_a_name(engine):
    with pytest.raises(StoreError, match="Nama"):
        settled.vote(engine, REGION, "usg", {"DINKES": A}, {}, by=" ")
    assert settled.ballots(engine, REGION) == {}


def test_two_people_enter_ballots_of_different_opd(engine):
    settled.vote(engine, REGION, "usg", {"DINKES": A}, {}, by="Sari")
    settled.vote(engine, REGION, "usg", {"DISDIK": B}, {}, by="Budi")
    assert settled.ballots(engine, REGION) == {"usg": {"DINKES": A, "DISDIK": B}}


def test_a_ballot_changed_by_somebody_else_is_not_overwritten(engine):
    settled.vote(engine, REGION, "usg", {"DINKES": A}, {}, by="Sari")
    with pytest.raises(StoreError, match="diubah orang lain"):
        settled.vote(engine, REGION, "usg", {"DINKES": B}, {}, by="Budi")
    assert settled.ballots(engine, REGION)["usg"] == {"DINKES": A}


def test_a_ballot_is_changed_taken_out_and_brought_back(engine):
    settled.vote(engine, REGION, "usg", {"DINKES": A, "DISDIK": A}, {}, by="Sari")
    looked_at = settled.ballots(engine, REGION)["usg"]
    assert settled.vote(engine, REGION, "usg", {"DINKES": B}, looked_at, by="Sari") == 2
    assert settled.ballots(engine, REGION)["usg"] == {"DINKES": B}
    settled.undo(engine, settled.TALLY, REGION, "Sari")
    assert settled.ballots(engine, REGION)["usg"] == looked_at


def test_marks_of_a_quick_win_are_kept(engine):
    said = {"a": Said({"manfaat": 3.0}, date(2027, 1, 1)), "b": Said()}
    assert settled.say(engine, REGION, said, by="Sari") == 1
    assert settled.said(engine, REGION) == {"a": said["a"]}


def test_what_is_sound_stands_beside_what_is_damaged(engine):
    settled.settle(engine, REGION, {"decided": date(2026, 6, 15)}, by="Sari")
    settled.vote(engine, REGION, "usg", {"DISDIK": B}, {}, by="Sari")
    settled.say(engine, REGION, {"b": Said({"manfaat": 3.0})}, by="Sari")
    damaged = {settled.PLAN: "lines", settled.TALLY: "usg/DINKES", settled.QUICK_WIN: "a"}
    for kind, key in damaged.items():
        entries.save(engine, Place(kind, REGION), {key: "[rusak"}, by="Sari")
        assert settled.damaged(engine, kind, REGION) == [key]
    room = settled.room(engine, REGION)
    assert (room.decided, room.lines) == (date(2026, 6, 15), Lines())
    assert settled.ballots(engine, REGION) == {"usg": {"DISDIK": B}}
    assert settled.said(engine, REGION) == {"b": Said({"manfaat": 3.0})}


def test_the_sample_is_simulated_and_its_own(engine):
    ballots = sample_votes.ballots(REGION, 2026)
    chosen = set(sample_votes.shortlist(REGION, 2026))
    assert ballots == sample_votes.ballots(REGION, 2026)
    assert set(ballots) == {"dampak_kemudahan", "usg", "borda"}
    for cast in ballots.values():
        assert len(cast) >= 5
        for marks in cast.values():
            assert set(marks) <= chosen
    assert sample_votes.ballots("11.01", 2026) == {}
    assert settled.ballots(engine, REGION) == {}
    assert pd.Series([len(cast) for cast in ballots.values()]).max() < 48
