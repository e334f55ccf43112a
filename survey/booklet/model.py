"""What a booklet's pages and columns are, and what was taken from one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from survey.values import Finding

META_SHEET = "_meta"
ID_HEADING = "Tanda baris"
"""Heading of the hidden first column, by which a row is known again wherever it was moved."""


@dataclass(frozen=True)
class BookletField:
    """One column: its name here, its heading and others it may have, its width in characters, its list.

    `many`: a cell may hold several of the list, so that whoever reads the row checks them.
    """

    name: str
    heading: str
    width: float = 24.0
    choices: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    many: bool = False


@dataclass(frozen=True)
class BookletRow:
    """One row: texts by field ("" = blank). `mark` is the hidden text of the row, `cells` names each cell.

    `page` is the title of the page it was read as, `sheet` the name of the sheet it stands on.
    """

    texts: Mapping[str, str]
    mark: str = ""
    page: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""


@dataclass(frozen=True)
class BookletPage:
    """One sheet: its title, what to do on it, its columns (the first must be filled), the rows it has."""

    title: str
    hint: str
    fields: tuple[BookletField, ...]
    rows: tuple[BookletRow, ...] = ()


@dataclass(frozen=True)
class BookletContent:
    """What a booklet said: its meta texts by key (empty where the hidden sheet is gone), rows, findings."""

    meta: Mapping[str, str]
    rows: tuple[BookletRow, ...]
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing could be read."""
        return not self.rows and any(one.severity == "error" for one in self.findings)
