"""The targets that regions are held against in a year, as the store has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from planning.plan.horizon import PlanHorizon, usual_horizon
from planning.plan.target_year import TargetYear, horizon_of, year_in_view
from reference import planning as definitions
from reference.instruments import Instrument
from storage import entries
from storage.engine import Store, reading_connection
from storage.setup import targets
from workflow.plan import plan_decisions


def target_years_of(
    store: Store, instrument: Instrument, own: int, regions: Iterable[str], year: int | None = None
) -> dict[str, TargetYear]:
    """Region -> what it is held against in `year`; None = by the rule of `planning.plan.target_year`.

    `own`: the year in which the period ends.
    """
    with reading_connection(store) as connection:
        planned = set(entries.regions_with_entries(connection, plan_decisions.PLAN))
        agreed = set(targets.regions_with_targets(connection))
        return {
            region: _of(
                instrument,
                own,
                year,
                masterplan_of(connection, region, own) if region in planned else _usual(own),
                _agreed(connection, instrument, region) if region in agreed else {},
            )
            for region in regions
        }


def unagreed_target_year(instrument: Instrument, own: int) -> TargetYear:
    """What a region that agreed nothing is held against in a period that ends in the year `own`."""
    return _of(instrument, own, None, _usual(own), {})


def masterplan_of(store: Store, region: str, own: int) -> PlanHorizon:
    """The masterplan's years as the region settled them; else they begin in the year the period ends."""
    return plan_decisions.read_plan_settings(store, region).horizon or _usual(own)


def _usual(own: int) -> PlanHorizon:
    return usual_horizon(definitions.shipped_budget_rules(), own)


def agreed_years(store: Store, instrument: Instrument, region: str) -> list[int]:
    """The years for which the region agreed a target of the instrument, the earliest first."""
    return sorted({year for year, _ in _agreed(store, instrument, region)})


Agreed = Mapping[tuple[int, str], float]
"""(year, node) -> level, of the nodes of one instrument."""


def _agreed(store: Store, instrument: Instrument, region: str) -> Agreed:
    found: pd.DataFrame = targets.list_targets(store, region)
    codes = set(instrument.framework.codes)
    rows = found[["year", "node", "value"]].sort_values("year").itertuples(index=False, name=None)
    return {(int(year), str(node)): float(value) for year, node, value in rows if node in codes}


def _of(
    instrument: Instrument, own: int, year: int | None, masterplan: PlanHorizon, agreed: Agreed
) -> TargetYear:
    if year is None:
        year = year_in_view(own, {each for each, _ in agreed}, masterplan, instrument)
    latest = {node: value for (since, node), value in agreed.items() if since <= year}
    return TargetYear(year, horizon_of(year, masterplan, instrument.horizons), tuple(sorted(latest.items())))
