"""What reading a list of OPD yields: the OPD, what was left out and why, and the table it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from survey.values import Finding, TableChoice


@dataclass(frozen=True)
class RosterRow:
    """One row of the list. `reason` is "" for an OPD, else "heading", "section", "total", "note",
    "nameless" (no text, an error or an uncomputed formula in the column of names), "twice" or "joined" (to
    the name above).

    `name` is what the row would be called, `short` "" where none is given, `text` all it says, `cell` where
    that begins; `count` is how many OPD a row of totals states, None where it does not say.
    """

    name: str
    short: str
    text: str
    sheet: str
    cell: str
    reason: str = ""
    count: int | None = None


@dataclass(frozen=True)
class NameColumn:
    """A column of names, from 0, with its heading; `short` is the column of short names, None without one.

    `bounds` are the first and last column that belong to it, `span` those that share its heading.
    """

    index: int
    heading: str
    short: int | None
    short_heading: str
    bounds: tuple[int, int]
    span: tuple[int, ...] = ()


@dataclass(frozen=True)
class RosterTable:
    """A table that lists OPD, in one column of names or several.

    `rivals` are other columns that hold names of OPD, `unused` all others; column from 0 -> heading.
    """

    place: TableChoice
    names: tuple[NameColumn, ...]
    rivals: Mapping[int, str] = field(default_factory=dict)
    unused: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RosterChoice:
    """Where a user says the list stands: the table, its columns from 0, `short` None where it has none."""

    place: TableChoice
    name: int
    short: int | None = None


@dataclass(frozen=True)
class RosterReading:
    """What a file says of a region's OPD: rows of all tables read, in order.

    `unread` are tables that list the same OPD once more (another year, a copy) or hardly any; `skipped`
    sheets have no list or are hidden; `stated` is how many OPD the list counts where that is another number;
    `unseen` counts the OPD in hidden rows; `changed` says which cells were not taken as they stand.
    """

    rows: tuple[RosterRow, ...]
    tables: tuple[RosterTable, ...]
    unread: tuple[RosterTable, ...] = ()
    skipped: tuple[str, ...] = ()
    stated: int | None = None
    unseen: int = 0
    changed: tuple[Finding, ...] = ()

    @property
    def opd_rows(self) -> tuple[RosterRow, ...]:
        """The rows that are OPD."""
        return tuple(row for row in self.rows if not row.reason)

    @property
    def left_out(self) -> tuple[RosterRow, ...]:
        """The rows that are none."""
        return tuple(row for row in self.rows if row.reason)
