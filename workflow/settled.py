"""What a room settled about its plan, its ballots and its quick-win marks, kept in the store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from planning.quick_wins import Said
from planning.room import Room, decode, decode_said, encode, encode_said
from planning.voting import Ballots, Cast
from storage import entries
from storage.engine import Store, reading, writing
from storage.entries import Entry, Place
from storage.errors import StoreError
from workflow import register, sample
from workflow.sample import votes as sample_votes

PLAN, TALLY, QUICK_WIN = "plan", "tally", "quick_win"
OVERTAKEN = (
    "Isian ini baru saja diubah orang lain, sehingga tidak ada yang disimpan. "
    "Muat ulang halaman untuk melihat perubahan itu, lalu ulangi."
)
Votes = dict[str, Cast]


def room(store: Store, region: str) -> Room:
    """What was settled; of the sample, what its room is made to have settled; damaged things left out."""
    place, kept = _kept(store, PLAN, region)
    texts = {name: entry.text for name, entry in kept.items()}
    if place.period == register.SAMPLE:
        texts = sample_votes.settled(region, sample.SEED) | texts
    return decode({name: text for name, text in texts.items() if _readable(_settled, name, text)})


def settle(store: Store, region: str, things: Mapping[str, Any], *, by: str) -> int:
    """Keep settled things by the names of `Room` ("dates 2027" for a budget year); None takes one back."""
    texts = {name: None if value is None else encode(value) for name, value in things.items()}
    return entries.save(store, _place(store, PLAN, region), texts, by=by)


def ballots(store: Store, region: str) -> Votes:
    """way -> voting body -> programme -> criterion -> mark; damaged ballots are left out."""
    place, kept = _kept(store, TALLY, region)
    return _votes(place, kept)


def vote(store: Store, region: str, way: str, given: Ballots, looked_at: Ballots, *, by: str) -> int:
    """Write what differs between `given` and the ballots `looked_at` before; a body left out has not voted.

    Returns how many ballots changed. StoreError, and nothing is stored, where somebody else changed one of
    them since.
    """
    touched = [body for body in {**looked_at, **given} if given.get(body) != looked_at.get(body)]
    with writing(store) as connection:
        place, kept = _kept(connection, TALLY, region)
        standing = _votes(place, kept)
        now = standing.get(way, {})
        if any(now.get(body) != looked_at.get(body) for body in touched):
            raise StoreError(OVERTAKEN)
        texts = {} if kept else {_key(*of): _text(marks) for of, marks in _each(standing)}
        for body in touched:
            texts[_key(way, body)] = _text(given[body]) if body in given else None
        entries.save(connection, place, texts, by=by)
    return len(touched)


def _votes(place: Place, kept: Mapping[str, Entry]) -> Votes:
    """What is kept; of an untouched sample what its OPD are made to have voted."""
    if place.period == register.SAMPLE and not kept:
        return sample_votes.ballots(place.region, sample.SEED)
    found: Votes = {}
    for key, entry in kept.items():
        way, _, body = key.partition("/")
        if _readable(_ballot, key, entry.text):
            found.setdefault(way, {})[body] = _ballot(key, entry.text)
    return found


def _each(votes: Votes) -> Iterator[tuple[tuple[str, str], dict[str, dict[str, float]]]]:
    return (((way, body), marks) for way, cast in votes.items() for body, marks in cast.items())


def _key(way: str, body: str) -> str:
    return f"{way}/{body}"


def _text(marks: Mapping[str, Mapping[str, float]]) -> str | None:
    return json.dumps(marks, sort_keys=True)


def said(store: Store, region: str) -> dict[str, Said]:
    """Programme -> its quick-win marks and first benefit; damaged ones are left out."""
    place, kept = _kept(store, QUICK_WIN, region)
    made = sample_votes.said(region, sample.SEED) if place.period == register.SAMPLE else {}
    texts = {key: entry.text for key, entry in kept.items()}
    return made | {key: _said(key, text) for key, text in texts.items() if _readable(_said, key, text)}


def say(
    store: Store,
    region: str,
    given: Mapping[str, Said],
    *,
    by: str,
    looked_at: Mapping[str, Said] | None = None,
) -> int:
    """Keep what differs of `given` from what was said and `looked_at` before; returns how many changed.

    StoreError, and nothing is stored, where somebody else changed one of these since it was looked at.
    """
    with writing(store) as connection:
        now = said(connection, region)
        before = now if looked_at is None else looked_at
        changed = {key: each for key, each in given.items() if each != before.get(key, Said())}
        if any(now.get(key) != before.get(key) for key in changed):
            raise StoreError(OVERTAKEN)
        texts = {key: encode_said(each) for key, each in changed.items()}
        return entries.save(connection, _place(connection, QUICK_WIN, region), texts, by=by)


def undo(store: Store, kind: str, region: str, by: str) -> list[str]:
    """Take back the newest save of a kind (PLAN, TALLY or QUICK_WIN); returns the keys it had written."""
    return entries.undo(store, _place(store, kind, region), by)


def _place(store: Store, kind: str, region: str) -> Place:
    """Beside the register: the sample's apart from the region's own."""
    return Place(kind, region, register.place_of(store, region).period)


def _kept(store: Store, kind: str, region: str) -> tuple[Place, dict[str, Entry]]:
    with reading(store) as connection:
        place = _place(connection, kind, region)
        return place, entries.current(connection, place)


def damaged(store: Store, kind: str, region: str) -> list[str]:
    """Keys of the entries of a kind (PLAN, TALLY, QUICK_WIN) that cannot be read; they stay in the store."""
    _, kept = _kept(store, kind, region)
    return [key for key, entry in kept.items() if not _readable(READERS[kind], key, entry.text)]


def _settled(name: str, text: str) -> Room:
    return decode({name: text})


def _ballot(key: str, text: str) -> dict[str, dict[str, float]]:
    return {
        str(programme): {str(code): float(mark) for code, mark in marks.items()}
        for programme, marks in json.loads(text).items()
    }


def _said(key: str, text: str) -> Said:
    return decode_said(text)


READERS: dict[str, Callable[[str, str], object]] = {PLAN: _settled, TALLY: _ballot, QUICK_WIN: _said}


def _readable(read: Callable[[str, str], object], key: str, text: str) -> bool:
    try:
        read(key, text)
    except (ValueError, TypeError, AttributeError):
        return False
    return True
