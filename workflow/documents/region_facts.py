"""Everything a document says of one kabupaten in one period, gathered once for all documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from planning.plan.target_year import TargetYear
from reference import regions
from reference.instruments import Instrument
from scoring import Assessment, Framework, Scale
from storage.values import Period
from workflow.results import levels, summary
from workflow.results.result import Result
from workflow.results.summary import AnswerBasis

PROVISIONAL, LOCKED = "Sementara", "Terkunci"
SAMPLE = "Data contoh (sintetis)"


@dataclass(frozen=True, eq=False)
class RegionFacts:
    """One region in one period by one instrument, held against the targets of `target.year`.

    Scores, targets and distances are on the instrument's scale, NaN = not known enough or no target.
    `dimensions`: `summary.nodes_frame` of the index's children, `parts` of theirs with `parent`.
    `indicators`: `summary.list_indicators` with `dimension`, `lead` (id of the OPD, "" = none), `shortfall`
    and `contribution` (index points). `start`, `duties`, `unanswered`, `strengths`, `weaknesses` as in
    `planning.plan.priorities`. `senders`: `completeness.senders` with `dimensions` (nodes it leads under).
    `changed`: the day the data last changed.
    """

    region: str
    period: Period
    instrument: Instrument
    result: Result
    target: TargetYear
    changed: date | None
    basis: AnswerBasis
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
        return regions.region_label(self.region)

    @property
    def name(self) -> str:
        """ "Kabupaten Nganjuk"; the code of a region the register does not have."""
        known = regions.region_label(self.region) != self.region
        return regions.find_region(self.region).name if known else self.region

    @property
    def province(self) -> str:
        """ "Jawa Timur"; "" for a region the register does not have."""
        return regions.province_of(self.region)

    @property
    def year(self) -> int:
        """The year whose targets the region is held against."""
        return self.target.year

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
        return levels.level_names_below_index(self.instrument, self.framework)

    @property
    def source(self) -> str:
        """The line under a chart: survey, instrument, period, status, OPD that sent, synthetic or not."""
        return source_line(self.label, self.instrument, self.period, self.senders)

    @property
    def shorts(self) -> dict[str, str]:
        """OPD id -> its short name, the full one where it has none."""
        short = self.senders["short"].where(self.senders["short"] != "", self.senders["name"])
        return dict(zip(self.senders["opd"], short, strict=True))


def source_line(label: str, instrument: Instrument, period: Period, senders: pd.DataFrame) -> str:
    """Where a region's numbers come from and how firm they are; `senders` as `completeness.senders`."""
    sent = senders["sent"]
    parts = [
        f"Sumber: survei OPD {label}",
        f"{instrument.title} {instrument.version}",
        f"periode {period.label}",
        period_status(period),
        *([f"{int(sent.sum())} dari {len(sent)} OPD mengirim"] if sent.any() else []),
        *([SAMPLE] if period.sample else []),
    ]
    return " · ".join(parts)


def period_status(period: Period) -> str:
    """What the numbers of a period may be called: provisional until it is locked."""
    return PROVISIONAL if period.locked_at is None else LOCKED
