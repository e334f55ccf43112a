"""Where documents come from: the selected regions of a period, and the facts of one, gathered once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from planning.plan import priorities
from reference import regions
from scoring import Framework
from storage import audit
from storage.engine import Store
from workflow.dates import local_day
from workflow.documents.region_facts import RegionFacts
from workflow.results import summary
from workflow.results.result import Result
from workflow.results.stored_data import AssessmentScope
from workflow.setup import completeness, setup
from workflow.targets.region_selection import RegionSelection


@dataclass(frozen=True, eq=False)
class DocumentSource(RegionSelection):
    """Selected regions to make documents of.

    `place` names several regions ("Jawa Timur", "Semua daerah"); "" where it is one kabupaten.
    """

    place: str = ""

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

    def facts(self) -> RegionFacts:
        """Everything a document says of the first region. KeyError: it has no answers or took no part."""
        return _gather(self, self.result())


def _gather(source: DocumentSource, result: Result) -> RegionFacts:
    """The facts of the first region of a source from its result."""
    store, scope, period, region = source.store, source.scope, source.period, source.regions[0]
    part = result.part(region)
    roster, assigned = setup.roster_of(store, region)[0], setup.assignments_of_region(store, scope, region)
    framework, given = part.framework, _row(result.contributions, region)
    values, off = _row(part.indicators.values, region), _row(part.indicators.not_applicable, region)
    asked = values[~off.astype(bool)]
    last = audit.last_change_of_scope(store, scope.period_id, scope.instrument_id, region)
    return RegionFacts(
        region=region,
        period=period,
        instrument=source.instrument,
        result=result,
        target=result.targets[region],
        changed=local_day(last) if last else None,
        basis=summary.answer_basis(part, region),
        dimensions=summary.nodes_frame(result, region, framework.dimensions),
        parts=_parts(result, region),
        indicators=_indicators(result, region, assigned),
        elements=summary.element_scores_by_dimension(result, region),
        prerequisites=summary.nodes_frame(result, region, framework.prerequisites),
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
    tops = framework.dimensions
    inner = [code for top in tops for code in framework.children(top) if framework.children(code)]
    rows = summary.nodes_frame(result, region, inner)
    return rows.assign(parent=[str(framework.node(code).parent) for code in inner])


def _indicators(result: Result, region: str, assigned: pd.DataFrame) -> pd.DataFrame:
    framework = result.part(region).framework
    leads = assigned[assigned["role"] == "lead"].drop_duplicates("indicator").set_index("indicator")["opd"]
    found = summary.list_indicators(result, region)
    nodes = list(found["node"])
    return found.assign(
        dimension=[framework.dimension_of(node) for node in nodes],
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
