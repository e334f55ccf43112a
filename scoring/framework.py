"""The tree of an instrument with its rules: nodes, scale, bands, weights, coverage."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from typing import Any

import numpy as np
import pandas as pd

from scoring.problems import find_framework_problems
from scoring.tree import Band, Frozen, Node, Scale


class FrameworkError(ValueError):
    """A framework that cannot be scored. `problems` lists every reason, one Indonesian sentence each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(self.problems))


@dataclass(frozen=True, eq=False)
class Framework:
    """A tree of nodes (one or more roots), its scale and rules. Equal and hashable by content, tags included.

    `coverage` gives by level the least share of known children (those with weight > 0) that a node needs.
    `weight_sets` names alternative weights: set name -> node code -> weight. `respondent` is the policy
    between OPD ("lead", "mean", "median" or "lead_double"). Codes keep the order in which nodes were given.
    """

    nodes: tuple[Node, ...]
    scale: Scale
    weight_sets: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    coverage: Mapping[int, float] = field(default_factory=dict)
    respondent: str = "lead"

    def __post_init__(self) -> None:
        sets = {name: Frozen(weights) for name, weights in self.weight_sets.items()}
        object.__setattr__(self, "weight_sets", Frozen(sets))
        object.__setattr__(self, "coverage", Frozen(self.coverage))
        if problems := find_framework_problems(self.nodes, self.scale, self.weight_sets, self.coverage):
            raise FrameworkError(problems)

    @classmethod
    def from_frame(cls, frame: pd.DataFrame, scale: Scale, **rules: Any) -> Framework:
        """Build from one row per node: `code, name, parent`, optionally the other fields of Node.

        A blank parent is a root. Where `level` is absent it is the height above the deepest leaf plus one.
        Other columns become tags. `rules` are the further fields of Framework. Raises FrameworkError.
        """
        missing = [column for column in ("code", "parent") if column not in frame.columns]
        if missing:
            raise FrameworkError([f"Kolom '{column}' tidak ada dalam tabel simpul." for column in missing])
        rows = [_node_fields(row) for row in frame.to_dict("records")]
        if "level" not in frame.columns:
            heights = _heights({row["code"]: row["parent"] for row in rows})
            rows = [row | {"level": heights[row["code"]]} for row in rows]
        return cls(tuple(Node(**row) for row in rows), scale, **rules)

    @property
    def opinion(self) -> bool:
        """Everybody's answer counts, as in a survey of opinion; else the lead's alone, as for facts."""
        return self.respondent != "lead"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the whole content; the same in every process."""
        content = (self.nodes, self.scale, self.weight_sets, self.coverage, self.respondent)
        return hashlib.sha256(_canonical(content).encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Framework) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def _by_code(self) -> dict[str, Node]:
        return {node.code: node for node in self.nodes}

    @cached_property
    def _children(self) -> dict[str | None, tuple[str, ...]]:
        children: dict[str | None, list[str]] = {}
        for node in self.nodes:
            children.setdefault(node.parent, []).append(node.code)
        return {parent: tuple(codes) for parent, codes in children.items()}

    def node(self, code: str) -> Node:
        """The node of that code; KeyError where there is none."""
        return self._by_code[code]

    def children(self, code: str) -> tuple[str, ...]:
        """Codes of the children, () for a leaf."""
        return self._children.get(code, ())

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All codes in the given order."""
        return tuple(self._by_code)

    @cached_property
    def position(self) -> dict[str, int]:
        """Place of each code in `codes`: the row of a weight matrix."""
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """Codes of the nodes without a parent."""
        return self._children.get(None, ())

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """Codes of the nodes without children: the columns of every table of answers."""
        return tuple(code for code in self.codes if code not in self._children)

    @cached_property
    def columns(self) -> pd.Index:
        """All codes as the columns of a table of scores."""
        return pd.Index(self.codes)

    @cached_property
    def leaf_columns(self) -> pd.Index:
        """The leaves as the columns of a table of answers."""
        return pd.Index(self.leaves)

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The levels in use, ascending."""
        return tuple(sorted({node.level for node in self.nodes}))

    @cached_property
    def bottom_up(self) -> tuple[str, ...]:
        """Codes of the inner nodes, every node after all its children."""
        return tuple(code for code in reversed(self._top_down) if self.children(code))

    @cached_property
    def weights(self) -> np.ndarray:
        """Weights as one column, shape (len(codes), 1)."""
        return np.array([[node.weight] for node in self.nodes], dtype=float)

    @cached_property
    def _top_down(self) -> tuple[str, ...]:
        """All codes, every node before its children and these before its next sibling."""
        found: list[str] = []
        waiting = [*reversed(self.roots)]
        while waiting:
            found.append(waiting.pop())
            waiting.extend(reversed(self.children(found[-1])))
        return tuple(found)

    @cached_property
    def _below(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for code in reversed(self._top_down):
            found[code] = tuple(node for child in self.children(code) for node in (child, *found[child]))
        return found

    def below(self, code: str) -> tuple[str, ...]:
        """Codes of all nodes under a node, each before its own children; () for a leaf."""
        return self._below.get(code, ())

    def descendants(self, code: str) -> tuple[str, ...]:
        """Codes of the leaves under a node; of a leaf itself."""
        return tuple(node for node in (code, *self.below(code)) if not self.children(node))

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for code in self._top_down:
            parent = self.node(code).parent
            found[code] = () if parent is None else (*found[parent], parent)
        return found

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Codes of the nodes above a node, from its root down; () for a root. KeyError: no such node."""
        return self._above[code]

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """Codes of the children of the index, which is the first root."""
        return self.children(self.roots[0])

    @cached_property
    def dimension_names(self) -> Mapping[str, str]:
        """Code -> name of each of `dimensions`."""
        return Frozen({code: self.node(code).name for code in self.dimensions})

    @cached_property
    def _short_names(self) -> dict[str, str]:
        """Names of `dimensions` without the words that all of them begin or end with ("Smart ")."""
        words = [name.split() for name in self.dimension_names.values()]
        alike = min(map(len, words), default=0) if len(words) > 1 else 0
        first = _count_shared(words, range(alike - 1))
        last = _count_shared(words, range(-1, first - alike, -1))
        short = (" ".join(each[first : len(each) - last]) for each in words)
        return dict(zip(self.dimensions, short, strict=True))

    def short_name(self, code: str) -> str:
        """A node's name; a dimension's without the words that the names of all dimensions share."""
        return self._short_names.get(code) or self.node(code).name

    def dimension_of(self, code: str) -> str:
        """Code of the root's child a node stands under; a root's own code for a root."""
        return (*self.ancestors(code), code)[:2][-1]

    def at_level(self, level: int, under: str | None = None) -> tuple[str, ...]:
        """Codes of the nodes of a level under a node; None = under the index."""
        below = self.below(under or self.roots[0])
        return tuple(code for code in below if self.node(code).level == level)

    @cached_property
    def levels_below_index(self) -> tuple[int, ...]:
        """The levels under the index, the highest first."""
        return tuple(sorted({self.node(code).level for code in self.below(self.roots[0])}, reverse=True))

    @cached_property
    def prerequisites(self) -> tuple[str, ...]:
        """The leaves of every further root that count, which stand beside the index."""
        beside = [leaf for root in self.roots[1:] for leaf in self.descendants(root)]
        return tuple(leaf for leaf in beside if self.node(leaf).weight > 0)

    @cached_property
    def directions(self) -> np.ndarray:
        """1 or -1 for every leaf."""
        return np.array([self.node(leaf).direction for leaf in self.leaves], dtype=float)

    @cached_property
    def ends(self) -> np.ndarray:
        """Goalposts of every leaf: leaves x (minimum, maximum)."""
        return np.array([self.scale.goalposts(self.node(leaf)) for leaf in self.leaves], dtype=float).reshape(
            -1, 2
        )

    @cached_property
    def counting(self) -> np.ndarray:
        """Which leaves with weight count towards which node: leaves x codes, 1.0 or 0.0."""
        weights = self.effective_weights()
        below = np.zeros((len(self.leaves), len(self.codes)))
        row = {leaf: place for place, leaf in enumerate(self.leaves)}
        for column, code in enumerate(self.codes):
            leaves = self.descendants(code)
            below[[row[leaf] for leaf in leaves if weights[leaf] > 0 or leaf == code], column] = 1.0
        return below

    def effective_weights(self) -> pd.Series:
        """Share of each node in its root: products of the shares within sibling groups. Roots have 1."""
        share = dict.fromkeys(self.roots, 1.0)
        for code in reversed(self.bottom_up):
            children = self.children(code)
            total = sum(self.node(child).weight for child in children)
            share |= {child: share[code] * self.node(child).weight / total for child in children}
        return pd.Series(share, name="weight").reindex(list(self.codes))

    def with_weights(self, weights: str | Mapping[str, float]) -> Framework:
        """The same tree with a named weight set, or with the weights given; other nodes keep theirs."""
        if isinstance(weights, str):
            if weights not in self.weight_sets:
                known = ", ".join(self.weight_sets) or "tidak ada"
                raise FrameworkError([f"Set bobot '{weights}' tidak dikenal. Yang tersedia: {known}."])
            weights = self.weight_sets[weights]
        return self._with("weight", weights)

    def with_targets(self, targets: Mapping[str, float]) -> Framework:
        """The same tree with other targets for the nodes given."""
        return self._with("target", targets)

    def _with(self, name: str, values: Mapping[str, Any]) -> Framework:
        problems = [
            f"Simpul '{code}' tidak ada dalam kerangka." for code in values if code not in self._by_code
        ]
        if problems:
            raise FrameworkError(problems)
        nodes = (replace(n, **{name: values[n.code]}) if n.code in values else n for n in self.nodes)
        return replace(self, nodes=tuple(nodes))

    def cut(self, level: int) -> Framework:
        """The tree from `level` upwards, for tables that give no more; cut nodes become leaves on the scale.

        Trees that end below `level` fall away. A cut node without a target of its own gets its subtree's.
        """
        targets = self.targets()
        kept = {node.code: node for node in self.nodes if node.level >= level}
        ends = set(kept) - {node.parent for node in kept.values()}
        kept |= {code: replace(kept[code], target=targets[code]) for code in ends if self.children(code)}
        sets = {
            name: {code: weight for code, weight in weights.items() if code in kept}
            for name, weights in self.weight_sets.items()
        }
        return replace(self, nodes=tuple(kept.values()), weight_sets=sets)

    def attach(self, nodes: Iterable[Node]) -> Framework:
        """The same tree with further nodes below it, as a file defines its own questions."""
        return replace(self, nodes=(*self.nodes, *nodes))

    def targets(self) -> dict[str, float | None]:
        """Target of every node on the scale: its own, else the weighted mean of its children's, else None."""
        found = {leaf: self._leaf_target(self.node(leaf)) for leaf in self.leaves}
        for code in self.bottom_up:
            own = self.node(code).target
            found[code] = own if own is not None else self._mean_target(code, found)
        return {code: found[code] for code in self.codes}

    def _leaf_target(self, node: Node) -> float | None:
        if node.target is None:
            return None
        low, high = self.scale.goalposts(node)[:: node.direction]
        share = (node.target - low) / (high - low)
        return self.scale.minimum + share * (self.scale.maximum - self.scale.minimum)

    def _mean_target(self, code: str, found: Mapping[str, float | None]) -> float | None:
        aims = {child: aim for child in self.children(code) if (aim := found[child]) is not None}
        total = sum(self.node(child).weight for child in aims)
        return sum(self.node(child).weight * aim for child, aim in aims.items()) / total if total else None

    def in_leaf_units(self, point: float) -> np.ndarray:
        """A point of the scale in every leaf's own unit, its direction heeded."""
        share = (point - self.scale.minimum) / (self.scale.maximum - self.scale.minimum)
        low, high = self.ends.T
        return np.where(self.directions > 0, low + share * (high - low), high - share * (high - low))


