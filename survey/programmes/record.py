"""What one row of a table of programmes gives, gathered while its cells are read."""

from __future__ import annotations

from typing import Any

from reference.text_limits import NAME, shorten_name
from survey.files.grid import Cell, Sheet, cell_name
from survey.programmes.columns import ProgrammeColumn
from survey.programmes.names import RosterNames
from survey.programmes.values import ProgrammeContext, ProgrammeRow
from survey.programmes.wording import make_programme_finding
from survey.time_limit import check_time
from survey.values import Finding

Filled = tuple[ProgrammeColumn, Cell]
BLANK = frozenset({"", "-", "–", "n/a"})


def cell_or_error(sheet: Sheet, row: int, column: int) -> Cell:
    """The cell, or the one it is merged with; an error text for a formula that holds no value."""
    anchor = sheet.merged.get((row, column), (row, column))
    name = cell_name(*anchor)
    if name in sheet.errors or name in sheet.uncomputed:
        return sheet.errors.get(name, "#N/A")
    return sheet.at(*anchor)


def is_cell_silent(column: ProgrammeColumn, text: str) -> bool:
    """Whether a cell says nothing that is kept: a sign for nothing, the row's number, or personal data."""
    return text.casefold() in BLANK or column.field == "number" or column.how == "personal"


class ProgrammeRecord:
    """Collects what one row gives; the only mutable value while it is read.

    `level` is the one the row names for all indicators it lifts, None = none so far.
    """

    def __init__(
        self, source: ProgrammeContext, roster: RosterNames, file: str, sheet: str, row: int
    ) -> None:
        check_time()
        self.source, self.roster = source, roster
        self.file, self.sheet, self.row = file, sheet, row
        self.given: dict[str, Any] = {}
        self.unread: dict[str, str] = {}
        self.cells: dict[str, str] = {}
        self.notes: list[str] = []
        self.findings: list[Finding] = []
        self.level: float | None = None
        self.marks: dict[str, float] = {}

    def say(self, code: str, column: ProgrammeColumn, found: object, **parts: object) -> None:
        """Add a finding at the cell of a column."""
        cell = cell_name(self.row, column.index)
        self.findings.append(
            make_programme_finding(code, file=self.file, sheet=self.sheet, cell=cell, found=found, **parts)
        )

    def leave(self, column: ProgrammeColumn, field: str, text: str, code: str, **parts: object) -> None:
        """Keep what a cell said for a field that cannot be read."""
        self.unread[field] = "; ".join(filter(None, (self.unread.get(field, ""), text)))
        self.say(code, column, text, **parts)

    def settled(self) -> ProgrammeRow:
        """The row, once all its cells were read."""
        self._support_without_the_lead()
        if len(name := str(self.given.get("name", ""))) > NAME:
            self.given["name"] = shorten_name(name)
            self.notes.append(name)
            cell = cell_name(self.row, 0)
            said = make_programme_finding(
                "W65", file=self.file, sheet=self.sheet, cell=cell, found=name[:40], most=NAME
            )
            self.findings.append(said)
        if self.notes:
            self.given["note"] = "\n".join(self.notes)
        if not self.given.get("name", "").strip():
            self.given["name"] = ""
            nameless = make_programme_finding(
                "P08", file=self.file, sheet=self.sheet, cell=cell_name(self.row, 0)
            )
            self.findings.insert(0, nameless)
        found = tuple(self.findings)
        return ProgrammeRow(
            self.sheet, self.row + 1, self.given, self.unread, self.cells, found, marks=self.marks
        )

    def _support_without_the_lead(self) -> None:
        if "support" in self.given:
            lead = self.given.get("lead")
            self.given["support"] = tuple(opd for opd in self.given["support"] if opd != lead)
            if not self.given["support"]:
                del self.given["support"]
