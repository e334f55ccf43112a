"""What cannot stand on the roadmap as planned is said, to the day, and once."""

from dataclasses import replace
from datetime import date

import pytest

from planning.plan import roadmap, schedule_conflicts
from planning.plan.budget import BudgetCalendar
from reference.planning import shipped_budget_rules
from tests.planning.scene import HORIZON, planned, programme, whole

CALENDAR, DECIDED = BudgetCalendar(shipped_budget_rules()), date(2025, 6, 1)


def said_of(*listed):
    return [
        fault.said for fault in schedule_conflicts.find_schedule_conflicts(listed, HORIZON, CALENDAR, DECIDED)
    ]


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (programme("a"), "belum mempunyai waktu"),
        (planned("a", date(2028, 5, 1), date(2027, 5, 1)), "selesai 1 Mei 2027 sebelum mulai 1 Mei 2028"),
        (whole("a", 2030, 2033), "melewati masa masterplan 2026–2031"),
        (whole("a", 2027, 2028, costs={2027: 1e9, 2032: 1e9}), "berbiaya pada tahun 2032"),
        (whole("a", 2027, 2028, after=("hilang",)), "menunggu program hilang yang tidak ada"),
        (planned("a", date(2025, 7, 1), date(2026, 5, 1)), "pintu anggaran"),
    ],
)
def test_what_cannot_stand_as_planned_is_said(one, why):
    assert any(why in said for said in said_of(one)), said_of(one)


def test_dependencies_are_respected_to_the_day():
    first = planned("first", date(2026, 2, 1), date(2027, 6, 30))
    early = planned("next", date(2027, 6, 30), date(2028, 1, 1), after=("first",))
    assert any(
        "menunggu Program first yang baru selesai 30 Juni 2027" in said for said in said_of(first, early)
    )
    assert said_of(first, replace(early, start=date(2027, 7, 1))) == []


def test_nobody_waits_for_what_is_finished():
    waiting = whole("next", 2027, 2028, after=("done",))
    assert any("tidak ada dalam daftar" in said for said in said_of(waiting))
    assert schedule_conflicts.find_schedule_conflicts([waiting], HORIZON, CALENDAR, DECIDED, {"done"}) == []


def test_a_circle_of_dependencies_is_said_once_and_breaks_nothing():
    ring = [
        whole("a", 2027, 2028, after=("c",)),
        whole("b", 2027, 2028, after=("a",)),
        whole("c", 2027, 2028, after=("b",)),
    ]
    said = [fault.said for fault in schedule_conflicts.find_circular_waits(ring)]
    assert len(said) == 1
    assert said[0].startswith("Program saling menunggu: Program ")
    assert all(f"Program {key}" in said[0] for key in "abc")
    assert len(roadmap.place_on_roadmap(ring, HORIZON)) == 3


def test_every_circle_is_said():
    alone = whole("d", 2027, 2028, after=("d",))
    pair = [whole("a", 2027, 2028, after=("b",)), whole("b", 2027, 2028, after=("a",))]
    said = [fault.said for fault in schedule_conflicts.find_circular_waits([*pair, alone])]
    assert len(said) == 2
    assert any("Program d → Program d" in words for words in said)
