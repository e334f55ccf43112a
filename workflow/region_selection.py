"""What is looked at: regions of a period by an instrument, and the one way to score them for a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from planning.plan import priorities
from planning.target_year import TargetYear
from reference import regions
from reference.instruments import Instrument
from scoring import Framework
from storage import audit
from storage.engine import Store
from storage.setup import periods
from storage.values import Period
from workflow import target_years
from workflow.dates import local_day
from workflow.documents.region_facts import RegionFacts, source_line
from workflow.results import assess, stored_data, summary
from workflow.results.result import Result
from workflow.results.stored_data import AssessmentScope
from workflow.setup import completeness, setup


@dataclass(frozen=True, eq=False)
class RegionSelection:
    """Regions of a period by an instrument, in a store; screens, documents and commands score it here."""

    store: Store
    scope: AssessmentScope
    regions: tuple[str, ...]

    @cached_property
    def period(self) -> Period:
        """The period of the scope; KeyError where it is gone."""
        return {period.id: period for period in periods.list_periods(self.store)}[self.scope.period_id]

    @cached_property
    def instrument(self) -> Instrument:
        """The instrument as it was frozen."""
        return stored_data.instrument_of_scope(self.store, self.scope)

    def target_years(self, year: int | None = None) -> Mapping[str, TargetYear]:
        """Region -> what it is held against in a year; None = the year that the rule gives it.

        The rule is `planning.target_year.year_in_view`.
        """
        own = self.period.ends.year
        return target_years.target_years_of(self.store, self.instrument, own, self.regions, year)

    def result(self, year: int | None = None, stage: str | None = None) -> Result:
        """The regions scored, each held against its targets of `year` (None = as `target_years`).

        At a `stage` of the bimtek what belongs to a later one does not count.
        """
        one = self.regions[0] if len(self.regions) == 1 else None
        given = (
            stored_data.read_survey_data(self.store, self.scope, one)
            .of(self.regions)
            .held_against(self.target_years(year))
        )
        if stage:
            given = replace(given, instrument=self.instrument.for_stage(stage))
        return assess.score_regions(given)

    def side_by_side(self) -> Result:
        """All regions of the period on trees they share, without anybody's targets: for comparing scores."""
        return assess.score_regions(stored_data.read_survey_data(self.store, self.scope))

    def facts(self) -> RegionFacts:
        """Everything a document says of the first region. KeyError: it has no answers or took no part."""
        return _gather(self, self.result())

    def source_line(self) -> str:
        """The line under a chart: survey, instrument, period, status, OPD that sent, synthetic or not."""
        region = self.regions[0] if self.regions else ""
        senders = completeness.list_opd_responses(self.store, self.scope, region)
        label = regions.region_label(region) if region else ""
        return source_line(label, self.instrument, self.period, senders)


def _gather(selection: RegionSelection, result: Result) -> RegionFacts:
    """The facts of the first region of a selection from its result."""
    store, scope, period, region = selection.store, selection.scope, selection.period, selection.regions[0]
    part = result.part(region)
    roster, assigned = setup.roster_of(store, region)[0], setup.assignments_of_region(store, scope, region)
    framework, given = part.framework, _row(result.contributions, region)
    values, off = _row(part.indicators.values, region), _row(part.indicators.not_applicable, region)
    asked = values[~off.astype(bool)]
    last = audit.last_change_of_scope(store, scope.period_id, scope.instrument_id, region)
    return RegionFacts(
        region=region,
        period=period,
        instrument=selection.instrument,
        result=result,
        target=result.targets[region],
        changed=local_day(last) if last else None,
        basis=summary.answer_basis(part, region),
        dimensions=summary.nodes_frame(result, region, summary.list_dimensions(framework)),
        parts=_parts(result, region),
        indicators=_indicators(result, region, assigned),
        elements=summary.element_scores_by_dimension(result, region),
        prerequisites=summary.nodes_frame(result, region, summary.list_prerequisites(framework)),
        proven=summary.proven_range(result, region),
        start=priorities.rank_gaps(framework, given),
        duties=priorities.list_closing_duties(framework, given, values, assigned, roster),
        unanswered=priorities.list_unanswered_indicators(framework, asked, assigned, roster),
        strengths=priorities.list_strengths(framework, values),
        weaknesses=priorities.list_weaknesses(framework, values),
        senders=_senders(store, scope, region, framework, assigned),
    )


def _row(frame: pd.DataFrame, region: str) -> pd.Series:
    return frame.T[region]


def _parts(result: Result, region: str) -> pd.DataFrame:
    """What stands between dimensions and leaves; no rows where leaves hang on the dimensions."""
    framework = result.part(region).framework
    tops = summary.list_dimensions(framework)
    inner = [code for top in tops for code in framework.children(top) if framework.children(code)]
    rows = summary.nodes_frame(result, region, inner)
    return rows.assign(parent=[str(framework.node(code).parent) for code in inner])


def _indicators(result: Result, region: str, assigned: pd.DataFrame) -> pd.DataFrame:
    framework = result.part(region).framework
    leads = assigned[assigned["role"] == "lead"].drop_duplicates("indicator").set_index("indicator")["opd"]
    found = summary.list_indicators(result, region)
    nodes = list(found["node"])
    return found.assign(
        dimension=[priorities.dimension_of_node(framework, node) for node in nodes],
        lead=[str(leads.get(node, "")) for node in nodes],
        shortfall=result.shortfall.loc[region].reindex(nodes).to_numpy(dtype=float),
        contribution=result.contributions.loc[region].reindex(nodes).to_numpy(dtype=float),
    )


def _senders(
    store: Store, scope: AssessmentScope, region: str, framework: Framework, assigned: pd.DataFrame
) -> pd.DataFrame:
    under = completeness.dimension_of_leaves(framework)
    led: dict[str, dict[str, None]] = {}
    leads = assigned[assigned["role"] == "lead"]
    for opd, indicator in zip(leads["opd"], leads["indicator"], strict=True):
        if indicator in under:
            led.setdefault(opd, {})[under[indicator]] = None
    found = completeness.list_opd_responses(store, scope, region)
    return found.assign(dimensions=pd.Series([tuple(led.get(opd, ())) for opd in found["opd"]], dtype=object))
