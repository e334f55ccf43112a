"""What reading a batch of workbooks yields: files, answers, node values, findings and open questions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from reference.control_characters import strip_control_characters

if TYPE_CHECKING:
    from scoring import Node

Severity = Literal["error", "warning", "info"]
Status = Literal["answered", "missing", "not_applicable"]
Verdict = Literal["ready", "confirm", "refused"]
ValueKind = Literal["claimed", "verified", "published"]
QuestionKind = Literal["region", "agency", "duplicate", "value", "table", "mapping", "scale", "version"]


@dataclass(frozen=True)
class SourceFile:
    """One file: its name or path as its user gave it (a ZIP's member: "kiriman.zip/a/b.xlsx"), its bytes.

    The name is without what no document may hold, whichever door it came through.
    """

    name: str
    data: bytes = field(repr=False)
    digest: str = field(default="", repr=False, compare=False)
    """The SHA-256 of bytes that are no longer here."""

    def __post_init__(self) -> None:
        # Each door names the file in its sentences, and a mark that turns the text hides what it ends in.
        object.__setattr__(self, "name", strip_control_characters(self.name))

    @cached_property
    def sha256(self) -> str:
        """The digest of the bytes, made when it is first asked for."""
        return self.digest or hashlib.sha256(self.data).hexdigest()

    @property
    def path_and_content(self) -> tuple[str, str]:
        """What tells it from every other file: its path and its content."""
        return (self.name, self.sha256)

    def without_bytes(self) -> SourceFile:
        """The same file by name and digest: bytes that nobody will read again need not be held."""
        return SourceFile(self.name, b"", self.sha256)


@dataclass(frozen=True)
class Finding:
    """What the reader saw, changed or refused, with the place and a proposed fix, in Indonesian."""

    code: str
    severity: Severity
    message: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    found: str = ""
    proposal: str = ""


@dataclass(frozen=True)
class Question:
    """What the user must choose before the file counts: `choices[key]` takes the id of a candidate."""

    kind: QuestionKind
    key: str
    text: str
    candidates: tuple[tuple[str, str], ...]
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Answer:
    """One OPD's answer to one leaf. `value` and `verified` on the instrument's scale, None where absent."""

    indicator: str
    status: Status
    value: float | None = None
    fact: str = ""
    analysis: str = ""
    obstacle: str = ""
    evidence: str = ""
    evidence_link: str = ""
    evidence_date: str = ""
    note: str = ""
    verified: float | None = None
    verified_note: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class ReportedProgramme:
    """One running programme or innovation as the OPD wrote it. `budget` in rupiah, None where not given."""

    name: str
    dimension: str = ""
    since: str = ""
    activity: str = ""
    budget: float | None = None
    status: str = ""
    row: int = 0


@dataclass(frozen=True)
class Response:
    """One respondent's submission. `region` and `opd` are None while the user must still choose them.

    `no_programmes`: the OPD says that it has no programme, which an empty list alone does not.
    """

    region: str | None
    region_text: str
    opd: str | None
    opd_text: str
    slot: str
    answers: Sequence[Answer]
    programmes: tuple[ReportedProgramme, ...] = ()
    no_programmes: bool = False


@dataclass(frozen=True)
class NodeValue:
    """A value at any node without an OPD; `published` is the file's own figure, `digits` its decimals.

    `value` is None where the cell holds no number; `digits` is None where the precision is unknown.
    `file` numbers its file among those that are stored together.
    """

    region: str | None
    node: str
    kind: ValueKind
    value: float | None
    status: Status
    sheet: str = ""
    cell: str = ""
    digits: int | None = None
    file: int = 0


@dataclass(frozen=True)
class TableChoice:
    """Where a user says the table of a file lies; rows count from 1 as on the screen, `header` () = none."""

    sheet: str
    header: tuple[int, ...]
    first: int
    last: int


@dataclass(frozen=True)
class ColumnUse:
    """What one column was taken for. `target` is a node's code, a role of headings.ROLES, "ignore" or "".

    `how` is "exact", "likeness", "given" (by the user) or "" (unmapped); `confidence` 0 to 100.
    """

    column: int
    heading: str
    target: str = ""
    how: str = ""
    confidence: float = 0.0


@dataclass(frozen=True)
class TableView:
    """A table as found, to be shown and corrected. Rows and columns count from 1.

    `preview` holds the texts of the rows from `shown_from` on, columns of personal data left blank.
    `signature` names the headings, so that a mapping can be remembered for them. `excluded` rows carry
    the reason why they are no data.
    """

    sheet: str
    header: tuple[int, ...]
    first: int
    last: int
    signature: str
    columns: tuple[ColumnUse, ...]
    shown_from: int
    preview: tuple[tuple[str, ...], ...]
    excluded: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Reading:
    """Everything one file said. `cohorts` maps region to its KET text; `absent` regions took no part.

    `tables` are the tables it was taken from, and those found where no layout was recognised.
    """

    source: SourceFile
    layout: str = ""
    instrument_key: str = ""
    period: str = ""
    verdict: Verdict = "refused"
    responses: tuple[Response, ...] = ()
    values: tuple[NodeValue, ...] = ()
    leaves: tuple[Node, ...] = ()
    cohorts: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    absent: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    tables: tuple[TableView, ...] = ()
    owner: tuple[str, str] = ("", "")
    """Region and OPD of a refused form without answers, "" where it does not say."""

    @property
    def file(self) -> str:
        """The name or path of the file."""
        return self.source.name

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return self.source.sha256

    @property
    def path_and_content(self) -> tuple[str, str]:
        """`SourceFile.path_and_content`."""
        return self.source.path_and_content
