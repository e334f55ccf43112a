"""From children to parents: one batched kernel and the ways to aggregate."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from scoring.framework import Framework

Aggregation = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
TOLERANCE = 1e-9


class NodeScores(NamedTuple):
    """Inner nodes by code: `scores` (units x columns, NaN = unknown) and `coverage` (units x 1 or columns).

    Coverage is the share 0..1 of the children that apply and have weight > 0 which are known; NaN where none
    applies.
    """

    scores: dict[str, np.ndarray]
    coverage: dict[str, np.ndarray]


def aggregate_scores(
    framework: Framework,
    leaves: np.ndarray,
    weights: np.ndarray | None = None,
    *,
    applicable: np.ndarray | None = None,
    aggregation: str = "arithmetic",
    coverage: Mapping[int, float] | None = None,
    only: Collection[str] | None = None,
) -> NodeScores:
    """Score every inner node for all units and all columns of weights at once.

    leaves: units x framework.leaves, normalised, NaN = unknown. weights: framework.codes x columns (None =
    the framework's own, one column); a column is a Monte Carlo draw, a leave-one-out, a scenario. A child of
    weight 0 never counts. applicable: units x leaves, False = out of the denominator (None = all apply).
    aggregation: a name of AGGREGATIONS or "power:<p>", for the nodes that name none. coverage: least share of
    known children by level (None = the framework's). only: the codes to return, a leaf's too; others are
    freed as soon as their parent is known, so the peak stays near one level x units x columns x 8 bytes.
    Leaves may have a third axis, their own values (and applicable) for every column.
    """
    weights = framework.weights if weights is None else weights
    needed = framework.coverage if coverage is None else coverage
    ground = _ground(leaves, applicable)
    leaf_place = {code: place for place, code in enumerate(framework.leaves)}
    state: dict[str, _State] = {}
    result = NodeScores({}, {})
    for code in framework.bottom_up:
        children = framework.children(code)
        node = framework.node(code)
        rows = weights[[framework.position[child] for child in children]]
        values, known, applies = _gather(children, state, ground, leaf_place)
        known = known & applies
        share = _coverage(known, applies, rows)
        enough = share >= max(needed.get(node.level, 0.0) - TOLERANCE, TOLERANCE)
        scores = find_aggregation(node.aggregation or aggregation)(values, known, rows)
        if not enough.all():
            scores = np.where(enough, scores, np.nan)
        state[code] = _State(scores, enough, ~np.isnan(share))
        result.scores[code], result.coverage[code] = scores, share
        _free(state, children, result, only)
    for leaf in leaf_place.keys() & set(only or ()):
        result.scores[leaf] = ground.values[leaf_place[leaf]]
    return result


class _State(NamedTuple):
    """Values, which of them are known and which apply: units x 1 or columns, or stacks of such by child."""

    values: np.ndarray
    known: np.ndarray
    applies: np.ndarray


def _ground(leaves: np.ndarray, applicable: np.ndarray | None) -> _State:
    """The leaves as a stack: leaves x units x 1 or columns."""
    values = np.moveaxis(np.atleast_3d(leaves), 1, 0)
    if applicable is None:
        return _State(values, ~np.isnan(values), np.ones_like(values, bool))
    return _State(values, ~np.isnan(values), np.moveaxis(np.atleast_3d(applicable), 1, 0))


def _gather(
    children: tuple[str, ...], state: Mapping[str, _State], ground: _State, leaf_place: Mapping[str, int]
) -> _State:
    """The children's states as stacks; leaves alone are picked from the ground at once."""
    if all(child in leaf_place for child in children):
        places = [leaf_place[child] for child in children]
        first, last = places[0], places[-1]
        # Siblings mostly stand side by side: a slice is a view, a list of places a copy.
        side_by_side = places == list(range(first, last + 1))
        return _State(*(part[first : last + 1] if side_by_side else part[places] for part in ground))
    states = [
        state[child] if child in state else _State(*(part[leaf_place[child]] for part in ground))
        for child in children
    ]
    return _State(*(_stack(list(parts)) for parts in zip(*states, strict=True)))


def _stack(parts: list[np.ndarray]) -> np.ndarray:
    columns = max(part.shape[1] for part in parts)
    return np.stack([np.broadcast_to(part, (len(part), columns)) for part in parts])


def _coverage(known: np.ndarray, applies: np.ndarray, weights: np.ndarray) -> np.ndarray:
    counts = (weights > 0).astype(float)
    if (counts == counts[:, :1]).all():
        counts = counts[:, :1]
    asked = weighted_sum(applies.astype(float), counts)
    answered = asked if known.all() else weighted_sum(known.astype(float), counts)
    with np.errstate(invalid="ignore"):
        return answered / asked


def _free(state: dict, children: tuple[str, ...], result: NodeScores, only: Collection[str] | None) -> None:
    for child in children:
        state.pop(child, None)
        if only is not None and child not in only:
            result.scores.pop(child, None)
            result.coverage.pop(child, None)


def weighted_sum(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted sum over the children.

    values: children x units x 1 or columns; weights: children x columns; result: units x columns.
    """
    if values.shape[2] == 1:
        return values[:, :, 0].T @ weights
    return np.einsum("kur,kr->ur", values, weights)


def weighted_mean(values: np.ndarray, known: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """(F @ W) / (M @ W): weights renormalised over what is known; NaN where the known weights sum to 0."""
    if known.all():
        total, weight = weighted_sum(values, weights), weights.sum(axis=0)
    else:
        total = weighted_sum(np.where(known, values, 0.0), weights)
        weight = weighted_sum(known.astype(float), weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        return total / weight


def power_mean(values: np.ndarray, known: np.ndarray, weights: np.ndarray, p: float) -> np.ndarray:
    """(sum w s^p / sum w)^(1/p); p = 1 arithmetic, 0 geometric, -1 harmonic [OECD/JRC Handbook 2008, step 6].

    Values must be > 0 for p <= 0 and >= 0 otherwise; Method.check sees to it.
    """
    if p == 1:
        return weighted_mean(values, known, weights)
    safe = np.where(known, values, 1.0)
    if p == 0:
        return np.exp(weighted_mean(np.log(safe), known, weights))
    return weighted_mean(safe**p, known, weights) ** (1 / p)


def mazziotta_pareto(values: np.ndarray, known: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """M - S^2 / M: the mean less a penalty for being one-sided; S is the population standard deviation.

    Never below the least child, since near 0 the penalty has no bound. Not monotone: a better answer in one
    part can widen the imbalance. Values must be >= 0. [De Muro, Mazziotta & Pareto 2011]
    """
    mean = weighted_mean(values, known, weights)
    spread = weighted_mean((values - mean[None]) ** 2, known, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        penalised = np.where(mean == 0, mean, mean - spread / mean)
    return np.maximum(penalised, weakest_link(values, known, weights))


def weakest_link(values: np.ndarray, known: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The least of the known children with weight > 0; the limit of the power mean at minus infinity."""
    lowest = np.full((values.shape[1], max(values.shape[2], weights.shape[1])), np.inf)
    for value, seen, weight in zip(values, known, weights, strict=True):
        np.minimum(lowest, np.where(seen & (weight > 0), value, np.inf), out=lowest)
    return np.where(np.isinf(lowest), np.nan, lowest)


def copeland_scores(values: np.ndarray, known: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Units beaten less units lost to, -(n - 1)..n - 1, over comparable weight only.

    Free of the order of the units, unlike COINr's. A unit with nothing known in common with another neither
    beats it nor loses to it. [Copeland 1951; Munda & Nardo 2009 for weights of the indicators in favour]
    """
    shape = (*values.shape[:2], max(values.shape[2], weights.shape[1]))
    columns, seen, shares = (np.broadcast_to(part, shape) for part in (values, known, weights[:, None]))
    scores = [
        np.sign(outranking_matrix(columns[:, :, place], seen[:, :, place], shares[:, 0, place]) - 0.5).sum(
            axis=1
        )
        for place in range(shape[2])
    ]
    return np.stack(scores, axis=1)


def outranking_matrix(values: np.ndarray, known: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Share of the comparable weight on which a row's unit beats a column's, ties half.

    values, known: children x units. 0.5 where nothing is comparable. Shares within 1e-9 of 0.5 are 0.5, so
    that rounding never makes a winner.
    """
    units = values.shape[1]
    favour, comparable = np.zeros((units, units)), np.zeros((units, units))
    for value, seen, weight in zip(values, known, weights, strict=True):
        both = seen[:, None] & seen[None, :]
        above = value[:, None] > value[None, :]
        favour += weight * both * (above + 0.5 * (value[:, None] == value[None, :]))
        comparable += weight * both
    with np.errstate(invalid="ignore"):
        share = np.where(comparable > 0, favour / comparable, 0.5)
    return np.where(np.abs(share - 0.5) < TOLERANCE, 0.5, share)


AGGREGATIONS: dict[str, Aggregation] = {
    "arithmetic": weighted_mean,
    "geometric": partial(power_mean, p=0.0),
    "harmonic": partial(power_mean, p=-1.0),
    "mazziotta_pareto": mazziotta_pareto,
    "weakest_link": weakest_link,
    "copeland": copeland_scores,
}
EXPONENTS = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}


def power_mean_exponent(name: str) -> float | None:
    """p of a power mean ("geometric", "power:0.5", …), None for other aggregations; KeyError if unknown."""
    if name in AGGREGATIONS:
        return EXPONENTS.get(name)
    found = re.fullmatch(r"power:([+-]?\d*\.?\d+)", name)
    if found is None:
        raise KeyError(name)
    return float(found[1])


def find_aggregation(name: str) -> Aggregation:
    """The function of a name in AGGREGATIONS or of "power:<p>"; KeyError where there is none."""
    p = power_mean_exponent(name)
    return AGGREGATIONS[name] if p is None else partial(power_mean, p=p)
