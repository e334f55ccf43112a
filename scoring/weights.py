"""Weights from judgement: pairwise comparisons and points that participants divide.

Weights are never negative and sum to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

# Random index by order of the matrix. [Saaty 1980, table for n = 1..15]
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
CONSISTENT = 0.1


@dataclass(frozen=True, eq=False)
class AhpWeights:
    """Weights from pairwise judgements, with their consistency index CI and ratio CR."""

    weights: pd.Series
    consistency_index: float
    consistency_ratio: float

    @property
    def principal(self) -> float:
        """The greatest eigenvalue, lambda; the number of items where the judgements are fully consistent."""
        items = len(self.weights)
        return items + self.consistency_index * (items - 1)

    @property
    def consistent(self) -> bool:
        """Whether the judgements hold together well enough to be used."""
        return self.consistency_ratio < CONSISTENT


def ahp_weights(pairs: pd.DataFrame) -> AhpWeights:
    """Principal eigenvector of a reciprocal matrix: `pairs.loc[a, b]` = how many times a matters more than b.

    Up to 15 items. Raises ValueError when the matrix is not positive and reciprocal. [Saaty 1980]
    """
    matrix = pairs.to_numpy(dtype=float)
    n = len(matrix)
    if matrix.shape != (n, n) or n > len(RANDOM_INDEX) or not (matrix > 0).all():
        raise ValueError("Matriks perbandingan harus persegi, positif, dan paling banyak 15 unsur.")
    if not np.allclose(matrix * matrix.T, 1.0):
        raise ValueError("Matriks perbandingan harus berkebalikan: nilai a-b sama dengan 1 dibagi nilai b-a.")
    values, vectors = np.linalg.eig(matrix)
    principal = int(np.argmax(values.real))
    index = max(0.0, (values[principal].real - n) / (n - 1)) if n > 1 else 0.0
    ratio = index / RANDOM_INDEX[n - 1] if RANDOM_INDEX[n - 1] else 0.0
    raw = pd.Series(np.abs(vectors[:, principal].real), pairs.index)
    return AhpWeights(raw / raw.sum(), index, ratio)


def budget_allocation(points: pd.DataFrame) -> pd.DataFrame:
    """Participants x items, each spending points: `weight` = mean share, `spread` = its standard deviation.

    Shares are of what a participant spent, blanks count as 0, one who spent nothing is left out. Raises
    ValueError for negative points. [OECD/JRC Handbook 2008, step 6]
    """
    spent = points.fillna(0.0)
    if (spent < 0).any(axis=None):
        raise ValueError("Poin yang dibagikan tidak boleh negatif.")
    total = spent.sum(axis=1)
    shares = spent[total > 0].div(total[total > 0], axis=0)
    return pd.DataFrame({"weight": shares.mean(), "spread": shares.std()})
