"""What a list of OPD or a moved duty would do to every open period: done, measured, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection

from charts.drawing.format import format_count, format_number
from storage.audit import PRODUCT
from storage.engine import Store, writing_transaction
from storage.results.region_export import list_region_scopes
from storage.setup import periods
from workflow.results.stored_data import AssessmentScope
from workflow.setup import completeness, duty_moves, setup
from workflow.setup.duty_moves import DutyMove
from workflow.targets.region_selection import RegionSelection

TOO_LITTLE = "Data kurang"


@dataclass(frozen=True)
class PeriodState:
    """A period of the region: OPD that sent answers, the index as printed, the lead of each indicator."""

    sent: frozenset[str]
    index: str
    leads: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class RosterEffect:
    """What changes in an open period: OPD with answers that leave, the index, indicators with a new lead."""

    period: str
    instrument: str
    leaving: int
    before: str
    after: str
    moved: int

    def describe_effect(self) -> str:
        """One sentence: 'Periode "2026" (kesiapan 0.9): 31 OPD dengan jawaban keluar dari daftar; ...'."""
        index = f"indeks tetap {self.before}"
        if self.before != self.after:
            index = f"indeks {self.before} menjadi {self.after}"
        parts = [
            *(
                [f"{format_count(self.leaving)} OPD dengan jawaban keluar dari daftar"]
                if self.leaving
                else []
            ),
            *([f"{format_count(self.moved)} indikator berpindah penanggung jawab"] if self.moved else []),
            index,
        ]
        return f'Periode "{self.period}" ({self.instrument}): {"; ".join(parts)}.'


class _TakenBackError(Exception):
    """Ends the transaction in which the list was saved, so that nothing of it stays."""


def foresee_roster(
    store: Store, scope: AssessmentScope, region: str, roster: pd.DataFrame
) -> tuple[RosterEffect, ...]:
    """What `setup.save_roster` of `roster` would change in the region's open periods, the earliest first.

    Periods to which nobody sent anything are left out. Nothing is kept of the attempt. StoreError where the
    list could not be saved.
    """
    return _foresee(store, region, lambda one: setup.save_roster(one, scope, region, roster, PRODUCT))


def foresee_move(
    store: Store, scope: AssessmentScope, region: str, move: DutyMove
) -> tuple[RosterEffect, ...]:
    """What `duty_moves.move_duty` of a move would change, as `foresee_roster`."""
    return _foresee(store, region, lambda one: duty_moves.move_duty(one, scope, region, move, PRODUCT))


def _foresee(store: Store, region: str, write: Callable[[Connection], object]) -> tuple[RosterEffect, ...]:
    found: tuple[RosterEffect, ...] = ()
    try:
        with writing_transaction(store, region) as connection:
            scopes = list(_open_scopes(connection, region))
            before = {one: _measure(connection, one, region) for one in scopes}
            write(connection)
            after = {one: _measure(connection, one, region) for one in scopes}
            changed = (one for one in scopes if before[one].sent and before[one] != after[one])
            found = tuple(_effect(connection, one, before[one], after[one]) for one in changed)
            raise _TakenBackError
    except _TakenBackError:
        return found


def _open_scopes(store: Store, region: str) -> Iterator[AssessmentScope]:
    for period in periods.list_periods(store, (region,)):
        if period.locked_at is None:
            yield from (
                AssessmentScope(*scope)
                for scope in list_region_scopes(store, region)
                if scope[0] == period.id
            )


def _measure(store: Store, scope: AssessmentScope, region: str) -> PeriodState:
    senders = completeness.list_opd_responses(store, scope, region)
    result = RegionSelection(store, scope, (region,)).result()
    index = float("nan")
    if region in result.regions:
        index = float(result.scores[result.part(region).framework.roots[0]].to_dict()[region])
    assigned = setup.assignments_of_region(store, scope, region)
    leads = assigned[assigned["role"] == "lead"]
    return PeriodState(
        frozenset(senders.loc[senders["sent"].astype(bool), "opd"]),
        TOO_LITTLE if pd.isna(index) else format_number(index, result.instrument.framework.scale.decimals),
        frozenset(zip(leads["indicator"], leads["opd"], strict=True)),
    )


def _effect(store: Store, scope: AssessmentScope, before: PeriodState, after: PeriodState) -> RosterEffect:
    instrument = RegionSelection(store, scope, ()).instrument
    return RosterEffect(
        periods.find_period(store, scope.period_id).label,
        f"{instrument.id} {instrument.version}",
        len(before.sent - after.sent),
        before.index,
        after.index,
        len({code for code, _ in before.leads ^ after.leads}),
    )
