"""A workbook of programmes: every table of programmes on its sheets, row by row; nothing of it raises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from reference.instruments.dimensions import match_dimension
from reference.keys import text_key
from reference.numbers import format_number
from survey.changed_cells import tell_changed_cells
from survey.files.grid import Sheet, Workbook
from survey.files.preflight import RefusalError
from survey.files.sandbox import end_slow_reading, read_table_file
from survey.programmes import amounts, columns, found_tables, left_rows, plans, risks, rows
from survey.programmes.columns import ProgrammeColumn
from survey.programmes.fields import APPLICATION, ITEMS
from survey.programmes.found_tables import FoundTable
from survey.programmes.names import RosterNames
from survey.programmes.record import Filled, ProgrammeRecord, cell_or_error
from survey.programmes.values import ProgrammeContext, ProgrammeRow
from survey.programmes.wording import make_programme_finding
from survey.tables.areas import TableArea
from survey.values import Finding, SourceFile, TableChoice

SHOWN_CELLS = 125_000
"""A larger workbook is not kept to be pointed at."""


@dataclass(frozen=True)
class ProgrammeTable:
    """A table of programmes on a sheet: where it lies, and what its columns were taken for.

    `left` holds row from 1 -> why it is no programme.
    """

    sheet: str
    place: TableChoice
    columns: tuple[ProgrammeColumn, ...]
    left: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class ProgrammeBook:
    """What a file of programmes holds; without any table `findings` say what is wrong with it.

    `workbook` is the file as opened, to point at a table in it; None where it is too large, or refused.
    """

    file: str
    sha256: str
    tables: tuple[ProgrammeTable, ...] = ()
    workbook: Workbook | None = field(default=None, repr=False, compare=False)
    rows: tuple[ProgrammeRow, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """Everything found, the file's own first."""
        return (*self.findings, *(one for row in self.rows for one in row.findings))


def read_programme_file(file: SourceFile, source: ProgrammeContext) -> ProgrammeBook:
    """The programmes of a file. A file that cannot be opened, or holds none, has no rows and says why."""
    try:
        book = read_table_file(file)
        with end_slow_reading():
            found = read_programme_workbook(book, file.name, source)
    except RefusalError as refusal:
        said = make_programme_finding(refusal.code, file=file.name, found=refusal.found, **refusal.parts)
        return ProgrammeBook(file.name, file.sha256, findings=(said,))
    kept = book if sum(len(row) for sheet in book.sheets for row in sheet.rows) <= SHOWN_CELLS else None
    return replace(found, sha256=file.sha256, workbook=kept)


def read_programme_workbook(book: Workbook, name: str, source: ProgrammeContext) -> ProgrammeBook:
    """The programmes of an opened workbook."""
    roster = RosterNames(source.roster)
    tables: list[ProgrammeTable] = []
    found: list[ProgrammeRow] = []
    said: list[Finding] = []
    inside: list[FoundTable] = []
    for one in found_tables.find_programme_tables(book, source):
        if any(_is_within(one, plan) for plan in inside):
            continue
        record = partial(ProgrammeRecord, source, roster, name, one.sheet.name)
        read = _read_table(one, record)
        if read is None:
            continue
        if read.is_plan:
            inside.append(one)
        tables.append(ProgrammeTable(one.sheet.name, _place(one.area), read.columns, read.left))
        said += (*_of_table(name, one.sheet, one.area, read.columns), *read.findings)
        found += read.rows
    said += tell_changed_cells(book, name)
    if not tables:
        said.append(make_programme_finding("P19", file=name))
    return ProgrammeBook(name, "", tuple(tables), rows=tuple(found), findings=tuple(said))


@dataclass(frozen=True)
class _ReadTable:
    """What a table gives: its columns, programmes, rows left out, and what is said of it."""

    columns: tuple[ProgrammeColumn, ...]
    rows: tuple[ProgrammeRow, ...]
    left: tuple[tuple[int, str], ...]
    findings: tuple[Finding, ...]
    is_plan: bool = False


def _read_table(one: FoundTable, record: Callable[[int], ProgrammeRecord]) -> _ReadTable | None:
    """A planning table, a register or a table of risks; None for any other."""
    plan = plans.read_plan(one, record)
    if plan is not None:
        return _ReadTable(plan.columns, plan.reading.rows, plan.reading.left, plan.findings, True)
    if not columns.are_programme_columns(one.columns):
        return None
    risky = columns.are_risk_columns(one.columns)
    of_rows = risks.gather_risk_rows if risky else _programmes
    read = tuple(of_rows(_filled(one.sheet, one.area, one.columns), record))
    left = _left(one)
    said = left_rows.tell_rows_left(record(0).file, one.sheet.name, left)
    return _ReadTable(one.columns, read, left, tuple(said))


