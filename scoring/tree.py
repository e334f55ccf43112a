"""What a framework is made of: its nodes, its scale and the bands of that."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LEVEL_TOLERANCE = 1e-9
"""What a value may lack of the start of a level by the arithmetic of floats."""


class Frozen(dict[Any, Any]):
    """A dict that stays as it is, so that whatever holds it keeps its hash."""

    def _refuse(self, *_: Any, **__: Any) -> Any:
        raise TypeError("a frozen value does not change; build another with dataclasses.replace")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type, tuple[dict[Any, Any]]]:
        return Frozen, (dict(self),)


@dataclass(frozen=True)
class Node:
    """One place in the tree.

    `level` counts up from the leaves as the instrument fixes it. `weight` is relative to the siblings.
    `direction` is -1 where less is better. `minimum` and `maximum` are goalposts in the leaf's own unit
    (None = those of the scale); `target` is in the leaf's own unit, for other nodes on the scale.
    `aggregation` (None = as the method says) holds for this node only. `tags` carries what is no formula.
    """

    code: str
    name: str
    parent: str | None
    level: int
    weight: float = 1.0
    direction: int = 1
    minimum: float | None = None
    maximum: float | None = None
    target: float | None = None
    aggregation: str | None = None
    tags: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tags", Frozen(self.tags))


@dataclass(frozen=True)
class Band:
    """A class of scores from `lower` (on the instrument's scale) up to the next band, with its conditions.

    `evidence`: least share (0..1) of the answered indicators that carry evidence or verification.
    `weakest`: least score any child of the root may have. A unit that misses a condition gets the band below.
    """

    name: str
    lower: float
    evidence: float = 0.0
    weakest: float | None = None


@dataclass(frozen=True)
class Scale:
    """The instrument's own scale: its ends, the names of its levels, its bands in ascending order."""

    minimum: float
    maximum: float
    levels: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    integers: bool = True
    decimals: int = 2

    @property
    def asks_evidence(self) -> bool:
        """Whether a class above needs evidence, so that claims without it are told."""
        return any(band.evidence > 0 for band in self.bands)

    @property
    def has_level_bands(self) -> bool:
        """Whether answers are decimals and the bands part them into as many levels as are named."""
        return not self.integers and len(self.bands) == len(self.levels) > 0

    @property
    def level_starts(self) -> tuple[float, ...]:
        """From which value each whole level holds, lowest first.

        Between whole numbers there is no level where only those are answers. On a scale of decimals the bands
        part the levels where there are as many of them as levels (Indeks Pemdi: 1, 1.5, 2.5, 3.5, 4), else
        the whole numbers do.
        """
        if self.has_level_bands:
            return tuple(band.lower for band in self.bands)
        return tuple(map(float, range(math.ceil(self.minimum), math.floor(self.maximum) + 1)))

    def level_place(self, value: float) -> int | None:
        """The place in `level_starts` of the level that a value has; None for unknown and between."""
        starts = self.level_starts
        if self.integers:
            return starts.index(value) if value in starts else None
        reached = [place for place, start in enumerate(starts) if value >= start - LEVEL_TOLERANCE]
        return reached[-1] if reached and value <= self.maximum else None

    def goalposts(self, node: Node) -> tuple[float, float]:
        """Minimum and maximum of a leaf: its own, else those of the scale."""
        low = self.minimum if node.minimum is None else node.minimum
        high = self.maximum if node.maximum is None else node.maximum
        return low, high
