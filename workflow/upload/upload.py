"""An upload: what is ready is kept at once, what needs a choice waits with its bytes, the rest is refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from storage.engine import Store, writing_transaction
from storage.setup import periods
from storage.values import KeptUpload
from survey.answers.file_reading import ReadingContext
from survey.read import Progress, read_batch
from survey.values import Reading, SourceFile, TableChoice
from workflow import error_log
from workflow.results.stored_data import AssessmentScope, instrument_of_scope
from workflow.setup.own_items import own_nodes_by_region
from workflow.setup.setup import ensure_assignments, rosters_in_store
from workflow.upload import remembered_choices, to_store
from workflow.upload.lesser_versions import settle_lesser_versions
from workflow.upload.not_stored import keep_unstored_readings
from workflow.upload.outcome import UploadOutcome, UploadTarget, sign_corrections


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

    A version that says less than the one in force waits for a choice. `tables` says by SHA-256 where the
    table of a file lies.

    Raises StoreError when the period is locked or the store fails; nothing of the upload is then stored.
    """
    error_log.open_error_log()
    context = ReadingContext(
        instrument_of_scope(store, place.scope),
        place.region or None,
        rosters_in_store(store, place.scope.period_id),
        weights=weights,
        choices=remembered_choices.recall_choices(store, place) | dict(choices or {}),
        year=_year(store, place.scope),
        tables=tables or {},
        mappings=remembered_choices.recall_mappings(store, place),
        in_table=True,
        own_items=own_nodes_by_region(store, place.scope),
    )
    given = read_batch(files, context, on_progress=on_progress)
    read = to_store.refuse_contradicting_files(store, place, given, weights)
    # In one transaction: what is held against the versions in force replaces these and no others.
    with writing_transaction(store) as connection:
        settled = settle_lesser_versions(connection, place.scope, read, choices or {})
        received = sign_corrections(UploadOutcome(settled), choices or {}, place.actor)
        stored = store_ready_files(connection, place, received, weights)
        keep_unstored_readings(connection, place, stored.readings)
        return stored


def _year(store: Store, scope: AssessmentScope) -> int | None:
    """The year of the period; None where it runs over several."""
    period = periods.find_period(store, scope.period_id)
    return period.starts.year if period.starts.year == period.ends.year else None


def store_ready_files(
    store: Store, place: UploadTarget, received: UploadOutcome, weights: str | None = None
) -> UploadOutcome:
    """Store what is ready, all of it or nothing."""
    with writing_transaction(store) as connection:
        for wave in split_into_waves(received.having("ready")):
            _require_assigned(connection, place, wave)
            kept = to_store.store_readings(connection, place, wave, weights)
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
        batch_ids=received.batch_ids + ((kept.batch_id,) if kept.batch_id else ()),
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
