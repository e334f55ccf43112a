"""Marked states of a region's period: the rules of their names, which there are, and opening one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reference.dates import format_moment
from reference.regions import region_label
from storage import audit
from storage.columns import make_storable
from storage.engine import Store
from storage.errors import StoreError
from storage.states import marks, opened
from storage.states.kept import KeptState
from storage.states.marks import LONGEST_NAME, StandingMark
from storage.values import Actor
from workflow.results import stored_data
from workflow.results.result import Result
from workflow.results.stored_data import AssessmentScope
from workflow.targets.region_selection import RegionSelection


@dataclass(frozen=True)
class NamedState:
    """A state that now can be held against: `key` names it in an address, `label` to people.

    `marked_by`: who marked or locked it, in which browser.
    """

    key: str
    label: str
    state: KeptState
    marked_by: Actor

    @property
    def told_by(self) -> str:
        """ "ditandai Sari, 14 Juni 2022 pukul 08.10 WIB"; of a lock, who locked it."""
        doing = "ditandai" if self.state.name else "dikunci"
        late = ", disalin sesudah dikunci" if self.state.late else ""
        return f"{doing} {self.state.by}, {format_moment(self.state.at)}{late}"


def mark_period_state(store: Store, period_id: int, region: str, name: str, by: Actor) -> KeptState:
    """Keep the region's period as it is now under a name.

    StoreError for a name that says nothing or is too long, NameTakenError for one that stands already, and
    where the period is locked: its state is kept by the lock.
    """
    return marks.mark_state(store, period_id, region, clean_state_name(name), by)


def remove_marked_state(store: Store, key: int, by: Actor) -> KeptState | None:
    """Put a marked state away; `undo_state_mark` brings it back. None where it is gone already."""
    return marks.remove_state(store, key, by)


def undo_state_mark(store: Store, number: int, by: Actor) -> KeptState | None:
    """Take back one mark or removal, by its number in the record; None where that was done already."""
    return marks.undo_mark(store, number, by)


def find_undoable_state_mark(store: Store, period_id: int, region: str, by: Actor) -> StandingMark | None:
    """The mark or removal that `by` may take back: their own, else somebody's."""
    return marks.find_undoable_mark(store, period_id, region, by)


def clean_state_name(name: str) -> str:
    """The name on one line, in single spaces; StoreError where it says nothing or is too long."""
    plain = " ".join(make_storable(name).split())
    if not any(letter.isalnum() for letter in plain):
        raise StoreError('Isi nama keadaan, misalnya "Awal hari 1".')
    if len(plain) > LONGEST_NAME:
        raise StoreError(
            f"Nama keadaan paling panjang {LONGEST_NAME} huruf; yang ditulis {len(plain)} huruf."
        )
    return plain


def list_period_states(store: Store, period_id: int, region: str) -> list[NamedState]:
    """What now can be held against, the oldest first: marked states, and locks that were opened again."""
    live = opened.find_live_store(store)
    locks = marks.list_opened_lock_states(live, period_id, region)
    found = _named(live, [*locks, *marks.list_named_states(live, period_id, region)])
    by_key = {one.key.casefold(): one for one in found}  # a mark goes before a lock of that key
    return sorted(by_key.values(), key=lambda one: one.state.change)


def list_states_by_name(store: Store, period_id: int) -> dict[str, dict[str, NamedState]]:
    """Name -> region -> its state of that name, of all regions; names that differ only in letters are one."""
    live = opened.find_live_store(store)
    found: dict[str, dict[str, NamedState]] = {}
    spelled: dict[str, str] = {}
    for one in _named(live, marks.list_named_states(live, period_id)):
        name = spelled.setdefault(one.key.casefold(), one.key)
        found.setdefault(name, {})[one.state.region] = one
    return found


def _named(live: Store, states: Sequence[KeptState]) -> list[NamedState]:
    made = audit.list_recorders(live, [one.change for one in states])
    return [
        NamedState(
            one.name or f"kunci-{one.id}",
            one.name or f"Kunci {format_moment(one.at)}",
            one,
            made[one.change][0] if one.change in made else Actor(one.by),
        )
        for one in states
    ]


def open_state_selection(store: Store, scope: AssessmentScope, state: KeptState) -> RegionSelection:
    """The state's region, read as it was then."""
    live = opened.find_live_store(store)
    return RegionSelection(opened.open_state(live, state), scope, (state.region,))


def explain_incomparable(
    then: RegionSelection, result: Result, label: str, instruments: Mapping[int, str]
) -> str:
    """Why a state, by its `result`, is no measure for what is looked at, as one sentence; "" where it is one.

    `instruments`: the frozen instruments, id -> how they are called.
    """
    (region,) = then.regions
    if region in result.regions:
        return ""
    used = {
        instruments[key]: None
        for key in stored_data.list_answered_instruments(then.store, then.scope.period_id, region)
        if key != then.scope.instrument_id and key in instruments
    }
    now = instruments.get(then.scope.instrument_id, "")
    if not used:
        return f'Pada keadaan "{label}" {region_label(region)} belum memiliki jawaban untuk disandingkan.'
    return (
        f'Keadaan "{label}" dinilai dengan instrumen {" dan ".join(used)}, yang kini dilihat {now}. Keduanya '
        f"memakai definisi yang berbeda, sehingga tidak disandingkan. Pilih instrumen {next(iter(used))} "
        "untuk menyandingkannya."
    )
