"""Moving an indicator to another OPD: kept with who did it, and taken back alone."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection

from reference import agencies
from storage import audit
from storage.engine import Store, writing_transaction
from storage.errors import NewerSave, OvertakenError, StoreError
from storage.schema import assignment
from storage.setup import assignments
from storage.states.earlier_rows import RowScope, SavedRows, find_earlier_rows, keep_earlier_rows
from storage.values import Actor
from workflow.results.stored_data import AssessmentScope, instrument_of_scope
from workflow.setup import setup


@dataclass(frozen=True)
class DutyMove:
    """An indicator and the OPD that is to lead it; `seen` leads it as the writer looked at it."""

    indicator: str
    seen: str
    opd: str


def move_duty(store: Store, scope: AssessmentScope, region: str, move: DutyMove, actor: Actor) -> None:
    """Let another OPD lead an indicator of a region; who led it supports it where it carries a part of it.

    The list of OPD is kept with it where it was not. OvertakenError where somebody moved the indicator since;
    StoreError for an OPD that is not on the list.
    """
    place = (scope.period_id, scope.instrument_id, region)
    with writing_transaction(store, region) as connection:
        asked = _asked_after(connection, scope, region, move)
        _refuse_overtaken(connection, scope, region, move)
        setup.ensure_assignments(connection, scope, region, actor)
        with keep_earlier_rows(connection, region, name_duties(scope), [_rows_of(place, move.indicator)]):
            assignments.hand_duty_over(connection, place, asked, actor)


def _asked_after(connection: Connection, scope: AssessmentScope, region: str, move: DutyMove) -> pd.DataFrame:
    roster, _ = setup.roster_of(connection, region, scope.period_id)
    if move.opd not in set(roster["opd"]):
        raise StoreError("OPD penerima tidak ada dalam daftar OPD daerah ini.")
    framework = instrument_of_scope(connection, scope).framework
    asked = agencies.assign_indicators(framework, roster, {move.indicator: move.opd})
    return asked[asked["indicator"] == move.indicator]


def _refuse_overtaken(connection: Connection, scope: AssessmentScope, region: str, move: DutyMove) -> None:
    leads = agencies.leads_by_indicator(setup.assignments_of_region(connection, scope, region))
    standing = leads.get(move.indicator)
    if standing not in (move.seen, move.opd):
        about = assignments.name_duty(region, move.indicator)
        who = audit.find_last_writer(connection, "assignment.move", about, region)
        raise OvertakenError([NewerSave(move.indicator, standing, 0, *who)])


def _rows_of(place: tuple[int, int, str], indicator: str) -> RowScope:
    where = dict(zip(("period_id", "instrument_id", "region"), place, strict=True))
    return RowScope(assignment, {**where, "indicator": indicator})


def name_duties(scope: AssessmentScope) -> str:
    """What the undo of moved duties belongs to."""
    return f"duties {scope.period_id} {scope.instrument_id}"


def find_undoable_move(store: Store, scope: AssessmentScope, region: str, actor: Actor) -> SavedRows | None:
    """The last move, where it can be taken back; `put_earlier_rows_back` does that."""
    return find_earlier_rows(store, region, name_duties(scope), actor)


def tell_move(save: SavedRows) -> DutyMove:
    """What a save moved: the indicator, its lead before, and after."""
    before, after = (
        {row["role"]: row for row in rows[assignment.name] if row["role"] == "lead"}
        for rows in (save.before, save.after)
    )
    return DutyMove(after["lead"]["indicator"], before["lead"]["opd"], after["lead"]["opd"])
