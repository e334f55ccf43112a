"""The roadmap holds what fits, its totals agree, and its index is the engine's own."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.plan import roadmap
from tests.planning.scene import HORIZON, LEVELS, UNIT, assessment, planned, programme, whole


def test_nothing_stands_outside_the_period():
    listed = [
        whole("inside", 2027, 2028),
        whole("before", 2024, 2025),
        whole("across", 2030, 2033),
        whole("early", 2024, 2027, status="berjalan"),
        programme("undated"),
        planned("backwards", date(2028, 5, 1), date(2027, 5, 1)),
        programme("since", status="berjalan", since=2023, end=date(2026, 6, 30)),
    ]
    bars = roadmap.place_on_roadmap(listed, HORIZON)
    assert [bar.programme.key for bar in bars] == ["since", "early", "inside", "across"]
    assert all(bar.start >= date(2026, 1, 1) and bar.end <= date(2031, 12, 31) for bar in bars)
    assert [bar.early for bar in bars] == [True, True, False, False]


def test_an_opd_with_too_much_at_once_is_named_with_its_years():
    listed = [
        planned("a", date(2026, 1, 1), date(2026, 6, 30), lead="X"),
        planned("b", date(2026, 7, 1), date(2027, 3, 31), lead="X"),
        planned("c", date(2027, 3, 31), date(2027, 12, 31), lead="X"),
        planned("d", date(2027, 3, 1), date(2027, 4, 30), lead="X"),
        planned("e", date(2027, 1, 1), date(2027, 12, 31), lead="Y"),
        planned("f", date(2027, 1, 1), date(2027, 12, 31)),
    ]
    assert roadmap.find_overloaded_opd(listed, HORIZON, 2).values.tolist() == [["X", 2027, 3]]
    assert roadmap.find_overloaded_opd(listed, HORIZON, 3).empty


costs = st.dictionaries(st.integers(2024, 2033), st.floats(0, 1e12), max_size=5)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(2024, 2033), st.integers(0, 4), costs), max_size=6))
def test_totals_of_bars_and_tables_are_equal(drawn):
    listed = [
        whole(
            f"p{place}",
            first,
            first + length,
            costs=given,
            lead=f"O{place % 2}",
            funds="APBD" if place else "",
        )
        for place, (first, length, given) in enumerate(drawn)
    ]
    bars, table = roadmap.place_on_roadmap(listed, HORIZON), roadmap.costs_by_year(listed, HORIZON)
    total = sum(bar.cost for bar in bars)
    assert table["rupiah"].sum() == pytest.approx(total)
    for column in ("year", "lead", "funds"):
        assert table.groupby(column)["rupiah"].sum().sum() == pytest.approx(total)
    assert table["year"].between(2026, 2031).all()


def test_the_expected_index_is_scored_again_year_by_year():
    listed = [
        whole("a", 2026, 2027, lifts={"GOV1.1": 4.0}),
        whole("b", 2027, 2029, lifts={"ECO1.1": 4.0, "GOV1.1": 3.0}),
        programme("undated", lifts={"ECO1.2": 5.0}),
        programme("no start", end=date(2027, 6, 30), lifts={"ECO1.2": 5.0}),
        whole("before", 2024, 2025, lifts={"ECO1.2": 5.0}),
        planned("backwards", date(2028, 5, 1), date(2027, 5, 1), lifts={"ECO1.2": 5.0}),
        whole("across", 2030, 2033, lifts={"ECO1.2": 5.0}),
    ]
    found = roadmap.expected_index_by_year(assessment(), UNIT, listed, HORIZON).set_index("year")

    def index(**levels):
        raised = LEVELS | {leaf.replace("_", "."): level for leaf, level in levels.items()}
        return assessment(raised).on_scale().loc[UNIT, "INDEKS"]

    assert found.at[2026, "index"] == pytest.approx(index(), abs=1e-12)
    assert found.at[2027, "index"] == pytest.approx(index(GOV1_1=4.0), abs=1e-12)
    assert found.at[2029, "index"] == pytest.approx(index(GOV1_1=4.0, ECO1_1=4.0), abs=1e-12)
    assert found["index"].is_monotonic_increasing
    assert found["done"].tolist() == [0, 1, 1, 2, 2, 2]


def test_an_unknown_index_stays_unknown():
    only = {"GOV1.1": 2.0, "GOV1.2": 3.0}
    found = roadmap.expected_index_by_year(
        assessment(only), UNIT, [whole("a", 2026, 2027, lifts={"GOV1.1": 4.0})], HORIZON
    )
    assert all(math.isnan(value) for value in found["index"])
