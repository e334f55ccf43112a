"""Everything the pages of priorities and the roadmap show of one region, worked out once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from charts.drawing.first_rows import tell_other_rows
from planning.plan import budget, gains, quick_wins, ranking, roadmap, schedule_conflicts, voting
from planning.plan.budget import BudgetCalendar
from planning.plan.horizon import PlanHorizon, usual_horizon
from planning.plan.plan_settings import PlanSettings
from planning.plan.quick_wins import QuickWinMarks, QuickWinVerdict
from planning.plan.schedule_conflicts import ScheduleConflict
from planning.programmes.programme import Programme
from reference import planning as definitions
from reference.agencies import OpdNames
from reference.numbers import format_number
from reference.planning import QuickWinList, VotingWay
from scoring import Assessment
from workflow.plan import plan_decisions
from workflow.plan.plan_decisions import KeptPlan

CRITERIA, VALUE = "kriteria", "rupiah"
# Proposals that are voted on where the room has not chosen them.
SHORTLIST = 12


@dataclass(frozen=True, eq=False)
class RegionPlan:
    """A region's programmes with what its room settled, voted and said; all else follows from these.

    `programmes`: what runs or is proposed. `today`: the decision counts from this day where the room named
    none. `over`: what was finished or given up, which the register holds too. `written`: the numbers of the
    register's entries that were looked at, `settled` those of the room's (`KeptPlan`).
    """

    region: str
    assessment: Assessment
    programmes: tuple[Programme, ...]
    room: PlanSettings
    votes: plan_decisions.Votes
    said: Mapping[str, QuickWinMarks]
    roster: pd.DataFrame
    first_year: int
    today: date
    over: tuple[Programme, ...] = ()
    written: Mapping[str, int] = field(default_factory=dict)
    settled: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[str, Programme]:
        """Key -> programme."""
        return {each.key: each for each in self.programmes}

    @cached_property
    def finished_keys(self) -> frozenset[str]:
        """Keys of programmes that are done, for which nobody waits any more."""
        return frozenset(each.key for each in self.over if each.status == "selesai")

    @cached_property
    def proposals(self) -> tuple[Programme, ...]:
        """What is still to be decided: what runs already is a strength and not ranked."""
        return tuple(each for each in self.programmes if not each.running)

    @cached_property
    def leads(self) -> dict[str, str]:
        """OPD id -> short name."""
        return OpdNames(self.roster).in_short

    @cached_property
    def bodies(self) -> dict[str, str]:
        """Who may vote: voting body -> name."""
        return voting.list_voting_bodies(self.roster)

    @cached_property
    def decided(self) -> date:
        """The day on which the plan is decided."""
        return self.room.decided or self.today

    @cached_property
    def index(self) -> float:
        """The index today, on the scale; NaN = unknown."""
        root = self.assessment.framework.roots[0]
        return float(self.assessment.on_scale()[root].to_dict()[self.region])

    @cached_property
    def calendar(self) -> BudgetCalendar:
        """Budget steps with the dates the region agreed."""
        return BudgetCalendar(definitions.shipped_budget_rules(), self.room.dates)

    @cached_property
    def horizon(self) -> PlanHorizon:
        """The masterplan's years."""
        return self.room.horizon or usual_horizon(definitions.shipped_budget_rules(), self.first_year)

    @cached_property
    def quick_win_list(self) -> QuickWinList:
        """The one definition of a quick win here: the region's own, else the one that comes with the app."""
        return self.room.quick_win or definitions.shipped_quick_win_list()

    @cached_property
    def gains(self) -> pd.DataFrame:
        """`planning.plan.gains.known_programme_gains` of all programmes."""
        return gains.known_programme_gains(self.assessment, self.region, self.programmes)

    @cached_property
    def shortlist(self) -> list[str]:
        """Keys of the proposals that are voted on, in the order of the register."""
        keys = [each.key for each in self.proposals]
        chosen = set(self.room.shortlist) & set(keys)
        if not chosen:
            chosen = set(
                self.gains.loc[keys, "gain"].sort_values(ascending=False, kind="stable").index[:SHORTLIST]
            )
        return [key for key in keys if key in chosen]

    @cached_property
    def left_out_of_shortlist(self) -> str:
        """What is said of the proposals that the app left out of the shortlist; "" where the room chose."""
        if set(self.room.shortlist) & {each.key for each in self.proposals}:
            return ""
        lifts = self.gains.loc[[each.key for each in self.proposals], "gain"].sort_values(ascending=False)
        printed = [format_number(lift, 3) for lift in lifts]
        return tell_other_rows(printed, SHORTLIST, "usulan")

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Key -> number under which a proposal stands on ballots and in the matrix."""
        return {key: place for place, key in enumerate(self.shortlist, 1)}

    def cast(self, way: VotingWay) -> voting.Cast:
        """The ballots of a way of voting, of bodies that still exist."""
        return {body: given for body, given in self.votes.get(way.code, {}).items() if body in self.bodies}

    def results(self, way: VotingWay) -> pd.DataFrame:
        """`planning.plan.voting.count_votes` over the shortlist."""
        return voting.count_votes(way, self.cast(way), self.shortlist)

    def has_votes(self, way: VotingWay) -> bool:
        """Whether a ballot of that way marks anything that still stands on the shortlist."""
        return bool(self.cast(way)) and bool(self.results(way)["points"].notna().any())

    @cached_property
    def voted(self) -> pd.DataFrame:
        """Means of impact, ease and urgency as the room voted them (index key), NaN = not voted."""
        known = definitions.voting_ways()
        rated = self.results(known["dampak_kemudahan"])[["dampak", "kemudahan"]]
        return rated.assign(kemendesakan=self.results(known["usg"])["u"])

    @cached_property
    def values(self) -> pd.DataFrame:
        """The five criteria of every proposal, 1..5."""
        keys = [each.key for each in self.proposals]
        return ranking.rate_criteria(self.proposals, self.gains.loc[keys], self.voted)

    @cached_property
    def precedence(self) -> pd.DataFrame:
        """`planning.plan.gains.precedence_of_equals` of the proposals."""
        return gains.precedence_of_equals(self.assessment.framework, self.programmes).loc[
            [each.key for each in self.proposals]
        ]

    @cached_property
    def orders(self) -> list[str]:
        """Codes by which the proposals can be ordered now: criteria, gain per rupiah, ways with ballots."""
        voted = (code for code, way in definitions.voting_ways().items() if self.has_votes(way))
        return [CRITERIA, VALUE, *voted]

    def ranked(self, by: str) -> pd.DataFrame:
        """`planning.plan.ranking.rank_programmes` of the proposals (votes: of the shortlist) by one of
        `orders`.
        """
        points, draws = self._points(by)
        return ranking.rank_programmes(points, draws, self.precedence.loc[points.index])

    def _points(self, by: str) -> tuple[pd.Series, np.ndarray | None]:
        if by == CRITERIA:
            weights = self.room.weights
            return ranking.score_programmes(self.values, weights), ranking.simulate_programme_scores(
                self.values, weights
            )
        if by == VALUE:
            return self.gains.loc[[each.key for each in self.proposals], "per_milliard"], None
        way = definitions.voting_ways()[by]
        points = self.results(way)["points"]
        return points, voting.resample_votes(way, self.cast(way), self.shortlist, ranking.DRAWS, ranking.SEED)

    def cost_of(self, key: str, year: int | None) -> float:
        """Rupiah of a programme in a year, or over all; NaN where no cost is given at all."""
        costs = self.by_key[key].costs
        if not costs:
            return math.nan
        return float(costs.get(year, 0.0) if year else sum(costs.values()))

    @cached_property
    def verdicts(self) -> dict[str, QuickWinVerdict]:
        """Proposal -> whether it is a quick win."""
        return {
            each.key: quick_wins.judge_quick_win(
                self.quick_win_list,
                each,
                self.said.get(each.key, QuickWinMarks()),
                self.calendar,
                self.decided,
            )
            for each in self.proposals
        }

    @cached_property
    def doors(self) -> dict[str, budget.BudgetDoor | None]:
        """Proposal that waits for the budget -> the door it goes through, None = it starts before any."""
        waiting = [
            each for each in self.proposals if budget.is_bound_to_budget(self.calendar.rules, each.funds)
        ]
        return {
            each.key: budget.choose_budget_door(self.calendar, self.decided, each.start) for each in waiting
        }

    @cached_property
    def missing_renja(self) -> dict[str, str]:
        """Proposal -> `budget.tell_missing_renja`, those that are told something."""
        told = {
            each.key: budget.tell_missing_renja(self.calendar, each, self.decided) for each in self.proposals
        }
        return {key: said for key, said in told.items() if said}

    @cached_property
    def bars(self) -> list[roadmap.RoadmapBar]:
        """What stands on the roadmap."""
        return roadmap.place_on_roadmap(self.programmes, self.horizon)

    @cached_property
    def unscheduled_programmes(self) -> list[Programme]:
        """What is in the register and has no start and end, or an end before its start."""
        return roadmap.split_unplaced_programmes(self.programmes, self.horizon)[1]

    @cached_property
    def outside_programmes(self) -> list[Programme]:
        """What is scheduled wholly before or after the masterplan, and so not on the roadmap."""
        return roadmap.split_unplaced_programmes(self.programmes, self.horizon)[0]

    @cached_property
    def costs_by_place(self) -> roadmap.CostsByPlace:
        """`planning.plan.roadmap.sum_costs_by_place` of the whole register."""
        return roadmap.sum_costs_by_place(self.programmes, self.horizon, self.over)

    @cached_property
    def shown_years(self) -> list[int]:
        """The masterplan's years up to the last in which something on the roadmap runs or costs."""
        ends = [bar.end.year for bar in self.bars]
        paid = self.costs.loc[self.costs["rupiah"] > 0, "year"].tolist()
        last = max([*ends, *paid], default=self.horizon.first)
        return [year for year in self.horizon.years if year <= last]

    @cached_property
    def faults(self) -> list[ScheduleConflict]:
        """`planning.plan.schedule_conflicts` of all programmes."""
        return self.faults_of(self.programmes)

    def faults_of(self, programmes: Sequence[Programme]) -> list[ScheduleConflict]:
        """The same, were the programmes these."""
        return schedule_conflicts.find_schedule_conflicts(
            programmes, self.horizon, self.calendar, self.decided, self.finished_keys
        )

    @cached_property
    def overloads(self) -> pd.DataFrame:
        """`planning.plan.roadmap.find_overloaded_opd` by the usual measure."""
        return roadmap.find_overloaded_opd(self.programmes, self.horizon, self.calendar.rules.most_at_once)

    @cached_property
    def costs(self) -> pd.DataFrame:
        """`planning.plan.roadmap.costs_by_year` of what stands on the roadmap."""
        return roadmap.costs_by_year(self.programmes, self.horizon)

    @cached_property
    def expected(self) -> pd.DataFrame:
        """`planning.plan.roadmap.expected_index_by_year` of all programmes in `shown_years`."""
        found = roadmap.expected_index_by_year(self.assessment, self.region, self.programmes, self.horizon)
        return found[found["year"].isin(self.shown_years)]


def build_region_plan(
    kept: KeptPlan, roster: pd.DataFrame, region: str, assessment: Assessment, first_year: int, today: date
) -> RegionPlan:
    """The board of a region as the store has it, without what is damaged there (see `plan_damage`)."""
    listed = kept.register.programmes.values()
    return RegionPlan(
        region,
        assessment,
        tuple(each for each in listed if not each.over),
        kept.room,
        kept.votes,
        kept.said,
        roster,
        first_year,
        today,
        tuple(each for each in listed if each.over),
        kept.register.numbers,
        kept.settled,
    )
