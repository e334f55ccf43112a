"""Before the survey: the period, the instrument as used, the OPD of a region and who must answer what."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
from sqlalchemy import Connection

from reference import agencies
from reference.instruments import Instrument
from storage.engine import Store, writing_transaction
from storage.schema import agency, agency_sector, assignment
from storage.setup import assignments, instruments, periods, rosters
from storage.states.earlier_rows import RowScope, SavedRows, find_earlier_rows, keep_earlier_rows
from storage.values import Actor, Period
from workflow.dates import local_today
from workflow.results.stored_data import AssessmentScope, instrument_of_scope
from workflow.setup.moved_duties import find_moved_duties


def open_scope(store: Store, period: Period, chosen: Instrument) -> AssessmentScope:
    """The period with the instrument frozen as it is now; the same instrument again gives the same scope."""
    key = instruments.freeze_instrument(store, chosen.id, chosen.version, chosen.digest, chosen.to_text())
    return AssessmentScope(period.id, key)


def ensure_yearly_period(store: Store, year: int, actor: Actor, *, sample: bool = False) -> Period:
    """The period named after a year, added where there is none yet."""
    label = f"{year} contoh" if sample else str(year)
    known = {period.label: period for period in periods.list_periods(store)}
    if label in known:
        return known[label]
    return periods.add_period(store, label, date(year, 1, 1), date(year, 12, 31), actor, sample=sample)


def roster_of(store: Store, region: str, period_id: int | None = None) -> tuple[pd.DataFrame, bool]:
    """The region's OPD, and whether they were kept: False for the general list that stands in for them.

    In a period those that are valid when it ends; None = the last list there is.
    """
    on = None if period_id is None else periods.find_period(store, period_id).ends
    kept = rosters.read_roster(store, region, on)
    return (kept, True) if len(kept) else (agencies.find_roster(region), False)


def seen_roster(roster: pd.DataFrame, kept: bool) -> dict[str, str]:
    """A list of `roster_of` for `seen` of `save_roster`: nothing where it only stands in for one."""
    return rosters.roster_texts(roster) if kept else {}


def rosters_in_store(store: Store, period_id: int | None = None) -> agencies.RegionRosters:
    """The OPD of any region as `roster_of` gives them."""
    return agencies.RegionRosters(lambda region: roster_of(store, region, period_id)[0])


def save_roster(
    store: Store,
    scope: AssessmentScope,
    region: str,
    roster: pd.DataFrame,
    actor: Actor,
    seen: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Keep the OPD of a region in a period and assign every indicator anew; returns indicator, opd, role.

    What was moved to an OPD that stays on the list remains with it.
    They are valid from today on, within the days of the period: the list of a later one changes nothing of
    an earlier. `seen` is the list the writer looked at, as `seen_roster`: OvertakenError where somebody
    changed an OPD of it since.
    """
    with (
        writing_transaction(store, region) as connection,
        keep_earlier_rows(connection, region, name_roster(scope), _roster_scopes(scope, region)),
    ):
        if seen is not None:
            ends = periods.find_period(connection, scope.period_id).ends
            rosters.refuse_overtaken_roster(connection, region, ends, roster, seen)
        return _write_roster(connection, scope, region, roster, actor)


def _write_roster(
    connection: Connection,
    scope: AssessmentScope,
    region: str,
    roster: pd.DataFrame,
    actor: Actor,
) -> pd.DataFrame:
    framework = instrument_of_scope(connection, scope).framework
    moved = find_moved_duties(connection, scope, region)
    assigned = agencies.assign_indicators(framework, roster, moved)
    own = periods.find_period(connection, scope.period_id)
    last = rosters.find_last_list(connection, region, own.ends)
    since = max(min(max(local_today(), own.starts), own.ends), last or own.starts)
    rosters.write_roster(connection, region, roster, actor, since=since)
    assignments.save_assignments(connection, scope.period_id, scope.instrument_id, region, assigned, actor)
    return assigned


def name_roster(scope: AssessmentScope) -> str:
    """What the undo of a list of OPD belongs to: with its duties it is of one scope."""
    return f"roster {scope.period_id} {scope.instrument_id}"


def find_undoable_roster(store: Store, scope: AssessmentScope, region: str, actor: Actor) -> SavedRows | None:
    """The last save of the list of OPD in a scope, where it can be taken back."""
    return find_earlier_rows(store, region, name_roster(scope), actor)


def count_roster_of_save(save: SavedRows) -> tuple[int, int]:
    """How many OPD the last list had before a save, and after it."""
    last = [
        [row for row in rows[agency.name] if row["valid_to"] is None] for rows in (save.before, save.after)
    ]
    return len(last[0]), len(last[1])


def _roster_scopes(scope: AssessmentScope, region: str) -> list[RowScope]:
    own = {"region": region}
    duties = own | {"period_id": scope.period_id, "instrument_id": scope.instrument_id}
    return [RowScope(agency, own), RowScope(agency_sector, own), RowScope(assignment, duties)]


def assignments_of_region(store: Store, scope: AssessmentScope, region: str) -> pd.DataFrame:
    """Who is asked which indicator (indicator, opd, role), as kept or as the OPD list gives it."""
    kept = assignments.read_assignments(store, scope.period_id, scope.instrument_id, region)
    if len(kept):
        return kept
    roster, _ = roster_of(store, region, scope.period_id)
    return agencies.assign_indicators(instrument_of_scope(store, scope).framework, roster)


def ensure_assignments(store: Store, scope: AssessmentScope, region: str, actor: Actor) -> None:
    """Keep the OPD and assignments of a region that has none yet, so that its answers know their lead."""
    if assignments.read_assignments(store, scope.period_id, scope.instrument_id, region).empty:
        roster, _ = roster_of(store, region, scope.period_id)
        with writing_transaction(store, region) as connection:
            _write_roster(connection, scope, region, roster, actor)