def _left(one: FoundTable) -> tuple[tuple[int, str], ...]:
    """The rows of sums and notes, from 1, that are not read."""
    used = set(_body(one.sheet, one.area, one.columns))
    gone = ((row, left_rows.REASONS.get(reason, "")) for row, reason in one.area.excluded)
    return tuple((row + 1, said) for row, said in gone if said and row not in used and row >= one.area.first)


def _is_within(one: FoundTable, plan: FoundTable) -> bool:
    """Whether rows that look like a table of their own are more of a plan above them."""
    below = plan.area.first <= one.area.first < plan.until
    return one.sheet is plan.sheet and below and found_tables.are_stacked(plan.area, one.area)


def _place(area: TableArea) -> TableChoice:
    return TableChoice(area.sheet, tuple(row + 1 for row in area.header), area.first + 1, area.last + 1)


def _of_table(
    name: str, sheet: Sheet, area: TableArea, known: tuple[ProgrammeColumn, ...]
) -> Iterator[Finding]:
    for one in known:
        if one.how == "likeness":
            words = ITEMS[one.field][0]
            yield make_programme_finding(
                "W70",
                file=name,
                sheet=sheet.name,
                found=one.heading,
                name=words,
                score=format_number(one.score, 0),
            )
        if one.field == "cost" and one.factor != 1:
            unit = amounts.NAMES[one.factor]
            yield make_programme_finding("P21", file=name, sheet=sheet.name, found=one.heading, unit=unit)
        if one.how == "personal":
            yield make_programme_finding("W32", file=name, sheet=sheet.name, found=one.heading)
    if scored := [one.heading for one in known if one.mark]:
        names = ", ".join(scored)
        yield make_programme_finding("P28", file=name, sheet=sheet.name, found=len(scored), names=names)
    kept = [one.heading for one in known if not one.field and not one.mark and one.how != "personal"]
    if kept:
        code = "P25" if columns.are_risk_columns(known) else "P15"
        # All of them by name: `found` is cut where it is long.
        yield make_programme_finding(
            code, file=name, sheet=sheet.name, found=len(kept), names=", ".join(kept)
        )
    hidden = sum(area.first < row <= area.last + 1 for row in sheet.hidden_rows)
    if hidden:
        yield make_programme_finding("W31", file=name, sheet=sheet.name, found=hidden)


def _filled(
    sheet: Sheet, area: TableArea, known: tuple[ProgrammeColumn, ...]
) -> Iterator[tuple[int, Sequence[Filled]]]:
    """The rows of data that say something beside their number, each with its filled cells."""
    merged = sheet.merged
    for row in _body(sheet, area, known):
        cells = [(one, cell_or_error(sheet, row, one.index)) for one in known]
        filled = [(one, cell) for one, cell in cells if cell is not None]
        own = [one for one, _ in filled if (row, one.index) not in merged or one.field != "dimension"]
        if not all(one.field == "number" for one in own):
            yield row, filled


def _programmes(
    table: Iterable[tuple[int, Sequence[Filled]]], record: Callable[[int], ProgrammeRecord]
) -> Iterator[ProgrammeRow]:
    band: Filled | None = None
    for row, filled in table:
        if heads := _band(filled, record(row)):
            band = heads
            continue
        yield _row(filled, band, record(row))


def _body(sheet: Sheet, area: TableArea, known: tuple[ProgrammeColumn, ...]) -> list[int]:
    """The rows of data, with sparse ones at the end that name a programme and say something of it."""
    rows = {row for row in range(area.first, area.last + 1) if row not in area.skipped}
    told = [one.index for one in known if one.field not in ("", "number", "name", "note")]
    name = next(one.index for one in known if one.field == "name")
    ends = (row for row, reason in area.excluded if reason == "note" and row > area.last)
    sparse = (row for row in ends if sheet.text(row, name) and any(sheet.text(row, at) for at in told))
    return sorted({*rows, *sparse})


def _row(filled: Sequence[Filled], band: Filled | None, at: ProgrammeRecord) -> ProgrammeRow:
    """The row, in the dimension of the band above it where it names none itself."""
    if band and not any(one.field == "dimension" for one, _ in filled):
        filled = [band, *filled]
    found = rows.read_programme_row(at, filled)
    if any(text_key(one.heading) in APPLICATION for one, _ in filled if one.field == "name"):
        return replace(found, given={"kind": "aplikasi", **found.given})
    return found


def _band(filled: Sequence[Filled], at: ProgrammeRecord) -> Filled | None:
    """A row that holds nothing but the name of a dimension heads the rows below it."""
    texts = {str(cell).strip() for _, cell in filled}
    if len(texts) != 1 or filled[0][0].field == "dimension":
        return None
    (text,) = texts
    column = replace(filled[0][0], field="dimension")
    return (column, text) if match_dimension(at.source.instrument, text) else None
