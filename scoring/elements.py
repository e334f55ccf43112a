"""Scores of readiness elements within each dimension."""

from __future__ import annotations

import numpy as np
import pandas as pd

from scoring.assess import Assessment


def element_scores(assessment: Assessment, tag: str = "element") -> pd.DataFrame:
    """Mean of the known leaves of each dimension that carry the same `tag`, weighted as in the dimension.

    Rows (unit, node) for every child of a root and, where leaves hang on a root itself, that root; one column
    per element in the order of the instrument; on the instrument's scale, NaN where no leaf is known.
    """
    framework = assessment.framework
    share = framework.effective_weights()
    values = assessment.normalised
    known = values.notna().to_numpy(dtype=float)
    filled = values.fillna(0.0).to_numpy()
    names = list(dict.fromkeys(framework.node(leaf).tags.get(tag, "") for leaf in framework.leaves))
    blocks = {}
    for node, leaves in _branches(assessment).items():
        weights = np.zeros((len(framework.leaves), len(names)))
        for place, leaf in enumerate(framework.leaves):
            if leaf in leaves:
                weights[place, names.index(framework.node(leaf).tags.get(tag, ""))] = share[leaf]
        with np.errstate(invalid="ignore", divide="ignore"):
            scores = (filled @ weights) / (known @ weights)
        blocks[node] = pd.DataFrame(assessment.to_scale(scores), index=values.index, columns=names)
    table = pd.concat(blocks, names=["node", "unit"]).swaplevel()
    return table.drop(columns="", errors="ignore")


def _branches(assessment: Assessment) -> dict[str, set[str]]:
    framework = assessment.framework
    branches: dict[str, set[str]] = {}
    for root in framework.roots:
        for child in framework.children(root):
            top = child if framework.children(child) else root
            branches.setdefault(top, set()).update(framework.descendants(child))
    return branches
