"""The register of a region's programmes: what its OPD reported, and on top of it what people wrote here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from planning.programmes.programme import BLANK, Programme
from storage import entries
from storage.engine import Store, reading_connection, writing_transaction
from storage.entries import EntryScope
from storage.undoing import find_undoable_save
from storage.upload import programmes as listed
from storage.values import Actor, StandingSave
from workflow.codec import Codec
from workflow.entries import Entries, Read
from workflow.programmes import from_forms

PROGRAMMES: Entries[Programme] = Entries(
    "programme",
    # The empty text strikes out what a form reports; to withdraw an entry would only uncover it again.
    Codec(Programme, fits=lambda one: bool(one.key), blank=BLANK),
)
SAMPLE = "contoh"

T = TypeVar("T")
Register = dict[str, Programme]


@dataclass(frozen=True)
class KeptRegister:
    """A register as one read gives it.

    `programmes`: the sample's, those of the OPD's forms, then in the order they were written here.
    `numbers`: key -> number of the entry a writer looks at, for `seen` of `save_programmes`; a key without
    one counts as 0. `damaged`: keys whose newest entry cannot be read; they stay in the store. Such a
    programme is left out, or stands as its OPD reports it.
    """

    programmes: Register
    numbers: Mapping[str, int] = field(default_factory=dict)
    damaged: tuple[str, ...] = ()


def load_register(store: Store, region: str) -> KeptRegister:
    """The register of a region."""
    with reading_connection(store) as connection:
        place = register_entry_scope(connection, region)
        return lay_over_forms(connection, place, PROGRAMMES.read(connection, region, place.period))


def lay_over_forms(store: Store, place: EntryScope, found: Read[Programme]) -> KeptRegister:
    """The register of entries that were read already."""
    return KeptRegister(_laid_over(_standing(store, place), found), found.numbers, found.damaged)


def read_register(store: Store, region: str) -> Register:
    """Key -> programme of `load_register`."""
    return load_register(store, region).programmes


def save_programmes(
    store: Store,
    region: str,
    changes: Mapping[str, Programme | None],
    *,
    by: Actor,
    seen: Mapping[str, int] | None = None,
) -> int:
    """Write programmes in one step that `undo_register_save` takes back as one; None deletes. Returns how
    many changed.

    `seen`: as `load_register` gave the numbers, with 0 for a key it lacks. StoreError, and nothing is
    stored, without a name or when somebody wrote one of these programmes since.
    """
    with writing_transaction(store, region) as connection:
        place = register_entry_scope(connection, region)
        standing, found = _standing(connection, place), PROGRAMMES.read(connection, region, place.period)
        before = _laid_over(standing, found)
        changed = {key: one for key, one in changes.items() if one != before.get(key)}
        stands = {*standing, *found.given}
        values = {key: BLANK if one is None and key in stands else one for key, one in changed.items()}
        return PROGRAMMES.save(connection, values, region, place.period, by=by, seen=seen)


def undo_register_save(store: Store, region: str, by: Actor, save: int | None = None) -> list[str]:
    """Take back one save of the register, None = the newest of `by`; returns the keys it had written."""
    with writing_transaction(store, region) as connection:
        period = register_entry_scope(connection, region).period
        return PROGRAMMES.undo(connection, by, region, period, save)


def find_register_undo(
    store: Store, region: str, by: Actor, fits: Callable[[StandingSave], bool] | None = None
) -> StandingSave | None:
    """The save of the register that `by` may take back; what an OPD's form reports stood there before."""
    with reading_connection(store) as connection:
        place = register_entry_scope(connection, region)
        reported = PROGRAMMES.texts(_standing(connection, place))

        def _told(save: StandingSave) -> StandingSave:
            wrote = {
                key: (reported.get(key) if before is None else before, after)
                for key, (before, after) in save.wrote.items()
            }
            return replace(save, wrote=wrote)

        found = find_undoable_save(
            connection, place, by, None if fits is None else lambda save: fits(_told(save))
        )
        return None if found is None else _told(found)


def programme_histories(store: Store, region: str) -> dict[str, list[Programme]]:
    """Key -> everything the programme ever was, the newest first, ending with what its OPD reports."""
    with reading_connection(store) as connection:
        place = register_entry_scope(connection, region)
        found = {
            key: [one for one in written if one != BLANK]
            for key, written in PROGRAMMES.histories(connection, region, place.period).items()
        }
        for key, one in _standing(connection, place).items():
            found.setdefault(key, []).append(one)
        return found


def new_programme_key(name: str, lead: str, taken: Collection[str]) -> str:
    """The key of a new programme: by OPD and name, numbered where another programme has it."""
    base = from_forms.reported_programme_key(lead, name)
    numbered = (f"{base}-{count}" for count in range(2, len(taken) + 3))
    return next(key for key in (base, *numbered) if key not in taken)


def register_entry_scope(store: Store, region: str) -> EntryScope:
    """Where the register is kept: the sample's apart, until the region has something of its own."""
    own = PROGRAMMES.place(region)
    if listed.has_only_sample_data(store, region) and not entries.list_entries(store, own):
        return PROGRAMMES.place(region, SAMPLE)
    return own


def entry_scope_beside_register(store: Store, kind: Entries[Any], region: str) -> EntryScope:
    """Where entries of another kind that go with the register are kept."""
    return kind.place(region, register_entry_scope(store, region).period)


def read_beside_register(store: Store, kind: Entries[T], region: str) -> Read[T]:
    """Entries of another kind that go with the register: the sample's apart from the region's own."""
    with reading_connection(store) as connection:
        return kind.read(connection, region, register_entry_scope(connection, region).period)


def _standing(store: Store, place: EntryScope) -> Register:
    """What stands without anybody writing it here: what the OPD list in the forms of this scope."""
    return from_forms.list_reported_programmes(store, place.region, sample=place.period == SAMPLE)


def _laid_over(standing: Mapping[str, Programme], found: Read[Programme]) -> Register:
    first = {key: one for key, one in found.items.items() if key in found.given}
    laid_over = {**first, **standing, **found.items}
    return {key: one for key, one in laid_over.items() if one != BLANK}
