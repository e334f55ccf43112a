"""Everything a document says of one kabupaten in one period, gathered once for all documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from planning import priorities
from reference import regions
from reference.instruments import Instrument
from scoring import Assessment, Framework, Scale
from storage import audit, periods
from storage.engine import Store
from storage.values import Period
from workflow import assess, completeness, levels, load, setup, summary, targets
from workflow.dates import local_day
from workflow.load import Scope
from workflow.results import Result
from workflow.summary import Basis

PROVISIONAL, LOCKED = "Sementara", "Terkunci"
SAMPLE = "Data contoh (sintetis)"


@dataclass(frozen=True, eq=False)
class Facts:
    """One region in one period by one instrument, held against the targets of `year`.

    Scores, targets and distances are on the instrument's scale, NaN = not known enough or no target.
    `dimensions`: `summary.nodes_frame` of the index's children, `parts` of theirs with `parent`.
    `indicators`: `summary.indicators` with `dimension`, `lead` (id of the OPD, "" = none), `shortfall` and
    `contribution` (index points). `start`, `duties`, `unanswered`, `strengths`, `weaknesses` as in
    `planning.priorities`. `senders`: `completeness.senders` with `dimensions` (nodes it leads under).
    `changed`: the day the data last changed.
    """

    region: str
    period: Period
    instrument: Instrument
    result: Result
    year: int
    agreed: bool
    changed: date | None
    basis: Basis
    dimensions: pd.DataFrame
    parts: pd.DataFrame
    indicators: pd.DataFrame
    elements: pd.DataFrame
    prerequisites: pd.DataFrame
    proven: pd.DataFrame
    start: pd.DataFrame
    duties: pd.DataFrame
    unanswered: pd.DataFrame
    strengths: pd.DataFrame
    weaknesses: pd.DataFrame
    senders: pd.DataFrame

    @property
    def label(self) -> str:
        """ "Kab. Nganjuk"; the code of a region the register does not have."""
        return regions.label(self.region)

    @property
    def name(self) -> str:
        """ "Kabupaten Nganjuk"; the code of a region the register does not have."""
        known = regions.label(self.region) != self.region
        return regions.get(self.region).name if known else self.region

    @property
    def province(self) -> str:
        """ "Jawa Timur"; "" for a region the register does not have."""
        return regions.province_of(self.region)

    @cached_property
    def part(self) -> Assessment:
        """The assessment of the region."""
        return self.result.part(self.region)

    @property
    def framework(self) -> Framework:
        """The tree the region was scored on, with the targets of `year`."""
        return self.part.framework

    @property
    def scale(self) -> Scale:
        return self.framework.scale

    @property
    def root(self) -> str:
        """The node of the index."""
        return self.framework.roots[0]

    @cached_property
    def index(self) -> Mapping[str, float]:
        """score, target, distance, shortfall and coverage of the index."""
        row = summary.nodes_frame(self.result, self.region, [self.root]).iloc[0]
        return {name: float(row[name]) for name in ("score", "target", "distance", "shortfall", "coverage")}

    @property
    def band(self) -> str:
        """The class of the index; "" where it is not known or the instrument has no classes."""
        found = self.result.classes.loc[self.region].get("band")
        return found if isinstance(found, str) else ""

    @property
    def aimed(self) -> bool:
        """Whether any dimension has a target."""
        return bool(self.dimensions["target"].notna().any())

    @property
    def locked(self) -> bool:
        """Whether the period is locked, so that the numbers are final."""
        return self.period.locked_at is not None

    @property
    def nouns(self) -> dict[int, str]:
        """What the levels under the index are called, the highest first: {3: "Dimensi", …}."""
        return levels.below_index(self.instrument, self.framework)

    @property
    def source(self) -> str:
        """The line under a chart: survey, instrument, period, status, OPD that sent, synthetic or not."""
        return source_line(self.label, self.instrument, self.period, self.senders)

    @property
    def shorts(self) -> dict[str, str]:
        """OPD id -> its short name, the full one where it has none."""
        short = self.senders["short"].where(self.senders["short"] != "", self.senders["name"])
        return dict(zip(self.senders["opd"], short, strict=True))


@dataclass(frozen=True, eq=False)
class Source:
    """Where documents come from: scored regions of a period by an instrument, in a store.

    `place` names several regions ("Jawa Timur", "Semua daerah"); "" where it is one kabupaten, whose agreed
    targets count.
    """

    store: Store
    scope: Scope
    regions: tuple[str, ...]
    place: str = ""

    @cached_property
    def period(self) -> Period:
        """The period of the scope; KeyError where it is gone."""
        return {period.id: period for period in periods.available(self.store)}[self.scope.period_id]

    @cached_property
    def instrument(self) -> Instrument:
        """The instrument as it was frozen."""
        return load.instrument(self.store, self.scope)

    @property
    def label(self) -> str:
        """What the documents are of: "Kab. Nganjuk", "Jawa Timur"."""
        return self.place or regions.label(self.regions[0])

    def each(self) -> tuple[Source, ...]:
        """A source for every single region."""
        return tuple(replace(self, regions=(region,), place="") for region in self.regions)

    def only(self, regions: tuple[str, ...]) -> Source:
        """The same place, of these regions only."""
        return replace(self, regions=regions)

    def result(self) -> Result:
        """The scores of the one region with the targets agreed for the period's year, or those of all."""
        if not self.place:
            year = self.period.ends.year
            return assess.score(load.data(self.store, self.scope, self.regions[0], year=year))
        return assess.score(load.data(self.store, self.scope).of(self.regions))

    def facts(self) -> Facts:
        """Everything a document says of the one region. KeyError where it has no answers or took no part."""
        return gather(self.store, self.scope, self.period, self.regions[0])


