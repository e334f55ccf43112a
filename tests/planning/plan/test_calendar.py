"""The calendar of a year as it is lived: its steps in order, and who is told to be missing in the Renja."""

import random
from datetime import date, timedelta

import pytest

from planning.plan.budget import BudgetCalendar, choose_budget_door, tell_missing_renja
from planning.plan.horizon import usual_horizon
from reference.dates import format_date
from reference.planning import shipped_budget_rules
from tests.planning.scene import programme

RULES = shipped_budget_rules()
USUAL = BudgetCalendar(RULES)
LIVED = [
    *("Rancangan Renja", "Forum Perangkat Daerah", "Musrenbang RKPD", "Penetapan RKPD dan Renja"),
    *("Penyampaian KUA-PPAS", "Kesepakatan KUA-PPAS", "Penyampaian RAPBD", "Persetujuan bersama DPRD"),
    *("Penetapan APBD", "Pengesahan DPA"),
    *("Perubahan KUA-PPAS", "Penetapan Perubahan APBD", "Pengesahan DPPA"),
]


def test_the_steps_stand_in_the_order_in_which_a_year_is_lived():
    assert [step.name for step in RULES.steps] == LIVED
    for year in (2026, 2027, 2028):
        dates = USUAL.dates(year)
        for name in ("APBD", "Perubahan APBD"):
            own = [dates[step.code] for step in RULES.steps if step.budget == name]
            assert own == sorted(own)
        assert USUAL.problems(year) == []


def test_every_step_can_be_moved_and_a_wrong_order_is_said():
    for before, after in zip(RULES.steps, RULES.steps[1:], strict=False):
        if before.budget != after.budget:
            continue
        late = USUAL.dates(2027)[after.code] + timedelta(days=1)
        moved = BudgetCalendar(RULES, {2027: {before.code: late}})
        assert f"{after.name} tidak dapat mendahului {before.name}." in moved.problems(2027)


def test_who_is_told_that_the_draft_renja_lacks_it():
    """Told exactly where a main budget pays it and no Renja is named; what is named next lies ahead."""
    chance = random.Random(4)
    told = 0
    for _ in range(600):
        decided = date(2026, 1, 1) + timedelta(days=chance.randrange(720))
        start = chance.choice([None, date(chance.randint(2026, 2029), chance.randint(1, 12), 1)])
        renja = chance.choice(["", " ", "Renja 2027: 1.02.02"])
        funds = chance.choice(["", "APBD", "CSR", "APBD; CSR", "Dana Desa"])
        status = chance.choice(["usulan", "berjalan"])
        one = programme("a", start=start, renja=renja, funds=funds, status=status)
        said, door = tell_missing_renja(USUAL, one, decided), choose_budget_door(USUAL, decided, start)
        main = door is not None and door.budget.startswith("APBD ")
        waits = status == "usulan" and not renja.strip() and funds in ("", "APBD", "APBD; CSR")
        assert bool(said) == (waits and main), (decided, one)
        if said:
            told += 1
            year = door.money.year
            assert f"rancangan Renja {year}" in said
            draft = date(year - 1, 1, 31)
            ahead = draft if decided <= draft else door.closes
            assert f"sebelum {format_date(ahead)}" in said
            assert ahead >= decided
    assert told > 20


@pytest.mark.parametrize("first", range(2025, 2031))
def test_the_short_term_is_one_year_unless_said_otherwise(first):
    terms = {term.name: (term.first, term.last) for term in usual_horizon(RULES, first).terms()}
    assert terms["Jangka pendek"] == (first, first)
    assert terms["Jangka menengah"] == (first + 1, first + 4)
    assert usual_horizon(RULES, first).term(date(first + 1, 12, 31)) == "Jangka menengah"
