"""What a room settled about its plan, its ballots and its quick-win marks, kept in the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planning.plan.plan_settings import THINGS, PlanSettings, budget_year, is_whole, room_of
from planning.plan.quick_wins import QuickWinMarks
from planning.plan.voting import Ballots, Cast
from planning.programmes.programme import Programme
from storage import entries
from storage.engine import Store, reading_connection, writing_transaction
from storage.values import Actor
from workflow.codec import Codec, Words
from workflow.entries import Entries, Read
from workflow.programmes import register
from workflow.programmes.quick_win_marks import MARKS
from workflow.programmes.register import PROGRAMMES, KeptRegister

PLAN, TALLY, QUICK_WIN = "plan", "tally", MARKS.kind
Votes = dict[str, Cast]
_CODECS: Mapping[str, Codec[Any]] = {
    name: Codec(held, fits=is_whole) if name == "weights" else Codec(held) for name, held in THINGS.items()
}
_OTHER: Codec[Any] = Words()


class _Things(Entries[Any]):
    """Settled things: each name has a type of its own."""

    def codec_of(self, key: str) -> Codec[Any]:
        """That of the thing; of another version's thing its text."""
        return _CODECS.get(key if budget_year(key) is None else "dates", _OTHER)


THINGS_SETTLED = _Things(PLAN, _OTHER)
Ballot = Mapping[str, Mapping[str, float]]
"""Programme -> criterion -> mark, of one voting body."""
BALLOTS: Entries[Ballot] = Entries(TALLY, Codec(Mapping[str, Mapping[str, float]]))
KINDS: Mapping[str, Entries[Any]] = {one.kind: one for one in (THINGS_SETTLED, BALLOTS, MARKS)}


@dataclass(frozen=True)
class KeptPlan:
    """Everything a region's plan rests on, as one read gives it.

    `damaged`: kind -> keys of what cannot be read; such things are left out and stay in the store.
    `settled`: name of a settled thing -> number of its entry, for `seen` of `keep_plan_settings`.
    """

    register: KeptRegister
    room: PlanSettings
    votes: Votes
    said: Mapping[str, QuickWinMarks]
    damaged: Mapping[str, tuple[str, ...]]
    settled: Mapping[str, int]


def load_plan_decisions(store: Store, region: str) -> KeptPlan:
    """The programmes of a region with what its room settled, voted and said of them."""
    kinds = (PROGRAMMES.kind, *KINDS)
    with reading_connection(store) as connection:
        place = register.register_entry_scope(connection, region)
        found = entries.list_entries_by_kind(connection, region, place.period, kinds)
        own: Read[Programme] = PROGRAMMES.of(found[PROGRAMMES.kind])
        written = register.lay_over_forms(connection, place, own)
    things, cast, marks = (each.of(found[kind]) for kind, each in KINDS.items())
    lost = {each.kind: read.damaged for each, read in zip(KINDS.values(), (things, cast, marks), strict=True)}
    return KeptPlan(written, room_of(things.items), _votes(cast), marks.items, lost, things.numbers)


def read_plan_settings(store: Store, region: str) -> PlanSettings:
    """What was settled; damaged things left out."""
    return room_of(register.read_beside_register(store, THINGS_SETTLED, region).items)


def keep_plan_settings(
    store: Store,
    region: str,
    things: Mapping[str, Any],
    *,
    by: Actor,
    seen: Mapping[str, int] | None = None,
) -> int:
    """Keep settled things by the names of `PlanSettings` ("dates 2027" for a budget year).

    None takes one back. OvertakenError where one of them is not the one `seen` (0 = none settled), as
    `KeptPlan.settled`.
    """
    with writing_transaction(store, region) as connection:
        period = register.register_entry_scope(connection, region).period
        return THINGS_SETTLED.save(connection, things, region, period, by=by, seen=seen)


def read_ballots(store: Store, region: str) -> Votes:
    """way -> voting body -> programme -> criterion -> mark; damaged ballots are left out."""
    return _votes(register.read_beside_register(store, BALLOTS, region))


def save_ballots(
    store: Store, region: str, way: str, given: Ballots, looked_at: Ballots, *, by: Actor
) -> int:
    """Write what differs between `given` and the ballots `looked_at` before; a body left out has not voted.

    Returns how many ballots changed. OvertakenError, and nothing is stored, where somebody else changed one
    of them since.
    """
    touched = [body for body in {**looked_at, **given} if given.get(body) != looked_at.get(body)]
    with writing_transaction(store, region) as connection:
        period = register.register_entry_scope(connection, region).period
        seen = BALLOTS.read(connection, region, period).numbers_of(
            {ballot_key(way, body): cast for body, cast in looked_at.items()}
        )
        cast = {ballot_key(way, body): given.get(body) for body in touched}
        BALLOTS.save(connection, cast, region, period, by=by, seen=seen)
    return len(touched)


def _votes(kept: Read[Any]) -> Votes:
    found: Votes = {}
    for key, marks in kept.items.items():
        way, _, body = key.partition("/")
        found.setdefault(way, {})[body] = marks
    return found


def ballot_key(way: str, body: str) -> str:
    """The key of a ballot by its way of voting and its voting body."""
    return f"{way}/{body}"


def undo_plan_entries(store: Store, kind: str, region: str, by: Actor, save: int | None = None) -> list[str]:
    """Take back one save of a kind (PLAN, TALLY, QUICK_WIN), None = the newest of `by`; returns its keys."""
    with writing_transaction(store, region) as connection:
        period = register.register_entry_scope(connection, region).period
        return KINDS[kind].undo(connection, by, region, period, save)


def list_damaged_plan_entries(store: Store, kind: str, region: str) -> list[str]:
    """Keys of the entries of a kind (PLAN, TALLY, QUICK_WIN) that cannot be read; they stay in the store."""
    return list(register.read_beside_register(store, KINDS[kind], region).damaged)
