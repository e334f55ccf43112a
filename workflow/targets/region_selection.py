"""What is looked at: regions of a period by an instrument, and the one way to score them for a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property

from planning.plan.target_year import TargetYear
from reference.instruments import Instrument
from storage.engine import Store
from storage.setup import periods
from storage.states import opened
from storage.states.kept import KeptState
from storage.values import Period
from workflow.dates import local_day
from workflow.results import assess, stored_data
from workflow.results.assess import SurveyData
from workflow.results.result import Result
from workflow.results.stored_data import AssessmentScope
from workflow.targets import target_years


@dataclass(frozen=True, eq=False)
class RegionSelection:
    """Regions of a period by an instrument, in a store; screens, documents and commands score it here.

    `store` becomes the copy that the lock made where the period is locked for the one region: whatever is
    read of it is what stood then.
    """

    store: Store
    scope: AssessmentScope
    regions: tuple[str, ...]

    def __post_init__(self) -> None:
        """Turn to the copy of a locked period."""
        found = opened.open_period_store(self.store, self.scope.period_id, *self.regions)
        object.__setattr__(self, "store", found)

    @cached_property
    def kept_state(self) -> KeptState | None:
        """The copy that is read; None where the store itself is."""
        return opened.find_opened_state(self.store)

    @cached_property
    def told_at(self) -> datetime:
        """The moment of which all of it is told: of the lock, of the mark, else now."""
        if self.period.locked_at:
            return self.period.locked_at
        return self.kept_state.at if self.kept_state else datetime.now(UTC)

    @property
    def told_on(self) -> date:
        """The day of `told_at` in western Indonesia."""
        return local_day(self.told_at)

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
        found = target_years.target_years_of(self.store, self.instrument, own, self.regions, year)
        if self.kept_state:
            return found
        for region, store in self._copies_that_differ().items():
            found |= target_years.target_years_of(store, self.instrument, own, (region,), year)
        return found

    def _copies_that_differ(self) -> dict[str, Store]:
        """Of several regions those that are locked and changed since: region -> the copy of its lock."""
        return opened.open_outdated_states(self.store, self.scope.period_id, self.regions)

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
