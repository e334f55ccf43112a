"""Scores of readiness elements within each dimension."""

from __future__ import annotations

import numpy as np
import pandas as pd

from scoring.aggregate import weighted_mean
from scoring.assess import Assessment
from scoring.framework import Framework


def element_scores(assessment: Assessment) -> pd.DataFrame:
    """Mean of the known leaves of each dimension of the same readiness element, weighted as in the dimension.

    Rows (unit, node) for every child of a root and, where leaves hang on a root itself, that root; one column
    per element in the order of the instrument; on the instrument's scale, NaN where no leaf is known.
    """
    values = assessment.normalised.to_numpy()
    return _means(assessment, values, ~np.isnan(values)).pipe(_on_scale, assessment)


def element_answers(assessment: Assessment) -> pd.DataFrame:
    """Share 0..1 of the questions behind each of `element_scores` that have a value, weighted as they are.

    What does not apply is not asked; NaN where nothing is.
    """
    found = assessment.indicators.is_answered.to_numpy(dtype=float)
    return _means(assessment, found, assessment.applicable)


def _on_scale(means: pd.DataFrame, assessment: Assessment) -> pd.DataFrame:
    return pd.DataFrame(assessment.to_scale(means.to_numpy()), means.index, means.columns)


def _means(assessment: Assessment, values: np.ndarray, counted: np.ndarray) -> pd.DataFrame:
    """Weighted means of the counted leaves: rows (unit, node), a column per element."""
    framework = assessment.framework
    elements = [framework.node(leaf).tags.get("element", "") for leaf in framework.leaves]
    names = [name for name in dict.fromkeys(elements) if name]
    marked = np.array([[element == name for name in names] for element in elements], dtype=float)
    weights = (
        marked.reshape(len(elements), len(names))
        * framework.effective_weights()[list(framework.leaves)].to_numpy()[:, None]
    )
    blocks = {}
    for node, below in _branches(framework).items():
        inside = np.isin(framework.leaves, below)
        part, known = values.T[inside][:, :, None], counted.T[inside][:, :, None]
        means = weighted_mean(part, known, weights[inside])
        blocks[node] = pd.DataFrame(means, assessment.scores.index, names)
    return pd.concat(blocks, names=["node", "unit"]).swaplevel()


def _branches(framework: Framework) -> dict[str, list[str]]:
    """Leaves by the child of a root they belong to, those without one by their root."""
    branches: dict[str, list[str]] = {}
    for root in framework.roots:
        for child in framework.children(root) or (root,):
            top = child if framework.children(child) else root
            branches.setdefault(top, []).extend(framework.descendants(child))
    return branches
