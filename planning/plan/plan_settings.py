"""What a room settles about its plan: weights, lines, ceiling, dates, quick-win list; and their JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from planning.plan.horizon import PlanHorizon
from planning.plan.quick_wins import QuickWinMarks
from planning.plan.ranking import CRITERIA
from reference.planning import QuickWinList, quick_win_list_from_text

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


def encode_plan_setting(value: Any) -> str:
    """One settled thing as JSON, the same text for the same value."""
    if isinstance(value, QuickWinList):
        return value.to_text()
    plain = value if isinstance(value, Mapping | tuple | list | date) else asdict(value)
    return json.dumps(plain, default=date.isoformat, ensure_ascii=False, sort_keys=True)


def decode_plan_settings(texts: Mapping[str, str]) -> PlanSettings:
    """The room of its settled things (name -> text of `encode_plan_setting`; "dates 2027" for a budget year).

    Raises ValueError where one of them is damaged.
    """
    given: dict[str, Any] = {"dates": {}}
    for name, text in texts.items():
        try:
            if name.startswith("dates "):
                given["dates"][int(name.removeprefix("dates "))] = _days(json.loads(text))
            elif name in READERS:
                given[name] = READERS[name](text)
        except (TypeError, KeyError, AttributeError) as damage:
            raise ValueError(f"{name} is damaged") from damage
    return PlanSettings(**given)


def _weights(text: str) -> dict[str, float]:
    given = json.loads(text)
    return {name: float(given[name]) for name in CRITERIA}


def _days(given: Mapping[str, str]) -> dict[str, date]:
    return {step: date.fromisoformat(day) for step, day in given.items()}


READERS: dict[str, Callable[[str], Any]] = {
    "weights": _weights,
    "lines": lambda text: MatrixLines(**json.loads(text)),
    "ceiling": lambda text: BudgetCeiling(**json.loads(text)),
    "shortlist": lambda text: tuple(map(str, json.loads(text))),
    "decided": lambda text: date.fromisoformat(json.loads(text)),
    "horizon": lambda text: PlanHorizon(**json.loads(text)),
    "quick_win": quick_win_list_from_text,
}


def encode_quick_win_marks(said: QuickWinMarks) -> str:
    """What was said of a candidate as JSON."""
    return json.dumps({"marks": dict(said.marks), "benefit": said.benefit}, default=date.isoformat)


def decode_quick_win_marks(text: str) -> QuickWinMarks:
    """The text of `encode_quick_win_marks`; ValueError for any other."""
    try:
        given = json.loads(text)
        benefit = date.fromisoformat(given["benefit"]) if given["benefit"] else None
        return QuickWinMarks({str(code): float(mark) for code, mark in given["marks"].items()}, benefit)
    except (KeyError, TypeError, AttributeError) as damage:
        raise ValueError("not what was said of a candidate") from damage
