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


def split_change_by_leaf(before: Assessment, after: Assessment, unit: str) -> pd.Series:
    """How far each leaf that changed moved the first root's score of a unit; they sum to after - before.

    On the instrument's scale, by leaf in the tree's order: each is replaced in turn, and what the score moves
    by is its share. Where nothing is unknown the order does not matter. The last row, "", is what is not of a
    common leaf: another tree, other weights. Where a step between is not known enough, the next known one
    takes its share. NaN where either score is unknown. Raises MethodError as `explain_change`.
    """
    if before.method != after.method:
        raise MethodError(["Perubahan hanya dapat dijelaskan bila kedua penilaian memakai metode yang sama."])
    root, tree = after.framework.roots[0], before.framework
    old, new = (float(one.on_scale()[root][unit]) for one in (before, after))
    first, last = (one.indicators.of(tree).among([unit]) for one in (before, after))
    common = np.array([leaf in after.framework.position for leaf in tree.leaves])
    changed = np.flatnonzero(common & _differ(first, last))
    given = replace(
        Indicators.from_values(_one_after_another(first.values, last.values, changed)),
        not_applicable=_one_after_another(first.not_applicable, last.not_applicable, changed).astype(bool),
    )
    passed = assess_units(given, tree, before.method, groups=before.groups).on_scale()[root].ffill()
    moved = pd.Series(passed.diff().to_numpy()[1:], [tree.leaves[at] for at in changed], dtype=float)
    moved[""] = new - passed.iloc[-1]
    return moved if np.isfinite(new - old) else moved * np.nan


def _differ(first: Indicators, last: Indicators) -> np.ndarray:
    """Which leaves of a unit have another value, or apply otherwise."""
    values = (first.values.to_numpy(dtype=float)[0], last.values.to_numpy(dtype=float)[0])
    same = np.equal(*values) | np.isnan(values).all(axis=0)
    absent = [one.not_applicable.to_numpy(dtype=bool)[0] for one in (first, last)]
    return ~same | (absent[0] != absent[1])


def _one_after_another(first: pd.DataFrame, last: pd.DataFrame, changed: np.ndarray) -> pd.DataFrame:
    """One row of indicators as it was, then with the first that changed, with the first two, …"""
    rows = np.repeat(first.to_numpy(), len(changed) + 1, axis=0)
    for step, at in enumerate(changed, start=1):
        rows[step:, at] = last.to_numpy()[0, at]
    return pd.DataFrame(rows, [str(step) for step in range(len(rows))], first.columns)


def _shared(before: Assessment, after: Assessment) -> list[str]:
    return [code for code in after.framework.codes if code in before.framework.position]


def _score(framework: Framework, values: pd.DataFrame, like: Assessment, root: str) -> pd.Series:
    method = replace(like.method, coverage={})
    indicators = Indicators.from_values(values)
    return assess_units(indicators, framework, method, groups=like.groups).on_scale()[root]
