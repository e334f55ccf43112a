"""Filling gaps, where a method asks for it: the default is not to.

Every function takes values (units x indicators, NaN = unknown) and Surroundings, and returns an array of that
shape. What cannot be filled stays NaN.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.moments import column_moments


@dataclass(frozen=True, eq=False)
class ImputationContext:
    """What a gap is filled from.

    `groups`: a label per unit. `parents`: a label per indicator. `minimum`, `maximum`, `direction`: per
    indicator, to put siblings of different units on one footing.
    """

    groups: np.ndarray
    parents: np.ndarray
    minimum: np.ndarray
    maximum: np.ndarray
    direction: np.ndarray


Imputation = Callable[[np.ndarray, ImputationContext], np.ndarray]


def leave_missing(values: np.ndarray, around: ImputationContext) -> np.ndarray:
    """Values as they are."""
    return values


def impute_mean(values: np.ndarray, around: ImputationContext) -> np.ndarray:
    """Mean of the indicator over the known units."""
    return _filled(values, column_moments(values).mean)


def impute_median(values: np.ndarray, around: ImputationContext) -> np.ndarray:
    """Median of the indicator over the known units."""
    return _filled(values, pd.DataFrame(values).median().to_numpy())


def impute_group_mean(values: np.ndarray, around: ImputationContext) -> np.ndarray:
    """Mean of the indicator over the known units of the same group."""
    return _by_group(impute_mean, values, around)


def impute_group_median(values: np.ndarray, around: ImputationContext) -> np.ndarray:
    """Median of the indicator over the known units of the same group."""
    return _by_group(impute_median, values, around)


def impute_sibling_mean(values: np.ndarray, around: ImputationContext) -> np.ndarray:
    """Unweighted mean of the unit's known siblings under the same parent, each placed between its ends."""
    base = np.where(around.direction > 0, around.minimum, around.maximum)
    span = (around.maximum - around.minimum) * around.direction
    placed = (values - base) / np.where(span == 0, np.nan, span)
    filled = np.array(values, dtype=float)
    for parent in np.unique(around.parents):
        members = np.flatnonzero(around.parents == parent)
        middle = column_moments(placed[:, members].T).mean[:, None]
        filled[:, members] = _filled(values[:, members], middle * span[members] + base[members])
    return filled


IMPUTATIONS: dict[str, Imputation] = {
    "none": leave_missing,
    "mean": impute_mean,
    "median": impute_median,
    "group_mean": impute_group_mean,
    "group_median": impute_group_median,
    "sibling_mean": impute_sibling_mean,
}


def _filled(values: np.ndarray, by: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(values), by, values)


def _by_group(fill: Imputation, values: np.ndarray, around: ImputationContext) -> np.ndarray:
    filled = np.array(values, dtype=float)
    for group in np.unique(around.groups):
        members = around.groups == group
        filled[members] = fill(values[members], around)
    return filled
