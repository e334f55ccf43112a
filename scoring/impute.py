"""Filling gaps, where a method asks for it: the default is not to.

Every function takes values (units x indicators, NaN = unknown) and Surroundings, and returns an array of that
shape. What cannot be filled stays NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.moments import moments


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What a gap is filled from.

    `groups`: a label per unit. `parents`: a label per indicator. `minimum`, `maximum`, `direction`: per
    indicator, to put siblings of different units on one footing.
    """

    groups: np.ndarray
    parents: np.ndarray
    minimum: np.ndarray
    maximum: np.ndarray
    direction: np.ndarray


Imputation = Callable[[np.ndarray, Surroundings], np.ndarray]


def none(values: np.ndarray, around: Surroundings) -> np.ndarray:
    """Values as they are."""
    return values


def mean(values: np.ndarray, around: Surroundings) -> np.ndarray:
    """Mean of the indicator over the known units."""
    return _filled(values, moments(values).mean)


def median(values: np.ndarray, around: Surroundings) -> np.ndarray:
    """Median of the indicator over the known units."""
    return _filled(values, pd.DataFrame(values).median().to_numpy())


def group_mean(values: np.ndarray, around: Surroundings) -> np.ndarray:
    """Mean of the indicator over the known units of the same group."""
    return _by_group(mean, values, around)


def group_median(values: np.ndarray, around: Surroundings) -> np.ndarray:
    """Median of the indicator over the known units of the same group."""
    return _by_group(median, values, around)


def sibling_mean(values: np.ndarray, around: Surroundings) -> np.ndarray:
    """Unweighted mean of the unit's known siblings under the same parent, each placed between its ends."""
    base = np.where(around.direction > 0, around.minimum, around.maximum)
    span = (around.maximum - around.minimum) * around.direction
    placed = (values - base) / np.where(span == 0, np.nan, span)
    filled = np.array(values, dtype=float)
    for parent in np.unique(around.parents):
        members = np.flatnonzero(around.parents == parent)
        middle = moments(placed[:, members].T).mean[:, None]
        filled[:, members] = _filled(values[:, members], middle * span[members] + base[members])
    return filled


IMPUTATIONS: dict[str, Imputation] = {
    "none": none,
    "mean": mean,
    "median": median,
    "group_mean": group_mean,
    "group_median": group_median,
    "sibling_mean": sibling_mean,
}


def _filled(values: np.ndarray, by: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(values), by, values)


def _by_group(fill: Imputation, values: np.ndarray, around: Surroundings) -> np.ndarray:
    filled = np.array(values, dtype=float)
    for group in np.unique(around.groups):
        members = around.groups == group
        filled[members] = fill(values[members], around)
    return filled
