"""Where documents come from: scored regions of a period in a store, and the facts of one, gathered once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from planning.plan import priorities
from reference import regions
from reference.instruments import Instrument
from scoring import Framework
from storage import audit
from storage.engine import Store
from storage.setup import periods
from storage.values import Period
from workflow.dates import local_day
from workflow.documents.region_facts import RegionFacts
from workflow.results import assess, stored_data, summary, targets
from workflow.results.result import Result
from workflow.results.stored_data import AssessmentScope
from workflow.setup import completeness, setup


@dataclass(frozen=True, eq=False)
class DocumentSource:
    """Where documents come from: scored regions of a period by an instrument, in a store.

    `place` names several regions ("Jawa Timur", "Semua daerah"); "" where it is one kabupaten, whose agreed
    targets count.
    """

    store: Store
    scope: AssessmentScope
    regions: tuple[str, ...]
    place: str = ""

    @cached_property
    def period(self) -> Period:
        """The period of the scope; KeyError where it is gone."""
        return {period.id: period for period in periods.list_periods(self.store)}[self.scope.period_id]

    @cached_property
    def instrument(self) -> Instrument:
        """The instrument as it was frozen."""
        return stored_data.instrument_of_scope(self.store, self.scope)

    @property
    def label(self) -> str:
        """What the documents are of: "Kab. Nganjuk", "Jawa Timur"."""
        return self.place or regions.region_label(self.regions[0])

    def each(self) -> tuple[DocumentSource, ...]:
        """A source for every single region."""
        return tuple(replace(self, regions=(region,), place="") for region in self.regions)

    def only(self, regions: tuple[str, ...]) -> DocumentSource:
        """The same place, of these regions only."""
        return replace(self, regions=regions)

    def result(self) -> Result:
        """The scores of the one region with the targets agreed for the period's year, or those of all."""
        if not self.place:
            year = self.period.ends.year
            return assess.score_regions(
                stored_data.read_survey_data(self.store, self.scope, self.regions[0], year=year)
            )
        return assess.score_regions(stored_data.read_survey_data(self.store, self.scope).of(self.regions))

    def facts(self) -> RegionFacts:
        """Everything a document says of the one region. KeyError where it has no answers or took no part."""
        return gather_region_facts(self.store, self.scope, self.period, self.regions[0])


def gather_region_facts(store: Store, scope: AssessmentScope, period: Period, region: str) -> RegionFacts:
    """The facts of a region, held against the period's own targets or the next ones agreed.

    KeyError where the region has no answers in the period, or took no part.
    """
    year = targets.target_year_of_period(store, region, period.ends.year)
    result = assess.score_regions(stored_data.read_survey_data(store, scope, region, year=year))
    part = result.part(region)
    roster, assigned = setup.roster_of(store, region)[0], setup.assignments_of_region(store, scope, region)
    framework, given = part.framework, _row(result.contributions, region)
    values, off = _row(part.indicators.values, region), _row(part.indicators.not_applicable, region)
    asked = values[~off.astype(bool)]
    last = audit.last_change_of_scope(store, scope.period_id, scope.instrument_id, region)
    return RegionFacts(
        region=region,
        period=period,
        instrument=stored_data.instrument_of_scope(store, scope),
        result=result,
        year=year,
        agreed=any(agreed <= year for agreed in targets.agreed_target_years(store, region)),
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
