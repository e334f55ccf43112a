"""Packages of actions: indicators of one kind of work and one dimension, each raised by a step."""

import math
from collections.abc import Callable, Mapping

from planning.plan.next_steps import next_whole_level
from planning.plan.priorities import KINDS, TOLERANCE, kind_of_work
from scoring import Framework

ANY_KIND = "semua jenis"
Levels = dict[str, float]


def target_level_of_leaf(framework: Framework, leaf: str, value: float) -> float:
    """The leaf's target, or the level that reaches it where levels are whole; NaN where it has none."""
    target = framework.node(leaf).target
    if target is None:
        return math.nan
    whole = framework.scale.integers and framework.node(leaf).direction > 0
    return math.ceil(target - TOLERANCE) if whole else target


REACHES: dict[str, Callable[[Framework, str, float], float]] = {
    "naik satu tingkat": next_whole_level,
    "sampai target": target_level_of_leaf,
}


def build_action_packages(
    framework: Framework, values: Mapping[str, float], reach: str
) -> dict[tuple[str, str], Levels]:
    """(kind of work, child of the index) -> indicator -> level it reaches, for every gap under the index.

    `values`: level in force per leaf of one region, NaN = unknown: such an indicator is in no package, nor
    is one already there. Documents, services and resources are never one package: see KINDS.
    """
    titles = {letter: title for title, letters in KINDS.items() for letter in letters}
    found: dict[tuple[str, str], Levels] = {}
    for leaf in framework.descendants(framework.roots[0]):
        value = values.get(leaf, math.nan)
        if math.isnan(value):
            continue
        goal = REACHES[reach](framework, leaf, value)
        if goal > value + TOLERANCE:
            place = (titles.get(kind_of_work(framework, leaf), ANY_KIND), framework.dimension_of(leaf))
            found.setdefault(place, {})[leaf] = goal
    return found
