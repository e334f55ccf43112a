"""Marked states on both databases: one of a name however many ask at once, read as a store."""

import threading
from datetime import date

import pytest

from storage import StoreError, chain_check
from storage.results import decisions, item_sources
from storage.setup import periods
from storage.states import kept, marks, opened
from storage.values import Actor
from tests.storage.filling import fill_every_table
from tests.storage.scene import ACTOR, NGANJUK, TUBAN

SCOPE = (1, 1, NGANJUK)


@pytest.fixture
def filled(store):
    fill_every_table(store)
    return store


def names(store, region=NGANJUK):
    return [one.name for one in marks.list_named_states(store, 1, region)]


def test_a_mark_reads_as_it_was_and_is_listed_taken_back_and_brought_back(filled):
    before = decisions.list_decisions(filled, *SCOPE)
    state = marks.mark_state(filled, 1, NGANJUK, "Pagi", ACTOR)
    decisions.save_agreed_value(filled, *SCOPE, "A", 4.0, reason="Rapat", by=ACTOR)
    then = opened.open_state(filled, state)
    assert decisions.list_decisions(then, *SCOPE).to_csv() == before.to_csv()
    assert decisions.list_decisions(filled, *SCOPE).to_csv() != before.to_csv()
    sources = item_sources.list_item_sources(then, *SCOPE)
    assert sources.to_csv() == item_sources.list_item_sources(filled, *SCOPE).to_csv()
    assert len(sources)
    with pytest.raises(StoreError, match='Keadaan "Pagi" tidak dapat diubah'):
        decisions.save_agreed_value(then, *SCOPE, "A", 4.0, reason="Rapat", by=ACTOR)
    marks.remove_state(filled, state.id, ACTOR)
    assert names(filled) == []
    act = marks.find_undoable_mark(filled, 1, NGANJUK, ACTOR)
    assert marks.undo_mark(filled, act.number, ACTOR) == state
    assert names(filled) == ["Pagi"]
    assert marks.undo_mark(filled, act.number, ACTOR) is None
    assert chain_check.list_chain_faults(filled) == ()


def test_of_many_who_mark_one_name_at_once_one_is_kept(filled):
    told = []

    def mark(number):
        try:
            marks.mark_state(filled, 1, NGANJUK, "Pagi", Actor(f"Orang {number}"))
            told.append("kept")
        except marks.NameTakenError as taken:
            told.append(taken.free)

    people = [threading.Thread(target=mark, args=(number,)) for number in range(6)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert sorted(told) == sorted(["kept", *["Pagi (2)"] * 5])
    assert names(filled) == ["Pagi"]
    assert chain_check.list_chain_faults(filled) == ()


def test_regions_and_periods_have_names_of_their_own(filled):
    other = periods.add_period(filled, "2031", *_days(2031), ACTOR)
    for period, region in ((1, NGANJUK), (1, TUBAN), (other.id, NGANJUK)):
        marks.mark_state(filled, period, region, "Pagi", ACTOR)
    assert [one.region for one in marks.list_named_states(filled, 1)] == [NGANJUK, TUBAN]
    assert kept.find_lock_state(filled, 1, NGANJUK) is None


def _days(year):
    return date(year, 1, 1), date(year, 12, 31)
