"""What is missing to a target, and what closing it would add to the index.

All numbers are on the instrument's scale, so every function here raises MethodError for relative scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from scoring.aggregate import weighted_mean
from scoring.assess import Assessment, assess_units, normalise_leaves

UNPROVED_AS = 2.0
# Actions scored together, which bounds memory.
AT_ONCE = 50


def comparable_targets(assessment: Assessment) -> pd.DataFrame:
    """What each score is held against, on the scale, units x nodes; NaN where nothing below has a target.

    A node's own target; else the weighted mean over the children that its score counts, so that distance and
    shortfall speak of the same parts. Where a node has no score: over all its children.
    """
    framework, known = assessment.framework, ~np.isnan(assessment.scores.to_numpy())
    whole = pd.Series(framework.targets(), dtype=float).to_numpy()
    found = np.tile(whole, (len(known), 1))
    for code in framework.bottom_up:
        if framework.node(code).target is not None:
            continue
        children = [framework.position[child] for child in framework.children(code)]
        place, aimed = framework.position[code], ~np.isnan(found[:, children])
        weights = framework.weights[children, 0]
        counted = aimed & known[:, children] & known[:, [place]]
        without = ~(counted * weights).any(axis=1, keepdims=True)
        shares = np.where(without, aimed, counted) * weights
        total = shares.sum(axis=1)
        mean = (np.nan_to_num(found[:, children]) * shares).sum(axis=1) / np.where(total > 0, total, 1.0)
        found[:, place] = np.where(total > 0, mean, np.nan)
    return pd.DataFrame(found, index=assessment.scores.index, columns=list(framework.codes))


def distance_to_targets(assessment: Assessment) -> pd.DataFrame:
    """Target minus score, signed, units x nodes; NaN where either is unknown. A surplus is negative."""
    return comparable_targets(assessment) - assessment.on_scale()


def weighted_shortfall(assessment: Assessment) -> pd.DataFrame:
    """Weighted mean of max(0, target - score) over the leaves below, units x nodes, >= 0.

    What a surplus elsewhere cannot hide. NaN where the score is unknown or nothing below has a target; a leaf
    without a target counts as 0 among its siblings.
    """
    framework, scores = assessment.framework, assessment.scores.to_numpy()
    missing = distance_to_targets(assessment).clip(lower=0).to_numpy(copy=True)
    aimed = ~np.isnan(comparable_targets(assessment).to_numpy())
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


def gap_contributions(assessment: Assessment) -> pd.DataFrame:
    """Index points that each leaf lacks: effective weight x shortfall, units x leaves, each to its own root.

    They sum to the root's shortfall. For the arithmetic mean this is also the exact lift. NaN = unknown, and
    below a part that has no score: what it will weigh in the index is not known before that part is.
    """
    leaves = list(assessment.framework.leaves)
    points = effective_weights(assessment)[leaves] * distance_to_targets(assessment)[leaves].clip(lower=0)
    return points.mask(_below_unscored(assessment))


def _below_unscored(assessment: Assessment) -> np.ndarray:
    """Which leaves lie below a part, not the root itself, that has no score: units x leaves."""
    framework, unscored = assessment.framework, np.isnan(assessment.scores.to_numpy())
    found = np.zeros((len(unscored), len(framework.leaves)), dtype=bool)
    for column, leaf in enumerate(framework.leaves):
        parts = [framework.position[code] for code in framework.ancestors(leaf)[1:]]
        found[:, column] = unscored[:, parts].any(axis=1)
    return found


def score_gain_of_actions(
    assessment: Assessment, actions: Mapping[str, Mapping[str, float]] | None = None
) -> pd.DataFrame:
    """Exact gain of the first root's score when actions succeed, units x actions.

    Recomputed through the whole tree. An action names the leaves it moves and the values they reach (in the
    leaf's own unit); several actions together are one action with all their leaves, since gains do not add up
    where the mean is not arithmetic. Default: one action per leaf under the root, to its target. A leaf
    already there is not lowered, an unknown leaf stays unknown. NaN where the root is unknown or all leaves
    of the action are.
    """
    framework = assessment.framework
    root = framework.roots[0]
    if actions is None:
        aims = {leaf: framework.node(leaf).target for leaf in framework.descendants(root)}
        actions = {leaf: {leaf: aim} for leaf, aim in aims.items() if aim is not None}
    leaves = assessment.normalised.to_numpy()
    goals = _goals(assessment, actions)
    raised = [
        assessment.to_scale(assessment.rescored(root, _raised(leaves, goals[start : start + AT_ONCE])))
        for start in range(0, len(goals), AT_ONCE)
    ]
    gains = np.hstack([leaves[:, :0], *raised]) - assessment.on_scale()[[root]].to_numpy()
    moved = ~np.isnan(leaves) @ ~np.isnan(goals).T
    return pd.DataFrame(np.where(moved, gains, np.nan), assessment.scores.index, list(actions))


def _goals(assessment: Assessment, actions: Mapping[str, Mapping[str, float]]) -> np.ndarray:
    """What each action wants of each leaf, normalised: actions x leaves, NaN = nothing."""
    place = {leaf: column for column, leaf in enumerate(assessment.framework.leaves)}
    aims = np.full((len(actions), len(place)), np.nan)
    for row, reached in enumerate(actions.values()):
        for leaf, value in reached.items():
            aims[row, place[leaf]] = value
    return normalise_leaves(aims, assessment.framework, assessment.method, assessment.scores.index)


def _raised(leaves: np.ndarray, goals: np.ndarray) -> np.ndarray:
    """Normalised leaves after each action: units x leaves x actions."""
    now = leaves[:, :, None]
    return np.where(np.isnan(now), np.nan, np.fmax(now, goals.T[None]))


def evidence_range(assessment: Assessment) -> pd.DataFrame:
    """Scores of all nodes with doubt and with trust: units x (`lower` | `upper`, node).

    Both start from the values in force, so the score as it counts lies between them. Doubt: claims of level
    >= 3 without evidence count as 2; what was agreed or verified since stands. Trust: claims as they were
    made, where a policy of the method counts them lower; else the score itself.
    """
    indicators, framework = assessment.indicators, assessment.framework
    values, directions = indicators.values, framework.directions
    as_level = pd.DataFrame(
        [framework.in_leaf_units(UNPROVED_AS)] * len(values), values.index, values.columns
    )
    ahead = (indicators.source == "claimed") & (indicators.claimed * directions > values * directions)
    ends = {
        "lower": values.mask(indicators.is_doubted(framework), as_level),
        "upper": values.mask(ahead, indicators.claimed),
    }
    scores = {
        end: assess_units(
            replace(indicators, values=given), framework, assessment.method, groups=assessment.groups
        ).on_scale()
        for end, given in ends.items()
    }
    return pd.concat(scores, axis=1)


def score_without_inapplicable(assessment: Assessment) -> pd.DataFrame:
    """Score of the first root with and without each part that a unit says does not apply as a whole.

    Rows (unit, node), the topmost such nodes. `without`: as scored, out of the denominator. `counted`: as if
    all leaves of the part were answered with the worst.
    """
    framework, leaves = assessment.framework, assessment.normalised.to_numpy()
    root = framework.roots[0]
    scores = assessment.on_scale()[root].to_numpy()
    found: dict[tuple[str, str], tuple[float, float]] = {}
    absent = assessment.coverage.isna()
    for node in filter(framework.children, framework.below(root)):
        off = (absent[node] & ~absent[framework.node(node).parent]).to_numpy()
        part = off[:, None] & np.isin(framework.leaves, framework.descendants(node))
        if off.any():
            counted = np.where(part, assessment.floor, leaves)
            worst = assessment.rescored(root, counted, applicable=assessment.applicable | part)[:, 0]
            pairs = zip(scores[off], assessment.to_scale(worst)[off], strict=True)
            found |= dict(zip(((unit, node) for unit in absent.index[off]), pairs, strict=True))
    index = pd.MultiIndex.from_tuples(list(found), names=["unit", "node"])
    return pd.DataFrame(list(found.values()), index, columns=["without", "counted"], dtype=float)
