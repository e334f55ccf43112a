"""Entries: saved as one step, undone as one step, and never over somebody else's change."""

import pytest

from storage import StoreError, audit, chain_check, entries, undoing
from storage.entries import EntryScope
from storage.values import Actor

PLACE = EntryScope("programme", "35.18")
BY = Actor("Fasilitator")


def texts(store, place=PLACE):
    return {key: found.text for key, found in entries.list_entries(store, place).items()}


def test_entries_come_back_in_the_order_they_were_first_written(store):
    assert entries.save_entries(store, PLACE, {"p2": "{}", "p1": "[]"}, by=BY) == 2
    entries.save_entries(store, PLACE, {"p2": "[2]"}, by=BY)
    assert list(texts(store).items()) == [("p2", "[2]"), ("p1", "[]")]


def test_places_are_apart(store):
    for place in (
        PLACE,
        EntryScope("programme", "35.23"),
        EntryScope("worksheet", "35.18"),
        EntryScope("programme"),
    ):
        entries.save_entries(store, place, {"a": place.kind + place.region}, by=BY)
    entries.save_entries(store, EntryScope("programme", "35.18", "2026"), {"a": "period"}, by=BY)
    assert texts(store) == {"a": "programme35.18"}
    assert texts(store, EntryScope("programme", "35.18", "2026")) == {"a": "period"}


def test_the_same_text_again_writes_nothing(store):
    entries.save_entries(store, PLACE, {"a": "1"}, by=BY)
    assert entries.save_entries(store, PLACE, {"a": "1"}, by=BY) == 0
    assert entries.list_entries(store, PLACE)["a"].number == 1


def test_undo_takes_back_a_whole_save_and_then_the_one_before(store):
    entries.save_entries(store, PLACE, {"a": "1", "b": "1"}, by=BY)
    entries.save_entries(store, PLACE, {"a": "2", "b": None}, by=BY)
    assert texts(store) == {"a": "2"}
    assert sorted(undoing.undo_entries(store, PLACE, BY)) == ["a", "b"]
    assert texts(store) == {"a": "1", "b": "1"}
    assert sorted(undoing.undo_entries(store, PLACE, BY)) == ["a", "b"]
    assert texts(store) == {}
    assert undoing.undo_entries(store, PLACE, BY) == []


def test_a_number_is_never_given_twice_also_after_undo(store):
    entries.save_entries(store, PLACE, {"a": "1"}, by=BY)
    undoing.undo_entries(store, PLACE, BY)
    entries.save_entries(store, PLACE, {"a": "3"}, by=BY)
    assert entries.list_entries(store, PLACE)["a"].number == 2
    assert [found.text for found in entries.entry_history(store, PLACE, "a")] == ["3"]


def test_what_was_given_lies_under_all_that_is_written_and_is_never_undone(store):
    entries.save_entries(store, PLACE, {"b": "2", "c": "1"}, by=BY)
    assert entries.give_entries(store, PLACE, {"a": "0", "b": "0"}, by=Actor("Data")) == 2
    assert list(texts(store).items()) == [("a", "0"), ("b", "2"), ("c", "1")]
    found = entries.list_entries(store, PLACE)
    assert [(one.given, one.number) for one in found.values()] == [(True, 0), (True, 1), (False, 1)]
    assert entries.give_entries(store, PLACE, {"a": "1", "b": "1"}, by=Actor("Data")) == 0
    entries.save_entries(store, PLACE, {"a": None}, by=BY, seen={"a": 0})
    assert list(texts(store)) == ["b", "c"]
    undoing.undo_entries(store, PLACE, BY)
    undoing.undo_entries(store, PLACE, BY)
    assert undoing.undo_entries(store, PLACE, BY) == []
    assert texts(store) == {"a": "0", "b": "0"}
    assert {key: one.text for key, one in entries.list_given_entries(store, PLACE).items()} == texts(store)


def test_what_somebody_else_wrote_since_is_not_overwritten(store):
    entries.save_entries(store, PLACE, {"a": "1"}, by=BY)
    entries.save_entries(store, PLACE, {"a": "2"}, by=Actor("Bappeda"))
    with pytest.raises(StoreError, match="diubah oleh Bappeda"):
        entries.save_entries(store, PLACE, {"a": "3", "b": "3"}, by=BY, seen={"a": 1})
    assert texts(store) == {"a": "2"}
    assert entries.save_entries(store, PLACE, {"a": "3"}, by=BY, seen={"a": 2}) == 1


def test_a_new_key_that_somebody_else_made_meanwhile_is_not_overwritten(store):
    entries.save_entries(store, PLACE, {"a": "1"}, by=Actor("Bappeda"))
    with pytest.raises(StoreError, match="Bappeda"):
        entries.save_entries(store, PLACE, {"a": "2"}, by=BY, seen={"a": 0})


def test_nothing_is_saved_without_a_name(store):
    with pytest.raises(StoreError, match="Nama pencatat"):
        entries.save_entries(store, PLACE, {"a": "1"}, by=Actor(" "))
    assert texts(store) == {}


def test_every_save_and_undo_is_in_the_audit(store):
    entries.save_entries(store, PLACE, {"a": "1"}, by=BY)
    undoing.undo_entries(store, PLACE, BY)
    found = audit.list_audit_entries(store, region="35.18")
    assert found["action"].tolist() == ["entry.undo", "entry.save"]
    assert chain_check.list_chain_faults(store) == ()


def test_text_a_database_refuses_is_made_storable(store):
    entries.save_entries(store, PLACE, {"a\0": "b\0c\ud800"}, by=BY)
    assert texts(store) == {"a": "bc"}
