"""How solid the ranks of a period are: repetitions under other choices, and what moves the ranks most."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reference import regions
from scoring import (
    Assessment,
    Indicators,
    Uncertainty,
    analyse_uncertainty,
    assess_units,
    leave_one_out,
    sobol_sensitivity,
)
from scoring.bootstrap import AVERAGED
from workflow.results.result import Result

DRAWS, SEED, SAMPLES = 1000, 0, 256


@dataclass(frozen=True, eq=False)
class RankStudy:
    """The ranks of regions that are ranked together, under other choices.

    `rank_places_table`: see `rank_places_table`; `acceptability`, `levels`, `duels`: as `Uncertainty` gives
    them; `varied`: the choices that really moved.
    """

    places: pd.DataFrame
    acceptability: pd.DataFrame
    levels: pd.DataFrame
    duels: pd.DataFrame
    varied: tuple[str, ...]


def study_rank_uncertainty(assessment: Assessment, answers: pd.DataFrame | None = None) -> RankStudy:
    """The repetitions of an assessment, in what pages show of them."""
    found = repeat_index_scores(assessment, answers)
    return RankStudy(rank_places_table(found), found.acceptability, found.levels, found.duels(), found.varied)


def assess_rank_groups(result: Result, units: Sequence[str]) -> dict[str, Assessment]:
    """The regions that are ranked together, assessed among themselves: name of the weight set -> assessment.

    Only regions with an index. Regions of one weight set that were scored on different trees meet on the
    children of the index, which all of them have.
    """
    if not result.regions:
        return {}
    indices = result.scores[result.instrument.framework.roots[0]]
    by_set: dict[str, list[str]] = {}
    for unit in indices[indices.index.isin(list(units))].dropna().index:
        by_set.setdefault(result.weight_sets.get(unit, ""), []).append(unit)
    return {name: _together(result, group) for name, group in sorted(by_set.items())}


def _together(result: Result, units: list[str]) -> Assessment:
    parts = [part for part in result.parts if not set(units).isdisjoint(part.units)]
    first = parts[0]
    if len(parts) == 1:
        return assess_units(first.indicators.among(units), first.framework, first.method, groups=first.groups)
    tops = first.framework.dimensions
    tree = first.framework.cut(first.framework.node(tops[0]).level)
    return assess_units(Indicators.from_values(result.scores.loc[units, [*tops]]), tree, first.method)


def depends_on_respondents(assessment: Assessment) -> bool:
    """Whether values are means over OPD, so that who answered is one of the choices."""
    return assessment.method.policy(assessment.framework) in AVERAGED


def repeat_index_scores(assessment: Assessment, answers: pd.DataFrame | None = None) -> Uncertainty:
    """The index of every region under DRAWS other choices; `answers` where it `depends_on_respondents`."""
    return analyse_uncertainty(assessment, answers, n=DRAWS, seed=SEED)


def rank_places_table(found: Uncertainty) -> pd.DataFrame:
    """Regions best first: unit, label, score, score_lower, score_upper, rank, rank_lower, rank_upper.

    Scores on the instrument's scale. The bounds hold 90 % of the repetitions and what holds now, those of
    ranks outwards to whole places.
    """
    table = found.interval(0.9)
    for column in ("score", "score_lower", "score_upper"):
        table[column] = found.assessment.to_scale(table[[column]])[column]
    table["rank_lower"], table["rank_upper"] = np.floor(table["rank_lower"]), np.ceil(table["rank_upper"])
    for name in ("score", "rank"):
        now = table[name].where(table[f"{name}_lower"].notna())
        table[f"{name}_lower"] = np.fmin(table[f"{name}_lower"], now)
        table[f"{name}_upper"] = np.fmax(table[f"{name}_upper"], now)
    labels = regions.list_regions()["label"].reindex(table.index)
    table = table.assign(label=labels.fillna(pd.Series(table.index, table.index)))
    kept = ["label", "score", "score_lower", "score_upper", "rank", "rank_lower", "rank_upper"]
    ordered = table.sort_values(["rank", "label"], kind="stable")
    return ordered[kept].rename_axis("unit").reset_index()


def rank_drivers(assessment: Assessment) -> pd.DataFrame:
    """Which choice moves the ranks: index factor, columns first and total, largest total first.

    Shares of the variance of the average shift in rank; empty where ranks never move, as with one region.
    """
    found = sobol_sensitivity(assessment, n=SAMPLES, seed=SEED).dropna()
    return found.sort_values("total", ascending=False)


def effect_of_leaving_out(assessment: Assessment, level: int) -> pd.DataFrame:
    """What leaving out each part of a level does, the largest first: node, name, shift, change.

    shift: mean over the regions of how many places each moves; change: mean over them of how far the index
    moves, up or down, on the instrument's scale. NaN where no index is left.
    """
    left = leave_one_out(assessment, level)
    now = assessment.on_scale()[left.node]
    change = assessment.to_scale(left.scores).sub(now, axis=0).abs().mean()
    framework = assessment.framework
    frame = pd.DataFrame(
        {
            "node": list(left.scores.columns),
            "name": [framework.node(code).name for code in left.scores.columns],
            "shift": left.shift.to_numpy(dtype=float),
            "change": change.to_numpy(dtype=float),
        }
    )
    by = "shift" if frame["shift"].max() > 0 else "change"
    return frame.sort_values(by, ascending=False, kind="stable", ignore_index=True)
