"""What a room said of programmes as quick wins, kept in the store."""

from __future__ import annotations

from collections.abc import Mapping

from planning.plan.quick_wins import QuickWinMarks
from storage.engine import Store, writing_transaction
from storage.values import Actor
from workflow.codec import Codec
from workflow.entries import Entries
from workflow.programmes import register

MARKS: Entries[QuickWinMarks] = Entries("quick_win", Codec(QuickWinMarks))


def read_quick_win_marks(store: Store, region: str) -> Mapping[str, QuickWinMarks]:
    """Programme -> its quick-win marks and first benefit; damaged ones are left out."""
    return register.read_beside_register(store, MARKS, region).items


def save_quick_win_marks(
    store: Store,
    region: str,
    given: Mapping[str, QuickWinMarks],
    *,
    by: Actor,
    looked_at: Mapping[str, QuickWinMarks] | None = None,
) -> int:
    """Keep what differs of `given` from what was said and `looked_at` before; returns how many changed.

    OvertakenError, and nothing is stored, where somebody else changed one of these since it was looked at.
    """
    with writing_transaction(store, region) as connection:
        period = register.register_entry_scope(connection, region).period
        now = MARKS.read(connection, region, period)
        before = now.items if looked_at is None else looked_at
        changed = {key: each for key, each in given.items() if each != before.get(key, QuickWinMarks())}
        return MARKS.save(connection, changed, region, period, by=by, seen=now.numbers_of(before))
