"""A scored period: one result over all regions, whatever tree or weights each was scored on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from planning.plan.target_year import TargetYear
from reference.instruments import Instrument
from scoring import (
    Assessment,
    classify_units,
    comparable_targets,
    distance_to_targets,
    gap_contributions,
    weighted_shortfall,
)


@dataclass(frozen=True)
class PublishedFigure:
    """A figure a file itself gives; `digits` and `input_digits` are the decimals of it and of its parts."""

    region: str
    node: str
    value: float
    digits: int = 2
    input_digits: int | None = None
    file: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, eq=False)
class Result:
    """Assessments of one instrument side by side; frames have region codes as index, node codes as columns.

    Regions scored on different trees or weights stand in different parts; a node a part does not have is NaN.
    `targets`: what each region is held against; a region that is not named, against no year's targets.
    """

    instrument: Instrument
    parts: tuple[Assessment, ...]
    absent: tuple[str, ...] = ()
    published: tuple[PublishedFigure, ...] = ()
    weight_sets: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, TargetYear] = field(default_factory=dict)

    def _stack(self, of: Callable[[Assessment], pd.DataFrame]) -> pd.DataFrame:
        if not self.parts:
            return pd.DataFrame(index=pd.Index([], name="unit"))
        return pd.concat([of(part) for part in self.parts]).rename_axis("unit")

    @property
    def regions(self) -> tuple[str, ...]:
        return tuple(unit for part in self.parts for unit in part.units)

    def part(self, region: str) -> Assessment:
        """The assessment a region stands in; KeyError when it was not scored."""
        for part in self.parts:
            if region in part.units:
                return part
        raise KeyError(region)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Scores of all nodes on the instrument's scale; NaN = not known enough."""
        return self._stack(lambda part: part.on_scale())

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """Share 0..1 of a node's weighted children that are known."""
        return self._stack(lambda part: part.coverage)

    @cached_property
    def answered_shares(self) -> pd.DataFrame:
        """Share 0..1 of the questions below a node that have a value, weighted as the index weighs them."""
        return self._stack(lambda part: part.answered_shares)

    @cached_property
    def held_against(self) -> pd.DataFrame:
        """What each score is held against: the targets of the parts that it counts."""
        return self._stack(comparable_targets)

    @cached_property
    def distance(self) -> pd.DataFrame:
        """Target minus score, signed, on the instrument's scale."""
        return self._stack(distance_to_targets)

    @cached_property
    def shortfall(self) -> pd.DataFrame:
        """Weighted mean of what each leaf lacks to its target, never below 0."""
        return self._stack(weighted_shortfall)

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """Index points each leaf would add by reaching its target."""
        return self._stack(gap_contributions)

    @cached_property
    def classes(self) -> pd.DataFrame:
        """Per region band, level, unlimited_band and reason; no columns where the instrument has no bands."""
        if not self.instrument.framework.scale.bands:
            return pd.DataFrame(index=pd.Index(self.regions, name="unit"))
        root = self.instrument.framework.roots[0]
        return self._stack(lambda part: classify_units(part, root))
