"""Which choice moves the ranks: Sobol indices of the average shift in rank."""

import numpy as np
import pandas as pd

from scoring.assess import Assessment, rank_scores
from scoring.robustness import average_rank_shift
from scoring.simulate import FACTORS, SPREAD, Simulation


def sobol_sensitivity(assessment: Assessment, n: int = 256, seed: int = 0) -> pd.DataFrame:
    """Share of the variance of the average shift in rank that each varied factor explains.

    Rows: the factors that move here. Columns `first` (alone) and `total` (with all its interactions).
    Estimates: with small n a first order can come out below 0 or above the total. NaN where the ranks never
    move differently, as with one unit. n base samples need n (factors + 2) runs. The factors as in
    `uncertainty`, without respondents.
    """
    return explain_shift(Simulation(assessment, None, n, SPREAD, FACTORS, seed))


def explain_shift(simulation: Simulation) -> pd.DataFrame:
    """The same for any simulation."""
    factors, n, assessment = simulation.varied, simulation.sets, simulation.assessment
    if not factors:
        return pd.DataFrame(columns=["first", "total"], dtype=float)
    shares = sobol_design(np.random.default_rng((simulation.seed, 0)).random((2, n, len(factors))))
    scores = simulation.scores(simulation.draws(dict(zip(factors, shares.T, strict=True))))
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
