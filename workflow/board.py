"""Everything the pages of priorities and the roadmap show of one region, worked out once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from planning import budget, faults, gains, quick_wins, ranking, roadmap, voting
from planning.budget import Calendar
from planning.faults import Fault
from planning.horizon import Horizon, usual
from planning.programme import Programme
from planning.quick_wins import Said, Verdict
from planning.room import Room
from reference import planning as definitions
from reference.planning import QuickWinList, Way
from scoring import Assessment
from storage.engine import Store, reading
from workflow import register, settled, setup

CRITERIA, VALUE = "kriteria", "rupiah"
# Proposals that are voted on where the room has not chosen them.
SHORTLIST = 12


@dataclass(frozen=True, eq=False)
class Board:
    """A region's programmes with what its room settled, voted and said; all else follows from these.

    `programmes`: what runs or is proposed. `today`: the decision counts from this day where the room named
    none. `finished`: keys of programmes that are done, for which nobody waits any more. `written`: the
    numbers of the register's entries that were looked at.
    """

    region: str
    assessment: Assessment
    programmes: tuple[Programme, ...]
    room: Room
    votes: settled.Votes
    said: Mapping[str, Said]
    roster: pd.DataFrame
    first_year: int
    today: date
    finished: frozenset[str] = frozenset()
    written: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[str, Programme]:
        """Key -> programme."""
        return {each.key: each for each in self.programmes}

    @cached_property
    def proposals(self) -> tuple[Programme, ...]:
        """What is still to be decided: what runs already is a strength and not ranked."""
        return tuple(each for each in self.programmes if not each.running)

    @cached_property
    def leads(self) -> dict[str, str]:
        """OPD id -> short name."""
        rows = self.roster[["opd", "short", "name"]].itertuples(index=False, name=None)
        return {opd: short or name for opd, short, name in rows}

    @cached_property
    def bodies(self) -> dict[str, str]:
        """Who may vote: voting body -> name."""
        return voting.bodies(self.roster)

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
    def calendar(self) -> Calendar:
        """Budget steps with the dates the region agreed."""
        return Calendar(definitions.budget(), self.room.dates)

    @cached_property
    def horizon(self) -> Horizon:
        """The masterplan's years."""
        return self.room.horizon or usual(definitions.budget(), self.first_year)

    @cached_property
    def quick_win_list(self) -> QuickWinList:
        """The one definition of a quick win here: the region's own, else the one that comes with the app."""
        return self.room.quick_win or definitions.quick_win()

    @cached_property
    def gains(self) -> pd.DataFrame:
        """`planning.gains.gains` of all programmes."""
        return gains.gains(self.assessment, self.region, self.programmes)

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
    def numbers(self) -> dict[str, int]:
        """Key -> number under which a proposal stands on ballots and in the matrix."""
        return {key: place for place, key in enumerate(self.shortlist, 1)}

    def cast(self, way: Way) -> voting.Cast:
        """The ballots of a way of voting, of bodies that still exist."""
        return {body: given for body, given in self.votes.get(way.code, {}).items() if body in self.bodies}

    def results(self, way: Way) -> pd.DataFrame:
        """`planning.voting.results` over the shortlist."""
        return voting.results(way, self.cast(way), self.shortlist)

    @cached_property
    def voted(self) -> pd.DataFrame:
        """Means of impact, ease and urgency as the room voted them (index key), NaN = not voted."""
        known = definitions.ways()
        rated = self.results(known["dampak_kemudahan"])[["dampak", "kemudahan"]]
        return rated.assign(kemendesakan=self.results(known["usg"])["u"])

    @cached_property
    def values(self) -> pd.DataFrame:
        """The five criteria of every proposal, 1..5."""
        keys = [each.key for each in self.proposals]
        return ranking.values(self.proposals, self.gains.loc[keys], self.voted)

    @cached_property
    def precedence(self) -> pd.DataFrame:
        """`planning.gains.precedence` of the proposals."""
        return gains.precedence(self.assessment.framework, self.programmes).loc[
            [each.key for each in self.proposals]
        ]

    @cached_property
    def orders(self) -> list[str]:
        """Codes by which the proposals can be ordered now: criteria, gain per rupiah, ways with ballots."""
        return [CRITERIA, VALUE, *(code for code, way in definitions.ways().items() if self.cast(way))]

    def ranked(self, by: str) -> pd.DataFrame:
        """`planning.ranking.ranked` of the proposals (votes: of the shortlist) by one of `orders`."""
        points, draws = self._points(by)
        return ranking.ranked(points, draws, self.precedence.loc[points.index])

    def _points(self, by: str) -> tuple[pd.Series, np.ndarray | None]:
        if by == CRITERIA:
            weights = self.room.weights
            return ranking.points(self.values, weights), ranking.drawn(self.values, weights)
        if by == VALUE:
            return self.gains.loc[[each.key for each in self.proposals], "per_milliard"], None
        way = definitions.ways()[by]
        points = self.results(way)["points"]
        return points, voting.resampled(way, self.cast(way), self.shortlist, ranking.DRAWS, ranking.SEED)

    def cost_of(self, key: str, year: int | None) -> float:
        """Rupiah of a programme in a year, or over all; NaN where no cost is given at all."""
        costs = self.by_key[key].costs
        if not costs:
            return math.nan
        return float(costs.get(year, 0.0) if year else sum(costs.values()))

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """Proposal -> whether it is a quick win."""
        return {
            each.key: quick_wins.judge(
                self.quick_win_list, each, self.said.get(each.key, Said()), self.calendar, self.decided
            )
            for each in self.proposals
        }

    @cached_property
    def doors(self) -> dict[str, budget.Door | None]:
        """Proposal that waits for the budget -> the door it goes through, None = it starts before any."""
        waiting = [each for each in self.proposals if budget.waits(self.calendar.rules, each.funds)]
        return {each.key: budget.door(self.calendar, self.decided, each.start) for each in waiting}

    @cached_property
    def bars(self) -> list[roadmap.Bar]:
        """What stands on the roadmap."""
        return roadmap.placed(self.programmes, self.horizon)

    @cached_property
    def faults(self) -> list[Fault]:
        """`planning.faults` of all programmes."""
        return self.faults_of(self.programmes)

    def faults_of(self, programmes: Sequence[Programme]) -> list[Fault]:
        """The same, were the programmes these."""
        return faults.of(programmes, self.horizon, self.calendar, self.decided, self.finished)

    @cached_property
    def overloads(self) -> pd.DataFrame:
        """`planning.roadmap.overloads` by the usual measure."""
        return roadmap.overloads(self.programmes, self.horizon, self.calendar.rules.most_at_once)

    @cached_property
    def costs(self) -> pd.DataFrame:
        """`planning.roadmap.costs` of what stands on the roadmap."""
        return roadmap.costs(self.programmes, self.horizon)

    @cached_property
    def expected(self) -> pd.DataFrame:
        """`planning.roadmap.expected` of all programmes."""
        return roadmap.expected(self.assessment, self.region, self.programmes, self.horizon)


def board(store: Store, scope_region: str, assessment: Assessment, first_year: int, today: date) -> Board:
    """The board of a region as the store has it now, without what is damaged there (`workflow.damage`)."""
    with reading(store) as connection:
        listed = register.programmes(connection, scope_region).values()
        return Board(
            scope_region,
            assessment,
            tuple(each for each in listed if not each.over),
            settled.room(connection, scope_region),
            settled.ballots(connection, scope_region),
            settled.said(connection, scope_region),
            setup.roster_of(connection, scope_region)[0],
            first_year,
            today,
            frozenset(each.key for each in listed if each.status == "selesai"),
            register.numbers(connection, scope_region),
        )
