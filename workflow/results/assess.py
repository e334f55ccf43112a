"""Answers into a result: each region on the tree and the weights that its data ask for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from planning.plan.target_year import TargetYear
from reference.instruments import Instrument
from scoring import Framework, Method, Node, assess_units, combine_answers
from workflow.results.result import PublishedFigure, Result


@dataclass(frozen=True)
class RegionSetup:
    """What a region brings besides answers: its weight set, question leaves of its file, what it aims at.

    `target` None: the instrument's usual targets, of no year.
    """

    weights: str | None = None
    leaves: tuple[Node, ...] = ()
    target: TargetYear | None = None


@dataclass(frozen=True, eq=False)
class SurveyData:
    """Everything about a period that a score rests on; `answers` as `scoring.responses` takes them."""

    instrument: Instrument
    answers: pd.DataFrame
    settings: Mapping[str, RegionSetup] = field(default_factory=dict)
    absent: Sequence[str] = ()
    published: Sequence[PublishedFigure] = ()

    def of(self, regions: Collection[str]) -> SurveyData:
        """The same of these regions only."""
        return replace(
            self,
            answers=self.answers[self.answers["unit"].isin(list(regions))],
            settings={region: setting for region, setting in self.settings.items() if region in regions},
            absent=[region for region in self.absent if region in regions],
            published=[figure for figure in self.published if figure.region in regions],
        )

    def held_against(self, targets: Mapping[str, TargetYear]) -> SurveyData:
        """The same with what each region is held against."""
        return replace(
            self,
            settings={
                **self.settings,
                **{
                    region: replace(self.settings.get(region, RegionSetup()), target=target)
                    for region, target in targets.items()
                },
            },
        )


def score_regions(data: SurveyData, method: Method | None = None) -> Result:
    """Score every region with answers; a region in `absent` is left without a score.

    Values given only at inner nodes (components, domains) are scored on the tree cut there; where a region
    gives values on several levels, the lowest that is not blank throughout counts.
    """
    method = method or Method()
    answers = data.answers[~data.answers["unit"].isin(list(data.absent))]
    parts = []
    for framework, units in _groups(data, answers).items():
        chosen = answers[answers["unit"].isin(units) & answers["indicator"].isin(framework.leaves)]
        parts.append(assess_units(combine_answers(chosen, framework, method, units=units), framework, method))
    scored = {unit for part in parts for unit in part.units}
    weight_sets = {code: s.weights for code, s in data.settings.items() if s.weights and code in scored}
    targets = {code: s.target for code, s in data.settings.items() if s.target and code in scored}
    return Result(
        data.instrument, tuple(parts), tuple(data.absent), tuple(data.published), weight_sets, targets
    )


def _groups(data: SurveyData, answers: pd.DataFrame) -> dict[Framework, list[str]]:
    """Regions by the tree they are scored on."""
    wanted: dict[tuple[RegionSetup, int], list[str]] = {}
    for region, level in _lowest_level(data, answers).items():
        wanted.setdefault((data.settings.get(region, RegionSetup()), level), []).append(region)
    groups: dict[Framework, list[str]] = {}
    for (setting, level), regions in wanted.items():
        groups.setdefault(_tree(data.instrument, setting, level), []).extend(regions)
    return groups


def _lowest_level(data: SurveyData, answers: pd.DataFrame) -> dict[str, int]:
    """Per region the lowest level of the tree on which it says anything but "missing", else of its rows."""
    levels = {node.code: node.level for node in data.instrument.framework.nodes}
    levels |= {leaf.code: leaf.level for setting in data.settings.values() for leaf in setting.leaves}
    given = answers["indicator"].map(levels)
    known = (answers["status"] != "missing") | answers[["agreed", "verified"]].notna().any(axis=1)
    lowest = given.where(known).groupby(answers["unit"]).min()
    lowest = lowest.fillna(given.groupby(answers["unit"]).min())
    return {str(unit): int(level) for unit, level in lowest.dropna().items()}


def _tree(instrument: Instrument, setting: RegionSetup, level: int) -> Framework:
    target = setting.target or TargetYear(0, instrument.default_horizon)
    framework = tree_at_horizon(instrument, target.horizon)
    if setting.leaves and level == min(leaf.level for leaf in setting.leaves):
        framework = framework.attach(setting.leaves)
    if setting.weights:
        framework = framework.with_weights(setting.weights)
    if level > min(node.level for node in framework.nodes):
        framework = framework.cut(level)
    return framework.with_targets(hand_down_targets(framework, dict(target.agreed)))


def tree_at_horizon(instrument: Instrument, horizon: str) -> Framework:
    """The instrument's tree with its own targets at a horizon ("" = it has none)."""
    if horizon == instrument.default_horizon:
        return instrument.framework
    return instrument.framework.with_targets(instrument.targets(horizon))


def hand_down_targets(framework: Framework, agreed: Mapping[str, float]) -> dict[str, float]:
    """Agreed targets, and for every node below without its own that of its parent: gaps then tie.

    A target of a node that this tree does not have belongs to another instrument and is left out.
    """
    targets: dict[str, float] = {}
    for code in framework.codes:
        above = framework.node(code).parent
        if code in agreed:
            targets[code] = agreed[code]
        elif above in targets:
            targets[code] = targets[above]
    return targets
