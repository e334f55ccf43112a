"""Outliers in indicators of statistics: winsorise or take logarithms, judged by skew and kurtosis.

An indicator passes when |skew| < 2 or kurtosis < 3.5 (both the sample-corrected, "Excel", form); only those
that do not are touched. Rules of COINr 1.1.14's default treatment [after the JRC COIN Tool]. NaN stays NaN.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

SKEW, KURTOSIS = 2.0, 3.5
POINTS = 5


def leave_untreated(values: np.ndarray) -> np.ndarray:
    """Values (units x indicators) as they are."""
    return values


def winsorise_outliers(values: np.ndarray) -> np.ndarray:
    """Pull in up to five extreme points of each failing indicator, one at a time, to the next value."""
    return _where_failing(values, winsorise_column)


def log_transform(values: np.ndarray) -> np.ndarray:
    """log(x - min + 0.01 (max - min)) of each failing indicator."""
    return _where_failing(values, log_column)


def winsorise_or_log(values: np.ndarray) -> np.ndarray:
    """Winsorise; where five points are not enough, take the logarithm of the untouched indicator instead."""
    return _where_failing(values, _winsorised_or_logged)


TREATMENTS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "none": leave_untreated,
    "winsorise": winsorise_outliers,
    "log": log_transform,
    "winsorise_or_log": winsorise_or_log,
}


def sample_skewness(x: np.ndarray) -> float:
    """Adjusted Fisher-Pearson skew of the known values; NaN under three values or without variation."""
    x = x[~np.isnan(x)]
    n = len(x)
    if n < 3 or np.ptp(x) == 0:
        return float("nan")
    centred = x - x.mean()
    variance = (centred**2).mean()
    return float((centred**3).mean() / variance**1.5 * np.sqrt(n * (n - 1)) / (n - 2))


def sample_kurtosis(x: np.ndarray) -> float:
    """Sample excess kurtosis of the known values; NaN under four values or without variation."""
    x = x[~np.isnan(x)]
    n = len(x)
    if n < 4 or np.ptp(x) == 0:
        return float("nan")
    centred = x - x.mean()
    excess = (centred**4).mean() / (centred**2).mean() ** 2 - 3
    return float((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6))


def passes_outlier_check(x: np.ndarray) -> bool:
    """Whether an indicator needs no treatment; one too short or constant never does."""
    return not (abs(sample_skewness(x)) >= SKEW and sample_kurtosis(x) >= KURTOSIS)


def winsorise_column(x: np.ndarray) -> np.ndarray:
    """One indicator, winsorised on the side of its skew until it passes or five steps are spent."""
    x = x.copy()
    for _ in range(POINTS):
        if passes_outlier_check(x):
            break
        high = sample_skewness(x) > 0
        extreme = np.nanmax(x) if high else np.nanmin(x)
        inside = x[x < extreme] if high else x[x > extreme]
        x[x == extreme] = inside.max() if high else inside.min()
    return x


def log_column(x: np.ndarray) -> np.ndarray:
    """log(x - min + 0.01 (max - min)) of one indicator."""
    low, high = np.nanmin(x), np.nanmax(x)
    return np.log(x - low + 0.01 * (high - low))


def _winsorised_or_logged(x: np.ndarray) -> np.ndarray:
    winsorised = winsorise_column(x)
    return winsorised if passes_outlier_check(winsorised) else log_column(x)


def _where_failing(values: np.ndarray, change: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    treated = np.array(values, dtype=float)
    for column in range(treated.shape[1]):
        if not passes_outlier_check(treated[:, column]):
            treated[:, column] = change(treated[:, column])
    return treated