def _node_fields(row: Mapping[Any, Any]) -> dict[str, Any]:
    fields = {name for name in Node.__dataclass_fields__ if name != "tags"}
    given = {key: value for key, value in row.items() if not _blank(value)}
    known = {key: value for key, value in given.items() if key in fields}
    code = str(known.get("code", ""))
    tags = {key: value for key, value in given.items() if key not in fields}
    return {"name": code, "parent": None, **known, "code": code, "tags": tags}


def _count_shared(names: Sequence[Sequence[str]], places: Iterable[int]) -> int:
    """How many of the places, one after the other, hold the same word in every name."""
    return sum(1 for _ in takewhile(lambda place: len({name[place] for name in names}) == 1, places))


def _blank(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, float) and np.isnan(value))


def _heights(parents: Mapping[str, str | None]) -> dict[str, int]:
    heights = dict.fromkeys(parents, 1)
    for code in parents:
        height, parent, seen = 1, parents[code], {code}
        while parent is not None and parent in parents and parent not in seen:
            seen.add(parent)
            height += 1
            heights[parent] = max(heights[parent], height)
            parent = parents[parent]
    return heights


def _canonical(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ",".join(sorted(f"{_canonical(k)}:{_canonical(v)}" for k, v in value.items())) + "}"
    if isinstance(value, (tuple, list)):
        return "(" + ",".join(map(_canonical, value)) + ")"
    if isinstance(value, (Node, Scale, Band)):
        return type(value).__name__ + _canonical(vars(value))
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.number)):
        return repr(value)
    return repr(float(value))
