"""A what-if of the room: other weights with the judgements they come from, levels reached."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
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


def filled(scenario: Scenario) -> dict[str, Any]:
    """Its fields that say something, mappings by their keys: the same for the same scenario."""
    values = {one.name: getattr(scenario, one.name) for one in fields(scenario)}
    return {name: _ordered(value) for name, value in sorted(values.items()) if value}


def _ordered(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {key: _ordered(value[key]) for key in sorted(value)}


def is_scenario(scenario: Scenario) -> bool:
    """Whether its weights, if any, are shares of 1, and no weight, level or point is below 0."""
    spent = [points for each in scenario.points.values() for points in each.values()]
    if any(number < 0 for number in (*scenario.weights.values(), *scenario.levels.values(), *spent)):
        return False
    return not scenario.weights or math.isclose(sum(scenario.weights.values()), 1.0, abs_tol=1e-6)
