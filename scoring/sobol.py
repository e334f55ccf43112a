"""Which choice moves the ranks: Sobol indices of the average shift in rank."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from scoring.assess import Assessment, rank_scores
from scoring.draws import Progress
from scoring.robustness import average_rank_shift
from scoring.simulate import FACTORS, Simulation


def sobol_sensitivity(
    assessment: Assessment,
    answers: pd.DataFrame | None = None,
    n: int = 256,
    spread: float = 0.25,
    vary: Collection[str] = FACTORS,
    seed: int = 0,
    *,
    node: str | None = None,
    on_progress: Progress | None = None,
) -> pd.DataFrame:
    """Share of the variance of the average shift in rank that each varied factor explains.

    Rows: the factors that move here. Columns `first` (alone) and `total` (with all its interactions).
    Estimates: with small n a first order can come out below 0 or above the total. NaN where the ranks never
    move differently, as with one unit. n base samples need n (factors + 2) runs. Arguments as in
    `uncertainty`.
    """
    simulation = Simulation(assessment, node or assessment.framework.roots[0], answers, n, spread, vary, seed)
    factors = simulation.varied
    if not factors:
        return pd.DataFrame(columns=["first", "total"], dtype=float)
    shares = sobol_design(np.random.default_rng((seed, 0)).random((2, n, len(factors))))
    scores = simulation.scores(simulation.draws(dict(zip(factors, shares.T, strict=True))), on_progress)
    ranks = rank_scores(pd.DataFrame(scores, index=assessment.scores.index))
    shift = average_rank_shift(ranks, assessment.ranks(simulation.node)).to_numpy()
    first, total = sobol_indices(shift.reshape(len(factors) + 2, n))
    return pd.DataFrame({"first": first, "total": total}, index=pd.Index(factors, name="factor"))


def sobol_design(base: np.ndarray) -> np.ndarray:
    """Two independent samples A and B (2 x n x factors), then A with each factor in turn taken from B.

    Rows: A, B, AB_1 .. AB_d, n each. [Saltelli et al. 2010]
    """
    a, b = base
    mixed = []
    for factor in range(a.shape[1]):
        one = a.copy()
        one[:, factor] = b[:, factor]
        mixed.append(one)
    return np.concatenate([a, b, *mixed])


def sobol_indices(y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First and total order from outputs in the order of `sobol_design`: (factors + 2) x n.

    S_i = mean(y_B (y_ABi - y_A)) / V [Saltelli et al. 2010], ST_i = mean((y_A - y_ABi)^2) / (2 V) [Jansen
    1999], V = the sample variance of y_A and y_B together.
    """
    y_a, y_b, y_ab = y[0], y[1], y[2:]
    variance = np.var(y[:2], ddof=1) or np.nan
    return (y_b * (y_ab - y_a)).mean(axis=1) / variance, ((y_a - y_ab) ** 2).mean(axis=1) / (2 * variance)
