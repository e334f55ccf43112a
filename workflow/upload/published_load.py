"""A ministry's table of a new year: read, shown, and kept as published results, never as answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planning.comparison.published_results import find_published_instrument
from reference.regions import region_label
from storage.engine import Store, writing_transaction
from storage.errors import StoreError
from storage.setup import periods
from storage.values import Actor
from survey.answers.file_reading import ReadingContext
from survey.read import read_batch
from survey.values import Question, Reading, SourceFile
from workflow import error_log
from workflow.setup import setup
from workflow.upload import to_store
from workflow.upload.outcome import UploadTarget

TABLE_LAYOUT = "by_region"
NO_TABLE = "Berkas ini bukan tabel hasil banyak daerah."
WAY_ON = (
    "Muat tabel dengan satu baris per kabupaten/kota dan kolom indeks, domain, komponen, atau aspek; jawaban "
    "survei OPD dimuat di halaman Unggah survei."
)


@dataclass(frozen=True)
class PublishedLoad:
    """A table as it was read, before it is kept: `refused` says why it cannot be, "" = it can.

    `readings` are its files, `questions` what must be chosen first.
    """

    readings: tuple[Reading, ...]
    questions: tuple[Question, ...]
    refused: str = ""

    @property
    def region_codes(self) -> tuple[str, ...]:
        """The regions it has figures of."""
        return tuple(sorted({str(one.region) for file in self.readings for one in file.values if one.region}))


@dataclass(frozen=True)
class KeptPublished:
    """What was kept: the upload's number (None = all of it was there already), its period, of how many
    regions, and those left out because their period is locked."""

    batch_id: int | None
    period_id: int
    regions: int
    locked: tuple[str, ...]


def read_published_table(
    instrument: str, year: int, files: Sequence[SourceFile], choices: Mapping[str, str] | None = None
) -> PublishedLoad:
    """Read a ministry's table; nothing is kept. `choices` answers its questions."""
    error_log.open_error_log()
    used = find_published_instrument(instrument)
    # Nothing is computed from these figures, so that it is not asked by which weights.
    weights = next(iter(used.framework.weight_sets), None)
    context = ReadingContext(used, year=year, choices=dict(choices or {}), weights=weights, in_table=True)
    readings = tuple(read_batch(files, context))
    questions = {one.key: one for reading in readings for one in reading.questions}
    return PublishedLoad(readings, tuple(questions.values()), _refusal(readings, year))


def _refusal(readings: Sequence[Reading], year: int) -> str:
    for reading in readings:
        if reading.verdict == "refused":
            said = [one.message for one in reading.findings if one.severity == "error"]
            return f"{reading.file}: {' '.join(said) or NO_TABLE} {WAY_ON}"
        if reading.layout != TABLE_LAYOUT or not (reading.values or reading.absent or reading.questions):
            return f"{reading.file}: {NO_TABLE} {WAY_ON}"
        if reading.year not in (None, year):
            return (
                f"{reading.file}: tabel menyebut tahun {reading.year}, sedangkan yang dipilih {year}. "
                "Ganti tahunnya, atau pilih berkas lain."
            )
    return "" if readings else f"{NO_TABLE} {WAY_ON}"


def keep_published_table(
    store: Store, instrument: str, year: int, load: PublishedLoad, actor: Actor
) -> KeptPublished:
    """Keep a table that was read as published results of the year, never as answers.

    They go into the period named after the year, which is added where there is none. A region whose period
    is locked is left out. StoreError, and nothing is kept: something is still asked, or the store fails.
    """
    if load.refused or load.questions:
        raise StoreError(load.refused or "Masih ada yang ditanyakan tentang tabel ini.")
    with writing_transaction(store) as connection:
        period = setup.ensure_yearly_period(connection, year, actor)
        scope = setup.open_scope(connection, period, find_published_instrument(instrument))
        locked = frozenset(periods.list_region_locks(connection, period.id))
        readings = [_as_published(reading, locked) for reading in load.readings]
        kept = to_store.store_readings(connection, UploadTarget(scope, "", actor), readings)
    left = sorted(locked & set(load.region_codes))
    counted = len(set(load.region_codes) - locked)
    return KeptPublished(kept.batch_id, period.id, counted, tuple(map(region_label, left)))


def _as_published(reading: Reading, locked: frozenset[str]) -> Reading:
    """The figures of a file as the ministry's own, those that it sums up and those it sums them up from."""
    values = tuple(
        replace(one, kind="published")
        for one in reading.values
        if one.value is not None and one.region not in locked
    )
    absent = tuple(code for code in reading.absent if code not in locked)
    return replace(
        reading, verdict="ready", values=values, absent=absent, responses=(), leaves=(), cohorts={}
    )
