"""Why a score moved between two assessments: other answers, another instrument, other weights."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from scoring.assess import Assessment, assess_units
from scoring.framework import Framework
from scoring.method import MethodError
from scoring.responses import Indicators


def explain_change(before: Assessment, after: Assessment) -> pd.DataFrame:
    """Split the change of the first root's score for the units of both.

    Columns `before`, `answers`, `instrument`, `weights`, `after`. On the instrument's scale; the three parts
    sum to after - before. In steps: without the dropped leaves (instrument), with the new answers (answers),
    on the new tree and goalposts (instrument), with the new weights (weights), with the added leaves
    (instrument). Coverage thresholds do not apply to the steps between. Where no common leaf is answered the
    whole change is the instrument's. NaN where either score is unknown. Raises MethodError when the two were
    made by different methods.
    """
    if before.method != after.method:
        raise MethodError(["Perubahan hanya dapat dijelaskan bila kedua penilaian memakai metode yang sama."])
    root = after.framework.roots[0]
    units = [unit for unit in after.units if unit in set(before.units)]
    common = [leaf for leaf in after.framework.leaves if leaf in set(before.framework.leaves)]
    old, new = before.on_scale()[root][units], after.on_scale()[root][units]
    old_weights = {code: before.framework.node(code).weight for code in _shared(before, after)}
    first, second = (part.indicators.values.loc[units, common] for part in (before, after))
    steps = (
        (before.framework, first),
        (before.framework, second),
        (after.framework.with_weights(old_weights), second),
        (after.framework, second),
    )
    trimmed, answered, moved, weighted = (_score(*step, before, root) for step in steps)
    parts = pd.DataFrame({"answers": answered - trimmed, "weights": weighted - moved}).fillna(0.0)
    parts["instrument"] = new - old - parts["answers"] - parts["weights"]
    parts[old.isna() | new.isna()] = np.nan
    return parts.assign(before=old, after=new)[["before", "answers", "instrument", "weights", "after"]]


def _shared(before: Assessment, after: Assessment) -> list[str]:
    return [code for code in after.framework.codes if code in before.framework.position]


def _score(framework: Framework, values: pd.DataFrame, like: Assessment, root: str) -> pd.Series:
    method = replace(like.method, coverage={})
    indicators = Indicators.from_values(values)
    return assess_units(indicators, framework, method, groups=like.groups).on_scale()[root]
