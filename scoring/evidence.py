"""What a claim is worth without evidence, and how far claims run ahead of what was verified."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from scoring.framework import Framework

if TYPE_CHECKING:
    from scoring.respond import Indicators


def capped(claimed: np.ndarray, evidence: np.ndarray, framework: Framework, cap: float) -> np.ndarray:
    """Claims (units x leaves) without evidence count at most `cap`, a point on the instrument's scale."""
    direction = framework.directions
    limit = direction * framework.in_leaf_units(cap)
    return np.where(evidence, claimed, direction * np.minimum(direction * claimed, limit))


def calibrated(claimed: np.ndarray, verified: np.ndarray, framework: Framework) -> np.ndarray:
    """Claims less the unit's mean optimism, kept within the goalposts.

    Unchanged where a unit has nothing verified. With verified values in force beside them, the plain mean of
    a unit is the difference estimator mean(c) - mean(c - v). [Cochran 1977, ch. 7; Särndal, Swensson &
    Wretman 1992]
    """
    (low, high), direction = framework.ends.T, framework.directions
    ahead = direction * (claimed - verified) / (high - low)
    both = ~np.isnan(ahead)
    found = both.sum(axis=1, keepdims=True)
    mean = np.where(both, ahead, 0.0).sum(axis=1, keepdims=True) / np.maximum(found, 1)
    return np.where(found > 0, np.clip(claimed - mean * direction * (high - low), low, high), claimed)


def optimism(indicators: Indicators, framework: Framework, level: float = 0.95) -> pd.DataFrame:
    """How far claims run ahead of what was verified, per unit, with an interval.

    Columns `claims`, `verified` (counts), `gap` = mean(claimed - verified), `lower`, `upper`. On the
    instrument's scale, positive = claimed too high. Student's t on the verified part with the finite
    population correction sqrt(1 - n / N) [Cochran 1977]; the ends are NaN under two verified claims.
    """
    leaves = list(framework.leaves)
    (low, high), direction = framework.ends.T, framework.directions
    unit = (framework.scale.maximum - framework.scale.minimum) / (high - low)
    claimed = indicators.claimed[leaves].to_numpy(dtype=float)
    ahead = pd.DataFrame((claimed - indicators.verified[leaves].to_numpy(dtype=float)) * direction * unit)
    claims = pd.Series((~np.isnan(claimed)).sum(axis=1))
    n, gap, deviation = ahead.count(axis=1), ahead.mean(axis=1), ahead.std(axis=1)
    half = deviation * np.sqrt((1 - n / claims.where(claims > 0)) / n.where(n > 0))
    half *= [student_t((1 + level) / 2, int(count) - 1) for count in n]
    table = {"claims": claims, "verified": n, "gap": gap, "lower": gap - half, "upper": gap + half}
    return pd.DataFrame(table).set_index(indicators.claimed.index)


def student_t(probability: float, degrees: int) -> float:
    """Quantile of Student's t for probability > 0.5, within 0.2 % from three degrees on; NaN under one.

    Exact for one and two degrees, else the expansion of Abramowitz & Stegun 1964, 26.7.5.
    """
    if degrees < 1:
        return float("nan")
    if degrees == 1:
        return float(np.tan(np.pi * (probability - 0.5)))
    if degrees == 2:
        tail = 2 * probability - 1
        return float(tail * np.sqrt(2 / (1 - tail**2)))
    z = NormalDist().inv_cdf(probability)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return float(z + sum(term / degrees**power for power, term in enumerate(terms, start=1)))
