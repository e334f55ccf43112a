"""What a room settles about its plan: weights, lines, ceiling, dates, quick-win list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planning.plan.horizon import PlanHorizon
from planning.plan.ranking import CRITERIA
from reference.planning import QuickWinList

EVEN = {name: 100 / len(CRITERIA) for name in CRITERIA}


@dataclass(frozen=True)
class MatrixLines:
    """Where the matrix is cut: least impact and ease of a quick win, 1..5."""

    impact: float = 3.0
    ease: float = 3.0


@dataclass(frozen=True)
class BudgetCeiling:
    """Rupiah to choose within; `year` None = over all years."""

    rupiah: float
    year: int | None = None


@dataclass(frozen=True)
class PlanSettings:
    """What was settled; None (or the default) where nobody settled it.

    `dates`: budget year -> step -> day. `shortlist`: keys of the proposals that are voted on.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: dict(EVEN))
    lines: MatrixLines = field(default_factory=MatrixLines)
    ceiling: BudgetCeiling | None = None
    shortlist: tuple[str, ...] = ()
    decided: date | None = None
    horizon: PlanHorizon | None = None
    quick_win: QuickWinList | None = None
    dates: Mapping[int, Mapping[str, date]] = field(default_factory=dict)


THINGS: Mapping[str, Any] = {
    "weights": Mapping[str, float],
    "lines": MatrixLines,
    "ceiling": BudgetCeiling,
    "shortlist": tuple[str, ...],
    "decided": date,
    "horizon": PlanHorizon,
    "quick_win": QuickWinList,
    "dates": Mapping[str, date],
}
"""Name of a settled thing -> its type; the dates of a budget year are settled as "dates 2027"."""


def budget_year(name: str) -> int | None:
    """2027 of "dates 2027", None of any other name; ValueError where no year follows."""
    return int(name.removeprefix("dates ")) if name.startswith("dates ") else None


def is_whole(weights: Mapping[str, float]) -> bool:
    """Whether every criterion has a weight."""
    return set(CRITERIA) <= set(weights)


def room_of(settled: Mapping[str, Any]) -> PlanSettings:
    """The room of its settled things by their names; a name of another version is passed over."""
    given = {name: value for name, value in settled.items() if name in THINGS and name != "dates"}
    if "weights" in given:
        given["weights"] = {name: given["weights"][name] for name in CRITERIA}
    years = ((budget_year(name), value) for name, value in settled.items())
    return PlanSettings(**given, dates={year: days for year, days in years if year is not None})
