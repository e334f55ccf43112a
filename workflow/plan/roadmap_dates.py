"""Other dates for programmes: what would stand, and why some of it cannot."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from planning.plan import roadmap
from planning.plan.schedule_conflicts import UNDATED, ScheduleConflict
from planning.programmes.programme import Programme
from workflow.plan.region_plan import RegionPlan

START, END = "Mulai", "Selesai"


def schedule_table(board: RegionPlan) -> pd.DataFrame:
    """Every programme with its dates (index key), unscheduled proposals first."""
    rows = [
        (
            each.key,
            each.name,
            board.leads.get(each.lead, "–"),
            roadmap.start_of_programme(each),
            each.end,
            ", ".join(board.by_key[key].name for key in each.after if key in board.by_key),
        )
        for each in sorted(
            board.programmes, key=lambda p: (p.running, p.start is not None and p.end is not None)
        )
    ]
    columns = ["key", "Program", "Penanggung jawab", START, END, "Menunggu"]
    table = pd.DataFrame(rows, columns=columns).set_index("key")
    # An editor infers the type of a column of objects cell by cell, on every rerun.
    return table.assign(**{name: pd.to_datetime(table[name]) for name in (START, END)})


def changed_programme_dates(board: RegionPlan, filled: pd.DataFrame) -> dict[str, Programme]:
    """The programmes whose dates a filled table changes, with the new dates."""
    found = {}
    for key, row in zip(filled.index, filled.to_dict("records"), strict=True):
        before = board.by_key[str(key)]
        dates = _day(row[START]), _day(row[END])
        if dates != (roadmap.start_of_programme(before), before.end):
            found[str(key)] = replace(before, start=dates[0], end=dates[1])
    return found


def conflicts_of_changes(board: RegionPlan, changes: Mapping[str, Programme]) -> list[ScheduleConflict]:
    """Faults that the changes would bring: of a changed programme, or of one that waits for it."""
    after = [changes.get(each.key, each) for each in board.programmes]
    touched = {*changes, *(each.key for each in after if set(each.after) & set(changes))}
    before = set(board.faults)
    found = board.faults_of(after)
    return [each for each in found if each.key in touched and each not in before and each.kind != UNDATED]


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[call-overload, arg-type]
