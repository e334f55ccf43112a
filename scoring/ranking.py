"""Orders of options by several criteria, for those who ask for a named method beside the index.

Every function takes a table (options x criteria, more is better, no gaps) and one weight per criterion, and
returns one number per option. Constant criteria decide nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd


def topsis(table: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """Closeness to the ideal, 0..1: d- / (d- + d+) on min-max values. [Hwang & Yoon 1981]"""
    to_worst, to_best = (
        np.sqrt(((distance * weights) ** 2).sum(axis=1)) for distance in (_behind(-table), _behind(table))
    )
    return to_worst / (to_worst + to_best)


def vikor(table: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """Q of total and worst regret, each counted half, 0..1, LOWER is better. [Opricovic & Tzeng 2004]"""
    regret = _behind(table) * weights
    halves = pd.DataFrame({"all": regret.sum(axis=1), "worst": regret.max(axis=1)})
    return 1 - _behind(halves).mean(axis=1)


def promethee(table: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """Net flow: mean over the others of the weight won less the weight lost, -1..1. [Brans & Vincke 1985]"""
    values = table.to_numpy(dtype=float)
    won = np.sign(values[:, None] - values[None]) @ (weights[table.columns] / weights.sum()).to_numpy()
    return pd.Series(won.sum(axis=1) / (len(values) - 1), table.index)


def waspas(table: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """Mean of the weighted sum and the weighted product of x / max; values > 0. [Zavadskas et al. 2012]"""
    share = table / table.max()
    return ((share * weights).sum(axis=1) + (share**weights).prod(axis=1)) / 2


RANKINGS: dict[str, Callable[[pd.DataFrame, pd.Series], pd.Series]] = {
    "topsis": topsis,
    "vikor": vikor,
    "promethee": promethee,
    "waspas": waspas,
}


def _behind(table: pd.DataFrame) -> pd.DataFrame:
    """How far each value is behind the best, 0..1; 0 where all are equal."""
    span = table.max() - table.min()
    return (table.max() - table) / span.where(span > 0, 1.0)
