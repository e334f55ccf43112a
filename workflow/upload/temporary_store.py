"""Files straight into a store of their own: scores and documents without the app having been used before."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

from reference.instruments import Instrument
from storage import StoreError, open_store
from storage.engine import Store
from storage.setup import periods
from storage.values import Actor
from survey.values import Reading
from workflow.dates import local_today
from workflow.results.stored_data import AssessmentScope
from workflow.setup import setup
from workflow.upload import upload
from workflow.upload.outcome import UploadOutcome, UploadTarget
from workflow.upload.read_files import year_in_period_name

ACTOR = Actor("Baris perintah")


@contextmanager
def temporary_store() -> Iterator[Engine]:
    """An empty store that goes when the work is done."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{(Path(folder) / 'store.db').as_posix()}")
        try:
            yield store
        finally:
            store.dispose()


def keep_in_new_period(
    store: Store,
    instrument: Instrument,
    period: str,
    readings: Sequence[Reading],
    rosters: Mapping[str, pd.DataFrame] | None = None,
    weights: str | None = None,
) -> tuple[AssessmentScope, dict[str, str]]:
    """Keep what is certain in a new period of that name; gives its scope, and file -> why it was not kept.

    `rosters` are the OPD of regions that have a list. The period is the year its name holds, the present one
    where it holds none. `weights` is the weight set chosen for every region. A file is kept whole or not at
    all; of what two files say the later holds. StoreError for a period that cannot be.
    """
    year = year_in_period_name(period) or local_today().year
    added = periods.add_period(store, period, date(year, 1, 1), date(year, 12, 31), ACTOR)
    scope = setup.open_scope(store, added, instrument)
    for region, roster in (rosters or {}).items():
        setup.save_roster(store, scope, region, roster, ACTOR)
    refused = {}
    for reading in certain_readings(readings):
        try:
            upload.store_ready_files(
                store, UploadTarget(scope, "", ACTOR), UploadOutcome((reading,)), weights
            )
        except StoreError as error:
            refused[reading.file] = str(error)
    return scope, refused


def certain_readings(readings: Sequence[Reading]) -> list[Reading]:
    """What the files say without anything that is still to be asked: an OPD that answered more than once."""
    read = [reading for reading in readings if reading.verdict != "refused"]
    asked = [reading for reading in read if any(one.kind == "duplicate" for one in reading.questions)]
    sent = Counter((response.region, response.opd) for reading in asked for response in reading.responses)
    return [
        replace(
            reading,
            verdict="ready",
            responses=tuple(one for one in reading.responses if sent[one.region, one.opd] < 2),
        )
        for reading in read
    ]
