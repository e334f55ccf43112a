"""An upload: what is ready is kept at once, what needs a choice waits with its bytes, the rest is refused."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from reference import regions
from reference.instruments import Instrument
from storage import choices as remembered
from storage import periods
from storage.engine import Store, writing
from storage.values import Kept, Target
from survey import archive
from survey.mapping import ColumnMapping
from survey.values import Question, Reading, SourceFile, TableChoice
from workflow import record
from workflow.intake import Progress, check
from workflow.load import Scope, instrument
from workflow.setup import ensure_assigned, roster_of

MAPPING = "mapping"
WEIGHTS_UNKNOWN, CHOSEN = "E25", "W53"
# What is chosen between two files holds for these two alone; every other choice is asked once.
REMEMBERED = ("region", "agency", "value", "mapping")


@dataclass(frozen=True)
class Place:
    """Where an upload goes. `region` "" takes a table of many regions; `actor` is who uploads."""

    scope: Scope
    region: str
    actor: str


@dataclass(frozen=True)
class Received:
    """What became of files (ZIP members apart): a reading for each, and what was stored of them."""

    files: tuple[SourceFile, ...] = ()
    readings: tuple[Reading, ...] = ()
    new: tuple[Target, ...] = ()
    replaced: tuple[Target, ...] = ()
    unchanged: tuple[Target, ...] = ()

    def having(self, verdict: str) -> tuple[Reading, ...]:
        """The readings with a verdict, as `standing` gives it."""
        return tuple(reading for reading in self.readings if standing(reading) == verdict)

    @property
    def waiting(self) -> tuple[SourceFile, ...]:
        """The files that are not stored and may be: a choice is open, or the user can point at the table."""
        pairs = zip(self.files, self.readings, strict=True)
        return tuple(file for file, reading in pairs if standing(reading) == "confirm" or mendable(reading))


def standing(reading: Reading) -> str:
    """The verdict on a file: "ready", "confirm" (a choice makes it count) or "refused"."""
    return "confirm" if lacks_weights(reading) else reading.verdict


def mendable(reading: Reading) -> bool:
    """Whether a file that is not stored has tables whose place and columns the user can correct."""
    return standing(reading) != "ready" and bool(reading.tables)


def lacks_weights(reading: Reading) -> bool:
    """Whether a file is refused only because nothing tells which weight set it is scored with."""
    return any(finding.code == WEIGHTS_UNKNOWN for finding in reading.findings)


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
        Rosters(store),
        choices=recalled(store, place) | dict(choices or {}),
        weights=weights,
        year=_year(store, place.scope),
        tables=tables,
        mappings=mappings(store, place),
        on_progress=on_progress,
    )
    return keep(store, place, signed(received, choices or {}, place.actor), weights)


def signed(received: Received, choices: Mapping[str, str], actor: str) -> Received:
    """The findings on cells that were corrected on the page just now, with who did it."""
    corrected = {tuple(key.split(":")[1:4]) for key in choices if key.startswith("value:")}
    return replace(received, readings=tuple(_signed(one, corrected, actor) for one in received.readings))


def _signed(reading: Reading, corrected: set[tuple[str, ...]], actor: str) -> Reading:
    """One choice may stand for many cells that say the same: all of them are signed."""
    chosen = [one for one in reading.findings if one.code == CHOSEN]
    file = reading.sha256[:12]
    said = {(one.sheet, one.found) for one in chosen if (file, one.sheet, one.cell) in corrected}
    findings = tuple(
        replace(one, message=f"{one.message} Diperbaiki di halaman oleh {actor}.")
        if one.code == CHOSEN and (one.sheet, one.found) in said
        else one
        for one in reading.findings
    )
    return replace(reading, findings=findings)


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


def recalled(store: Store, place: Place) -> dict[str, str]:
    """Choices confirmed before, by question key."""
    known = (remembered.recall(store, place.region, kind) for kind in REMEMBERED)
    return {key: choice for found in known for key, choice in found.items()}


def remember(store: Store, place: Place, questions: Sequence[Question], choices: Mapping[str, str]) -> None:
    """Keep the choices that hold beyond this upload, so that nobody is asked the same again."""
    with writing(store) as connection:
        for question in questions:
            if question.kind in REMEMBERED and question.key in choices:
                remembered.remember(
                    connection, place.region, question.kind, question.key, choices[question.key], place.actor
                )


def mappings(store: Store, place: Place) -> dict[str, ColumnMapping]:
    """What the columns of tables seen before mean, by the signature of their headings."""
    known = remembered.recall(store, place.region, MAPPING)
    return {
        sign: ColumnMapping(sign, tuple((heading, target) for heading, target in json.loads(text)))
        for sign, text in known.items()
        if text.startswith("[")
    }


def remember_mapping(store: Store, place: Place, given: ColumnMapping) -> None:
    """Keep what the columns of a table mean, for every later file with the same headings."""
    text = json.dumps(given.targets, ensure_ascii=False)
    remembered.remember(store, place.region, MAPPING, given.signature, text, place.actor)


def questions(readings: Sequence[Reading]) -> list[Question]:
    """Every open question once, in the order of the files."""
    return list({question.key: question for reading in readings for question in reading.questions}.values())


class Rosters(Mapping[str, pd.DataFrame]):
    """The OPD of any region, as kept or the general list, looked up when a file first names the region."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[str, pd.DataFrame] = {}

    def __getitem__(self, code: str) -> pd.DataFrame:
        if code not in regions.table().index:
            raise KeyError(code)
        if code not in self._found:
            self._found[code] = roster_of(self._store, code)[0]
        return self._found[code]

    def __iter__(self) -> Iterator[str]:
        return iter(regions.table().index)

    def __len__(self) -> int:
        return len(regions.table())
