"""The nomenclatures a region loaded, one for each year: kept, taken back, looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planning.programmes.nomenclature import Nomenclature, choose_nomenclature, is_subactivity
from storage.engine import Store, writing_transaction
from storage.values import Actor
from workflow.codec import Codec
from workflow.entries import Entries
from workflow.programmes import register

YEARS = range(2019, 2046)
"""From the first nomenclature of Permendagri 90/2019 on."""
NOMENCLATURES: Entries[Nomenclature] = Entries(
    "nomenclature", Codec(Nomenclature, fits=lambda one: one.year in YEARS and bool(one.names))
)


@dataclass(frozen=True)
class KeptNomenclatures:
    """Year -> nomenclature; `damaged`: years whose text in the store cannot be read.

    `numbers`: year as text -> number of its entry, for `seen` of `save_nomenclature`.
    """

    by_year: dict[int, Nomenclature]
    damaged: tuple[str, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)


def load_nomenclatures(store: Store, region: str) -> KeptNomenclatures:
    """What a region loaded, the earliest year first."""
    found = register.read_beside_register(store, NOMENCLATURES, region)
    by_year = {one.year: one for one in sorted(found.items.values(), key=lambda one: one.year)}
    return KeptNomenclatures(by_year, found.damaged, found.numbers)


def list_subactivities(store: Store, region: str, year: int) -> list[str]:
    """Code and name of the sub kegiatan that a form of the year offers; [] where none was loaded."""
    chosen = choose_nomenclature(load_nomenclatures(store, region).by_year, year)
    names = chosen.names if chosen else {}
    return [f"{code} {name}" for code, name in names.items() if is_subactivity(code)]


def save_nomenclature(
    store: Store, region: str, given: Nomenclature, *, by: Actor, seen: Mapping[str, int] | None = None
) -> int:
    """Keep the nomenclature of a year instead of the one before; returns 1, or 0 where it is the same.

    StoreError, and nothing is stored, without a name; OvertakenError where the year's is not the one in
    `seen`, as `KeptNomenclatures.numbers`.
    """
    with writing_transaction(store) as connection:
        period = register.register_entry_scope(connection, region).period
        return NOMENCLATURES.save(connection, {str(given.year): given}, region, period, by=by, seen=seen)


def undo_nomenclature(store: Store, region: str, by: Actor, save: int | None = None) -> list[str]:
    """Take back one save or removal, None = the newest of `by`; returns its years."""
    with writing_transaction(store) as connection:
        period = register.register_entry_scope(connection, region).period
        return NOMENCLATURES.undo(connection, by, region, period, save)


def remove_nomenclature(
    store: Store, region: str, year: int, *, by: Actor, seen: Mapping[str, int] | None = None
) -> int:
    """Take the nomenclature of a year out; returns how many were there. `seen` as for saving one."""
    with writing_transaction(store) as connection:
        period = register.register_entry_scope(connection, region).period
        return NOMENCLATURES.save(connection, {str(year): None}, region, period, by=by, seen=seen)
