"""What a claim is worth without evidence, and how far claims run ahead of what was verified."""

from __future__ import annotations

import numpy as np
import pandas as pd

from scoring.framework import Framework

# Quantile .975 of Student's t for 1..30, 40, 60, 120 degrees of freedom and without end: the rows of table
# 26.10 in Abramowitz & Stegun 1964, with the digits that R 4.2 gives (`qt(0.975, degrees)`).
DEGREES = (*range(1, 31), 40, 60, 120, np.inf)
T_975 = (
    12.7062047362, 4.3026527297, 3.1824463053, 2.7764451052, 2.5705818356, 2.4469118511, 2.3646242516,
    2.3060041352, 2.2621571628, 2.2281388520, 2.2009851601, 2.1788128297, 2.1603686565, 2.1447866879,
    2.1314495456, 2.1199052992, 2.1098155778, 2.1009220402, 2.0930240544, 2.0859634473, 2.0796138447,
    2.0738730679, 2.0686576104, 2.0638985616, 2.0595385528, 2.0555294386, 2.0518305165, 2.0484071418,
    2.0452296421, 2.0422724563, 2.0210753903, 2.0002978220, 1.9799304051, 1.9599639845,
)  # fmt: skip


def cap_claims(claimed: np.ndarray, evidence: np.ndarray, framework: Framework, cap: float) -> np.ndarray:
    """Claims (units x leaves) without evidence count at most `cap`, a point on the instrument's scale."""
    direction = framework.directions
    limit = direction * framework.in_leaf_units(cap)
    return np.where(evidence, claimed, direction * np.minimum(direction * claimed, limit))


def calibrate_claims(claimed: np.ndarray, verified: np.ndarray, framework: Framework) -> np.ndarray:
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


def estimate_optimism(claimed: pd.DataFrame, verified: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """How far claims run ahead of what was verified, per unit, with its 95 % interval; both units x leaves.

    Columns `claims`, `verified` (counts), `gap` = mean(claimed - verified), `lower`, `upper`. On the
    instrument's scale, positive = claimed too high. Student's t on the verified part with the finite
    population correction sqrt(1 - n / N) [Cochran 1977]; the ends are NaN under two verified claims.
    """
    leaves = list(framework.leaves)
    (low, high), direction = framework.ends.T, framework.directions
    unit = (framework.scale.maximum - framework.scale.minimum) / (high - low)
    said, found = (frame[leaves].to_numpy(dtype=float) for frame in (claimed, verified))
    ahead = pd.DataFrame((said - found) * direction * unit)
    claims = pd.Series((~np.isnan(said)).sum(axis=1))
    n, gap, deviation = ahead.count(axis=1), ahead.mean(axis=1), ahead.std(axis=1)
    half = deviation * np.sqrt((1 - n / claims.where(claims > 0)) / n.where(n > 0))
    half *= student_t(n.to_numpy() - 1)
    table = {"claims": claims, "verified": n, "gap": gap, "lower": gap - half, "upper": gap + half}
    return pd.DataFrame(table).set_index(claimed.index)


def student_t(degrees: np.ndarray) -> np.ndarray:
    """Quantile .975 of Student's t per whole number of degrees of freedom; NaN under one.

    Read from the table; between its rows linear in 1 / degrees, as the table asks, within 0.003 %.
    """
    reciprocal = 1 / np.where(degrees >= 1, degrees, np.nan)
    return np.interp(reciprocal, 1 / np.array(DEGREES[::-1]), T_975[::-1])
