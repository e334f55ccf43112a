"""Where every node, region and weight stands in the score workbook, over all parts of a result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from planning.plan.target_year import TargetYear
from scoring import Assessment, Framework, Node

Vector = tuple[float | None, ...]


@dataclass(frozen=True)
class RegionRows:
    """A region in the workbook: its part and row there, the columns of its weights and targets, their year.

    `year` None: the targets are of no year.
    """

    unit: str
    part: Assessment
    row: int
    weights: int
    targets: int
    year: int | None = None


@dataclass(frozen=True)
class ScoreLayout:
    """All nodes in breadth-first order, so that the children of a node always stand side by side.

    `weights` and `targets` are the distinct vectors in use (along `codes`, None = the part does not have the
    node, or it has no target of its own); each is one editable column of Bobot.
    """

    nodes: tuple[Node, ...]
    places: tuple[RegionRows, ...]
    weights: tuple[Vector, ...]
    targets: tuple[Vector, ...]

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(node.code for node in self.nodes)

    @cached_property
    def position(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def family(self) -> dict[str, tuple[int, int]]:
        """First and last position of each inner node's children."""
        spans: dict[str, tuple[int, int]] = {}
        for place, node in enumerate(self.nodes):
            if node.parent is not None:
                spans[node.parent] = (spans.get(node.parent, (place, place))[0], place)
        return spans

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """Codes that are a leaf in some part, in the order of `codes`: the columns of Indikator."""
        found = {code for place in self.places for code in place.part.framework.leaves}
        return tuple(code for code in self.codes if code in found)

    @cached_property
    def thresholds(self) -> dict[str, float]:
        """Least share of known children of each inner node, 0..1."""
        found: dict[str, float] = {}
        for part in dict.fromkeys(place.part for place in self.places):
            needed = part.method.thresholds(part.framework)
            for code in part.framework.bottom_up:
                found.setdefault(code, needed.get(part.framework.node(code).level, 0.0))
        return found


def make_score_layout(
    parts: Iterable[Assessment], framework: Framework, targets_of: Mapping[str, TargetYear]
) -> ScoreLayout:
    """The plan of some assessments; `framework` gives the nodes where there are none.

    `targets_of`: what a region is held against.
    """
    parts = tuple(parts)
    nodes = _breadth_first([part.framework for part in parts] or [framework])
    codes = tuple(node.code for node in nodes)
    weights: dict[Vector, int] = {}
    targets: dict[Vector, int] = {}
    places = []
    for part in parts:
        weight = weights.setdefault(_vector(codes, _weights(part.framework)), len(weights))
        target = targets.setdefault(_vector(codes, _own_targets(part.framework)), len(targets))
        years = [targets_of[unit].year if unit in targets_of else None for unit in part.units]
        places += [
            RegionRows(unit, part, row, weight, target, year)
            for row, (unit, year) in enumerate(zip(part.units, years, strict=True))
        ]
    return ScoreLayout(nodes, tuple(places), tuple(weights), tuple(targets))


def _breadth_first(frameworks: list[Framework]) -> tuple[Node, ...]:
    known: dict[str, Node] = {}
    children: dict[str | None, list[str]] = {}
    for framework in frameworks:
        for node in framework.nodes:
            if node.code not in known:
                known[node.code] = node
                children.setdefault(node.parent, []).append(node.code)
    order = list(children.get(None, []))
    for code in order:
        order += children.get(code, [])
    return tuple(known[code] for code in order)


def _vector(codes: tuple[str, ...], values: Mapping[str, float | None]) -> Vector:
    return tuple(values.get(code) for code in codes)


def _weights(framework: Framework) -> dict[str, float | None]:
    return {node.code: node.weight for node in framework.nodes}


def _own_targets(framework: Framework) -> dict[str, float | None]:
    """Targets on the instrument's scale that are given, not derived from those below."""
    resolved, leaves = framework.targets(), set(framework.leaves)
    return {
        node.code: resolved[node.code] if node.code in leaves else node.target for node in framework.nodes
    }
