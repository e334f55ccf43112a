"""What is handed to the store and what it says back: plain frozen values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from reference import period_words
from reference.control_characters import trim_text
from storage.columns import make_storable
from survey.values import Answer, Finding, NodeValue, ReportedProgramme

UNNAMED = "Nama pencatat belum diisi. Isi Nama Anda lebih dahulu, lalu ulangi."
DOUBTED = (
    "Belum dikerjakan: setelah lama tidak dipakai, nama di peramban ini dipastikan lebih dahulu. Jawab siapa "
    "yang bekerja sekarang, lalu ulangi."
)


def _is_never_doubted() -> bool:
    return False


@dataclass(frozen=True)
class Actor:
    """Who acts: the name everything is recorded under, and the id of the browser it was given in.

    `browser` is "" where there is none: the command line, data that came with names. Without a name it is
    nobody, and false; so it is while it is doubted who sits there, also where the value is older than the
    doubt: nothing is recorded under that name until it is given again.
    """

    name: str
    browser: str = ""

    # No field: who acted is packed and compared by name and browser alone.
    _is_doubted = staticmethod(_is_never_doubted)

    def doubt_while(self, is_doubted: Callable[[], bool]) -> Actor:
        """The same person, who is nobody while `is_doubted`."""
        doubted = Actor(self.name, self.browser)
        object.__setattr__(doubted, "_is_doubted", is_doubted)
        return doubted

    def __bool__(self) -> bool:
        return bool(trim_text(self.name)) and not self._is_doubted()

    @property
    def why_not(self) -> str:
        """Why nothing can be recorded under this name now; "" where it can."""
        if self:
            return ""
        return DOUBTED if trim_text(self.name) else UNNAMED

    def is_same_person(self, other: Actor) -> bool:
        """Whether `other` is who acts here: the name, in this browser or in one that nobody noted."""
        known = {self.browser, other.browser} - {""}
        return self.name.strip() == other.name.strip() and len(known) < 2


@dataclass(frozen=True)
class StandingSave:
    """A save that nothing was written over, so that it can be taken back alone; `number` names it.

    `wrote`: key -> the text that stood there before and the text it wrote; None = nothing stood or stands.
    """

    number: int
    by: Actor
    at: datetime
    wrote: Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True)
class Period:
    """A period of assessment; two a year happen, even of the same days. `sample`: synthetic data.

    `locked_at` is of the regions it was asked for (`storage.setup.periods.find_period`).
    """

    id: int
    label: str
    starts: date
    ends: date
    position: int
    sample: bool
    locked_at: datetime | None = None

    @property
    def time_order(self) -> tuple[date, int]:
        """What puts periods in time order: their last day, for two of one day the order of making."""
        return self.ends, self.position

    @property
    def status_word(self) -> str:
        """What its numbers may be called: provisional until it is locked."""
        return period_words.PROVISIONAL if self.locked_at is None else period_words.LOCKED

    @property
    def sample_label(self) -> str:
        """What its numbers are marked with where they are synthetic; "" where they are not."""
        return period_words.SAMPLE_LABEL if self.sample else ""


@dataclass(frozen=True)
class FrozenInstrument:
    """An instrument exactly as it was used: `text` is what `Instrument.to_text()` gave."""

    id: int
    instrument: str
    version: str
    digest: str
    text: str


@dataclass(frozen=True)
class StoredFile:
    """An uploaded file. The bytes are kept apart from what was read out of them; None = kept elsewhere."""

    name: str
    sha256: str
    content: bytes | None


Mark = tuple[str, str, float | None, str, str]
"""An answer that is nothing but its level: indicator, status, value, sheet and cell."""


class MarkedRow(Protocol):
    """One respondent's row of a wide table, read only when it is stored: large surveys hold millions."""

    def marks(self) -> Iterator[Mark]:
        """The answers of the row."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """The same as values with the attributes of Answer."""
        ...


if TYPE_CHECKING:
    Answers = tuple[Answer, ...] | MarkedRow
else:
    # What a package carries, as its codec reads annotations: rows are only for storing.
    Answers = tuple[Answer, ...]


@dataclass(frozen=True)
class Submission:
    """What one respondent of an OPD sent; `file` is the index of its file in the batch."""

    region: str
    opd: str
    slot: str
    file: int
    answers: Answers
    programmes: tuple[ReportedProgramme, ...] = ()

    @cached_property
    def digest(self) -> str:
        """A fingerprint of what a submission says, the same in any order of the answers and once stored.

        The record of changes holds stored answers against it: a field that `Answer` or `ReportedProgramme`
        gains must leave the fingerprints of before as they are.
        """
        if isinstance(self.answers, tuple):
            said: list[Mark | dict[str, object]] = [
                _said(one) for one in sorted(self.answers, key=_indicator)
            ]
        else:
            said = [*sorted(self.answers.marks())]
        content = [*said, *map(_listed, self.programmes)]
        return hashlib.sha256(_storable_json(content).encode()).hexdigest()


def _storable_json(content: Any) -> str:
    """As JSON, with what no database stores as it is read back: see `make_storable`."""
    text = json.dumps(content)
    if "\\" in text or "-0.0" in text:  # plain letters, as nearly all answers are, need no second look
        return json.dumps(_storable(content))
    return text


def _storable(given: Any) -> Any:
    match given:
        case str():
            return make_storable(given)
        case float():
            return given + 0.0  # no minus before nought
        case dict():
            return {name: _storable(value) for name, value in given.items()}
        case list() | tuple():
            return [_storable(value) for value in given]
    return given


def _number(given: float | None) -> float | None:
    """As a column of numbers gives it back."""
    return None if given is None or given != given else float(given)


def _listed(one: ReportedProgramme) -> dict[str, object]:
    return field_values(one) | {"budget": _number(one.budget)}


def field_values(one: Any) -> dict[str, Any]:
    """Field -> value. Not `vars`: what a codec read lacks the fields that have their default."""
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def _indicator(one: Answer) -> str:
    return one.indicator


def _said(one: Answer) -> Mark | dict[str, object]:
    """An answer as its fingerprint takes it: the same whether it came alone or as one of a wide table."""
    value = _number(one.value)
    bare = Answer(one.indicator, one.status, one.value, sheet=one.sheet, cell=one.cell)
    if one == bare:
        return (one.indicator, one.status, value, one.sheet, one.cell)
    return field_values(one) | {"value": value, "verified": _number(one.verified)}


@dataclass(frozen=True)
class LeafSet:
    """The question leaves a region's file defines; `text` is JSON."""

    region: str
    file: int
    text: str


