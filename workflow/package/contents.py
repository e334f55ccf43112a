"""What a project package holds, as frozen values and as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from storage.values import Decision, UploadBatch
from workflow.codec import Codec


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

    `given`: it came with the data (`storage.entries.give_entries`) and holds unless one of its key follows;
    `replaced`: one does.
    """

    kind: str
    period: str
    key: str
    text: str
    by: str
    given: bool = False
    replaced: bool = False


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
    """Regions with the instruments their answers rest on; those read from a file lie in parts on the disk.

    `heads`: of the common audit chain and of each region's where it was made, as they are printed; in a file
    they are a claim, and older versions wrote none. `left_out`: entries that are damaged
    where it was made and stay there, each in a line; a file names them for people alone.
    """

    made_at: datetime
    regions: Sequence[PackedRegion]
    instruments: tuple[PackedInstrument, ...]
    heads: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


REGION: Codec[PackedRegion] = Codec(PackedRegion)
FROZEN: Codec[PackedInstrument] = Codec(PackedInstrument)
