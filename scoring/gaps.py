"""What is missing to a target, to others or to before, and what closing it would add to the index.

All numbers are on the instrument's scale, so every function here raises MethodError for relative scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from scoring.aggregate import evaluate, weighted_mean
from scoring.assess import Assessment, assess, normalise_leaves

BEST = 0.9
UNPROVED_FROM, UNPROVED_AS = 3.0, 2.0
ROWS_AT_ONCE = 20_000


def distance(assessment: Assessment) -> pd.DataFrame:
    """Target minus score, signed, units x nodes; NaN where either is unknown. A surplus is negative."""
    return _targets(assessment) - assessment.on_scale()


def shortfall(assessment: Assessment) -> pd.DataFrame:
    """Weighted mean of max(0, target - score) over the leaves below, units x nodes, >= 0.

    What a surplus elsewhere cannot hide. NaN where the score is unknown or nothing below has a target; a leaf
    without a target counts as 0 among its siblings.
    """
    framework, scores = assessment.framework, assessment.scores.to_numpy()
    missing = distance(assessment).clip(lower=0).to_numpy(copy=True)
    aimed = ~np.isnan(_targets(assessment).to_numpy())
    for code in framework.bottom_up:
        children = [framework.position[child] for child in framework.children(code)]
        known = ~np.isnan(scores[:, children]).T[:, :, None]
        lacking = np.nan_to_num(missing[:, children]).T[:, :, None]
        mean = weighted_mean(lacking, known, framework.weights[children])[:, 0]
        place = framework.position[code]
        missing[:, place] = np.where(np.isnan(scores[:, place]) | ~aimed[:, place], np.nan, mean)
    return pd.DataFrame(missing, index=assessment.scores.index, columns=list(framework.codes))


def effective_weights(assessment: Assessment) -> pd.DataFrame:
    """Share of each node in its root for each unit, renormalised over what is known there; units x nodes.

    Where a node itself is not known enough to have a score, its weight goes to the children that have any
    answer.
    """
    framework, scores = assessment.framework, assessment.scores.to_numpy()
    answered = ~np.isnan(assessment.normalised.to_numpy()) @ framework.counting > 0
    shares = np.zeros(scores.shape)
    shares[:, [framework.position[root] for root in framework.roots]] = 1.0
    for code in reversed(framework.bottom_up):
        place = framework.position[code]
        children = [framework.position[child] for child in framework.children(code)]
        counted = np.where(
            np.isnan(scores[:, [place]]), answered[:, children], ~np.isnan(scores[:, children])
        )
        parts = counted * framework.weights[children, 0]
        total = parts.sum(axis=1, keepdims=True)
        shares[:, children] = shares[:, [place]] * parts / np.where(total > 0, total, 1.0)
    return pd.DataFrame(shares, index=assessment.scores.index, columns=list(framework.codes))


def contributions(assessment: Assessment) -> pd.DataFrame:
    """Index points that each leaf lacks: effective weight x shortfall, units x leaves, each to its own root.

    They sum to the root's shortfall. For the arithmetic mean this is also the exact lift. NaN = unknown.
    """
    leaves = list(assessment.framework.leaves)
    return effective_weights(assessment)[leaves] * distance(assessment)[leaves].clip(lower=0)


def score_contributions(assessment: Assessment) -> pd.DataFrame:
    """Index points that each leaf brings: effective weight x score, units x leaves; they sum to the index.

    Only for the arithmetic mean throughout; elsewhere parts of a mean have no meaning (see `lift`).
    """
    leaves = list(assessment.framework.leaves)
    return effective_weights(assessment)[leaves] * assessment.on_scale()[leaves]


def gaps(
    assessment: Assessment,
    to: str = "target",
    *,
    groups: Mapping[str, str] | None = None,
    previous: Assessment | None = None,
) -> pd.DataFrame:
    """Reference minus score, signed (positive = behind), units x nodes.

    to: "target"; "peers" = median of the other units of the same group (`groups`: unit -> label, None = all
    are peers); "best" = 90th percentile of that group; "previous" = the unit in `previous`. NaN = no
    reference.
    """
    return REFERENCES[to](assessment, groups, previous)


def _to_target(
    assessment: Assessment, groups: Mapping[str, str] | None, previous: Assessment | None
) -> pd.DataFrame:
    return distance(assessment)


def _to_peers(
    assessment: Assessment, groups: Mapping[str, str] | None, previous: Assessment | None
) -> pd.DataFrame:
    scores = assessment.on_scale()
    labels = _labels(scores.index, groups)
    others = {
        unit: scores[(labels == labels[place]) & (scores.index != unit)].median()
        for place, unit in enumerate(scores.index)
    }
    return pd.DataFrame(others).T.reindex(scores.index) - scores


def _to_best(
    assessment: Assessment, groups: Mapping[str, str] | None, previous: Assessment | None
) -> pd.DataFrame:
    scores = assessment.on_scale()
    return (
        scores.groupby(_labels(scores.index, groups)).transform(lambda column: column.quantile(BEST)) - scores
    )


def _to_previous(
    assessment: Assessment, groups: Mapping[str, str] | None, previous: Assessment | None
) -> pd.DataFrame:
    if previous is None:
        raise ValueError("Penilaian sebelumnya belum dipilih.")
    scores = assessment.on_scale()
    return previous.on_scale().reindex_like(scores) - scores


REFERENCES = {"target": _to_target, "peers": _to_peers, "best": _to_best, "previous": _to_previous}


def lift(
    assessment: Assessment,
    actions: Mapping[str, Mapping[str, float]] | None = None,
    root: str | None = None,
) -> pd.DataFrame:
    """Exact gain of a root's score when actions succeed, units x actions.

    Recomputed through the whole tree. An action names the leaves it moves and the values they reach (in the
    leaf's own unit); several actions together are one action with all their leaves, since gains do not add up
    where the mean is not arithmetic. Default: one action per leaf under the root, to its target. A leaf
    already there is not lowered, an unknown leaf stays unknown. NaN where the root is unknown or all leaves
    of the action are.
    """
    framework = assessment.framework
    root = root or framework.roots[0]
    if actions is None:
        aims = {leaf: framework.node(leaf).target for leaf in framework.descendants(root)}
        actions = {leaf: {leaf: aim} for leaf, aim in aims.items() if aim is not None}
    before = assessment.on_scale()[root].to_numpy()
    columns = {name: _raised(assessment, reached) for name, reached in actions.items()}
    gains: dict[str, np.ndarray] = {}
    at_once = max(1, ROWS_AT_ONCE // max(1, len(before)))
    for start in range(0, len(columns), at_once):
        names = list(columns)[start : start + at_once]
        after = _rescored(assessment, np.concatenate([columns[name] for name in names]), root)
        gains |= dict(zip(names, after.reshape(len(names), -1) - before, strict=True))
    known = assessment.normalised.notna()
    moved = {name: known[list(reached)].any(axis=1) for name, reached in actions.items()}
    return pd.DataFrame(gains, index=known.index).where(pd.DataFrame(moved, index=known.index))


def _raised(assessment: Assessment, reached: Mapping[str, float]) -> np.ndarray:
    framework = assessment.framework
    place = {leaf: column for column, leaf in enumerate(framework.leaves)}
    aims = np.full((1, len(place)), np.nan)
    for leaf, value in reached.items():
        aims[0, place[leaf]] = value
    goals = normalise_leaves(aims, framework, assessment.method, assessment.scores.index)
    leaves = assessment.normalised.to_numpy()
    return np.where(np.isnan(goals) | np.isnan(leaves), leaves, np.maximum(leaves, goals))


def _rescored(assessment: Assessment, leaves: np.ndarray, root: str) -> np.ndarray:
    """Score of the root on the instrument's scale for stacked copies of the units."""
    framework, method = assessment.framework, assessment.method
    applies = ~assessment.indicators.not_applicable[list(framework.leaves)].to_numpy(dtype=bool)
    evaluation = evaluate(
        framework,
        leaves,
        applicable=np.tile(applies, (len(leaves) // max(1, len(applies)), 1)),
        aggregation=method.aggregation,
        coverage=method.thresholds(framework),
        only=(root,),
    )
    return assessment.to_scale(evaluation.scores[root][:, 0])


def evidence_range(assessment: Assessment, root: str | None = None) -> pd.DataFrame:
    """Score of a root with doubt and with trust: `lower`, `upper`.

    lower: claims of level >= 3 without evidence count as 2. upper: all as claimed. A verified value counts as
    evidence for its claim; where nothing was claimed the value in force stands.
    """
    indicators, framework = assessment.indicators, assessment.framework
    claimed = indicators.claimed.fillna(indicators.values)
    unproved = ~indicators.evidence & indicators.verified.isna() & indicators.claimed.notna()
    from_level, as_level = map(framework.in_leaf_units, (UNPROVED_FROM, UNPROVED_AS))
    directions = framework.directions
    doubtful = unproved & (claimed * directions >= from_level * directions)
    lower = claimed.where(~doubtful, pd.DataFrame([as_level] * len(claimed), claimed.index, claimed.columns))
    root = root or framework.roots[0]
    return pd.DataFrame(
        {
            name: assess(replace(indicators, values=values), framework, assessment.method).on_scale()[root]
            for name, values in (("lower", lower), ("upper", claimed))
        }
    )


def _targets(assessment: Assessment) -> pd.DataFrame:
    index = assessment.scores.index
    targets = pd.Series(assessment.framework.targets(), dtype=float)
    return pd.DataFrame(np.tile(targets.to_numpy(), (len(index), 1)), index, list(targets.index))


def _labels(units: pd.Index, groups: Mapping[str, str] | None) -> np.ndarray:
    return np.array(["" if groups is None else groups.get(unit, "") for unit in units], dtype=object)
