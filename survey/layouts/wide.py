"""One row per OPD or respondent, one column per indicator (L02): what online forms export."""

from __future__ import annotations

from collections.abc import Sequence

from survey import named_opd, named_region
from survey.answers import answer_column, columns
from survey.answers.answer_table import AnswerRow
from survey.answers.file_reading import SKIP, FileReading, Recognised
from survey.files.grid import Workbook, cell_as_text, cell_name
from survey.layouts import shared
from survey.layouts.owners import FileOwners, owners_of_file
from survey.layouts.twice import join_between_tables
from survey.tables.headings import PERSONAL_ROLES
from survey.tables.table import Table, begins_as_total, year_named_above
from survey.values import Response

USED = frozenset(
    {"number", "region", "region_code", "institution", "opd", "opd_code", "year", "period", "timestamp"}
)


def recognise_wide_tables(book: Workbook, reader: FileReading) -> Recognised | None:
    """Every table of indicators by columns and OPD or respondents by rows; None where there is none."""
    found = [table for table in shared.tables_in_workbook(book, reader) if _is_header(table, reader)]
    if not found:
        return None
    shared.report_unread_tables(book, reader, found)
    tables = [columns.map_open_columns(table, reader) for table in shared.tables_of_one_period(found, reader)]
    sent = join_between_tables([responses_by_row(table, reader, book) for table in tables], reader)
    refused = not sent and not reader.questions
    if refused:
        named_region.say_no_answers(reader)
    years = [year for table in tables if (year := table_year(table))]
    return Recognised("wide", responses=sent, year=max(years, default=None), refused=refused)


def _is_header(table: Table, reader: FileReading) -> bool:
    leaves = [column for column in table.nodes if not reader.instrument.framework.children(column.node)]
    item = table.one("code", "question")
    return bool(leaves) and names_owner(table) and item is None


def names_owner(table: Table) -> bool:
    """Whether a column says who answers on each row: an OPD, or a respondent and when."""
    return table.one("opd", "opd_code", "timestamp", *sorted(PERSONAL_ROLES)) is not None


def table_year(table: Table) -> int | None:
    """The year of a table: the latest in its year column, else the one named above it."""
    found = shared.years_in_table(table)
    return max(found) if found else year_named_above(table.sheet, table.top)


def responses_by_row(table: Table, reader: FileReading, book: Workbook) -> list[Response]:
    """The submission on each row of a table whose columns are items."""
    framework = reader.instrument.framework
    leaves = [column for column in table.nodes if not framework.children(column.node)]
    items = [(column, framework.node(column.node)) for column in leaves]
    shared.prepare_answer_columns(table, leaves, reader, book)
    shared.report_unused_columns(reader, table, USED)
    shared.report_hidden_rows(reader, table)
    shared.report_left_out_rows(table, reader)
    owners = _owners(table, reader, book)
    kept = [place for place, owner in enumerate(owners) if _is_here(owner, reader)]
    _leave_others(table, owners, reader)
    answers = answer_column.read_answer_columns(table, kept, items, reader)
    return [
        Response(*owner, "1", AnswerRow(answers, at))
        for at, place in enumerate(kept)
        if (owner := owners[place])
    ]


Owner = tuple[str | None, str, str | None, str]
"""Region, its text, OPD, its text; a region or an OPD is None while it is asked."""


def _is_here(owner: Owner | None, reader: FileReading) -> bool:
    return owner is not None and (not owner[0] or reader.context.region in (None, owner[0]))


def _leave_others(table: Table, owners: Sequence[Owner | None], reader: FileReading) -> None:
    """Note the rows of other regions than the one open."""
    for row, owner in zip(table.rows, owners, strict=True):
        if owner and owner[0] and not _is_here(owner, reader):
            reader.other_regions.add_rows(table.sheet.name, (row,), owner[0])


def _owners(table: Table, reader: FileReading, book: Workbook) -> list[Owner | None]:
    """Whose each row of data is, None for rows that answer nothing or that the user leaves out."""
    file = owners_of_file(book, reader)
    columns = table.of("opd", "opd_code", "institution", "region_code", "region")
    said = list(zip(*map(table.texts, columns), strict=True)) or [()] * len(table.rows)
    known: dict[tuple[str, ...], Owner | None] = {}
    found: list[Owner | None] = []
    for row, names in zip(table.rows, said, strict=True):
        if not _is_response(table, row, next(filter(None, names), ""), reader):
            found.append(None)
            continue
        # Names repeat on every row; each is looked up once.
        if names not in known:
            known[names] = _looked_up(table, row, reader, file)
        found.append(known[names])
    return found


def _is_response(table: Table, row: int, owner: str, reader: FileReading) -> bool:
    """Whether a row is a respondent's: it answers something and is no total. Other rows are told."""
    cells = table.sheet.rows[row]
    first = next((text for cell in cells if cell is not None and (text := cell_as_text(cell))), "")
    filled = _is_filled(table, row)
    if not first and not filled:
        return False
    if filled and not begins_as_total(first) and not begins_as_total(owner):
        return True
    if not filled and table.one("opd") and owner and table.text(row, table.one("timestamp")):
        return True
    reader.say("W30", table.sheet.name, cell_name(row, 0), row + 1)
    return False


def _is_filled(table: Table, row: int) -> bool:
    cells, lost = table.sheet.rows[row], table.sheet.lost
    return any(
        (column.index < len(cells) and cells[column.index] is not None)
        or (lost and row in lost.get(column.index, ()))
        for column in table.nodes
    )


def _owner(table: Table, row: int) -> str:
    return next(
        (text for one in table.of("opd", "opd_code", "institution") if (text := table.text(row, one))), ""
    )


def _looked_up(table: Table, row: int, reader: FileReading, file: FileOwners) -> Owner | None:
    region, region_text = _region(table, row, reader, file)
    if region == SKIP:
        return None
    column = table.one("opd", "opd_code", "institution")
    text = _owner(table, row)
    if not text and (named := file.opd_named(table, region)):
        opd = file.opd_of(table, region)
        return None if opd == SKIP else (region, region_text, opd, named.text)
    code = table.text(row, table.one("opd_code"))
    place = cell_name(row, column.index if column else 0)
    opd = named_opd.find_opd(reader, region, text, table.sheet.name, place, code)
    return None if opd == SKIP else (region, region_text, opd, text)


def _region(table: Table, row: int, reader: FileReading, file: FileOwners) -> tuple[str | None, str]:
    said = {text: one for one in table.of("region_code", "region") if (text := table.text(row, one))}
    if said:
        text, column = next(iter(said.items()))
        place = cell_name(row, column.index)
        return named_region.find_region_of_row(reader, tuple(said), table.sheet.name, place), text
    return file.region_of(table), ""
