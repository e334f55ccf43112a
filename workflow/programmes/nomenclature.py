"""The nomenclatures a region loaded, one for each year: kept, taken back, looked up."""

from __future__ import annotations

from dataclasses import dataclass

from planning.programmes.nomenclature import Nomenclature
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
    """Year -> nomenclature; `damaged`: years whose text in the store cannot be read."""

    by_year: dict[int, Nomenclature]
    damaged: tuple[str, ...] = ()


def load_nomenclatures(store: Store, region: str) -> KeptNomenclatures:
    """What a region loaded, the earliest year first."""
    found = register.read_beside_register(store, NOMENCLATURES, region)
    by_year = {one.year: one for one in sorted(found.items.values(), key=lambda one: one.year)}
    return KeptNomenclatures(by_year, found.damaged)


def save_nomenclature(store: Store, region: str, given: Nomenclature, *, by: Actor) -> int:
    """Keep the nomenclature of a year instead of the one before; returns 1, or 0 where it is the same.

    StoreError, and nothing is stored, without a name.
    """
    with writing_transaction(store) as connection:
        period = register.register_entry_scope(connection, region).period
        return NOMENCLATURES.save(connection, {str(given.year): given}, region, period, by=by)


def undo_nomenclature(store: Store, region: str, by: Actor, save: int | None = None) -> list[str]:
    """Take back one save or removal, None = the newest of `by`; returns its years."""
    with writing_transaction(store) as connection:
        period = register.register_entry_scope(connection, region).period
        return NOMENCLATURES.undo(connection, by, region, period, save)


def remove_nomenclature(store: Store, region: str, year: int, *, by: Actor) -> int:
    """Take the nomenclature of a year out; returns how many were there."""
    with writing_transaction(store) as connection:
        period = register.register_entry_scope(connection, region).period
        return NOMENCLATURES.save(connection, {str(year): None}, region, period, by=by)
