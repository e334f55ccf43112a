"""Which indicators were given to another OPD than the urusan name: found in what is kept."""

from collections.abc import Iterator

import pandas as pd
from sqlalchemy import Connection

from reference import agencies
from scoring import Framework
from storage.engine import Store, reading_connection
from storage.setup import assignments, rosters
from workflow.results.stored_data import AssessmentScope, instrument_of_scope


def find_moved_duties(store: Store, scope: AssessmentScope, region: str) -> dict[str, str]:
    """Indicator -> the OPD that leads it although no list of OPD the region ever had gives it that.

    What an earlier list gave is no move: duties that were never written anew since are as old as it.
    """
    framework = instrument_of_scope(store, scope).framework
    with reading_connection(store) as connection:
        kept = assignments.read_assignments(connection, scope.period_id, scope.instrument_id, region)
        moved = agencies.leads_by_indicator(kept)
        for roster in _every_list(connection, region):
            if not moved:
                break
            ruled = agencies.leads_by_indicator(agencies.assign_indicators(framework, roster))
            moved = {code: opd for code, opd in moved.items() if ruled.get(code) != opd}
    return moved


def _every_list(connection: Connection, region: str) -> Iterator[pd.DataFrame]:
    """The region's lists of OPD, the last first; the general one where none was ever kept."""
    days = rosters.list_roster_days(connection, region)
    if not days:
        yield agencies.find_roster(region)
    for day in reversed(days):
        yield rosters.read_roster(connection, region, day)


def changed_leads(framework: Framework, roster: pd.DataFrame, assigned: pd.DataFrame) -> dict[str, str]:
    """Indicator -> its lead, of those that `assigned` gives to another OPD than the list does."""
    ruled = agencies.leads_by_indicator(agencies.assign_indicators(framework, roster))
    leads = agencies.leads_by_indicator(assigned)
    return {code: opd for code, opd in leads.items() if ruled.get(code) != opd}
