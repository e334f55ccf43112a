"""Through which budget a programme can be paid: dates of the usual year and of one's own, edge by edge."""

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.plan.budget import (
    BudgetCalendar,
    choose_budget_door,
    cut_at_ceiling,
    is_bound_to_budget,
    list_budget_doors,
    refuse_start,
)
from reference.planning import shipped_budget_rules
from tests.planning.scene import planned, programme

USUAL = BudgetCalendar(shipped_budget_rules())


@pytest.mark.parametrize(
    ("decided", "name", "step", "closes", "money"),
    [
        (
            date(2026, 6, 14),
            "Perubahan APBD 2026",
            "Perubahan KUA-PPAS",
            date(2026, 8, 14),
            date(2026, 10, 15),
        ),
        (
            date(2026, 9, 30),
            "Perubahan APBD 2026",
            "Penetapan Perubahan APBD",
            date(2026, 9, 30),
            date(2026, 10, 15),
        ),
        (date(2026, 10, 1), "APBD 2027", "Penetapan APBD", date(2026, 11, 30), date(2027, 1, 1)),
        (date(2026, 11, 30), "APBD 2027", "Penetapan APBD", date(2026, 11, 30), date(2027, 1, 1)),
        (
            date(2026, 12, 1),
            "Perubahan APBD 2027",
            "Perubahan KUA-PPAS",
            date(2027, 8, 14),
            date(2027, 10, 15),
        ),
    ],
)
def test_the_first_door_still_open(decided, name, step, closes, money):
    found = choose_budget_door(USUAL, decided)
    assert (found.budget, found.step, found.closes, found.money) == (name, step, closes, money)


def test_a_start_goes_through_the_budget_of_its_own_year():
    for start in (date(2027, 1, 1), date(2027, 3, 1)):
        assert choose_budget_door(USUAL, date(2026, 6, 14), start).budget == "APBD 2027"
    assert choose_budget_door(USUAL, date(2026, 6, 14), date(2026, 11, 1)).budget == "Perubahan APBD 2026"
    assert choose_budget_door(USUAL, date(2026, 6, 14), date(2026, 10, 14)) is None


def test_a_start_before_its_door_is_refused_with_the_reason():
    early = planned("a", date(2026, 7, 1), date(2027, 6, 30), funds="APBD")
    said = refuse_start(USUAL, early, early.start, date(2026, 12, 1))
    assert "1 Juli 2026" in said
    assert "Perubahan APBD 2027" in said
    assert "15 Oktober 2027" in said
    assert refuse_start(USUAL, early, date(2027, 10, 15), date(2026, 12, 1)) == ""


def test_what_runs_already_or_is_paid_by_others_waits_for_no_door():
    start, end = date(2026, 7, 1), date(2027, 6, 30)
    for free in (planned("a", start, end, status="berjalan"), planned("b", start, end, funds="CSR")):
        assert refuse_start(USUAL, free, start, date(2026, 12, 1)) == ""
    assert refuse_start(USUAL, programme("c"), None, date(2026, 12, 1)) == ""


@pytest.mark.parametrize(
    ("funds", "waiting"),
    [
        ("", True),
        ("APBD", True),
        ("APBD kabupaten; CSR", True),
        ("CSR", False),
        ("Dana Desa", False),
        ("APBN (BAKTI)", False),
        ("CSR dan KPBU", False),
        ("DAK fisik", True),
    ],
)
def test_which_funds_wait_for_the_budget(funds, waiting):
    assert is_bound_to_budget(shipped_budget_rules(), funds) is waiting


def test_agreed_dates_replace_the_usual_ones_and_wrong_order_is_said():
    own = BudgetCalendar(shipped_budget_rules(), {2027: {"apbd": date(2026, 12, 15)}})
    assert choose_budget_door(own, date(2026, 12, 10)).budget == "APBD 2027"
    assert own.problems(2027) == []
    broken = BudgetCalendar(shipped_budget_rules(), {2027: {"kua_ppas": date(2026, 12, 15)}})
    assert broken.problems(2027) == ["Kesepakatan KUA-PPAS tidak dapat mendahului Penyampaian KUA-PPAS."]


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2045, 1, 1)), st.integers(0, 2000))
def test_no_door_is_shut_and_none_pays_after_the_start(decided, days):
    start = date.fromordinal(decided.toordinal() + days)
    for each in list_budget_doors(USUAL, decided):
        assert decided <= each.closes < each.money
    found = choose_budget_door(USUAL, decided, start)
    assert found is None or found.money <= start


def test_the_line_stands_where_the_ceiling_ends():
    ranked = pd.DataFrame({"cost": [300.0, math.nan, 500.0, 400.0, 150.0]}, index=list("abcde"))
    found = cut_at_ceiling(ranked, 1000.0)
    assert found["inside"].tolist() == [True, False, True, False, False]
    assert found["running"].tolist() == [300, 300, 800, 800, 800]
    assert found["fits"].tolist() == [False, False, False, False, True]


@settings(deadline=None)
@given(st.lists(st.floats(0, 1e12), max_size=20), st.floats(0, 1e13))
def test_what_is_inside_never_costs_more_than_the_ceiling(costs, ceiling):
    found = cut_at_ceiling(pd.DataFrame({"cost": costs}), ceiling)
    assert found.loc[found["inside"], "cost"].sum() <= ceiling * (1 + 1e-9)
    assert found["inside"].astype(int).is_monotonic_decreasing
