"""Indicators whose value is another body's index, and the published steps that convert it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reference.tables import read_data_table


@dataclass(frozen=True)
class ConversionStep:
    """Index values from `first` to `last` become values of the scale from `low` to `high`, along a line."""

    first: float
    last: float
    low: float
    high: float


@dataclass(frozen=True)
class OtherIndex:
    """The index that an indicator takes its value from: `publisher` gives it, `certainty` says what the
    steps rest on. Steps follow one another without a gap.
    """

    instrument: str
    node: str
    name: str
    publisher: str
    steps: tuple[ConversionStep, ...]
    certainty: str

    @property
    def lowest_value(self) -> float:
        """The least value that the index can have."""
        return self.steps[0].first

    @property
    def highest_value(self) -> float:
        """The greatest value that the index can have."""
        return self.steps[-1].last

    def convert_value(self, value: float) -> float:
        """The index on the scale of the indicator. ValueError for one outside the index's own scale.

        >>> find_other_index("pemdi", "PEMDI.I05").convert_value(68.75)
        3.75
        """
        for step in self.steps:
            if step.first <= value <= step.last:
                share = (value - step.first) / (step.last - step.first)
                return step.low + share * (step.high - step.low)
        raise ValueError(f"{value} is no value of {self.name}")


def find_other_index(instrument: str, node: str) -> OtherIndex | None:
    """The index an indicator of an instrument takes its value from; None for one that is judged itself."""
    return _every().get((instrument, node))


@cache
def _every() -> dict[tuple[str, str], OtherIndex]:
    rows = read_data_table("instruments/konversi.csv")
    found: dict[tuple[str, str], OtherIndex] = {}
    for (instrument, node), group in rows.groupby(["instrumen", "simpul"], sort=False):
        first = group.iloc[0]
        numbers = group[["dari", "sampai", "nilai_dari", "nilai_sampai"]].astype(float)
        steps = tuple(ConversionStep(*row) for row in numbers.itertuples(index=False, name=None))
        key = (str(instrument), str(node))
        found[key] = OtherIndex(*key, first["indeks"], first["penerbit"], steps, first["kepastian"])
    return found
