"""The year a region is held against, and the horizon a year lies in, at every boundary of the rule."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.plan.horizon import PlanHorizon
from planning.plan.target_year import TargetYear, horizon_ends, horizon_of, year_in_view
from reference import instruments

# Short to 2027, medium to 2030, long to 2035.
MASTERPLAN = PlanHorizon(2026, 2035, 2, 5, 2025, 5)
NAMES = ("pendek", "menengah", "panjang")
KESIAPAN, SPBE = (instruments.load_instrument(name) for name in ("kesiapan", "spbe"))


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (2020, "pendek"), (2026, "pendek"), (2027, "pendek"), (2028, "menengah"), (2030, "menengah"),
        (2031, "panjang"), (2035, "panjang"), (2036, "panjang"),
    ],
)  # fmt: skip
def test_the_horizon_of_a_year_at_its_boundaries(year, name):
    assert horizon_of(year, MASTERPLAN, NAMES) == name


@pytest.mark.parametrize(
    ("names", "ends"),
    [
        ((), {}),
        (("satu",), {"satu": 2035}),
        (("dekat", "jauh"), {"dekat": 2027, "jauh": 2035}),
        (NAMES, {"pendek": 2027, "menengah": 2030, "panjang": 2035}),
    ],
)
def test_an_instrument_of_fewer_horizons_keeps_its_last(names, ends):
    assert horizon_ends(MASTERPLAN, names) == ends


def test_a_masterplan_that_ends_early_ends_its_horizon():
    assert horizon_ends(replace(MASTERPLAN, last=2029), NAMES) == {"pendek": 2027, "menengah": 2029}


@pytest.mark.parametrize(
    ("own", "agreed", "year"),
    [
        (2026, (), 2030),  # nobody agreed: the end of the usual horizon
        (2030, (), 2030),
        (2031, (), 2031),  # that end has passed
        (2026, (2029,), 2029),  # before the first agreed year: the next one
        (2026, (2031, 2029), 2029),
        (2029, (2029,), 2029),  # the agreed year itself
        (2030, (2029, 2033), 2030),  # between two: what was agreed before counts
        (2040, (2029,), 2040),  # after the last
    ],
)
def test_the_year_a_period_is_held_against(own, agreed, year):
    assert year_in_view(own, agreed, MASTERPLAN, KESIAPAN) == year


def test_an_instrument_without_horizons_is_held_against_the_periods_own_year():
    assert year_in_view(2026, (), MASTERPLAN, SPBE) == 2026


@given(st.integers(2015, 2045), st.sets(st.integers(2015, 2045), max_size=4))
def test_the_year_is_never_past_and_its_targets_are_agreed_or_the_usual_ones(own, agreed):
    year = year_in_view(own, agreed, MASTERPLAN, KESIAPAN)
    assert year >= own
    assert any(each <= year for each in agreed) is bool(agreed)
    assert agreed or year == own or horizon_of(year, MASTERPLAN, NAMES) == KESIAPAN.default_horizon


@given(st.integers(2000, 2060), st.integers(2000, 2060))
def test_later_years_never_have_a_nearer_horizon(one, other):
    first, second = sorted((one, other))
    nearer, further = (NAMES.index(horizon_of(year, MASTERPLAN, NAMES)) for year in (first, second))
    assert nearer <= further


def test_what_targets_rest_on_is_said_beside_their_year():
    assert TargetYear(2026, "pendek").label == "2026 (bawaan instrumen, jangka pendek)"
    assert TargetYear(2030, "menengah").label == "2030 (bawaan instrumen, jangka menengah)"
    assert TargetYear(2031, "panjang").label == "2031 (bawaan instrumen, jangka panjang)"
    assert TargetYear(2026).label == "2026 (bawaan instrumen)"
    assert TargetYear(2029, "menengah", (("GOV", 4.0),)).label == "2029 (disepakati)"
