"""Other dates are kept where they can stand and refused with their reason where they cannot."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from planning.plan import schedule_conflicts
from tests.planning.scene import planned, programme
from tests.workflow.plan.test_region_plan import board
from workflow.plan import roadmap_dates

FIRST = planned("first", date(2027, 1, 4), date(2027, 12, 31), lead="DINKES")
NEXT = planned("next", date(2028, 1, 3), date(2028, 12, 31), after=("first",))
OPEN = programme("open")
FOUND = board(plans=(FIRST, NEXT, OPEN))


def filled(**dates):
    table = roadmap_dates.schedule_table(FOUND)
    for key, (start, end) in dates.items():
        table.loc[key, [roadmap_dates.START, roadmap_dates.END]] = [
            pd.to_datetime(day) for day in (start, end)
        ]
    return table


def test_the_table_puts_first_what_is_not_scheduled():
    table = roadmap_dates.schedule_table(FOUND)
    assert table.index[0] == "open"
    assert table.loc["next", "Menunggu"] == "Program first"
    assert roadmap_dates.changed_programme_dates(FOUND, table) == {}


def test_a_new_date_is_a_changed_programme():
    changes = roadmap_dates.changed_programme_dates(
        FOUND, filled(open=(date(2027, 3, 1), pd.Timestamp(2027, 9, 30)))
    )
    assert changes == {"open": replace(OPEN, start=date(2027, 3, 1), end=date(2027, 9, 30))}
    assert roadmap_dates.conflicts_of_changes(FOUND, changes) == []


@pytest.mark.parametrize(
    ("key", "start", "end", "kind"),
    [
        ("open", date(2026, 7, 1), date(2027, 9, 30), schedule_conflicts.DOOR),
        ("open", date(2027, 9, 30), date(2027, 3, 1), schedule_conflicts.ORDER),
        ("open", date(2035, 1, 2), date(2036, 3, 1), schedule_conflicts.OUTSIDE),
        ("next", date(2027, 6, 1), date(2028, 12, 31), schedule_conflicts.WAITS),
        ("first", date(2027, 1, 4), date(2028, 6, 30), schedule_conflicts.WAITS),
    ],
)
def test_a_date_that_cannot_stand_is_refused_with_its_reason(key, start, end, kind):
    changes = roadmap_dates.changed_programme_dates(FOUND, filled(**{key: (start, end)}))
    faults = roadmap_dates.conflicts_of_changes(FOUND, changes)
    assert [fault.kind for fault in faults] == [kind]
    assert faults[0].said


def test_taking_dates_away_is_no_fault():
    changes = roadmap_dates.changed_programme_dates(FOUND, filled(next=(None, None)))
    assert changes["next"].start is None
    assert roadmap_dates.conflicts_of_changes(FOUND, changes) == []


def test_an_old_fault_of_another_programme_does_not_stand_in_the_way():
    early = planned("early", date(2026, 1, 5), date(2026, 12, 31))
    found = board(plans=(early, OPEN))
    assert any(fault.kind == schedule_conflicts.DOOR for fault in found.faults)
    table = roadmap_dates.schedule_table(found)
    table.loc["open", [roadmap_dates.START, roadmap_dates.END]] = [
        pd.Timestamp(2027, 3, 1),
        pd.Timestamp(2027, 9, 30),
    ]
    assert (
        roadmap_dates.conflicts_of_changes(found, roadmap_dates.changed_programme_dates(found, table)) == []
    )
