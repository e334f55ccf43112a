"""The sample's programmes, ballots and marks as entries of the store, under the sample's own scope."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from reference.period_words import SAMPLE_LABEL
from storage import entries
from storage.engine import Store, reading_connection, writing_transaction
from storage.entries import EntryScope
from storage.lock_rules import newest_periods
from storage.period_locks import list_locks_of
from storage.upload.programmes import sample_regions
from storage.values import Actor
from workflow import sample
from workflow.entries import Entries
from workflow.plan import plan_decisions
from workflow.programmes import quick_win_marks, register
from workflow.sample import programmes, votes

ACTOR = Actor(SAMPLE_LABEL)


def give_sample(store: Store, regions: Iterable[str]) -> None:
    """Write what of these kabupaten is not given yet, beneath everything that a room wrote.

    Ballots a room kept before any were given are whole: only beneath those is one given, so that an undo
    finds it, and those the room took out do not come back.
    """
    with writing_transaction(store) as connection:
        for region in regions:
            for place, texts in _parts(region).items():
                if place.kind == plan_decisions.TALLY and (kept := _kept(connection, place)):
                    texts = {key: text for key, text in texts.items() if key in kept}
                entries.give_entries(connection, place, texts, by=ACTOR)


def complete_sample(store: Store, regions: Collection[str] = sample.REGIONS) -> None:
    """Give these what lacks of a sample that an earlier version loaded or packed; all else stays as it is.

    A region that locked the sample's period waits until it is opened: nothing in it changes.
    """
    if lacking := [
        region
        for region in _loaded(store)
        if region in regions
        and not _is_locked(store, region)
        and not entries.list_given_entries(store, register.PROGRAMMES.place(region, register.SAMPLE))
    ]:
        give_sample(store, lacking)


def _loaded(store: Store) -> list[str]:
    return [region for region in sample_regions(store) if region in sample.REGIONS]


def _is_locked(store: Store, region: str) -> bool:
    with reading_connection(store) as connection:
        return bool(list_locks_of(connection, newest_periods(connection, region, sample=True)))


def _parts(region: str) -> Mapping[EntryScope, dict[str, str]]:
    """The sample's own entries of a kabupaten."""
    made, cast = programmes.sample_programmes(region, sample.SEED), votes.sample_ballots(region, sample.SEED)
    ballots = {
        plan_decisions.ballot_key(way, body): marks
        for way, each in cast.items()
        for body, marks in each.items()
    }
    parts: dict[Entries[Any], Mapping[str, Any]] = {
        register.PROGRAMMES: made,
        plan_decisions.THINGS_SETTLED: votes.sample_plan_settings(region, sample.SEED),
        plan_decisions.BALLOTS: ballots,
        quick_win_marks.MARKS: votes.sample_quick_win_marks(region, sample.SEED),
    }
    return {kind.place(region, register.SAMPLE): kind.texts(values) for kind, values in parts.items()}


def _kept(store: Store, place: EntryScope) -> set[str]:
    return {key for key, entry in entries.list_entries(store, place).items() if not entry.given}
