"""What a room settles about its plan: weights, lines, ceiling, dates, quick-win list; and their JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from planning.horizon import Horizon
from planning.quick_wins import Said
from planning.ranking import CRITERIA
from reference.planning import QuickWinList, quick_win_of

EVEN = {name: 100 / len(CRITERIA) for name in CRITERIA}


@dataclass(frozen=True)
class Lines:
    """Where the matrix is cut: least impact and ease of a quick win, 1..5."""

    impact: float = 3.0
    ease: float = 3.0


@dataclass(frozen=True)
class Ceiling:
    """Rupiah to choose within; `year` None = over all years."""

    rupiah: float
    year: int | None = None


@dataclass(frozen=True)
class Room:
    """What was settled; None (or the default) where nobody settled it.

    `dates`: budget year -> step -> day. `shortlist`: keys of the proposals that are voted on.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: dict(EVEN))
    lines: Lines = field(default_factory=Lines)
    ceiling: Ceiling | None = None
    shortlist: tuple[str, ...] = ()
    decided: date | None = None
    horizon: Horizon | None = None
    quick_win: QuickWinList | None = None
    dates: Mapping[int, Mapping[str, date]] = field(default_factory=dict)


def encode(value: Any) -> str:
    """One settled thing as JSON, the same text for the same value."""
    if isinstance(value, QuickWinList):
        return value.to_text()
    plain = value if isinstance(value, Mapping | tuple | list | date) else asdict(value)
    return json.dumps(plain, default=date.isoformat, ensure_ascii=False, sort_keys=True)


def decode(texts: Mapping[str, str]) -> Room:
    """The room of its settled things (name -> text of `encode`; "dates 2027" for a budget year).

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
    return Room(**given)


def _weights(text: str) -> dict[str, float]:
    given = json.loads(text)
    return {name: float(given[name]) for name in CRITERIA}


def _days(given: Mapping[str, str]) -> dict[str, date]:
    return {step: date.fromisoformat(day) for step, day in given.items()}


READERS: dict[str, Callable[[str], Any]] = {
    "weights": _weights,
    "lines": lambda text: Lines(**json.loads(text)),
    "ceiling": lambda text: Ceiling(**json.loads(text)),
    "shortlist": lambda text: tuple(map(str, json.loads(text))),
    "decided": lambda text: date.fromisoformat(json.loads(text)),
    "horizon": lambda text: Horizon(**json.loads(text)),
    "quick_win": quick_win_of,
}


def encode_said(said: Said) -> str:
    """What was said of a candidate as JSON."""
    return json.dumps(
        {"marks": dict(said.marks), "benefit": said.benefit}, default=date.isoformat, sort_keys=True
    )


def decode_said(text: str) -> Said:
    """The text of `encode_said`; ValueError for any other."""
    try:
        given = json.loads(text)
        benefit = date.fromisoformat(given["benefit"]) if given["benefit"] else None
        return Said({str(code): float(mark) for code, mark in given["marks"].items()}, benefit)
    except (KeyError, TypeError, AttributeError) as damage:
        raise ValueError("not what was said of a candidate") from damage
