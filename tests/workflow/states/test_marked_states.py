"""Marks of a period: how they may be called, who takes which back, and what a lock does to them."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import StoreError, audit
from storage.results.state import store_state
from storage.setup import periods
from storage.states import marks
from storage.states.marks import NameTakenError
from storage.values import Actor
from tests.workflow.survey_scene import NGANJUK
from workflow.package.gather import gather_package
from workflow.package.import_package import store_package
from workflow.results import clarify
from workflow.states import marked_states
from workflow.states.marked_states import clean_state_name

TUBAN = "35.23"
SARI, BUDI = Actor("Sari", "a1"), Actor("Budi", "b2")


def mark(room, name="Awal hari 1", by=SARI, region=NGANJUK):
    return marked_states.mark_period_state(room.store, room.scope.period_id, region, name, by)


def states_of(room, region=NGANJUK):
    return marked_states.list_period_states(room.store, room.scope.period_id, region)


def names(room, region=NGANJUK):
    return [one.label for one in states_of(room, region)]


def offered(room, by=SARI):
    return marked_states.find_undoable_state_mark(room.store, room.scope.period_id, NGANJUK, by)


@pytest.mark.parametrize("name", ["", "   ", "-", "\u200b", "…!", "\x00\x07"])
def test_a_name_that_says_nothing_is_refused_and_stores_nothing(room, name):
    before = store_state(room.store)
    with pytest.raises(StoreError, match="Isi nama keadaan"):
        mark(room, name)
    assert store_state(room.store) == before
    assert names(room) == []


def test_a_name_has_an_end(room):
    mark(room, "x" * marks.LONGEST_NAME)
    with pytest.raises(StoreError, match="paling panjang 60 huruf; yang ditulis 61 huruf"):
        mark(room, "y" * (marks.LONGEST_NAME + 1))
    assert names(room) == ["x" * 60]


@given(st.text(max_size=80))
def test_a_clean_name_is_one_line_that_stays_as_it_is(text):
    try:
        plain = clean_state_name(text)
    except StoreError:
        return
    assert plain == clean_state_name(plain)
    assert plain == " ".join(plain.split())
    assert len(plain) <= marks.LONGEST_NAME
    assert not set(plain) & set(string.whitespace) - {" "}


@pytest.mark.parametrize("again", ["Awal hari 1", "awal HARI 1", "  Awal   hari 1 "])
def test_a_name_stands_once_in_a_period_of_a_region_and_another_is_proposed(room, again):
    mark(room)
    clarify.agree_level(room.store, room.scope, NGANJUK, "GOV1.1", 3.0, reason="Rapat", by=SARI)
    before = store_state(room.store)
    with pytest.raises(NameTakenError, match="sudah ada, ditandai oleh Sari pada ") as taken:
        mark(room, again)
    assert store_state(room.store) == before
    mark(room, taken.value.free)
    assert len(names(room)) == 2
    mark(room, region=TUBAN)
    other = periods.add_period(room.store, "2027", *_year(2027), SARI)
    marked_states.mark_period_state(room.store, other.id, NGANJUK, "Awal hari 1", SARI)


def _year(year):
    return date(year, 1, 1), date(year, 12, 31)


def test_a_proposed_name_is_free_and_short_enough_however_often_it_is_taken(room):
    name = "Keadaan " * 7 + "awal"
    for _ in range(12):
        try:
            mark(room, name)
        except NameTakenError as taken:
            mark(room, taken.free)
        clarify.agree_level(room.store, room.scope, NGANJUK, "GOV1.1", None, reason=f"{_}", by=SARI)
    assert len(names(room)) == len(set(names(room))) == 12


def test_a_double_click_keeps_one_and_another_person_is_asked(room):
    first = mark(room)
    before = store_state(room.store)
    assert mark(room) == first
    assert store_state(room.store) == before
    with pytest.raises(NameTakenError):
        mark(room, by=BUDI)
    mark(room, region=TUBAN, by=BUDI)
    assert mark(room) == first  # what happened elsewhere is no change of this region


def test_an_undo_is_ones_own_first_and_takes_that_alone(room):
    mark(room, "Pagi", SARI)
    mark(room, "Siang", BUDI)
    found = offered(room)
    assert (found.state.name, found.by, found.action) == ("Pagi", SARI, marks.MARKED)
    assert marked_states.undo_state_mark(room.store, found.number, SARI).name == "Pagi"
    assert names(room) == ["Siang"]
    before = store_state(room.store)
    assert marked_states.undo_state_mark(room.store, found.number, SARI) is None
    assert store_state(room.store) == before
    assert offered(room).by == BUDI
    assert names(room) == ["Siang"]


def test_a_removal_is_taken_back_and_the_state_is_what_it_was(room):
    kept = mark(room, "Pagi", SARI)
    marked_states.remove_marked_state(room.store, kept.id, BUDI)
    assert marked_states.remove_marked_state(room.store, kept.id, BUDI) is None
    assert names(room) == []
    assert offered(room, SARI).action == marks.REMOVED
    assert offered(room, SARI).by == BUDI
    assert marked_states.undo_state_mark(room.store, offered(room, SARI).number, SARI) == kept
    assert names(room) == ["Pagi"]
    assert offered(room) is None


def test_a_removed_state_does_not_come_back_over_a_name_that_was_given_anew(room):
    kept = mark(room, "Pagi")
    marked_states.remove_marked_state(room.store, kept.id, SARI)
    gone = offered(room)
    new = mark(room, "PAGI", BUDI)
    with pytest.raises(NameTakenError):
        marked_states.undo_state_mark(room.store, gone.number, SARI)
    assert names(room) == [new.name]


def test_a_lock_holds_marks_still_and_its_own_copy_is_a_state_once_it_was_opened(room):
    kept = mark(room)
    period_id = room.scope.period_id
    number = offered(room).number
    periods.lock_period(room.store, period_id, NGANJUK, BUDI, "Berita acara bimtek")
    for call in (
        lambda: mark(room, "Akhir hari 2"),
        lambda: marked_states.remove_marked_state(room.store, kept.id, SARI),
        lambda: marked_states.undo_state_mark(room.store, number, SARI),
    ):
        with pytest.raises(StoreError, match=r"sudah dikunci untuk Kab\. Nganjuk oleh Budi"):
            call()
    assert names(room) == ["Awal hari 1"]
    periods.unlock_period(room.store, period_id, NGANJUK, BUDI, "Perbaikan data")
    named, lock = marked_states.list_period_states(room.store, period_id, NGANJUK)
    assert named.state == kept
    assert lock.label.startswith("Kunci ")
    assert lock.told_by.startswith("dikunci Budi, ")
    assert marked_states.remove_marked_state(room.store, lock.state.id, SARI) is None


def test_a_mark_is_in_the_record_with_who_and_when(room):
    kept = mark(room, "Pagi", BUDI)
    entry = audit.list_audit_entries(room.store, region=NGANJUK).iloc[0]
    assert (entry["actor"], entry["action"], entry["new"]) == ("Budi", "state.mark", "Pagi")
    assert (kept.by, kept.change, kept.name) == ("Budi", entry["id"], "Pagi")


def test_a_period_with_a_mark_is_lived_in(room):
    other = periods.add_period(room.store, "2027", *_year(2027), SARI)
    assert periods.is_period_empty(room.store, other.id)
    kept = marked_states.mark_period_state(room.store, other.id, NGANJUK, "Pagi", SARI)
    assert not periods.is_period_empty(room.store, other.id)
    assert not periods.remove_empty_period(room.store, other.id, SARI)
    marked_states.remove_marked_state(room.store, kept.id, SARI)
    assert periods.remove_empty_period(room.store, other.id, SARI)


def test_a_package_carries_no_states_and_a_load_leaves_them(room):
    before = gather_package(room.store, [NGANJUK])
    kept = mark(room)
    after = gather_package(room.store, [NGANJUK])
    assert before.regions == after.regions
    store_package(room.store, after, BUDI, take=[NGANJUK])
    assert [one.state for one in states_of(room)] == [kept]
