"""What the side scans of a sheet find, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from survey.files import limits
from survey.files.grid import Cell
from survey.files.preflight import RefusalError

COMMENTS = 20_000
"""So many comments of a sheet are looked at."""


@dataclass
class SheetScan:
    """What readers lose of one sheet.

    `rows` and `columns` are the furthest cells, counted from 1; `columns` may be 0 where none lies beyond the
    limit. `errors` maps cell names to error texts, `uncomputed` names formula cells without a stored value,
    `hidden_rows` count from 1, `merges` are (top, left, bottom, right) from 0, `cut` names what the
    scan itself left out, `percents` the cells shown as percentages, `struck` those struck
    through, `comments` what is written about a cell, not in it.
    """

    rows: int = 0
    columns: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    uncomputed: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    conditions: int = 0
    cut: str = ""
    percents: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)

    @property
    def beyond(self) -> str:
        """What lies beyond the limits, for people; "" where nothing does."""
        said = []
        if self.rows > limits.ROWS:
            said.append(f"{self.rows} baris")
        if self.columns > limits.COLUMNS:
            said.append(f"{self.columns} kolom")
        if self.cut:
            said.append(self.cut)
        return ", ".join(said)

    def check(self) -> None:
        """Raise RefusalError where merges or conditional formats are beyond any honest sheet."""
        if len(self.merges) > limits.MERGES:
            raise RefusalError("E09", f"lebih dari {limits.MERGES} sel gabungan")
        if self.conditions > limits.CONDITIONAL_FORMATS:
            raise RefusalError("E09", f"lebih dari {limits.CONDITIONAL_FORMATS} aturan format bersyarat")
        if any(_area(merge) > limits.MERGED_CELLS for merge in self.merges):
            raise RefusalError("E09", "sel gabungan seluas seluruh lembar")


@dataclass
class LooseSheet:
    """A sheet as its own XML gives it: rows by number from 0, those with content only."""

    name: str
    visible: bool = True
    lines: dict[int, list[Cell]] = field(default_factory=dict)
    scan: SheetScan = field(default_factory=SheetScan)

    def rows(self) -> Iterator[list[Cell]]:
        """The rows in order, empty ones included."""
        for number in range(max(self.lines, default=-1) + 1):
            yield self.lines.get(number, [])


def _area(merge: tuple[int, int, int, int]) -> int:
    top, left, bottom, right = merge
    return (bottom - top + 1) * (right - left + 1)
