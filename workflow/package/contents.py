"""What a project package holds, as frozen values and as JSON."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import date, datetime
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from storage.values import Decision, UploadBatch

T = TypeVar("T")


@dataclass(frozen=True)
class PackedAssessment:
    """One period of a region by one instrument: all in force, who was asked what, what was decided.

    The instrument is named by its digest. `locked_at`: when the period was locked where it comes from.
    `batch` bears no ids, actor or bytes of files.
    """

    period: str
    starts: date
    ends: date
    sample: bool
    locked_at: datetime | None
    instrument: str
    batch: UploadBatch
    assigned: tuple[tuple[str, str, str], ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class AgreedTarget:
    """A target in force; `value` on the instrument's scale."""

    node: str
    year: int
    value: float
    by: str


@dataclass(frozen=True)
class PackedEntry:
    """An entry in force (a programme, a worksheet, ...): where it belongs, its text and who wrote it.

    `given`: it came with the data (`storage.entries.give_entries`) and holds unless one of its key follows.
    """

    kind: str
    period: str
    key: str
    text: str
    by: str
    given: bool = False


@dataclass(frozen=True)
class PackedRegion:
    """Everything of one region; `roster` rows as `storage.setup.rosters.read_roster` gives them."""

    code: str
    roster: tuple[dict[str, str], ...]
    targets: tuple[AgreedTarget, ...]
    entries: tuple[PackedEntry, ...]
    assessments: tuple[PackedAssessment, ...]


@dataclass(frozen=True)
class PackedInstrument:
    """An instrument as it was used."""

    instrument: str
    version: str
    digest: str
    text: str


@dataclass(frozen=True)
class Package:
    """Regions with the instruments their answers rest on."""

    made_at: datetime
    regions: tuple[PackedRegion, ...]
    instruments: tuple[PackedInstrument, ...]


def encode_packed(value: Any) -> str:
    """A value of this module as JSON; numbers keep every bit."""
    return json.dumps(asdict(value), default=lambda moment: moment.isoformat(), ensure_ascii=False, indent=1)


def decode_packed(kind: type[T], text: str) -> T:
    """The value that `encode_packed` wrote; ValueError, KeyError or TypeError for anything else."""
    found: T = _read(kind, json.loads(text))
    return found


def _read(kind: Any, given: Any) -> Any:
    if kind is date:
        return date.fromisoformat(given)
    if kind is datetime:
        return datetime.fromisoformat(given)
    if kind is float:
        return float(given)
    if get_origin(kind) is Literal:
        return get_args(kind)[get_args(kind).index(given)]
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), given)
    if isinstance(kind, UnionType):  # what a store holds is always of the first member, or None
        return None if given is None else _read(get_args(kind)[0], given)
    if hasattr(kind, "__dataclass_fields__"):
        return _dataclass(kind, given)
    if not isinstance(given, get_origin(kind) or kind):
        raise TypeError(f"{kind} expected")
    return given


def _tuple(kinds: tuple[Any, ...], given: Any) -> tuple[Any, ...]:
    if not isinstance(given, list):
        raise TypeError("a list expected")
    each = [kinds[0]] * len(given) if kinds[-1] is Ellipsis else kinds
    return tuple(_read(kind, one) for kind, one in zip(each, given, strict=True))


def _dataclass(kind: Any, given: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    names = [one.name for one in fields(kind) if one.name in given or one.default is MISSING]
    return kind(**{name: _read(hints[name], given[name]) for name in names})
