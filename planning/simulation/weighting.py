"""Weights of dimensions as a room sets them: a slider that moves the others, a vision, pairs, points."""

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from scoring.weights import AhpWeights, ahp_weights, budget_allocation

Shares = dict[str, float]
# A dimension of the vision counts this many times one that is not.
VISION = 2.0
STRONGEST = 8


def rescale_weights(shares: Mapping[str, float], moved: str, to: float) -> Shares:
    """Shares 0..1 after one was moved to `to`: the others keep their proportions and all sum to 1.

    Where the others are all 0 they divide the rest equally; a lone dimension keeps everything.
    """
    others = {code: share for code, share in shares.items() if code != moved}
    if not others:
        return {moved: 1.0}
    to = min(max(to, 0.0), 1.0)
    total = sum(others.values())
    rest = {code: share / total if total > 0 else 1 / len(others) for code, share in others.items()}
    return {code: to if code == moved else (1 - to) * rest[code] for code in shares}


def whole_percents(shares: Mapping[str, float]) -> dict[str, int]:
    """Shares as whole per cents that sum to 100: the largest remainders are rounded up, first come first."""
    exact = {code: round(share * 100, 9) for code, share in shares.items()}
    floors = {code: math.floor(value) for code, value in exact.items()}
    left = 100 - sum(floors.values())
    up = sorted(exact, key=lambda code: floors[code] - exact[code])[: max(left, 0)]
    return {code: floor + (code in up) for code, floor in floors.items()}


def equal_weights(codes: Sequence[str]) -> Shares:
    """The same share for each."""
    return dict.fromkeys(codes, 1 / len(codes))


def weights_of_vision(codes: Sequence[str], marked: Collection[str]) -> Shares:
    """The dimensions of the regional head's vision count VISION times the others; all or none = equal."""
    parts = {code: VISION if code in marked else 1.0 for code in codes}
    total = sum(parts.values())
    return {code: part / total for code, part in parts.items()}


def list_dimension_pairs(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Every two dimensions once, in the order in which they are asked about."""
    return list(combinations(codes, 2))


def pairwise_matrix(codes: Sequence[str], steps: Mapping[str, int]) -> pd.DataFrame:
    """The reciprocal matrix of judgements `steps` ("GOV>ECO" -> step); a pair without one is equal.

    Step 0 = equally important, k = the first is k + 1 times as important as the second, -k the other way
    round; beyond 8 (nine times) counts as 8. [Saaty 1980]
    """
    matrix = np.ones((len(codes), len(codes)))
    for row, column in combinations(range(len(codes)), 2):
        step = max(-STRONGEST, min(STRONGEST, steps.get(f"{codes[row]}>{codes[column]}", 0)))
        times = float(abs(step) + 1)
        matrix[row, column], matrix[column, row] = (times, 1 / times) if step >= 0 else (1 / times, times)
    return pd.DataFrame(matrix, index=list(codes), columns=list(codes))


def weights_from_judgements(
    codes: Sequence[str], steps: Mapping[str, int]
) -> tuple[AhpWeights, tuple[str, str] | None]:
    """Weights from pairwise judgements with their consistency, and the pair that fits the others least.

    The pair is None where all judgements fit. Least fitting: furthest from the ratio of the two weights.
    """
    matrix = pairwise_matrix(codes, steps)
    found = ahp_weights(matrix)
    weights = found.weights.to_numpy()
    strain = np.triu(np.abs(np.log(matrix.to_numpy() * weights[None, :] / weights[:, None])))
    row, column = np.unravel_index(int(strain.argmax()), strain.shape)
    return found, (codes[int(row)], codes[int(column)]) if strain.max() > 1e-9 else None


def weights_from_points(codes: Sequence[str], points: Mapping[str, Mapping[str, float]]) -> pd.DataFrame:
    """Points that participants divide: per dimension `weight` (mean share, sums to 1) and `spread`.

    Each participant counts alike whatever they spent in all; one who spent nothing is left out. NaN where
    nobody spent anything.
    """
    table = pd.DataFrame(points, index=list(codes), dtype=float).T
    return budget_allocation(table)
