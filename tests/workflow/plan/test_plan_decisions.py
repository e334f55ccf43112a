"""Ballots and what the room settled are kept, undone and never overwritten unseen; the sample has its own."""

from datetime import date

import pandas as pd
import pytest

from planning.plan.plan_settings import BudgetCeiling, MatrixLines
from planning.plan.quick_wins import QuickWinMarks
from storage import StoreError, entries
from storage.entries import EntryScope
from storage.errors import OvertakenError
from storage.values import Actor
from workflow.plan import plan_decisions
from workflow.programmes import quick_win_marks
from workflow.sample import votes as sample_votes

REGION = "35.18"
A, B = {"x": {"u": 3.0}}, {"x": {"u": 5.0}}


def test_what_the_room_settles_is_kept_and_undone(engine):
    plan_decisions.keep_plan_settings(
        engine, REGION, {"lines": MatrixLines(4.0, 2.0), "ceiling": BudgetCeiling(5e9)}, by=Actor("Sari")
    )
    plan_decisions.keep_plan_settings(engine, REGION, {"decided": date(2026, 6, 15)}, by=Actor("Sari"))
    room = plan_decisions.read_plan_settings(engine, REGION)
    assert (room.lines, room.ceiling, room.decided) == (
        MatrixLines(4.0, 2.0),
        BudgetCeiling(5e9),
        date(2026, 6, 15),
    )
    plan_decisions.undo_plan_entries(engine, plan_decisions.PLAN, REGION, Actor("Sari"))
    assert plan_decisions.read_plan_settings(engine, REGION).decided is None
    plan_decisions.keep_plan_settings(engine, REGION, {"ceiling": None}, by=Actor("Sari"))
    assert plan_decisions.read_plan_settings(engine, REGION).ceiling is None
    assert plan_decisions.read_plan_settings(engine, "35.23").lines == MatrixLines()


def test_a_vote_needs_a_name(engine):
    with pytest.raises(StoreError, match="Nama"):
        plan_decisions.save_ballots(engine, REGION, "usg", {"DINKES": A}, {}, by=Actor(" "))
    assert plan_decisions.read_ballots(engine, REGION) == {}


def test_two_people_enter_ballots_of_different_opd(engine):
    plan_decisions.save_ballots(engine, REGION, "usg", {"DINKES": A}, {}, by=Actor("Sari"))
    plan_decisions.save_ballots(engine, REGION, "usg", {"DISDIK": B}, {}, by=Actor("Budi"))
    assert plan_decisions.read_ballots(engine, REGION) == {"usg": {"DINKES": A, "DISDIK": B}}


def test_a_ballot_changed_by_somebody_else_is_not_overwritten(engine):
    plan_decisions.save_ballots(engine, REGION, "usg", {"DINKES": A}, {}, by=Actor("Sari"))
    with pytest.raises(OvertakenError, match="diubah oleh Sari"):
        plan_decisions.save_ballots(engine, REGION, "usg", {"DINKES": B}, {}, by=Actor("Budi"))
    assert plan_decisions.read_ballots(engine, REGION)["usg"] == {"DINKES": A}


def test_a_ballot_is_changed_taken_out_and_brought_back(engine):
    plan_decisions.save_ballots(engine, REGION, "usg", {"DINKES": A, "DISDIK": A}, {}, by=Actor("Sari"))
    looked_at = plan_decisions.read_ballots(engine, REGION)["usg"]
    assert plan_decisions.save_ballots(engine, REGION, "usg", {"DINKES": B}, looked_at, by=Actor("Sari")) == 2
    assert plan_decisions.read_ballots(engine, REGION)["usg"] == {"DINKES": B}
    plan_decisions.undo_plan_entries(engine, plan_decisions.TALLY, REGION, Actor("Sari"))
    assert plan_decisions.read_ballots(engine, REGION)["usg"] == looked_at


def test_marks_of_a_quick_win_are_kept(engine):
    said = {"a": QuickWinMarks({"manfaat": 3.0}, date(2027, 1, 1)), "b": QuickWinMarks()}
    assert quick_win_marks.save_quick_win_marks(engine, REGION, said, by=Actor("Sari")) == 1
    assert quick_win_marks.read_quick_win_marks(engine, REGION) == {"a": said["a"]}


def test_what_is_sound_stands_beside_what_is_damaged(engine):
    plan_decisions.keep_plan_settings(engine, REGION, {"decided": date(2026, 6, 15)}, by=Actor("Sari"))
    plan_decisions.save_ballots(engine, REGION, "usg", {"DISDIK": B}, {}, by=Actor("Sari"))
    quick_win_marks.save_quick_win_marks(
        engine, REGION, {"b": QuickWinMarks({"manfaat": 3.0})}, by=Actor("Sari")
    )
    damaged = {
        plan_decisions.PLAN: "lines",
        plan_decisions.TALLY: "usg/DINKES",
        plan_decisions.QUICK_WIN: "a",
    }
    for kind, key in damaged.items():
        entries.save_entries(engine, EntryScope(kind, REGION), {key: "[rusak"}, by=Actor("Sari"))
        assert plan_decisions.list_damaged_plan_entries(engine, kind, REGION) == [key]
    room = plan_decisions.read_plan_settings(engine, REGION)
    assert (room.decided, room.lines) == (date(2026, 6, 15), MatrixLines())
    assert plan_decisions.read_ballots(engine, REGION) == {"usg": {"DISDIK": B}}
    assert quick_win_marks.read_quick_win_marks(engine, REGION) == {"b": QuickWinMarks({"manfaat": 3.0})}


def test_the_sample_is_simulated_and_its_own(engine):
    ballots = sample_votes.sample_ballots(REGION, 2026)
    chosen = set(sample_votes.sample_shortlist(REGION, 2026))
    assert ballots == sample_votes.sample_ballots(REGION, 2026)
    assert set(ballots) == {"dampak_kemudahan", "usg", "borda"}
    for cast in ballots.values():
        assert len(cast) >= 5
        for marks in cast.values():
            assert set(marks) <= chosen
    assert sample_votes.sample_ballots("11.01", 2026) == {}
    assert plan_decisions.read_ballots(engine, REGION) == {}
    assert pd.Series([len(cast) for cast in ballots.values()]).max() < 48
