"""The sample into the store: a period of its own with the five kabupaten's OPD and everything they sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
from sqlalchemy import Engine

from reference import agencies, instruments
from reference.instruments import Instrument
from storage import instruments as kept_instruments
from storage import periods
from storage.engine import Store, writing
from workflow import goals, register, sample, worksheets
from workflow.load import Scope
from workflow.outcome import Place, Received
from workflow.sample import completed, opinions
from workflow.sample import goals as sample_goals
from workflow.sample import worksheets as sample_worksheets
from workflow.setup import open_scope, save_roster, yearly_period
from workflow.upload import inspect, keep
from workflow.worksheets import Room

ACTOR = "Data contoh (sintetis)"
Progress = Callable[[int, int, str], None]


def load(store: Engine, on_progress: Progress | None = None) -> dict[str, Received]:
    """Load the sample, all of it or nothing; per region what was received, spoilt files still waiting.

    With the survey of readiness comes one of opinion in one kabupaten, and what the rooms wrote: goals, more
    on the programmes, worksheets. A kabupaten with data of its own keeps its register and goals as they are.
    `on_progress(done, total, region)` counts kabupaten. Loading twice changes nothing.
    """
    instrument = instruments.load(sample.INSTRUMENT)
    rosters = agencies.sample_rosters()
    received = {}
    for done, (region, files) in enumerate(sample.batches(), start=1):
        received[region] = inspect(files, instrument, region, rosters)
        if on_progress:
            on_progress(done, len(sample.REGIONS), region)
    asked = instruments.load(opinions.INSTRUMENT)
    said = inspect([opinions.file(sample.SEED)], asked, opinions.REGION, rosters)
    first = scope(store) is None
    with writing(store) as connection:
        kept = _kept(connection, instrument, rosters, received)
        _kept(connection, asked, rosters, {opinions.REGION: said})
        if first:
            for region in received:
                _write(connection, region)
    return kept


def _kept(
    store: Store, instrument: Instrument, rosters: Mapping[str, pd.DataFrame], received: dict[str, Received]
) -> dict[str, Received]:
    period = yearly_period(store, int(sample.PERIOD), ACTOR, sample=True)
    place = open_scope(store, period, instrument)
    for region in received:
        save_roster(store, place, region, rosters[region], ACTOR)
    return {region: keep(store, Place(place, region, ACTOR), found) for region, found in received.items()}


def _write(store: Store, region: str) -> None:
    """What the room of a kabupaten wrote: its goals, more on its programmes, its groups' worksheets."""
    if register.place_of(store, region).period == register.SAMPLE:
        known = register.programmes(store, region)
        goals.keep(store, region, sample_goals.of(region, known.values(), sample.SEED), ACTOR)
        register.save(store, region, completed.of(region, known, sample.SEED), by=ACTOR)
    room = Room(region, yearly_period(store, int(sample.PERIOD), ACTOR, sample=True).label)
    for group, lines in sample_worksheets.of(region, sample.SEED).items():
        worksheets.save(store, room, group, lines, by=ACTOR, seen={})


def scope(store: Store) -> Scope | None:
    """Where the sample lies; None where it was not loaded."""
    found = next((period for period in periods.available(store) if period.sample), None)
    used = instruments.load(sample.INSTRUMENT)
    frozen = [kept.id for kept in kept_instruments.available(store) if kept.digest == used.digest]
    return Scope(found.id, frozen[0]) if found and frozen else None
