"""One row per OPD or respondent, one column per indicator (L02): what online forms export."""

from __future__ import annotations

from survey import columns, places, scales, word_answers
from survey.case import SKIP, Case, Draft
from survey.cells import Parsed
from survey.grid import Workbook, cell_name
from survey.headings import PERSONAL_ROLES
from survey.layouts import shared
from survey.layouts.answers import is_filled
from survey.tables import Table, find_tables, is_not_data, year_in
from survey.values import Answer, Response

USED = frozenset(
    {"number", "region", "region_code", "institution", "opd", "opd_code", "year", "period", "timestamp"}
)


def recognise(book: Workbook, case: Case) -> Draft | None:
    """Every table of indicators by columns and OPD or respondents by rows; None where there is none."""
    sheets = shared.visible(book)
    tables = [
        table
        for sheet in sheets
        for table in find_tables(sheet, case.instrument, lambda table: _is_header(table, case))
    ]
    if not tables:
        return None
    shared.say_sheets(book, case, {table.sheet.name for table in tables})
    tables = [columns.complete(table, case) for table in tables]
    found = tuple(response for table in tables for response in responses(table, case, book))
    if not found:
        case.say("E11")
    years = [year for table in tables if (year := year_of(table))]
    return Draft("wide", responses=found, year=max(years, default=None), refused=not found)


def _is_header(table: Table, case: Case) -> bool:
    leaves = [column for column in table.nodes if not case.instrument.framework.children(column.node)]
    owner = table.one("opd", "opd_code", "timestamp", *sorted(PERSONAL_ROLES))
    item = table.one("code", "question")
    return bool(leaves and owner) and item is None


def year_of(table: Table) -> int | None:
    """The year of a table: the latest in its year column, else the one named above it."""
    found = shared.years(table)
    return max(found) if found else year_in(table.sheet, table.top)


def responses(table: Table, case: Case, book: Workbook) -> list[Response]:
    """The submission on each row of a table whose columns are items."""
    framework = case.instrument.framework
    leaves = [column for column in table.nodes if not framework.children(column.node)]
    items = [(column, framework.node(column.node)) for column in leaves]
    word_answers.prepare(table, items, case, lambda: scales.code_books(book))
    shared.say_columns(case, table, USED)
    shared.say_hidden(case, table)
    named = places.sheet_region(case, table.sheet, table.top)
    found = []
    others = 0
    for row in table.rows:
        if table.blank(row) or not _is_response(table, row, case):
            continue
        response = _response(table, row, case, named)
        if response is None:
            continue
        if response.region and case.given.region not in (None, response.region):
            others += 1
        else:
            found.append(response)
    if others:
        case.say("W50", found=others)
    return found


def _is_response(table: Table, row: int, case: Case) -> bool:
    first = next((text for cell in range(table.sheet.width) if (text := table.sheet.text(row, cell))), "")
    filled = any(is_filled(table.sheet, row, column.index) for column in table.nodes)
    if filled and not is_not_data(first) and not is_not_data(_owner(table, row)):
        return True
    if not filled and table.one("opd") and _owner(table, row) and table.text(row, table.one("timestamp")):
        return True
    case.say("W30", table.sheet.name, cell_name(row, 0), row + 1)
    return False


def _owner(table: Table, row: int) -> str:
    return next(
        (text for one in table.of("opd", "opd_code", "institution") if (text := table.text(row, one))), ""
    )


def _response(table: Table, row: int, case: Case, named: str | None) -> Response | None:
    region, region_text = _region(table, row, case, named)
    if region == SKIP:
        return None
    column = table.one("opd", "opd_code", "institution")
    text = _owner(table, row)
    if not text:
        line = places.agency_line(table.sheet, table.top)
        text = line.text if line else ""
    code = table.text(row, table.one("opd_code"))
    place = cell_name(row, column.index if column else 0)
    opd = places.agency(case, region, text, table.sheet.name, place, code)
    if opd == SKIP:
        return None
    return Response(region, region_text, opd, text, "1", tuple(_answers(table, row, case)))


def _region(table: Table, row: int, case: Case, named: str | None) -> tuple[str | None, str]:
    for column in table.of("region_code", "region"):
        if text := table.text(row, column):
            place = cell_name(row, column.index)
            return places.region_code(case, text, table.sheet.name, place, row=True), text
    return places.file_region(case, named), ""


def _answers(table: Table, row: int, case: Case) -> list[Answer]:
    framework = case.instrument.framework
    found: dict[str, Answer] = {}
    for column in table.nodes:
        if framework.children(column.node):
            continue
        parsed = case.answer(table.sheet, row, column.index, framework.node(column.node))
        place = cell_name(row, column.index)
        known = found.get(column.node)
        if known is None or known.status == "missing":
            found[column.node] = _answer(column.node, parsed, table.sheet.name, place)
        elif parsed.value is not None and parsed.value != known.value:
            case.say("E29", table.sheet.name, place, column.node)
    return list(found.values())


def _answer(indicator: str, parsed: Parsed, sheet: str, cell: str) -> Answer:
    return Answer(indicator, parsed.status, parsed.value, sheet=sheet, cell=cell)
