"""Everything a document says of one kabupaten in one period, each part gathered when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from charts.drawing.dimension_marks import mark_dimensions
from charts.drawing.theme import Palette, page_palette
from planning.plan import next_steps, priorities
from planning.plan.target_year import TargetYear
from reference import regions
from reference.agencies import OpdNames
from reference.dates import format_date
from reference.instruments import Instrument
from scoring import Assessment, Framework, Scale
from storage import audit
from storage.values import Period
from workflow.comparison import published_tables
from workflow.comparison.published_tables import RegionBackground
from workflow.dates import local_day
from workflow.documents import fact_frames
from workflow.results import levels, summary
from workflow.results.result import Result
from workflow.results.summary import AnswerBasis
from workflow.setup import completeness, setup
from workflow.targets.region_selection import RegionSelection


@dataclass(frozen=True, eq=False)
class RegionFacts:
    """One region in one period by one instrument, held against the targets of `target.year`.

    `answers_in_force`: the region's, as `scoring.responses` takes them, read once for all said of them;
    `part`: its assessment. All else is read or worked out when a document asks for it, and then kept. Scores,
    targets and distances are on the instrument's scale, NaN = not known enough or no target.
    """

    selection: RegionSelection
    region: str
    period: Period
    instrument: Instrument
    answers_in_force: pd.DataFrame
    result: Result
    part: Assessment
    target: TargetYear

    @cached_property
    def last_change(self) -> date | None:
        """The day the data last changed."""
        scope = self.selection.scope
        last = audit.last_change_of_scope(
            self.selection.store, scope.period_id, scope.instrument_id, self.region
        )
        return local_day(last) if last else None

    @cached_property
    def audit_mark(self) -> str:
        """Of which state of the store this is: "Jejak audit 3518/12/3f9a41c277d0b812".

        A copy that was made after the lock says so.
        """
        scope, state = self.selection.scope, self.selection.kept_state
        head = audit.find_state_head(self.selection.store, scope.period_id, self.region)
        late = (
            f" (salinan dibuat sesudah dikunci, {format_date(local_day(state.at))})"
            if state and state.late
            else ""
        )
        return f"Jejak audit {head}{late}"

    @cached_property
    def opd_roster(self) -> pd.DataFrame:
        """The region's OPD; `setup.roster_of`."""
        return setup.roster_of(self.selection.store, self.region, self.period.id)[0]

    @cached_property
    def assigned_indicators(self) -> pd.DataFrame:
        """Who is asked what; `setup.assignments_of_region`."""
        return setup.assignments_of_region(self.selection.store, self.selection.scope, self.region)

    @cached_property
    def opd_responses(self) -> pd.DataFrame:
        """`completeness.list_opd_responses` with `dimensions` (nodes that the OPD leads under)."""
        kept, scope = self.selection.store, self.selection.scope
        found = completeness.list_opd_responses(kept, scope, self.region, self.answers_in_force)
        return fact_frames.with_led_dimensions(found, self.framework, self.assigned_indicators)

    @cached_property
    def answer_basis(self) -> AnswerBasis:
        """What the numbers rest on."""
        return summary.answer_basis(self.part, self.region)

    @cached_property
    def dimensions(self) -> pd.DataFrame:
        """`summary.nodes_frame` of the index's children."""
        return summary.nodes_frame(self.result, self.region, self.framework.dimensions)

    @cached_property
    def inner_nodes(self) -> pd.DataFrame:
        """The same of what stands between them and the leaves, with `parent`."""
        return fact_frames.inner_nodes_frame(self.result, self.region)

    @cached_property
    def led_indicators(self) -> pd.DataFrame:
        """`summary.list_indicators` with `dimension`, `lead` ("" = none), `shortfall`, `contribution`."""
        return fact_frames.led_indicators_frame(self.result, self.region, self.assigned_indicators)

    @cached_property
    def element_scores(self) -> pd.DataFrame:
        """`summary.element_scores_by_dimension`."""
        return summary.element_scores_by_dimension(self.result, self.region)

    @cached_property
    def prerequisite_nodes(self) -> pd.DataFrame:
        """`summary.nodes_frame` of what stands beside the index."""
        return summary.nodes_frame(self.result, self.region, self.framework.prerequisites)

    @cached_property
    def proven_range(self) -> pd.DataFrame:
        """`summary.proven_range`."""
        return summary.proven_range(self.result, self.region)

    @cached_property
    def ranked_gaps(self) -> pd.DataFrame:
        """`priorities.rank_gaps`: where to begin."""
        return priorities.rank_gaps(self.framework, self._row(self.result.contributions))

    @cached_property
    def closing_duties(self) -> pd.DataFrame:
        """`priorities.list_closing_duties` as `next_steps.add_next_steps`: what each OPD has to do."""
        given = self._row(self.result.contributions)
        found = priorities.list_closing_duties(
            self.framework, given, self._values, self.assigned_indicators, self.opd_roster
        )
        return next_steps.add_next_steps(found, self.part, self.region)

    @cached_property
    def unanswered_indicators(self) -> pd.DataFrame:
        """`priorities.list_unanswered_indicators`; what does not apply is not asked."""
        asked = self._values[~self._row(self.part.indicators.not_applicable).astype(bool)]
        return priorities.list_unanswered_indicators(
            self.framework, asked, self.assigned_indicators, self.opd_roster
        )

    @cached_property
    def strong_indicators(self) -> pd.DataFrame:
        """`priorities.list_strengths`."""
        return priorities.list_strengths(self.framework, self._values)

    @cached_property
    def weak_indicators(self) -> pd.DataFrame:
        """`priorities.list_weaknesses`."""
        return priorities.list_weaknesses(self.framework, self._values)

    @cached_property
    def region_background(self) -> RegionBackground:
        """What was published of the region before any survey. KeyError: the register does not have it."""
        tables = published_tables.list_published_tables(self.selection.store)
        return published_tables.describe_background(self.region, tables)

    @property
    def _values(self) -> pd.Series:
        return self._row(self.part.indicators.values)

    def _row(self, frame: pd.DataFrame) -> pd.Series:
        return frame.T[self.region]

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

    @property
    def framework(self) -> Framework:
        """The tree the region was scored on, with the targets of `year`."""
        return self.part.framework

    @property
    def chart_palette(self) -> Palette:
        """The colours of a printed page, those of the dimensions among them."""
        return page_palette(dark=False, marks=mark_dimensions(self.framework))

    @property
    def scale(self) -> Scale:
        return self.framework.scale

    @property
    def root(self) -> str:
        """The node of the index."""
        return self.framework.roots[0]

    @cached_property
    def index(self) -> Mapping[str, float]:
        """What `summary.nodes_frame` says of the index, but for its name."""
        row = summary.nodes_frame(self.result, self.region, [self.root]).iloc[0]
        return {name: float(row[name]) for name in row.index if name not in ("node", "name")}

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

    @cached_property
    def source(self) -> str:
        """The line under a chart: survey, instrument, period, status, OPD that sent, synthetic or not."""
        return source_line(self.label, self.instrument, self.period, self.opd_responses)

    @cached_property
    def shorts(self) -> dict[str, str]:
        """OPD id -> its short name, the full one where it has none."""
        return OpdNames(self.opd_responses).in_short


def gather_region_facts(selection: RegionSelection) -> RegionFacts:
    """The facts of the first region. KeyError, at once: it has no answers or took no part."""
    region, data = selection.regions[0], selection.survey_data()
    result = selection.score_data(data)
    return RegionFacts(
        selection=selection,
        region=region,
        period=selection.period,
        instrument=data.instrument,
        answers_in_force=data.answers[data.answers["unit"] == region],
        result=result,
        part=result.part(region),
        target=result.targets[region],
    )


def source_line(label: str, instrument: Instrument, period: Period, senders: pd.DataFrame) -> str:
    """Where a region's numbers come from and how firm they are; `senders` as
    `completeness.list_opd_responses`."""
    sent = senders["sent"]
    parts = [
        f"Sumber: survei OPD {label}",
        f"{instrument.title} {instrument.version}",
        f"periode {period.label}",
        period.status_word,
        *([f"{int(sent.sum())} dari {len(sent)} OPD mengirim"] if sent.any() else []),
        *filter(None, [period.sample_label]),
    ]
    return " · ".join(parts)
