"""What was read goes into the store: one upload action, all of it or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reference.instruments import Instrument
from storage.engine import Store
from storage.errors import StoreError
from storage.results.node_values import leaves_as_text
from storage.upload import upload_diff, uploads
from storage.values import KeptUpload, LeafSet, Participation, StoredFile, Submission, UploadBatch
from survey.answers.answer_table import AnswerRow
from survey.faults import refuse_faulty_file
from survey.messages import make_finding
from survey.values import Reading, Response
from workflow.results.stored_data import instrument_of_scope
from workflow.upload.outcome import UploadTarget


def store_readings(
    store: Store, place: UploadTarget, readings: Sequence[Reading], weights: str | None = None
) -> KeptUpload:
    """Store every reading that is ready; others wait. Raises StoreError, and then nothing changed.

    `weights` is the weight set chosen for files whose cohort does not tell theirs.
    """
    used = instrument_of_scope(store, place.scope)
    return uploads.keep_upload(store, _batch(place, readings, used, weights))


def refuse_contradicting_files(
    store: Store, place: UploadTarget, readings: Sequence[Reading], weights: str | None = None
) -> tuple[Reading, ...]:
    """The readings, one that cannot be stored even alone refused: it shall not take the others with it."""
    used = instrument_of_scope(store, place.scope)
    return tuple(_alone(place, reading, used, weights) for reading in readings)


def _alone(place: UploadTarget, reading: Reading, used: Instrument, weights: str | None) -> Reading:
    try:
        upload_diff.merge_participation(_batch(place, [reading], used, weights))
    except StoreError as error:
        said = make_finding("E98", file=reading.file, why=str(error).rstrip("."))
        return replace(reading, verdict="refused", findings=(*reading.findings, said))
    except Exception as error:
        return refuse_faulty_file(reading.source, error)
    return reading


def _batch(
    place: UploadTarget, readings: Sequence[Reading], used: Instrument, weights: str | None
) -> UploadBatch:
    """What of these readings is ready, as one upload."""
    ready = [reading for reading in readings if reading.verdict == "ready"]
    numbered = list(enumerate(ready))
    return UploadBatch(
        place.scope.period_id,
        place.scope.instrument_id,
        place.actor,
        files=tuple(StoredFile(r.file, r.sha256, r.source.data) for r in ready),
        submissions=tuple(_submission(x, n) for n, r in numbered for x in r.responses if x.region and x.opd),
        values=tuple(replace(x, file=n) for n, r in numbered for x in r.values if x.region),
        leaves=tuple(leaf for n, r in numbered for leaf in _leaves(r, n)),
        participation=tuple(part for n, r in numbered for part in _participation(r, n, used, weights)),
        findings=tuple(finding for r in ready for finding in r.findings),
    )


def _submission(response: Response, file: int) -> Submission:
    """A row of a wide table goes as it is, for its answers may be millions."""
    given = response.answers
    answers = given if isinstance(given, AnswerRow) else tuple(given)
    return Submission(
        str(response.region), str(response.opd), response.slot, file, answers, response.programmes
    )


def _leaves(reading: Reading, file: int) -> Iterator[LeafSet]:
    if reading.leaves:
        text = leaves_as_text(reading.leaves)
        yield from (LeafSet(region, file, text) for region in _regions(reading))


def _participation(
    reading: Reading, file: int, instrument: Instrument, weights: str | None
) -> Iterator[Participation]:
    """The weight set a region is scored with stands in for its cohort: it is what the score rests on."""
    answered = {one.region for one in reading.responses if one.region} if weights else set()
    for region in sorted({*_regions(reading), *answered, *reading.absent}):
        name = weight_set_of_region(reading, region, instrument, weights) or reading.cohorts.get(region, "")
        yield Participation(region, file, name, region not in reading.absent)


def weight_set_of_region(
    reading: Reading, region: str, instrument: Instrument, chosen: str | None
) -> str | None:
    """The weight set a region is scored with: the one chosen, else that of its cohort and year."""
    return chosen or instrument.weight_set(reading.cohorts.get(region, ""), reading.year)


def _regions(reading: Reading) -> list[str]:
    return sorted({value.region for value in reading.values if value.region})