@dataclass(frozen=True)
class Participation:
    """What a file says of a region besides values: its cohort (KET) and whether it took part."""

    region: str
    file: int
    cohort: str = ""
    took_part: bool = True


@dataclass(frozen=True)
class UploadBatch:
    """One upload action: all of it is kept or nothing."""

    period_id: int
    instrument_id: int
    actor: Actor
    files: tuple[StoredFile, ...]
    submissions: tuple[Submission, ...] = ()
    values: tuple[NodeValue, ...] = ()
    leaves: tuple[LeafSet, ...] = ()
    participation: tuple[Participation, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class PartTarget:
    """Where a part of a batch belongs; `opd` is empty for the region's own values."""

    region: str
    opd: str
    slot: str
    file: str


@dataclass(frozen=True)
class KeptUpload:
    """What an upload changed. `batch_id` is None when every part was already in force from the same file."""

    batch_id: int | None
    new: tuple[PartTarget, ...]
    unchanged: tuple[PartTarget, ...]
    replaced: tuple[PartTarget, ...]


@dataclass(frozen=True)
class UndoneUpload:
    """The batch that no longer counts; what it had replaced is in force again.

    `forgotten` are the questions whose answers had let it in: they are asked again.
    """

    batch_id: int
    regions: tuple[str, ...]
    files: tuple[str, ...]
    forgotten: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decision:
    """A value the room agreed, or a verifier entered, at a node; None withdraws. `by` is who said so."""

    region: str
    node: str
    kind: str
    value: float | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class StandingDecision:
    """A decision in force that can be taken back, by its `id`, with who recorded it; `before` then counts."""

    id: int
    decision: Decision
    recorder: Actor
    before: float | None
