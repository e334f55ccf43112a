"""Percentages as answers: the share a text says, and the levels of a scale it may mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from scoring.tree import Node, Scale
from survey.files.grid import Cell

LEAST_SHARES = 2
"""Two different percentages show how a column means them; a single one is asked in its cell."""
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


def share_among_words(text: str) -> float | None:
    """The share 0..1 that is the only number of a text ("60% dari target"); None for others."""
    named = NAMED.findall(text)
    if len(named) != 1 or len(re.findall(r"\d+(?:[.,]\d+)?", text)) > 1:
        return None
    share = float(named[0].replace(",", ".")) / 100
    return share if share <= 1 else None


def percent_bounds(node: Node) -> tuple[float, ...]:
    """The shares from which each level after the lowest begins, where every anchor of an item names one.

    ("Kurang dari 20% kantor", "20% sampai kurang dari 40% kantor", ...) -> (0.2, 0.4, ...); () for others.
    """
    anchors = tuple(node.tags.get("anchors") or ())
    named = [NAMED.search(text) for text in anchors]
    shares = [float(found[1].replace(",", ".")) / 100 for found in named if found]
    is_complete = len(shares) == len(anchors) > 2 and shares[0] == shares[1]
    return tuple(shares[1:]) if is_complete and sorted(set(shares[1:])) == shares[1:] else ()


def level_by_bounds(share: float, bounds: Sequence[float], scale: Scale) -> float:
    """The level of a share where each level after the lowest begins at one of the bounds."""
    return scale.minimum + sum(bound <= share + 1e-9 for bound in bounds)


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


def shares_of_cells(cells: Iterable[Cell]) -> dict[Cell, float]:
    """Cell -> share, of texts with a sign, and of numbers where they can only be shares: none above 1."""
    numbers = [cell for cell in cells if isinstance(cell, float)]
    texts = {cell: share_in_text(cell) for cell in cells if isinstance(cell, str)}
    found: dict[Cell, float] = {cell: share for cell, share in texts.items() if share is not None}
    if any(0 < number < 1 for number in numbers) and all(0 <= number <= 1 for number in numbers):
        found |= {number: number for number in numbers}
    return found


def readings_of_shares(shares: Sequence[float], scale: Scale) -> dict[str, dict[float, float]]:
    """The readings under which every share is a level: name -> share -> level."""
    return {
        name: {share: float(round(reading(share, scale))) for share in shares}
        for name, (_, reading) in READINGS.items()
        if all(is_percent_level(reading(share, scale), scale) for share in shares)
    }


def only_reading(shares: Sequence[float], scale: Scale) -> dict[float, float]:
    """Share -> level where all readings under which every share is a level agree; {} otherwise."""
    found = list(readings_of_shares(shares, scale).values())
    is_one = found and len(shares) >= LEAST_SHARES and all(one == found[0] for one in found)
    return dict(found[0]) if is_one else {}
