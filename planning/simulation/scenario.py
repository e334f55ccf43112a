"""A what-if of the room: other weights with the judgements they come from, levels reached; and its JSON."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Scenario:
    """What differs from the official result of a region; a field left empty differs in nothing.

    `weights`: child of the index -> share 0..1, together 1. `basis` says in words where they come from.
    `levels`: indicator -> level it reaches on the instrument's scale. The judgements stay with the weights
    they gave, so that the room can go on editing them: `vision` the marked dimensions, `pairs` "GOV>ECO" ->
    step -8..8 of the pairwise scale (see weighting.pairwise), `points` participant -> dimension -> points.
    """

    region: str = ""
    instrument: str = ""
    weights: Mapping[str, float] = field(default_factory=dict)
    basis: str = ""
    levels: Mapping[str, float] = field(default_factory=dict)
    vision: tuple[str, ...] = ()
    pairs: Mapping[str, int] = field(default_factory=dict)
    points: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    @property
    def official(self) -> bool:
        """It changes nothing: every number is the official one."""
        return not self.weights and not self.levels


def encode_scenario(scenario: Scenario) -> str:
    """The scenario as JSON without its empty fields, the same text for the same scenario."""
    filled = {name: value for name, value in asdict(scenario).items() if value}
    return json.dumps(filled, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def decode_scenario(text: str) -> Scenario:
    """The scenario of `encode_scenario`'s JSON; fields of another version are left out.

    Raises ValueError for a text that is no scenario: weights that are no shares of 1, levels that are no
    numbers.
    """
    try:
        given = json.loads(text)
        scenario = Scenario(**{name: READ[name](value) for name, value in given.items() if name in READ})
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as strange:
        raise ValueError("no scenario") from strange
    if scenario.weights and not math.isclose(sum(scenario.weights.values()), 1.0, abs_tol=1e-6):
        raise ValueError("no scenario: weights do not sum to 1")
    return scenario


def _numbers(value: Any) -> dict[str, float]:
    numbers = {str(key): float(number) for key, number in value.items()}
    if not all(math.isfinite(number) and number >= 0 for number in numbers.values()):
        raise ValueError("a weight, level or point is no number of 0 or more")
    return numbers


READ: dict[str, Callable[[Any], Any]] = {
    "region": str,
    "instrument": str,
    "weights": _numbers,
    "basis": str,
    "levels": _numbers,
    "vision": lambda value: tuple(map(str, value)),
    "pairs": lambda value: {str(key): int(step) for key, step in value.items()},
    "points": lambda value: {str(who): _numbers(spent) for who, spent in value.items()},
}
