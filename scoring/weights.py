"""Weights from equality, from data, from judgement.

Data methods take units x indicators where more is better and use the units known in every indicator. Weights
are never negative and sum to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

# Random index by order of the matrix. [Saaty 1980, table for n = 1..15]
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
CONSISTENT = 0.1


def equal(values: pd.DataFrame) -> pd.Series:
    """The same weight for every indicator."""
    return _normed(pd.Series(1.0, index=values.columns))


def entropy(values: pd.DataFrame) -> pd.Series:
    """1 - Shannon entropy (base n) of the shares of the column sum: varied indicators weigh more.

    Raises ValueError for negative values. [Zeleny 1982]
    """
    known = _complete(values)
    if (known < 0).any(axis=None):
        raise ValueError("Bobot entropi memerlukan nilai yang tidak negatif.")
    shares = (known / known.sum()).to_numpy()
    terms = np.where(shares > 0, shares * np.log(np.where(shares > 0, shares, 1.0)), 0.0)
    spread = 1 + terms.sum(axis=0) / np.log(len(known))
    return _normed(pd.Series(np.clip(spread, 0.0, None), index=values.columns))


def critic(values: pd.DataFrame) -> pd.Series:
    """Standard deviation x sum of (1 - correlation), on min-max values: contrast and conflict.

    Constant indicators get 0. [Diakoulaki, Mavrotas & Papayannakis 1995]
    """
    known = _complete(values)
    span = known.max() - known.min()
    scaled = ((known - known.min()) / span.where(span > 0)).loc[:, span > 0]
    conflict = (1 - scaled.corr()).sum()
    return _normed((scaled.std() * conflict).reindex(values.columns, fill_value=0.0))


WEIGHTINGS = {"equal": equal, "entropy": entropy, "critic": critic}


@dataclass(frozen=True, eq=False)
class Hierarchy:
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


def ahp(pairs: pd.DataFrame) -> Hierarchy:
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
    return Hierarchy(_normed(pd.Series(np.abs(vectors[:, principal].real), pairs.index)), index, ratio)


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


@dataclass(frozen=True, eq=False)
class Components:
    """First principal component: `loadings` per indicator and its share 0..1 of the variance.

    Reported, not used as weights, where some loading is negative (`usable` says).
    """

    loadings: pd.Series
    variance_share: float

    @property
    def usable(self) -> bool:
        """Whether the loadings could serve as weights: none is negative."""
        return bool((self.loadings >= 0).all())


def pca(values: pd.DataFrame) -> Components:
    """First principal component of the standardised indicators, turned so that the loadings sum to >= 0.

    Constant indicators have NaN. [OECD/JRC Handbook 2008, step 4]
    """
    known = _complete(values)
    varied = known.loc[:, known.std() > 0]
    roots, vectors = np.linalg.eigh(varied.corr().to_numpy())
    first = vectors[:, -1] * (1.0 if vectors[:, -1].sum() >= 0 else -1.0)
    loadings = pd.Series(first, varied.columns).reindex(values.columns)
    return Components(loadings, float(roots[-1] / roots.sum()))


def _complete(values: pd.DataFrame) -> pd.DataFrame:
    known = values.dropna()
    if len(known) < 2:
        raise ValueError("Bobot dari data memerlukan paling sedikit dua daerah dengan data lengkap.")
    return known


def _normed(raw: pd.Series) -> pd.Series:
    if raw.sum() <= 0:
        raise ValueError("Tidak ada indikator yang membedakan daerah sehingga bobot tidak dapat dihitung.")
    return raw / raw.sum()
