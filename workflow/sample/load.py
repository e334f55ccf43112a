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
from workflow import sample
from workflow.load import Scope
from workflow.setup import open_scope, save_roster, yearly_period
from workflow.upload import Place, Received, inspect, keep

ACTOR = "Data contoh (sintetis)"
Progress = Callable[[int, int, str], None]


def load(store: Engine, on_progress: Progress | None = None) -> dict[str, Received]:
    """Load the sample, all of it or nothing; per region what was received, spoilt files still waiting.

    `on_progress(done, total, region)` counts kabupaten. Loading twice changes nothing.
    """
    instrument = instruments.load(sample.INSTRUMENT)
    rosters = agencies.sample_rosters()
    received = {}
    for done, (region, files) in enumerate(sample.batches(), start=1):
        received[region] = inspect(files, instrument, region, rosters)
        if on_progress:
            on_progress(done, len(sample.REGIONS), region)
    return _kept(store, instrument, rosters, received)


def _kept(
    store: Engine, instrument: Instrument, rosters: Mapping[str, pd.DataFrame], received: dict[str, Received]
) -> dict[str, Received]:
    with writing(store) as connection:
        period = yearly_period(connection, int(sample.PERIOD), ACTOR, sample=True)
        place = open_scope(connection, period, instrument)
        for region, found in received.items():
            save_roster(connection, place, region, rosters[region], ACTOR)
            received[region] = keep(connection, Place(place, region, ACTOR), found)
    return received


def scope(store: Store) -> Scope | None:
    """Where the sample lies; None where it was not loaded."""
    found = next((period for period in periods.available(store) if period.sample), None)
    used = instruments.load(sample.INSTRUMENT)
    frozen = [kept.id for kept in kept_instruments.available(store) if kept.digest == used.digest]
    return Scope(found.id, frozen[0]) if found and frozen else None
