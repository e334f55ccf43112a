"""Percentages as answers: the share a text says, and the levels of a scale it may mean."""

from __future__ import annotations

import re
from collections.abc import Callable

from scoring.tree import Scale

PERCENT = re.compile(r"^(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|persen\b|prosen\b)\.?$", re.I)
NAMED = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%")
READINGS: dict[str, tuple[str, Callable[[float, Scale], float]]] = {
    "span": (
        "0% = tingkat terendah, 100% = tertinggi",
        lambda share, scale: scale.minimum + share * (scale.maximum - scale.minimum),
    ),
    "part": ("persentase dari tingkat tertinggi", lambda share, scale: share * scale.maximum),
}


def share_in_text(text: str) -> float | None:
    """The share 0..1 in a text such as "75%", "75 %" or "75 persen"; None where it is no percentage."""
    found = PERCENT.match(text.strip())
    share = float(found[1].replace(",", ".")) / 100 if found else 2.0
    return share if share <= 1 else None


def level_shares_of_anchors(anchors: tuple[str, ...]) -> tuple[float, ...]:
    """The shares from which each level after the lowest begins, where every anchor of an item names one.

    ("Kurang dari 20% kantor", "20% sampai kurang dari 40% kantor", ...) -> (0.2, 0.4, ...); () for others.
    """
    named = [NAMED.search(text) for text in anchors]
    shares = [float(found[1].replace(",", ".")) / 100 for found in named if found]
    is_complete = len(shares) == len(anchors) > 2 and shares[0] == shares[1]
    return tuple(shares[1:]) if is_complete and sorted(set(shares[1:])) == shares[1:] else ()


def is_percent_level(value: float, scale: Scale) -> bool:
    """Whether a value falls on a level, but for the noise of dividing by 100."""
    return abs(value - round(value)) < 1e-6 and scale.minimum <= round(value) <= scale.maximum


def levels_of_share(share: float, scale: Scale) -> tuple[float, ...]:
    """The levels that a share may mean: where a reading falls on one, else those next to it."""
    meant = [reading(share, scale) for _, reading in READINGS.values()]
    exact = [round(value) for value in meant if is_percent_level(value, scale)]
    near = [] if exact else [int(meant[0]), int(meant[0]) + 1]
    found = dict.fromkeys(float(level) for level in (*exact, *near))
    return tuple(level for level in found if scale.minimum <= level <= scale.maximum)
