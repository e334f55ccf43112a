"""Indicators on one footing: from the units of the answers to comparable numbers.

Every function takes values (units x indicators, NaN = unknown, direction already applied) and Posts, and
returns an array of that shape; a third axis holds draws that do not see each other. Names and formulas follow
COINr 1.1.14 and the OECD/JRC Handbook (2008), step 5. An indicator that does not vary is NaN under every
relative normalisation: it says nothing about who is better.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from scoring.framework import Framework
from scoring.moments import column_moments


@dataclass(frozen=True, eq=False)
class Goalposts:
    """What values are measured against, one entry per indicator, and the ends of the result.

    `minimum`, `maximum`: goalposts. `target`: value that counts as reached, NaN = none. `reference`: row of
    the unit that others are compared with. `lower`, `upper`: ends of a bounded result. `mean`, `sd`: of a
    z-score.
    """

    minimum: np.ndarray
    maximum: np.ndarray
    target: np.ndarray
    reference: int | None = None
    lower: float = 0.0
    upper: float = 100.0
    mean: float = 50.0
    sd: float = 10.0


def goalposts_of_framework(
    framework: Framework, *, reference: int | None = None, lower: float = 0.0
) -> Goalposts:
    """The posts of a framework's leaves, in the leaves' own units and directions."""
    targets = (framework.node(leaf).target for leaf in framework.leaves)
    aims = np.array([np.nan if target is None else target for target in targets], dtype=float)
    return Goalposts(framework.ends[:, 0], framework.ends[:, 1], aims, reference, lower)


def normalise_indicators(
    name: str, values: np.ndarray, against: Goalposts, direction: np.ndarray
) -> np.ndarray:
    """Apply directions (1 or -1 per indicator), then the normalisation of that name."""
    function = NORMALISATIONS[name]
    shape = (len(direction),) + (1,) * (values.ndim - 2)
    ends = np.sort([against.minimum * direction, against.maximum * direction], axis=0)
    low, high, aim, turn = (row.reshape(shape) for row in (*ends, against.target * direction, direction))
    turned = replace(against, minimum=low, maximum=high, target=aim)
    return function(values if (direction > 0).all() else values * turn, turned)


def normalise_by_goalposts(values: np.ndarray, against: Goalposts) -> np.ndarray:
    """lower..upper between fixed posts, truncated: absolute, so one unit is enough and years compare."""
    share = (values - against.minimum) / (against.maximum - against.minimum)
    return _between(np.clip(share, 0.0, 1.0), against)


def normalise_by_minmax(values: np.ndarray, against: Goalposts) -> np.ndarray:
    """lower at the least, upper at the greatest value observed."""
    low, high = _extremes(values)
    return _between(_ratio(values - low, high - low), against)


def normalise_by_zscore(values: np.ndarray, against: Goalposts) -> np.ndarray:
    """Standard deviations (n - 1) from the mean, carried to `mean` and `sd`."""
    _, mean, variance = column_moments(values)
    deviation = np.where(_varies(values), np.sqrt(variance), np.nan)
    return (values - mean) / deviation * against.sd + against.mean


def normalise_by_rank(values: np.ndarray, against: Goalposts) -> np.ndarray:
    """1 = worst, n = best; ties take the minimum."""
    return np.where(_varies(values), _ascending_ranks(values), np.nan)


def normalise_by_borda(values: np.ndarray, against: Goalposts) -> np.ndarray:
    """Number of units surely beaten: rank - 1."""
    return normalise_by_rank(values, against) - 1


def normalise_by_percentile(values: np.ndarray, against: Goalposts) -> np.ndarray:
    """Share of the other known units that are surely beaten, from lower to upper."""
    others = (~np.isnan(values)).sum(axis=0) - 1
    return _between(_ratio(normalise_by_borda(values, against), others), against)


def normalise_by_distance_to_max(values: np.ndarray, against: Goalposts) -> np.ndarray:
    """1 - (max - x) / (max - min), from lower to upper."""
    low, high = _extremes(values)
    return _between(1 - _ratio(high - values, high - low), against)


def normalise_by_distance_to_reference(values: np.ndarray, against: Goalposts) -> np.ndarray:
    """1 - (x_ref - x) / (x_ref - min): upper at the reference unit, beyond it above."""
    low, _ = _extremes(values)
    ahead = values[against.reference]
    return _between(1 - _ratio(ahead - values, ahead - low), against)


def normalise_by_distance_to_target(values: np.ndarray, against: Goalposts) -> np.ndarray:
    """(x - min) / (target - min): upper where the target is reached, above it beyond."""
    low, _ = _extremes(values)
    return _between(_ratio(values - low, against.target - low), against)


def normalise_by_fraction_of_max(values: np.ndarray, against: Goalposts) -> np.ndarray:
    """x / max, from lower to upper."""
    _, high = _extremes(values)
    return np.where(_varies(values), _between(_ratio(values, high), against), np.nan)


NORMALISATIONS: dict[str, Callable[[np.ndarray, Goalposts], np.ndarray]] = {
    "goalposts": normalise_by_goalposts,
    "minmax": normalise_by_minmax,
    "zscore": normalise_by_zscore,
    "rank": normalise_by_rank,
    "percentile": normalise_by_percentile,
    "borda": normalise_by_borda,
    "distance_to_max": normalise_by_distance_to_max,
    "distance_to_target": normalise_by_distance_to_target,
    "distance_to_reference": normalise_by_distance_to_reference,
    "fraction_of_max": normalise_by_fraction_of_max,
}

# What each normalisation can be followed by: only these may be carried to 1..100, or are above 0 as they are.
FLOORED = frozenset({"goalposts", "minmax", "percentile", "distance_to_max"})
POSITIVE = FLOORED | {"rank"}
NOT_NEGATIVE = POSITIVE | {"borda"}


def _between(share: np.ndarray, against: Goalposts) -> np.ndarray:
    return share * (against.upper - against.lower) + against.lower


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """part / whole, NaN where the whole is 0."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return part / np.where(whole == 0, np.nan, whole)


def _extremes(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest known value per indicator, NaN where nothing is known."""
    unknown = np.isnan(values)
    low = np.where(unknown, np.inf, values).min(axis=0, initial=np.inf)
    high = np.where(unknown, -np.inf, values).max(axis=0, initial=-np.inf)
    return np.where(low > high, np.nan, low), np.where(low > high, np.nan, high)


def _varies(values: np.ndarray) -> np.ndarray:
    low, high = _extremes(values)
    return high > low


def _ascending_ranks(values: np.ndarray) -> np.ndarray:
    columns = values.reshape(len(values), int(np.prod(values.shape[1:])))
    return pd.DataFrame(columns).rank(method="min").to_numpy().reshape(values.shape)


def is_constant(values: np.ndarray) -> np.ndarray:
    """Which indicators are known somewhere but do not vary."""
    low, high = _extremes(values)
    return low == high
