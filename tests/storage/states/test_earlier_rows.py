"""A save of rows without history: found by its own person first, put back whole, never over a newer one."""

from datetime import date

import pytest

from storage import StoreError, chain_check
from storage.setup import periods
from storage.states.earlier_rows import find_earlier_rows, put_earlier_rows_back
from storage.upload import choices
from storage.values import Actor

SARI, BUDI = Actor("Sari", "a" * 32), Actor("Budi", "b" * 32)
REGION, THING = "35.18", "deadline 1"


def keep(store, text, chosen, by):
    with (
        choices.writing_transaction(store, REGION) as connection,
        choices.keep_earlier_choice(connection, REGION, "agency", text, THING),
    ):
        choices.save_choice(connection, REGION, "agency", text, chosen, by)


def find(store, by):
    return find_earlier_rows(store, REGION, THING, by)


def test_each_is_offered_the_own_save_first_and_else_anybodys(store):
    keep(store, "a", "SATU", SARI)
    keep(store, "b", "DUA", BUDI)
    assert find(store, SARI).by == SARI
    assert find(store, BUDI).by == BUDI
    assert find(store, Actor("Cici", "c" * 32)).by == BUDI  # the newest


def test_what_somebody_wrote_over_since_is_not_offered_and_not_taken_along(store):
    keep(store, "a", "SATU", SARI)
    mine = find(store, SARI).number
    keep(store, "a", "DUA", BUDI)
    assert find(store, SARI).by == BUDI
    with pytest.raises(StoreError, match="sudah diubah lagi"):
        put_earlier_rows_back(store, mine, SARI)
    assert choices.read_choices(store, REGION, "agency") == {"a": "DUA"}


def test_saves_over_one_another_come_back_one_by_one_under_their_own_names(store):
    keep(store, "a", "SATU", SARI)
    before = choices.list_choices(store, REGION, ["agency"])
    keep(store, "a", "DUA", BUDI)
    assert put_earlier_rows_back(store, find(store, SARI).number, SARI)
    assert choices.list_choices(store, REGION, ["agency"]) == before
    assert put_earlier_rows_back(store, find(store, SARI).number, SARI)
    assert choices.list_choices(store, REGION, ["agency"]) == []
    assert find(store, SARI) is None
    assert chain_check.list_chain_faults(store) == ()


def test_a_period_that_is_used_by_now_stays(store):
    made = periods.add_period(store, "2031", date(2031, 1, 1), date(2031, 12, 31), SARI)
    number = periods.find_undoable_period(store, SARI).number
    wanted = type(made)(made.id, "2031 awal", made.starts, made.ends, made.position, made.sample)
    periods.correct_period(store, wanted, BUDI, made)
    with pytest.raises(StoreError, match="sudah diubah lagi"):
        periods.undo_period_save(store, number, SARI)
    assert [one.label for one in periods.list_periods(store)] == ["2031 awal"]
    assert periods.undo_period_save(store, periods.find_undoable_period(store, BUDI).number, BUDI)
    assert [one.label for one in periods.list_periods(store)] == ["2031"]
    assert periods.undo_period_save(store, number, SARI)
    assert periods.list_periods(store) == ()
