"""What was read goes into the store: one upload action, all of it or nothing."""

import hashlib
from collections.abc import Iterator, Sequence

from reference.instruments import Instrument
from storage import values as kept
from storage.engine import Store
from storage.results.node_values import leaves_as_text
from storage.upload import uploads
from survey.answers.answer_table import AnswerRow
from survey.values import Answer, NodeValue, Reading, Response, SourceFile
from workflow.upload.read_files import weight_set_of_region


def store_readings(
    store: Store,
    period_id: int,
    instrument_id: int,
    instrument: Instrument,
    readings: Sequence[Reading],
    files: Sequence[SourceFile],
    actor: str,
    weights: str | None = None,
) -> kept.KeptUpload:
    """Store every reading that is ready; others wait. Raises StoreError, and then nothing changed.

    `weights` is the weight set chosen for files whose cohort does not tell theirs.
    """
    ready = [reading for reading in readings if reading.verdict == "ready"]
    # By content: two files of an upload may bear one name.
    content = {hashlib.sha256(file.data).hexdigest(): file.data for file in files}
    numbered = list(enumerate(ready))
    return uploads.keep_upload(
        store,
        kept.UploadBatch(
            period_id,
            instrument_id,
            actor,
            files=tuple(kept.StoredFile(r.file, r.sha256, content[r.sha256]) for r in ready),
            submissions=tuple(
                _submission(x, n) for n, r in numbered for x in r.responses if x.region and x.opd
            ),
            values=tuple(_value(x, n) for n, r in numbered for x in r.values if x.region),
            leaves=tuple(leaf for n, r in numbered for leaf in _leaves(r, n)),
            participation=tuple(
                part for n, r in numbered for part in _participation(r, n, instrument, weights)
            ),
            findings=tuple(kept.StoredFinding(**vars(finding)) for r in ready for finding in r.findings),
        ),
    )


def _submission(response: Response, file: int) -> kept.Submission:
    return kept.Submission(
        str(response.region),
        str(response.opd),
        response.slot,
        file,
        _answers(response.answers),
        tuple(kept.StoredProgramme(**vars(programme)) for programme in response.programmes),
    )


def _answers(answers: Sequence[Answer]) -> tuple[kept.StoredAnswer, ...] | AnswerRow:
    """A row of a wide table goes as it is, for its answers may be millions."""
    if isinstance(answers, AnswerRow):
        return answers
    return tuple(kept.StoredAnswer(**vars(answer)) for answer in answers)


def _value(value: NodeValue, file: int) -> kept.StoredNodeValue:
    return kept.StoredNodeValue(**vars(value) | {"region": str(value.region), "file": file})


def _leaves(reading: Reading, file: int) -> Iterator[kept.LeafSet]:
    if reading.leaves:
        text = leaves_as_text(reading.leaves)
        yield from (kept.LeafSet(region, file, text) for region in _regions(reading))


def _participation(
    reading: Reading, file: int, instrument: Instrument, weights: str | None
) -> Iterator[kept.Participation]:
    """The weight set a region is scored with stands in for its cohort: it is what the score rests on."""
    for region in sorted({*_regions(reading), *reading.absent}):
        name = weight_set_of_region(reading, region, instrument, weights) or reading.cohorts.get(region, "")
        yield kept.Participation(region, file, name, region not in reading.absent)


def _regions(reading: Reading) -> list[str]:
    return sorted({value.region for value in reading.values if value.region})
