"""A new period starts with the next year, and sharing days with another is said before it is kept."""

import random
from datetime import date, timedelta

import pytest

from storage.values import Period
from workflow.setup.new_period import propose_period_year, tell_other_year, tell_overlaps


def period(number, starts, ends, sample=False):
    return Period(number, f"P{number}", starts, ends, number, sample, None)


def test_the_next_year_is_proposed():
    today = date(2026, 6, 14)
    own = [period(n, date(y, 1, 1), date(y, 12, 31)) for n, y in enumerate((2024, 2027, 2025))]
    assert propose_period_year(own, today) == 2028
    assert propose_period_year([period(1, date(2030, 1, 1), date(2030, 12, 31), sample=True)], today) == 2026
    assert propose_period_year([], today) == 2026


def test_overlaps_are_those_that_share_a_day():
    chance = random.Random(1)
    for _ in range(300):
        known = []
        for number in range(4):
            first = date(2026, 1, 1) + timedelta(days=chance.randrange(500))
            last = first + timedelta(days=chance.randrange(200))
            known.append(period(number, first, last, sample=chance.random() < 0.2))
        first = date(2026, 1, 1) + timedelta(days=chance.randrange(500))
        last = first + timedelta(days=chance.randrange(200))
        days = {first + timedelta(days=n) for n in range((last - first).days + 1)}
        own = chance.choice([None, 0])
        said = tell_overlaps(known, first, last, own)
        for one in known:
            whole = {one.starts + timedelta(days=n) for n in range((one.ends - one.starts).days + 1)}
            shared = bool(days & whole) and not one.sample and one.id != own
            assert (f'"{one.label}"' in said) == shared
        assert bool(said) == ('"P' in said)


@pytest.mark.parametrize(
    ("label", "year", "differs"),
    [
        ("2027", 2026, True),
        ("Survei 2027 tahap I", 2026, True),
        ("Bimtek 2026", 2026, False),
        ("Renstra 2025-2029", 2027, False),
        ("Renstra 2025-2029", 2030, True),
        ("Bimtek I", 2026, False),
        ("Nomor 120267", 2026, False),
    ],
)
def test_a_name_of_another_year_is_told(label, year, differs):
    said = tell_other_year(label, date(year, 1, 1), date(year, 12, 31))
    assert bool(said) == differs
    assert label in said or not differs
