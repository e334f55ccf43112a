"""An indicator moved to another OPD: kept, told, taken back, and not lost when the list of OPD is saved."""

from datetime import date

import pytest

from reference import agencies
from storage import StoreError, audit
from storage.errors import OvertakenError
from storage.setup import rosters
from storage.states.earlier_rows import put_earlier_rows_back
from storage.values import Actor
from tests.workflow.survey_scene import KESIAPAN, NGANJUK, ROSTER, everybody
from workflow.setup import duty_moves, setup
from workflow.setup.duty_moves import DutyMove, move_duty
from workflow.setup.moved_duties import find_moved_duties
from workflow.targets.roster_effects import foresee_move

SARI, BUDI = Actor("Sari"), Actor("Budi")
CODE = KESIAPAN.framework.leaves[0]
RULED = agencies.leads_by_indicator(agencies.assign_indicators(KESIAPAN.framework, ROSTER))
LEAD = RULED[CODE]
OTHER, THIRD = [opd for opd in ROSTER["opd"] if opd != LEAD][:2]


def leads(room):
    return agencies.leads_by_indicator(setup.assignments_of_region(room.store, room.scope, NGANJUK))


def move(room, opd, by=SARI, seen=None, code=CODE):
    found = seen or leads(room)[code]
    move_duty(room.store, room.scope, NGANJUK, DutyMove(code, found, opd), by)


def last_entry(room):
    return audit.list_audit_entries(room.store, limit=1).iloc[0]


def test_another_opd_leads_and_who_led_supports(room):
    move(room, OTHER)
    kept = setup.assignments_of_region(room.store, room.scope, NGANJUK)
    own = kept[kept["indicator"] == CODE].set_index("opd")["role"]
    assert own[OTHER] == "lead"
    assert own[LEAD] == "support"
    assert leads(room) == {**RULED, CODE: OTHER}
    told = last_entry(room)
    said = tuple(told[["action", "actor", "old", "new"]])
    assert said == ("assignment.move", "Sari", LEAD, OTHER)
    assert CODE in told["object"]


def test_a_move_is_taken_back_alone(room):
    other_code = next(code for code in KESIAPAN.framework.leaves if RULED[code] not in (LEAD, OTHER))
    before = setup.assignments_of_region(room.store, room.scope, NGANJUK)
    move(room, OTHER)
    move(room, OTHER, by=BUDI, code=other_code)
    mine = duty_moves.find_undoable_move(room.store, room.scope, NGANJUK, SARI)
    assert duty_moves.tell_move(mine) == DutyMove(CODE, LEAD, OTHER)
    assert put_earlier_rows_back(room.store, mine.number, SARI)
    assert leads(room) == {**RULED, other_code: OTHER}
    theirs = duty_moves.find_undoable_move(room.store, room.scope, NGANJUK, SARI)
    assert theirs.by == BUDI
    put_earlier_rows_back(room.store, theirs.number, SARI)
    assert setup.assignments_of_region(room.store, room.scope, NGANJUK).equals(before)


def test_saving_the_list_keeps_what_was_moved(room):
    move(room, OTHER)
    named = ROSTER.assign(name=ROSTER["name"].where(ROSTER["opd"] != THIRD, "Dinas Baru"))
    setup.save_roster(room.store, room.scope, NGANJUK, named, SARI)
    assert leads(room)[CODE] == OTHER
    assert find_moved_duties(room.store, room.scope, NGANJUK) == {CODE: OTHER}


def test_an_opd_that_leaves_the_list_leaves_what_it_was_given(room):
    move(room, OTHER)
    setup.save_roster(room.store, room.scope, NGANJUK, ROSTER[ROSTER["opd"] != OTHER], SARI)
    assert leads(room)[CODE] == LEAD


def test_duties_of_an_earlier_list_are_no_moves(room):
    """Another instrument of the period keeps the duties of the list it was given, until it is saved anew."""
    carried = ROSTER.set_index("opd")["sectors"].to_dict()
    turned = {LEAD: carried[OTHER], OTHER: carried[LEAD]}
    changed = ROSTER.assign(sectors=[turned.get(opd, carried[opd]) for opd in ROSTER["opd"]])
    ruled = agencies.leads_by_indicator(agencies.assign_indicators(KESIAPAN.framework, changed))
    assert ruled[CODE] != LEAD
    rosters.write_roster(room.store, NGANJUK, changed, SARI, since=date(2030, 1, 1))
    assert leads(room) == RULED
    assert find_moved_duties(room.store, room.scope, NGANJUK) == {}
    never = next(opd for opd in ROSTER["opd"] if opd not in (LEAD, ruled[CODE]))
    move(room, never)
    assert find_moved_duties(room.store, room.scope, NGANJUK) == {CODE: never}


def test_what_somebody_moved_meanwhile_is_not_moved_over(room):
    move(room, OTHER, by=BUDI)
    with pytest.raises(OvertakenError) as raised:
        move(room, THIRD, seen=LEAD)
    (newer,) = raised.value.newer
    assert (newer.key, newer.text, newer.by) == (CODE, OTHER, "Budi")
    assert leads(room)[CODE] == OTHER


def test_an_opd_that_is_not_on_the_list_is_given_nothing(room):
    with pytest.raises(StoreError, match="daftar OPD"):
        move(room, "TIADA")
    assert leads(room) == RULED


def test_what_a_move_would_change_is_foreseen_and_nothing_kept(room):
    there = DutyMove(CODE, LEAD, OTHER)
    assert foresee_move(room.store, room.scope, NGANJUK, there) == ()
    room.keep(*everybody(3.0))
    (effect,) = foresee_move(room.store, room.scope, NGANJUK, there)
    assert effect.moved == 1
    assert effect.leaving == 0
    assert leads(room) == RULED
