"""Count, mean and variance of columns with gaps."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


class Moments(NamedTuple):
    """Count, mean and sample variance (divisor n - 1) of the known values; NaN where undefined."""

    n: Array
    mean: Array
    variance: Array


def column_moments(values: npt.ArrayLike) -> Moments:
    """Moments down the first axis, without NumPy's warnings where nothing is known."""
    x = np.asarray(values, dtype=float)
    known = ~np.isnan(x)
    n = known.sum(axis=0).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(known, x, 0.0).sum(axis=0) / n
        variance = np.where(known, (x - mean) ** 2, 0.0).sum(axis=0) / np.where(n > 1, n - 1, np.nan)
    return Moments(n, mean, variance)
