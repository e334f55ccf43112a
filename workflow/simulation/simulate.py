"""The official result under a scenario: what would change, package by package, and in which order."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from planning.plan.packages import build_action_packages
from planning.programmes.programme import Programme
from planning.simulation.scenario import Scenario
from reference import regions
from scoring import Assessment, Framework, Indicators, assess_units, score_gain_of_actions
from workflow.comparison import compare
from workflow.results.result import Result
from workflow.results.trace import list_score_parts

OFFERED = ["kind", "node", "name", "indicators", "lift", "levels"]
PROGRAMMES = "program daftar"


def simulate_scenario(official: Result, scenario: Scenario) -> Result:
    """The result as it would be; `official` stays as it is, and is returned where the scenario is.

    Weights hold for every region, levels for the scenario's own. A level only raises: an unknown indicator
    stays unknown, one that is better already stays. The evidence there is now decides the class.
    """
    if scenario.official:
        return official
    return replace(official, parts=tuple(_changed(part, scenario) for part in official.parts))


def _changed(part: Assessment, scenario: Scenario) -> Assessment:
    framework = part.framework
    if set(scenario.weights) == set(framework.dimensions):
        framework = framework.with_weights(scenario.weights)
    return assess_units(
        _raised(part.indicators, framework, scenario), framework, part.method, groups=part.groups
    )


def _raised(given: Indicators, framework: Framework, scenario: Scenario) -> Indicators:
    if scenario.region not in given.values.index or not scenario.levels:
        return given
    values = given.values.copy()
    now = _row(values, scenario.region)
    for leaf, goal in scenario.levels.items():
        if leaf in now and (goal - now[leaf]) * framework.node(leaf).direction > 0:
            values.loc[scenario.region, leaf] = goal
    return replace(given, values=values)


def fit_scenario_to_tree(scenario: Scenario, framework: Framework) -> Scenario:
    """The scenario without what this tree cannot hold: weights of other dimensions, levels off the scale."""
    codes, scale = set(framework.dimensions), framework.scale
    under = set(framework.descendants(framework.roots[0]))
    levels = {
        leaf: level
        for leaf, level in scenario.levels.items()
        if leaf in under and scale.minimum <= level <= scale.maximum
    }
    weights = scenario.weights if set(scenario.weights) == codes else {}
    return replace(
        scenario,
        weights=weights,
        basis=scenario.basis if weights else "",
        levels=levels,
        vision=tuple(code for code in scenario.vision if code in codes),
        points={
            who: {code: value for code, value in spent.items() if code in codes}
            for who, spent in scenario.points.items()
        },
    )


def official_weight_shares(result: Result, region: str) -> dict[str, float]:
    """The share 0..1 of each child of the index by the official weights; they sum to 1."""
    framework = result.part(region).framework
    weights = framework.effective_weights()
    return {code: float(weights[code]) for code in framework.dimensions}


def index_shifts_by_dimension(official: Result, changed: Result, region: str) -> pd.DataFrame:
    """Per child of the index: node, name, weight, score, points, the same three as new_ ones, and change.

    points = weight times score; `change` = new_points less points: they sum to the change of the index. NaN
    where the index is no weighted mean or a score is unknown.
    """
    root = official.part(region).framework.roots[0]
    columns = ["weight", "score", "points"]
    before, after = list_score_parts(official, region, root), list_score_parts(changed, region, root)[columns]
    joined = before[["node", "name", *columns]].join(after.add_prefix("new_"))
    return joined.assign(change=joined["new_points"] - joined["points"])


def rank_under_scenario(official: Result, changed: Result) -> pd.DataFrame:
    """unit, label, weights, index, rank, tied and new_index, new_rank, new_tied per region with an index.

    1 = best within one weight set, ties take the least; by the new rank, ties by label (which ranks nothing).
    """
    before, after = _ranked(official), _ranked(changed)
    columns = ["index", "rank", "tied"]
    joined = before.join(after[columns].add_prefix("new_")).dropna(subset=["rank", "new_rank"])
    whole = dict.fromkeys(("rank", "new_rank"), int)
    return joined.astype(whole).sort_values(["weights", "new_rank", "label"], ignore_index=True)


def _ranked(result: Result) -> pd.DataFrame:
    units = list(result.regions)
    root = result.instrument.framework.roots[0]
    labels = regions.list_regions()["label"].reindex(units)
    frame = pd.DataFrame(
        {
            "unit": units,
            "label": labels.fillna(labels.index.to_series()).to_numpy(),
            "weights": [result.weight_sets.get(unit, "") for unit in units],
            "index": result.scores.reindex(units)[root].to_numpy(dtype=float),
        }
    )
    return compare.rank_regions(frame)


def list_action_packages(result: Result, region: str, reach: str) -> pd.DataFrame:
    """Packages of actions: kind, node, name, indicators (count), lift, levels; best lift of a kind first.

    lift: index points, exact for each package alone on top of `result`; those of several packages add up
    only where the index is a weighted mean throughout. NaN where the index is unknown.
    """
    part = result.part(region)
    found = build_action_packages(part.framework, _row(part.indicators.values, region), reach)
    actions = {f"{kind}|{node}": levels for (kind, node), levels in found.items()}
    gains = _row(score_gain_of_actions(part, actions), region)
    rows = [
        {
            "kind": kind,
            "node": node,
            "name": part.framework.node(node).name,
            "indicators": len(levels),
            "lift": gains[f"{kind}|{node}"],
            "levels": levels,
        }
        for (kind, node), levels in found.items()
    ]
    return pd.DataFrame(rows, columns=OFFERED).sort_values(
        ["kind", "lift"], ascending=[True, False], kind="stable", ignore_index=True
    )


def list_programme_packages(result: Result, region: str, programmes: Mapping[str, Programme]) -> pd.DataFrame:
    """Programmes that name the levels they lift to, as `list_action_packages` lists packages; `node` is
    their key.
    """
    part = result.part(region)
    under = set(part.framework.descendants(part.framework.roots[0]))
    found = {
        key: {leaf: level for leaf, level in one.lifts.items() if leaf in under}
        for key, one in programmes.items()
    }
    found = {key: levels for key, levels in found.items() if levels}
    gains = _row(score_gain_of_actions(part, found), region) if found else {}
    rows = [
        (PROGRAMMES, key, programmes[key].name, len(levels), gains[key], levels)
        for key, levels in found.items()
    ]
    frame = pd.DataFrame(rows, columns=OFFERED)
    return frame[frame["lift"] > 0].sort_values("lift", ascending=False, kind="stable", ignore_index=True)


def combined_index_gain(result: Result, region: str, chosen: Iterable[Mapping[str, float]]) -> float:
    """Index points that packages add together, recomputed through the whole tree.

    Where several raise an indicator, the best of their levels counts.
    """
    framework, levels = result.part(region).framework, dict[str, float]()
    for package in chosen:
        for leaf, level in package.items():
            best = max if framework.node(leaf).direction > 0 else min
            levels[leaf] = best(levels.get(leaf, level), level)
    if not levels:
        return 0.0
    return _row(score_gain_of_actions(result.part(region), {"all": levels}), region)["all"]


def _row(frame: pd.DataFrame, region: str) -> dict[str, float]:
    return dict(zip(frame.columns, frame.loc[[region]].to_numpy(dtype=float)[0], strict=True))
