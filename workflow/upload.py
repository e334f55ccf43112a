"""An upload: what is ready is kept at once, what needs a choice waits with its bytes, the rest is refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from reference.instruments import Instrument
from storage import periods
from storage.engine import Store, writing
from storage.values import Kept
from survey import archive
from survey.mapping import ColumnMapping
from survey.values import Reading, SourceFile, TableChoice
from workflow import confirmed, record
from workflow.intake import Progress, check
from workflow.load import Scope, instrument
from workflow.outcome import Place, Received, signed
from workflow.setup import ensure_assigned, rosters_of


def receive(
    store: Store,
    place: Place,
    files: Sequence[SourceFile],
    *,
    choices: Mapping[str, str] | None = None,
    weights: str | None = None,
    tables: Mapping[str, TableChoice] | None = None,
    on_progress: Progress | None = None,
) -> Received:
    """Check files and store the ready ones before returning; `choices` answers their questions.

    `tables` says by SHA-256 where a file's table lies.

    Raises StoreError when the period is locked or the store fails; nothing of the upload is then stored.
    """
    received = inspect(
        files,
        instrument(store, place.scope),
        place.region,
        rosters_of(store),
        choices=confirmed.recalled(store, place) | dict(choices or {}),
        weights=weights,
        year=_year(store, place.scope),
        tables=tables,
        mappings=confirmed.mappings(store, place),
        on_progress=on_progress,
    )
    return keep(store, place, signed(received, choices or {}, place.actor), weights)


def _year(store: Store, scope: Scope) -> int | None:
    """The year of the period; None where it runs over several."""
    period = periods.get(store, scope.period_id)
    return period.starts.year if period.starts.year == period.ends.year else None


def inspect(
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
) -> Received:
    """Read and check files; nothing is stored. `region` "" takes files of any region.

    `year` chooses the weight set where a file names none.
    """
    readings = check(
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
    return Received(tuple(member.file for member in archive.expand(files)), tuple(readings))


def keep(store: Store, place: Place, received: Received, weights: str | None = None) -> Received:
    """Store what is ready, all of it or nothing."""
    with writing(store) as connection:
        for wave in waves(received.having("ready")):
            _require_assigned(connection, place, wave)
            scope = place.scope
            kept = record.keep(
                connection,
                scope.period_id,
                scope.instrument_id,
                instrument(connection, scope),
                wave,
                received.files,
                place.actor,
                weights,
            )
            received = _with(received, kept)
    return received


def _require_assigned(store: Store, place: Place, wave: Sequence[Reading]) -> None:
    for region in sorted({response.region or "" for reading in wave for response in reading.responses}):
        if region:
            ensure_assigned(store, place.scope, region, place.actor)


def _with(received: Received, kept: Kept) -> Received:
    return replace(
        received,
        new=received.new + kept.new,
        replaced=received.replaced + kept.replaced,
        unchanged=received.unchanged + kept.unchanged,
    )


def waves(readings: Sequence[Reading]) -> Iterator[list[Reading]]:
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
