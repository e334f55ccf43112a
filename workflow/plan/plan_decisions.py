"""What a room settled about its plan, its ballots and its quick-win marks, kept in the store."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from planning.plan.plan_settings import (
    PlanSettings,
    decode_plan_settings,
    decode_quick_win_marks,
    encode_plan_setting,
    encode_quick_win_marks,
)
from planning.plan.quick_wins import QuickWinMarks
from planning.plan.voting import Ballots, Cast
from storage import entries
from storage.engine import Store, reading_connection, writing_transaction
from storage.entries import Entry, EntryScope
from storage.errors import StoreError
from workflow.programmes import register

PLAN, TALLY, QUICK_WIN = "plan", "tally", "quick_win"
OVERTAKEN = (
    "Isian ini baru saja diubah orang lain, sehingga tidak ada yang disimpan. "
    "Muat ulang halaman untuk melihat perubahan itu, lalu ulangi."
)
Votes = dict[str, Cast]


def read_plan_settings(store: Store, region: str) -> PlanSettings:
    """What was settled; damaged things left out."""
    _, kept = _kept(store, PLAN, region)
    texts = {name: entry.text for name, entry in kept.items()}
    return decode_plan_settings(
        {name: text for name, text in texts.items() if _readable(_settled, name, text)}
    )


def keep_plan_settings(store: Store, region: str, things: Mapping[str, Any], *, by: str) -> int:
    """Keep settled things by the names of `Room` ("dates 2027" for a budget year); None takes one back."""
    texts = {name: None if value is None else encode_plan_setting(value) for name, value in things.items()}
    return entries.save_entries(store, _place(store, PLAN, region), texts, by=by)


def read_ballots(store: Store, region: str) -> Votes:
    """way -> voting body -> programme -> criterion -> mark; damaged ballots are left out."""
    _, kept = _kept(store, TALLY, region)
    return _votes(kept)


def save_ballots(store: Store, region: str, way: str, given: Ballots, looked_at: Ballots, *, by: str) -> int:
    """Write what differs between `given` and the ballots `looked_at` before; a body left out has not voted.

    Returns how many ballots changed. StoreError, and nothing is stored, where somebody else changed one of
    them since.
    """
    touched = [body for body in {**looked_at, **given} if given.get(body) != looked_at.get(body)]
    with writing_transaction(store) as connection:
        place, kept = _kept(connection, TALLY, region)
        now = _votes(kept).get(way, {})
        if any(now.get(body) != looked_at.get(body) for body in touched):
            raise StoreError(OVERTAKEN)
        texts = {
            ballot_key(way, body): encode_ballot(given[body]) if body in given else None for body in touched
        }
        entries.save_entries(connection, place, texts, by=by)
    return len(touched)


def _votes(kept: Mapping[str, Entry]) -> Votes:
    found: Votes = {}
    for key, entry in kept.items():
        way, _, body = key.partition("/")
        if _readable(_ballot, key, entry.text):
            found.setdefault(way, {})[body] = _ballot(key, entry.text)
    return found


def ballot_key(way: str, body: str) -> str:
    """The key of a ballot by its way of voting and its voting body."""
    return f"{way}/{body}"


def encode_ballot(marks: Mapping[str, Mapping[str, float]]) -> str:
    """A ballot (programme -> criterion -> mark) as JSON."""
    return json.dumps(marks)


def read_quick_win_marks(store: Store, region: str) -> dict[str, QuickWinMarks]:
    """Programme -> its quick-win marks and first benefit; damaged ones are left out."""
    _, kept = _kept(store, QUICK_WIN, region)
    texts = {key: entry.text for key, entry in kept.items()}
    return {key: _said(key, text) for key, text in texts.items() if _readable(_said, key, text)}


def save_quick_win_marks(
    store: Store,
    region: str,
    given: Mapping[str, QuickWinMarks],
    *,
    by: str,
    looked_at: Mapping[str, QuickWinMarks] | None = None,
) -> int:
    """Keep what differs of `given` from what was said and `looked_at` before; returns how many changed.

    StoreError, and nothing is stored, where somebody else changed one of these since it was looked at.
    """
    with writing_transaction(store) as connection:
        now = read_quick_win_marks(connection, region)
        before = now if looked_at is None else looked_at
        changed = {key: each for key, each in given.items() if each != before.get(key, QuickWinMarks())}
        if any(now.get(key) != before.get(key) for key in changed):
            raise StoreError(OVERTAKEN)
        texts = {key: encode_quick_win_marks(each) for key, each in changed.items()}
        return entries.save_entries(connection, _place(connection, QUICK_WIN, region), texts, by=by)


def undo_plan_entries(store: Store, kind: str, region: str, by: str) -> list[str]:
    """Take back the newest save of a kind (PLAN, TALLY or QUICK_WIN); returns the keys it had written."""
    return entries.undo_entries(store, _place(store, kind, region), by)


def _place(store: Store, kind: str, region: str) -> EntryScope:
    """Beside the register: the sample's apart from the region's own."""
    return EntryScope(kind, region, register.register_entry_scope(store, region).period)


def _kept(store: Store, kind: str, region: str) -> tuple[EntryScope, dict[str, Entry]]:
    with reading_connection(store) as connection:
        place = _place(connection, kind, region)
        return place, entries.list_entries(connection, place)


def list_damaged_plan_entries(store: Store, kind: str, region: str) -> list[str]:
    """Keys of the entries of a kind (PLAN, TALLY, QUICK_WIN) that cannot be read; they stay in the store."""
    _, kept = _kept(store, kind, region)
    return [key for key, entry in kept.items() if not _readable(READERS[kind], key, entry.text)]


def _settled(name: str, text: str) -> PlanSettings:
    return decode_plan_settings({name: text})


def _ballot(key: str, text: str) -> dict[str, dict[str, float]]:
    return {
        str(programme): {str(code): float(mark) for code, mark in marks.items()}
        for programme, marks in json.loads(text).items()
    }


def _said(key: str, text: str) -> QuickWinMarks:
    return decode_quick_win_marks(text)


READERS: dict[str, Callable[[str, str], object]] = {PLAN: _settled, TALLY: _ballot, QUICK_WIN: _said}


def _readable(read: Callable[[str, str], object], key: str, text: str) -> bool:
    try:
        read(key, text)
    except (ValueError, TypeError, AttributeError):
        return False
    return True
