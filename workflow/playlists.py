"""Play lists of Mode presentasi: which charts are shown in which order; written and undone as whole lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex

from storage.engine import Store
from storage.errors import StoreError
from storage.values import Actor
from workflow.codec import Codec
from workflow.entries import Entries

LONGEST = 60


@dataclass(frozen=True)
class PlayList:
    """A list by its title: keys of slides, in order."""

    title: str
    slides: tuple[str, ...]


LISTS: Entries[PlayList] = Entries("playlist", Codec(PlayList))


def list_saved_playlists(store: Store) -> dict[str, PlayList]:
    """The kept lists by their key, in the order they were first written; damaged ones are left out."""
    return dict(LISTS.read(store).items)


def number_playlists(store: Store) -> dict[str, int]:
    """Key -> number of its entry, for `seen` of what changes a list."""
    return LISTS.read(store).numbers


def list_damaged_playlists(store: Store) -> list[str]:
    """Keys of the kept lists that cannot be read; they stay in the store."""
    return list(LISTS.read(store).damaged)


def create_playlist(store: Store, title: str, slides: Sequence[str], by: Actor) -> str:
    """Keep a new list; returns its key. StoreError without a title, or one that is taken already."""
    key = f"daftar-{token_hex(4)}"
    _write(store, {key: PlayList(title.strip(), tuple(slides))}, by)
    return key


def replace_playlist_slides(
    store: Store, key: str, slides: Sequence[str], by: Actor, seen: int | None = None
) -> None:
    """Replace the slides of a kept list. StoreError when it is there no longer.

    OvertakenError where it is not the one of number `seen` (`number_playlists`).
    """
    found = list_saved_playlists(store).get(key)
    if found is None:
        raise StoreError("Daftar putar ini sudah dihapus. Pilih daftar lain.")
    _write(store, {key: PlayList(found.title, tuple(slides))}, by, seen)


def remove_playlist(store: Store, key: str, by: Actor, seen: int | None = None) -> None:
    """Withdraw a list; `undo_playlist_change` brings it back. `seen` as for its slides."""
    LISTS.save(store, {key: None}, by=by, seen=None if seen is None else {key: seen})


def undo_playlist_change(store: Store, by: Actor, save: int | None = None) -> bool:
    """Take back one change to a list, None = the newest of `by`; False where there is none."""
    return bool(LISTS.undo(store, by, save=save))


def move_slide(slides: Sequence[str], position: int, step: int) -> tuple[str, ...]:
    """The slides with the one at `position` exchanged with its neighbour; unchanged at the ends."""
    other = position + step
    order = list(slides)
    if 0 <= position < len(order) and 0 <= other < len(order):
        order[position], order[other] = order[other], order[position]
    return tuple(order)


def _write(store: Store, lists: Mapping[str, PlayList], by: Actor, seen: int | None = None) -> None:
    taken = {one.title.casefold() for key, one in list_saved_playlists(store).items() if key not in lists}
    for one in lists.values():
        if not one.title or len(one.title) > LONGEST:
            raise StoreError(f"Isi nama daftar putar, paling panjang {LONGEST} huruf.")
        if one.title.casefold() in taken:
            raise StoreError(f"Daftar putar bernama {one.title} sudah ada. Pakai nama lain.")
    LISTS.save(store, lists, by=by, seen=None if seen is None else dict.fromkeys(lists, seen))
