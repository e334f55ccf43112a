"""Budget doors: through which budget a programme can be paid, decided when, and what fits under a ceiling."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from planning.programmes.programme import Programme
from reference.dates import format_date
from reference.planning import BudgetRules, BudgetStep

# How many budgets ahead are looked through for an open door.
AHEAD = 12
DRAFT = "renja"  # the step in which an OPD drafts its plan of the year


@dataclass(frozen=True)
class BudgetCalendar:
    """Budget steps with their dates: `agreed` (budget year -> step code -> date) over the usual ones."""

    rules: BudgetRules
    agreed: Mapping[int, Mapping[str, date]] = field(default_factory=dict)

    def dates(self, year: int) -> dict[str, date]:
        """step code -> date for the budget of a year."""
        return self.rules.dates(year) | dict(self.agreed.get(year, {}))

    def problems(self, year: int) -> list[str]:
        """Steps of that year's budgets that stand in the wrong order, as Indonesian sentences."""
        dates, found = self.dates(year), []
        for before, after in zip(self.rules.steps, self.rules.steps[1:], strict=False):
            if before.budget == after.budget and dates[before.code] > dates[after.code]:
                found.append(f"{after.name} tidak dapat mendahului {before.name}.")
        return found


@dataclass(frozen=True)
class BudgetDoor:
    """A budget still open: `budget` ("APBD 2027"), its next `step`, until when, and from when it pays."""

    budget: str
    step: str
    closes: date
    money: date


def list_budget_doors(calendar: BudgetCalendar, decided: date) -> list[BudgetDoor]:
    """Every budget that what is decided on that day can still enter, the one that pays first in front."""
    found = []
    for year in range(decided.year, decided.year + AHEAD):
        for budget in dict.fromkeys(step.budget for step in calendar.rules.steps):
            steps = [step for step in calendar.rules.steps if step.budget == budget]
            if door := _open(calendar.dates(year), steps, f"{budget} {year}", decided):
                found.append(door)
    return sorted(found, key=lambda door: (door.money, door.closes))


def _open(
    dates: Mapping[str, date], steps: list[BudgetStep], budget: str, decided: date
) -> BudgetDoor | None:
    money = min(dates[step.code] for step in steps if step.money)
    still = [step for step in steps if not step.money and dates[step.code] >= decided]
    if not still:
        return None
    # Of steps on one day the last closes the door.
    following = min(reversed(still), key=lambda step: dates[step.code])
    return BudgetDoor(budget, following.name, dates[following.code], money)


def choose_budget_door(
    calendar: BudgetCalendar, decided: date, start: date | None = None
) -> BudgetDoor | None:
    """The budget that pays a programme decided then: the last to pay by its start, else the first to pay.

    None where the programme starts before any open budget pays.
    """
    open_ = list_budget_doors(calendar, decided)
    if start is None:
        return open_[0] if open_ else None
    in_time = [each for each in open_ if each.money <= start]
    return in_time[-1] if in_time else None


def is_bound_to_budget(rules: BudgetRules, funds: str) -> bool:
    """Whether a source of funds waits for the kabupaten's budget; an unnamed one does.

    Of several sources ("APBD; CSR") one that waits is enough; what stands in brackets only explains.
    """
    outside = {_plain(name) for name in rules.outside}
    bare = re.sub(r"\([^)]*\)", " ", funds)
    named = [_plain(part) for part in re.split(r"[;,/+&]| dan ", bare) if part.strip()]
    return not named or any(part not in outside for part in named)


def refuse_start(calendar: BudgetCalendar, programme: Programme, start: date | None, decided: date) -> str:
    """Why the programme cannot start on that day, as an Indonesian sentence; "" where it can.

    What already runs, and what is paid from outside the kabupaten's budget, needs no door.
    """
    if start is None or programme.running or not is_bound_to_budget(calendar.rules, programme.funds):
        return ""
    if choose_budget_door(calendar, decided, start):
        return ""
    first = list_budget_doors(calendar, decided)[0]
    return (
        f"{programme.name} belum dapat mulai {format_date(start)}: bila diputuskan "
        f"{format_date(decided)}, pintu anggaran "
        f"terdekat adalah {first.budget} ({first.step}, paling lambat {format_date(first.closes)}), dan "
        "dananya baru dapat "
        f"dipakai sejak {format_date(first.money)}."
    )


def tell_missing_renja(calendar: BudgetCalendar, programme: Programme, decided: date) -> str:
    """That a programme is not in the draft Renja of the year it is paid from, and what is still open to it.

    "" for one that names its Renja, that runs, or that no main budget of the kabupaten pays.
    """
    if (
        programme.renja.strip()
        or programme.running
        or not is_bound_to_budget(calendar.rules, programme.funds)
    ):
        return ""
    door = choose_budget_door(calendar, decided, programme.start)
    steps = [step for step in calendar.rules.steps if step.code == DRAFT]
    if door is None or not steps or not door.budget.startswith(f"{steps[0].budget} "):
        return ""
    year = door.money.year
    draft = calendar.dates(year)[DRAFT]
    if decided <= draft:
        return f"Belum tercantum dalam rancangan Renja {year}; masukkan sebelum {format_date(draft)}."
    return (
        f"Belum tercantum dalam rancangan Renja {year}, yang disusun sampai {format_date(draft)}; usulkan "
        f"pada {door.step} sebelum {format_date(door.closes)}."
    )


def cut_at_ceiling(ranked: pd.DataFrame, ceiling: float) -> pd.DataFrame:
    """Down a ranked list to the ceiling: adds `running` (rupiah so far), `inside`, `fits`.

    `ranked`: one row per programme, best first, with `cost` (rupiah; NaN = not yet estimated). The line
    stands before the first programme that no longer fits; below it `fits` marks what the rest of the ceiling
    would still pay on its own. A programme without a cost is never inside, and does not stop the list.
    """
    running, open_, rows = 0.0, True, []
    for cost in ranked["cost"].astype(float):
        known = not math.isnan(cost)
        inside = known and open_ and running + cost <= ceiling
        open_ = open_ and (inside or not known)
        running += cost if inside else 0.0
        rows.append((running, inside))
    spent = pd.DataFrame(rows, index=ranked.index, columns=["running", "inside"])
    rest = ceiling - running
    fits = ~spent["inside"].astype(bool) & (ranked["cost"] <= rest)
    return ranked.assign(running=spent["running"], inside=spent["inside"].astype(bool), fits=fits)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
