"""Undo belongs to its place and person: one save is taken back alone, never a newer one along with it."""

import random

import pytest

from storage import StoreError, audit, entries, undoing
from storage.entries import EntryScope
from storage.results import decisions
from storage.values import Actor
from tests.storage.scene import NGANJUK

PLACE, ELSEWHERE = EntryScope("programme", "35.18"), EntryScope("goal", "35.18")
SARI, BUDI = Actor("Sari", "a" * 32), Actor("Budi", "b" * 32)


def texts(store, place=PLACE):
    return {key: one.text for key, one in entries.list_entries(store, place).items()}


def save(store, by, place=PLACE, **given):
    entries.save_entries(store, place, given, by=by)


def test_ones_own_save_is_offered_before_a_newer_one_of_somebody_else(store):
    save(store, SARI, a="1")
    save(store, BUDI, b="1")
    found = undoing.find_undoable_save(store, PLACE, SARI)
    assert (found.by, found.wrote) == (SARI, {"a": (None, "1")})
    assert undoing.undo_entries(store, PLACE, SARI, found.number) == ["a"]
    assert texts(store) == {"b": "1"}
    assert undoing.find_undoable_save(store, PLACE, SARI).by == BUDI
    assert undoing.undo_entries(store, PLACE, SARI) == []  # nobody else's without being asked for


def test_a_save_somebody_wrote_over_is_neither_offered_nor_taken_back(store):
    save(store, SARI, a="1", c="1")
    mine = undoing.find_undoable_save(store, PLACE, SARI).number
    save(store, BUDI, a="2")
    assert undoing.find_undoable_save(store, PLACE, SARI).wrote == {"a": ("1", "2")}
    with pytest.raises(StoreError, match="sudah diubah lagi"):
        undoing.undo_entries(store, PLACE, SARI, mine)
    assert texts(store) == {"a": "2", "c": "1"}


def test_the_same_click_twice_takes_back_one(store):
    save(store, SARI, a="1")
    save(store, SARI, a="2")
    number = undoing.find_undoable_save(store, PLACE, SARI).number
    before = len(audit.list_audit_entries(store))
    assert [undoing.undo_entries(store, PLACE, SARI, number) for _ in range(3)] == [["a"], [], []]
    assert texts(store) == {"a": "1"}
    assert len(audit.list_audit_entries(store)) == before + 1


def test_another_place_is_never_touched(store):
    save(store, SARI, a="1")
    save(store, SARI, ELSEWHERE, a="1")
    number = undoing.find_undoable_save(store, ELSEWHERE, SARI).number
    assert undoing.undo_entries(store, PLACE, SARI, number) == []
    assert (texts(store), texts(store, ELSEWHERE)) == ({"a": "1"}, {"a": "1"})


def test_a_page_is_offered_only_what_belongs_to_it(store):
    save(store, SARI, a="1")
    save(store, SARI, b="1")
    found = undoing.find_undoable_save(store, PLACE, SARI, lambda one: "a" in one.wrote)
    assert found.wrote == {"a": (None, "1")}


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Actor("Sari", "a" * 32), True),
        (Actor("Sari "), True),  # from before the browser was noted
        (Actor("Sari", "c" * 32), False),
        (Actor("Budi", "a" * 32), False),  # the laptop was handed on
    ],
)
def test_who_counts_as_the_same_person(other, same):
    assert SARI.is_same_person(other) is same


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_undone_every_other_save_stands(store, seed):
    """Random saves of two people over few keys: an undo gives the state without that save, nothing else."""
    draw = random.Random(seed)
    for _ in range(12):
        keys = draw.sample("abcd", draw.randint(1, 2))
        person = draw.choice([SARI, BUDI])
        save(store, person, **{key: draw.choice(["1", "2", "3", None]) for key in keys})
        if draw.random() < 0.4 and (found := undoing.find_undoable_save(store, PLACE, person)):
            before = texts(store)
            undone = set(undoing.undo_entries(store, PLACE, person, found.number))
            assert undone == set(found.wrote)
            wanted = {key: text for key, text in before.items() if key not in undone}
            wanted |= {key: was for key, (was, _) in found.wrote.items() if was is not None}
            assert texts(store) == wanted


def decide(scene, by, value, node="A", **more):
    place = (scene.store, scene.period_id, scene.instrument_id, NGANJUK, node, value)
    return decisions.save_agreed_value(*place, reason="disepakati", by=by, **more)


def undoable(scene, by, node="A"):
    place = (scene.period_id, scene.instrument_id, NGANJUK, node)
    return decisions.find_undoable_decision(scene.store, place, by)


def test_a_decision_says_who_recorded_it_and_who_agreed(scene):
    decide(scene, SARI, 3.0, said_by="Forum OPD")
    found = undoable(scene, BUDI)
    assert (found.recorder, found.decision.by, found.before) == (SARI, "Forum OPD", None)
    history = decisions.list_decision_history(scene.store, scene.period_id, scene.instrument_id, NGANJUK, "A")
    assert history[["by", "recorder"]].values.tolist() == [["Forum OPD", "Sari"]]


def test_a_decision_is_undone_at_its_indicator_and_never_a_newer_one(scene):
    decide(scene, SARI, 3.0)
    mine = undoable(scene, SARI).id
    decide(scene, BUDI, 5.0, "B")
    assert undoable(scene, SARI).id == mine  # a newer one elsewhere is nothing of this page
    decide(scene, BUDI, 4.0)
    with pytest.raises(StoreError, match="sudah diganti"):
        decisions.undo_decision(scene.store, mine, SARI)
    assert decisions.undo_decision(scene.store, undoable(scene, BUDI).id, BUDI).value == 4.0
    assert undoable(scene, SARI).id == mine
    assert decisions.undo_decision(scene.store, mine, SARI).value == 3.0
    assert decisions.undo_decision(scene.store, mine, SARI) is None


def test_the_same_decision_again_is_no_change(scene):
    before = len(audit.list_audit_entries(scene.store))
    for _ in range(6):
        decide(scene, SARI, 3.0)
    assert len(audit.list_audit_entries(scene.store)) == before + 1
    decide(scene, SARI, 4.0)
    assert len(audit.list_audit_entries(scene.store)) == before + 2
