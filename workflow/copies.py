"""The copies of the store for a screen: how the newest stands to what is stored, and replacing old ones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from storage import audit, store_copies
from storage.backup import shelf
from storage.backup.contents import StoredCopy
from storage.values import Actor

KINDS = {
    shelf.BY_HAND: "Dibuat sendiri",
    shelf.DAILY: "Harian",
    shelf.BEFORE_UPDATE: "Sebelum pembaruan basis data",
    shelf.BEFORE_RESTORE: "Sebelum pemulihan",
}


@dataclass(frozen=True)
class CopyShelf:
    """What lies in the folder of copies, the newest first; `current`: that one holds all that is stored."""

    folder: Path
    copies: tuple[StoredCopy, ...]
    current: bool
    unreadable: tuple[str, ...]
    raw: tuple[Path, ...]


def list_shelf(engine: Engine) -> CopyShelf:
    """The folder of this store's copies as it is now."""
    folder = store_copies.find_copies_of_store(engine)
    copies = tuple(shelf.list_copies(folder))
    current = bool(copies) and copies[0].facts.state == store_copies.read_copy_state(engine)
    unreadable = tuple(shelf.list_unreadable_copies(folder))
    return CopyShelf(folder, copies, current, unreadable, tuple(shelf.list_raw_copies(folder)))


def make_copy_now(engine: Engine) -> StoredCopy:
    """A copy in the folder of copies; StoreError where it cannot be made."""
    return store_copies.copy_store(engine, store_copies.find_copies_of_store(engine))


def replace_copies(engine: Engine, old: Collection[StoredCopy], actor: Actor) -> StoredCopy:
    """Make a new copy, then remove the old ones for good; recorded. StoreError where either fails.

    What is told first is the audit: the new copy then holds that it was told.
    """
    names = ", ".join(copy.path.name for copy in old)
    audit.record_change(engine, actor, "copy.remove", "store", old=names)
    made = make_copy_now(engine)
    for copy in old:
        shelf.remove_copy(copy.path)
    return made


def remove_copies(engine: Engine, old: Collection[StoredCopy], actor: Actor) -> None:
    """Remove copies for good; recorded. StoreError where one cannot be removed."""
    names = ", ".join(copy.path.name for copy in old)
    audit.record_change(engine, actor, "copy.remove", "store", old=names)
    for copy in old:
        shelf.remove_copy(copy.path)


def find_copies_with_erased_files(engine: Engine, erased: Collection[str]) -> list[StoredCopy]:
    """The copies that still hold the bytes of files erased since, the newest first."""
    return shelf.find_copies_of_files(store_copies.find_copies_of_store(engine), erased) if erased else []


def describe_kind(copy: StoredCopy) -> str:
    """What a copy was made for, in words."""
    return KINDS.get(copy.facts.kind, "Lainnya")
