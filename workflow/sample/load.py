"""The sample into the store: a period of its own with the five kabupaten's OPD and everything they sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
from sqlalchemy import Engine

from reference import agencies, instruments
from reference.instruments import Instrument
from reference.period_words import SAMPLE_LABEL
from storage.engine import Store, writing_transaction
from storage.setup import instruments as kept_instruments
from storage.setup import periods
from storage.values import Actor
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import SourceFile
from workflow import sample
from workflow.programmes import goals, register
from workflow.results.stored_data import AssessmentScope
from workflow.sample import completed, given_entries, opinions
from workflow.sample import goals as sample_goals
from workflow.sample import worksheets as sample_worksheets
from workflow.setup.setup import ensure_yearly_period, open_scope, save_roster
from workflow.upload.outcome import UploadOutcome, UploadTarget
from workflow.upload.upload import store_ready_files
from workflow.worksheets import worksheets
from workflow.worksheets.worksheets import WorksheetScope

ACTOR = Actor(SAMPLE_LABEL)
Progress = Callable[[int, int, str], None]


def load_sample(store: Engine, on_progress: Progress | None = None) -> dict[str, UploadOutcome]:
    """Load the sample, all of it or nothing; per region what was received, spoilt files still waiting.

    With the survey of readiness comes one of opinion in one kabupaten, and what the rooms wrote: programmes,
    ballots, marks, goals, more on the programmes, worksheets. A kabupaten with data of its own keeps its
    register and goals as they are. `on_progress(done, total, region)` counts kabupaten. Loading twice changes
    nothing.
    """
    instrument = instruments.load_instrument(sample.INSTRUMENT)
    rosters = agencies.sample_rosters()
    received = {}
    for done, (region, files) in enumerate(sample.sample_batches(), start=1):
        received[region] = _read(files, ReadingContext(instrument, region, rosters))
        if on_progress:
            on_progress(done, len(sample.REGIONS), region)
    asked = instruments.load_instrument(opinions.INSTRUMENT)
    said = _read([opinions.sample_opinion_file(sample.SEED)], ReadingContext(asked, opinions.REGION, rosters))
    first = find_sample_scope(store) is None
    with writing_transaction(store) as connection:
        kept = _kept(connection, instrument, rosters, received)
        _kept(connection, asked, rosters, {opinions.REGION: said})
        given_entries.give_sample(connection, received)
        if first:
            for region in received:
                _write(connection, region)
    return kept


def _read(files: Sequence[SourceFile], context: ReadingContext) -> UploadOutcome:
    return UploadOutcome(tuple(read_batch(files, context)))


def _kept(
    store: Store,
    instrument: Instrument,
    rosters: Mapping[str, pd.DataFrame],
    received: dict[str, UploadOutcome],
) -> dict[str, UploadOutcome]:
    period = ensure_yearly_period(store, int(sample.PERIOD), ACTOR, sample=True)
    place = open_scope(store, period, instrument)
    for region in received:
        save_roster(store, place, region, rosters[region], ACTOR)
    return {
        region: store_ready_files(store, UploadTarget(place, region, ACTOR), found)
        for region, found in received.items()
    }


def _write(store: Store, region: str) -> None:
    """What the room of a kabupaten wrote: its goals, more on its programmes, its groups' worksheets."""
    if register.register_entry_scope(store, region).period == register.SAMPLE:
        known = register.read_register(store, region)
        goals.save_goals(store, region, sample_goals.sample_goals(region, known.values(), sample.SEED), ACTOR)
        register.save_programmes(
            store, region, completed.complete_sample_programmes(region, known, sample.SEED), by=ACTOR
        )
    room = WorksheetScope(region, ensure_yearly_period(store, int(sample.PERIOD), ACTOR, sample=True).label)
    for group, lines in sample_worksheets.sample_worksheet_lines(region, sample.SEED).items():
        worksheets.save_worksheet_lines(store, room, group, lines, by=ACTOR, seen={})


def find_sample_scope(store: Store) -> AssessmentScope | None:
    """Where the sample lies; None where it was not loaded."""
    found = next((period for period in periods.list_periods(store) if period.sample), None)
    used = instruments.load_instrument(sample.INSTRUMENT)
    frozen = [kept.id for kept in kept_instruments.list_instruments(store) if kept.digest == used.digest]
    return AssessmentScope(found.id, frozen[0]) if found and frozen else None
