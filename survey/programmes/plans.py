"""Whether a table is one of planning (Renja, RKPD, evaluation, DPA), and what it gives if it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from survey.files.grid import Sheet
from survey.named_opd import speaks_of_opd
from survey.programmes import plan_columns, plan_money
from survey.programmes.columns import YEAR, ProgrammeColumn
from survey.programmes.found_tables import FoundTable
from survey.programmes.names import RosterNames
from survey.programmes.plan_lines import PlanSheet
from survey.programmes.plan_rows import PlanReading, read_plan_table
from survey.programmes.record import ProgrammeRecord
from survey.programmes.wording import make_programme_finding
from survey.tables.areas import TableArea
from survey.tables.table import SheetText, labelled_values_above, texts_above, year_named_above
from survey.values import Finding

FULL = 3
"""A signature or a note has fewer cells on a row."""
_Named = tuple[str, SheetText | None]
BODY_IN_TITLE = re.compile(
    r"\b((?:dinas|badan|sekretariat|inspektorat|kecamatan|rsud|satuan)\b(?s:.*?))(?:(?<!\s)\s+(?:kabupaten|kab\.?|kota|tahun|ta|"
    r"provinsi)\b(?s:.*))?$",
    re.I,
)


def planned_columns(found: FoundTable, year: int) -> tuple[ProgrammeColumn, ...]:
    """The columns as a planning table uses them; () where the table is none."""
    shape = plan_columns.find_plan_shape(found.sheet, found.area, found.columns)
    if shape is None:
        return ()
    used = plan_columns.plan_columns(found.sheet, found.area, found.columns, shape, _year(found) or year)
    return used if plan_columns.is_plan_filled(used) else ()


@dataclass(frozen=True)
class PlanTable:
    """A planning table with its columns as they are used, what it gives, and what is said of it."""

    columns: tuple[ProgrammeColumn, ...]
    reading: PlanReading
    findings: tuple[Finding, ...]


def read_plan(found: FoundTable, record: Callable[[int], ProgrammeRecord]) -> PlanTable | None:
    """The planning table where one was found; None where it is none."""
    sheet, known = found.sheet, found.columns
    area = _whole_area(sheet, found.area)
    shape = plan_columns.find_plan_shape(sheet, area, known)
    if shape is None:
        return None
    at = record(0)
    year = _year(found)
    columns = plan_columns.plan_columns(sheet, area, known, shape, year or at.source.year)
    if not plan_columns.is_plan_filled(columns):
        return None
    lead, told = _lead_above(found, columns, at.roster)
    table = PlanSheet(sheet, area, columns, shape, at.roster, at.source.instrument, found.until)
    reading = read_plan_table(table, record, lead)
    said = [*_dated(at.file, sheet, columns), *_told(at.file, sheet, at.roster, lead, told)]
    return PlanTable(columns, reading, (*said, *reading.findings))


def _whole_area(sheet: Sheet, area: TableArea) -> TableArea:
    """The area with rows that look like notes but hold several cells: rows of a plan are of many kinds."""
    full = {
        row
        for row, reason in area.excluded
        if reason in ("note", "mean")
        and row >= area.first
        and sheet.filled(row, area.left, area.right) >= FULL
    }
    excluded = tuple((row, reason) for row, reason in area.excluded if row not in full)
    return replace(area, last=max([area.last, *full]), excluded=excluded)


def _year(found: FoundTable) -> int | None:
    """The plan's year: that of the title, else the only one its columns of targets and money name."""
    above = year_named_above(found.title_sheet, len(found.sheet.rows))
    if above is not None:
        return above
    told = [one for one in found.columns if not plan_money.is_past(one.heading)]
    years = {int(year) for one in told for year in YEAR.findall(one.heading)}
    return years.pop() if len(years) == 1 else None


def _dated(file: str, sheet: Sheet, columns: Sequence[ProgrammeColumn]) -> Iterator[Finding]:
    for one in columns:
        if one.field == "cost" and one.year and str(one.year) not in one.heading:
            yield make_programme_finding("P34", file=file, sheet=sheet.name, found=one.heading, year=one.year)


def _lead_above(found: FoundTable, columns: Sequence[ProgrammeColumn], roster: RosterNames) -> _Named:
    """The OPD named above the table, or by its sheet, where no column names one; "" without any."""
    if any(one.field == "lead" for one in columns):
        return "", None
    sheet = found.title_sheet
    until = len(sheet.rows)
    labelled = [line for line in labelled_values_above(sheet, until, speaks_of_opd) if line.text]
    titles = [
        SheetText(named[1], one.cell)
        for one in texts_above(sheet, until)
        if (named := BODY_IN_TITLE.search(one.text))
    ]
    # The nearest one: tables of several OPD may stand one below the other.
    for one in (*reversed(labelled), *reversed(titles), SheetText(sheet.name, "")):
        match = roster.match(one.text)
        if match.status == "ok" and match.opd:
            return match.opd, one
    return "", None


def _told(
    file: str, sheet: Sheet, roster: RosterNames, lead: str, told: SheetText | None
) -> Iterator[Finding]:
    """Which OPD above the table leads what names none."""
    if lead and told:
        yield make_programme_finding(
            "P35", file=file, sheet=sheet.name, cell=told.cell, found=told.text, name=roster.names[lead]
        )
