"""What reading a workbook of programmes needs to know and what it yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from reference.instruments import Instrument
from survey.values import Finding, TableChoice


@dataclass(frozen=True, eq=False)
class ProgrammeContext:
    """Whose programmes a file holds: the instrument, the OPD of the region, and the year of the period.

    `columns` says what headings mean where the user knows better: heading (or what `column_labels` calls a
    column) -> field, "" = none. `table` says where the table lies, None where it is to be found.
    """

    instrument: Instrument
    roster: pd.DataFrame
    year: int
    columns: Mapping[str, str] = field(default_factory=dict)
    table: TableChoice | None = None


@dataclass(frozen=True)
class ProgrammeRow:
    """One programme as a row gives it: `given` holds field -> value for the fields it fills and no others.

    Fields are those of planning.programmes.programme.Programme; `after` holds names, not keys. `unread`
    holds field -> what the cell said where that cannot be read; `cells` field -> the cell it stands in.
    `row` counts from 1. `marks` holds criterion of a quick win -> 0..4, where a table of quick wins scores
    them. `adds`: it comes from a table of risks, tells more of a programme known elsewhere, and makes none
    itself.
    """

    sheet: str
    row: int
    given: Mapping[str, Any]
    unread: Mapping[str, str]
    cells: Mapping[str, str]
    findings: tuple[Finding, ...]
    adds: bool = False
    marks: Mapping[str, float] = field(default_factory=dict)
