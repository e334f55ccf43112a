"""An upload: what is ready is kept at once, what needs a choice waits with its bytes, the rest is refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from reference.instruments import Instrument
from storage.engine import Store, writing_transaction
from storage.setup import periods
from storage.values import KeptUpload
from survey.files import zip_archive
from survey.tables.mapping import ColumnMapping
from survey.values import Reading, SourceFile, TableChoice
from workflow.results.stored_data import AssessmentScope, instrument_of_scope
from workflow.setup.setup import ensure_assignments, rosters_of
from workflow.upload import remembered_choices, to_store
from workflow.upload.outcome import UploadOutcome, UploadTarget, sign_corrections
from workflow.upload.read_files import Progress, read_and_check_files


def receive_upload(
    store: Store,
    place: UploadTarget,
    files: Sequence[SourceFile],
    *,
    choices: Mapping[str, str] | None = None,
    weights: str | None = None,
    tables: Mapping[str, TableChoice] | None = None,
    on_progress: Progress | None = None,
) -> UploadOutcome:
    """Check files and store the ready ones before returning; `choices` answers their questions.

    `tables` says by SHA-256 where a file's table lies.

    Raises StoreError when the period is locked or the store fails; nothing of the upload is then stored.
    """
    received = inspect_files(
        files,
        instrument_of_scope(store, place.scope),
        place.region,
        rosters_of(store),
        choices=remembered_choices.recall_choices(store, place) | dict(choices or {}),
        weights=weights,
        year=_year(store, place.scope),
        tables=tables,
        mappings=remembered_choices.recall_mappings(store, place),
        on_progress=on_progress,
    )
    return store_ready_files(store, place, sign_corrections(received, choices or {}, place.actor), weights)


def _year(store: Store, scope: AssessmentScope) -> int | None:
    """The year of the period; None where it runs over several."""
    period = periods.find_period(store, scope.period_id)
    return period.starts.year if period.starts.year == period.ends.year else None


def inspect_files(
    files: Sequence[SourceFile],
    used: Instrument,
    region: str,
    rosters: Mapping[str, pd.DataFrame],
    *,
    choices: Mapping[str, str] | None = None,
    weights: str | None = None,
    year: int | None = None,
    tables: Mapping[str, TableChoice] | None = None,
    mappings: Mapping[str, ColumnMapping] | None = None,
    on_progress: Progress | None = None,
) -> UploadOutcome:
    """Read and check files; nothing is stored. `region` "" takes files of any region.

    `year` chooses the weight set where a file names none.
    """
    readings = read_and_check_files(
        files,
        used,
        region=region or None,
        rosters=rosters,
        weights=weights,
        choices=choices,
        year=year,
        tables=tables,
        mappings=mappings,
        on_progress=on_progress,
    )
    return UploadOutcome(
        tuple(member.file for member in zip_archive.expand_zip_files(files)), tuple(readings)
    )


def store_ready_files(
    store: Store, place: UploadTarget, received: UploadOutcome, weights: str | None = None
) -> UploadOutcome:
    """Store what is ready, all of it or nothing."""
    with writing_transaction(store) as connection:
        for wave in split_into_waves(received.having("ready")):
            _require_assigned(connection, place, wave)
            scope = place.scope
            kept = to_store.store_readings(
                connection,
                scope.period_id,
                scope.instrument_id,
                instrument_of_scope(connection, scope),
                wave,
                received.files,
                place.actor,
                weights,
            )
            received = _with(received, kept)
    return received


def _require_assigned(store: Store, place: UploadTarget, wave: Sequence[Reading]) -> None:
    for region in sorted({response.region or "" for reading in wave for response in reading.responses}):
        if region:
            ensure_assignments(store, place.scope, region, place.actor)


def _with(received: UploadOutcome, kept: KeptUpload) -> UploadOutcome:
    return replace(
        received,
        new=received.new + kept.new,
        replaced=received.replaced + kept.replaced,
        unchanged=received.unchanged + kept.unchanged,
    )


def split_into_waves(readings: Sequence[Reading]) -> Iterator[list[Reading]]:
    """The readings in turns, no two of a turn with figures of the same region: the later one replaces."""
    left = list(readings)
    while left:
        taken: set[str] = set()
        wave: list[Reading] = []
        later: list[Reading] = []
        for reading in left:
            own = {value.region for value in reading.values if value.region} | set(reading.absent)
            (later if own & taken else wave).append(reading)
            taken |= own
        yield wave
        left = later
