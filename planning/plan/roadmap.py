"""The roadmap: what stands on it and when, what it costs, the load of OPD, and the expected index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from planning.plan.gains import best_levels_together
from planning.plan.horizon import PlanHorizon
from planning.programmes.programme import Programme
from scoring import Assessment, score_gain_of_actions

UNNAMED = "Belum disebut"


def start_of_programme(programme: Programme) -> date | None:
    """Its start; of a running programme without one the first day of the year it runs since."""
    if programme.start is None and programme.running and programme.since:
        return date(programme.since, 1, 1)
    return programme.start


@dataclass(frozen=True)
class RoadmapBar:
    """One programme on the roadmap: `start`, `end` cut to the masterplan, `cost_within_horizon` of its years
    in rupiah.

    `early`: it began before the masterplan.
    """

    programme: Programme
    start: date
    end: date
    cost: float
    early: bool

    @property
    def has_cost(self) -> bool:
        """Whether any cost is given, of whichever year; a `cost` of 0 is else unknown."""
        return bool(self.programme.costs)

    @property
    def own_start(self) -> date:
        """Its own start, before the masterplan too."""
        return start_of_programme(self.programme) or self.start

    @property
    def own_end(self) -> date:
        """Its own end, after the masterplan too."""
        return self.programme.end or self.end


def place_on_roadmap(programmes: Sequence[Programme], horizon: PlanHorizon) -> list[RoadmapBar]:
    """What stands on the roadmap, by start: programmes with both dates and some day within the masterplan.

    Equal starts stand by end, then in the order given.
    """
    first, last = date(horizon.first, 1, 1), date(horizon.last, 12, 31)
    bars = []
    for each in programmes:
        start, end = start_of_programme(each), each.end
        if is_scheduled(each) and start and end and start <= last and end >= first:
            inside = max(start, first), min(end, last)
            bars.append(RoadmapBar(each, *inside, cost_within_horizon(each, horizon), start < first))
    return sorted(bars, key=lambda bar: (bar.start, bar.end))


def cost_within_horizon(programme: Programme, horizon: PlanHorizon) -> float:
    """Rupiah in the years of the masterplan."""
    return float(sum(rupiah for year, rupiah in programme.costs.items() if year in horizon.years))


@dataclass(frozen=True)
class CostsByPlace:
    """Every rupiah of the register exactly once, by where its programme stands.

    `inside`: on the roadmap and of its years. `other_years`: of what stands there, in years outside the
    masterplan. `outside`: scheduled before or after it. `unscheduled`: without a start and an end. `over`: of
    what was finished or given up.
    """

    inside: float
    other_years: float
    outside: float
    unscheduled: float
    over: float

    @property
    def whole_register(self) -> float:
        """Rupiah of all programmes."""
        return self.inside + self.other_years + self.outside + self.unscheduled + self.over


def sum_costs_by_place(
    programmes: Sequence[Programme], horizon: PlanHorizon, over: Sequence[Programme] = ()
) -> CostsByPlace:
    """Rupiah of all programmes, on the roadmap and beside it; `over`: those finished or given up."""
    placed = [bar.programme for bar in place_on_roadmap(programmes, horizon)]
    inside = float(sum(cost_within_horizon(each, horizon) for each in placed))
    outside, unscheduled = split_unplaced_programmes(programmes, horizon)
    return CostsByPlace(
        inside,
        float(sum(each.cost for each in placed)) - inside,
        float(sum(each.cost for each in outside)),
        float(sum(each.cost for each in unscheduled)),
        float(sum(each.cost for each in over)),
    )


def split_unplaced_programmes(
    programmes: Sequence[Programme], horizon: PlanHorizon
) -> tuple[list[Programme], list[Programme]]:
    """What does not stand on the roadmap: scheduled outside the masterplan; without a start and an end.

    An end before its start is no schedule.
    """
    placed = {bar.programme.key for bar in place_on_roadmap(programmes, horizon)}
    rest = [each for each in programmes if each.key not in placed]
    outside = [each for each in rest if is_scheduled(each)]
    return outside, [each for each in rest if not is_scheduled(each)]


def is_scheduled(programme: Programme) -> bool:
    """Whether it has a start and an end that is not before it."""
    start = start_of_programme(programme)
    return start is not None and programme.end is not None and start <= programme.end


def find_overloaded_opd(programmes: Sequence[Programme], horizon: PlanHorizon, most: int) -> pd.DataFrame:
    """OPD that lead more than `most` programmes at once: `opd`, `year`, `count` (the most on any day)."""
    spans: dict[str, list[tuple[date, date]]] = {}
    for bar in place_on_roadmap(programmes, horizon):
        if bar.programme.lead:
            spans.setdefault(bar.programme.lead, []).append((bar.start, bar.end))
    rows = [
        (opd, year, count)
        for opd, mine in sorted(spans.items())
        for year in horizon.years
        if (count := _most_at_once(mine, year)) > most
    ]
    return pd.DataFrame(rows, columns=["opd", "year", "count"])


def _most_at_once(spans: Sequence[tuple[date, date]], year: int) -> int:
    days = {max(start, date(year, 1, 1)) for start, end in spans if start.year <= year <= end.year}
    return max((sum(start <= moment <= end for start, end in spans) for moment in days), default=0)


def costs_by_year(programmes: Sequence[Programme], horizon: PlanHorizon) -> pd.DataFrame:
    """Rupiah of what stands on the roadmap: one row per programme and year with any, `key`, `year`, `lead`,

    `funds` (as written; "Belum disebut" where blank) and `rupiah`. Summed in any way it gives the same total.
    """
    rows = [
        (each.key, year, each.lead, each.funds.strip() or UNNAMED, float(rupiah))
        for each in (bar.programme for bar in place_on_roadmap(programmes, horizon))
        for year, rupiah in sorted(each.costs.items())
        if year in horizon.years
    ]
    return pd.DataFrame(rows, columns=["key", "year", "lead", "funds", "rupiah"])


def expected_index_by_year(
    assessment: Assessment, unit: str, programmes: Sequence[Programme], horizon: PlanHorizon
) -> pd.DataFrame:
    """The index at the end of each year if what stands on the roadmap delivers: `year`, `index`, `done`.

    Exact, not a forecast: the levels that the programmes ended by then promise are entered and the whole tree
    is scored again. `done`: programmes ended by then. NaN where the index is unknown today.
    """
    ending = [bar.programme for bar in place_on_roadmap(programmes, horizon)]
    by_year = {
        year: [each for each in ending if each.end and each.end.year <= year] for year in horizon.years
    }
    actions = {str(year): best_levels_together(assessment.framework, done) for year, done in by_year.items()}
    moved = score_gain_of_actions(
        assessment, {year: reached for year, reached in actions.items() if reached}
    ).loc[unit]
    gained = moved.astype(float).fillna(0.0).to_dict()  # nothing known moves where nothing is known
    now = float(assessment.on_scale()[assessment.framework.roots[0]].to_dict()[unit])
    rows = [(year, now + gained.get(str(year), 0.0), len(done)) for year, done in by_year.items()]
    return pd.DataFrame(rows, columns=["year", "index", "done"])