def source_line(label: str, instrument: Instrument, period: Period, senders: pd.DataFrame) -> str:
    """Where a region's numbers come from and how firm they are; `senders` as `completeness.senders`."""
    sent = senders["sent"]
    parts = [
        f"Sumber: survei OPD {label}",
        f"{instrument.title} {instrument.version}",
        f"periode {period.label}",
        status(period),
        *([f"{int(sent.sum())} dari {len(sent)} OPD mengirim"] if sent.any() else []),
        *([SAMPLE] if period.sample else []),
    ]
    return " · ".join(parts)


def status(period: Period) -> str:
    """What the numbers of a period may be called: provisional until it is locked."""
    return PROVISIONAL if period.locked_at is None else LOCKED


def gather(store: Store, scope: Scope, period: Period, region: str) -> Facts:
    """The facts of a region, held against the period's own targets or the next ones agreed.

    KeyError where the region has no answers in the period, or took no part.
    """
    year = targets.year_in_view(store, region, period.ends.year)
    result = assess.score(load.data(store, scope, region, year=year))
    part = result.part(region)
    roster, assigned = setup.roster_of(store, region)[0], setup.assigned(store, scope, region)
    framework, given = part.framework, _row(result.contributions, region)
    values, off = _row(part.indicators.values, region), _row(part.indicators.not_applicable, region)
    asked = values[~off.astype(bool)]
    last = audit.last_change(store, scope.period_id, scope.instrument_id, region)
    return Facts(
        region=region,
        period=period,
        instrument=load.instrument(store, scope),
        result=result,
        year=year,
        agreed=any(agreed <= year for agreed in targets.years(store, region)),
        changed=local_day(last) if last else None,
        basis=summary.basis(part, region),
        dimensions=summary.nodes_frame(result, region, summary.dimensions(framework)),
        parts=_parts(result, region),
        indicators=_indicators(result, region, assigned),
        elements=summary.elements(result, region),
        prerequisites=summary.nodes_frame(result, region, summary.prerequisites(framework)),
        proven=summary.proven_range(result, region),
        start=priorities.start_list(framework, given),
        duties=priorities.duties(framework, given, values, assigned, roster),
        unanswered=priorities.unanswered(framework, asked, assigned, roster),
        strengths=priorities.strengths(framework, values),
        weaknesses=priorities.weaknesses(framework, values),
        senders=_senders(store, scope, region, framework, assigned),
    )


def _row(frame: pd.DataFrame, region: str) -> pd.Series:
    return frame.T[region]


def _parts(result: Result, region: str) -> pd.DataFrame:
    """What stands between dimensions and leaves; no rows where leaves hang on the dimensions."""
    framework = result.part(region).framework
    tops = summary.dimensions(framework)
    inner = [code for top in tops for code in framework.children(top) if framework.children(code)]
    rows = summary.nodes_frame(result, region, inner)
    return rows.assign(parent=[str(framework.node(code).parent) for code in inner])


def _indicators(result: Result, region: str, assigned: pd.DataFrame) -> pd.DataFrame:
    framework = result.part(region).framework
    leads = assigned[assigned["role"] == "lead"].drop_duplicates("indicator").set_index("indicator")["opd"]
    found = summary.indicators(result, region)
    nodes = list(found["node"])
    return found.assign(
        dimension=[priorities.dimension(framework, node) for node in nodes],
        lead=[str(leads.get(node, "")) for node in nodes],
        shortfall=result.shortfall.loc[region].reindex(nodes).to_numpy(dtype=float),
        contribution=result.contributions.loc[region].reindex(nodes).to_numpy(dtype=float),
    )


def _senders(
    store: Store, scope: Scope, region: str, framework: Framework, assigned: pd.DataFrame
) -> pd.DataFrame:
    under = completeness.branches(framework)
    led: dict[str, dict[str, None]] = {}
    leads = assigned[assigned["role"] == "lead"]
    for opd, indicator in zip(leads["opd"], leads["indicator"], strict=True):
        if indicator in under:
            led.setdefault(opd, {})[under[indicator]] = None
    found = completeness.senders(store, scope, region)
    return found.assign(dimensions=pd.Series([tuple(led.get(opd, ())) for opd in found["opd"]], dtype=object))
