"""What is looked at: regions of a period by an instrument, and the one way to score them for a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planning.plan.target_year import TargetYear
from reference.instruments import Instrument
from storage.engine import Store
from storage.setup import periods
from storage.values import Period
from workflow.results import assess, stored_data
from workflow.results.assess import SurveyData
from workflow.results.result import Result
from workflow.results.stored_data import AssessmentScope
from workflow.targets import target_years


@dataclass(frozen=True, eq=False)
class RegionSelection:
    """Regions of a period by an instrument, in a store; screens, documents and commands score it here."""

    store: Store
    scope: AssessmentScope
    regions: tuple[str, ...]

    @cached_property
    def period(self) -> Period:
        """The period of the scope, locked where it is for all the regions; KeyError where it is gone."""
        known = periods.list_periods(self.store, self.regions)
        return {period.id: period for period in known}[self.scope.period_id]

    @cached_property
    def instrument(self) -> Instrument:
        """The instrument as it was frozen."""
        return stored_data.instrument_of_scope(self.store, self.scope)

    def target_years(self, year: int | None = None) -> Mapping[str, TargetYear]:
        """Region -> what it is held against in a year; None = the year that the rule gives it.

        The rule is `planning.plan.target_year.year_in_view`.
        """
        own = self.period.ends.year
        return target_years.target_years_of(self.store, self.instrument, own, self.regions, year)

    def survey_data(self) -> SurveyData:
        """Every answer in force of the regions, read anew, not yet held against targets."""
        one = self.regions[0] if len(self.regions) == 1 else None
        return stored_data.read_survey_data(self.store, self.scope, one).of(self.regions)

    def result(self, year: int | None = None, stage: str | None = None) -> Result:
        """The regions scored, each held against its targets of `year` (None = as `target_years`).

        At a `stage` of the bimtek what belongs to a later one does not count.
        """
        return self.score_data(self.survey_data(), year, stage)

    def score_data(self, data: SurveyData, year: int | None = None, stage: str | None = None) -> Result:
        """`result` of data that were read already by `survey_data`."""
        given = data.held_against(self.target_years(year))
        if stage:
            given = replace(given, instrument=self.instrument.for_stage(stage))
        return assess.score_regions(given)

    def side_by_side(self) -> Result:
        """All regions of the period on trees they share, without anybody's targets: for comparing scores."""
        return assess.score_regions(stored_data.read_survey_data(self.store, self.scope))
