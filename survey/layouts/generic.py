"""Any table of the instrument's items under any headings: respondents by rows, or items by rows."""

from __future__ import annotations

from collections.abc import Iterator

from survey import areas, columns
from survey.areas import TableArea
from survey.case import Case, Draft
from survey.grid import Sheet, Workbook
from survey.layouts import item_rows, shared, wide
from survey.mapping import recalled, signature
from survey.matching import match
from survey.tables import YEAR, Table
from survey.values import Response, TableChoice

LEAST = 2
"""Items a table must show before it is taken for one of answers, unless the user says that it is."""
SHOWN_ROWS = 8
NO_HEADING = "none"
REASONS = {
    "title": "judul",
    "numbering": "penomoran kolom",
    "total": "jumlah",
    "mean": "rata-rata",
    "note": "catatan atau tanda tangan",
    "blank": "kosong",
}


def recognise(book: Workbook, case: Case) -> Draft | None:
    """Every table with items in its headings or in its rows; None where there is none."""
    found = list(_tables(book, case))
    tables = _of_one_period([one for one in found if _is_answered(one[0], case)], case)
    if not tables:
        return None
    shared.say_sheets(book, case, {table.sheet.name for table, _ in tables})
    responses = [response for table, area in tables for response in _responses(table, area, case, book)]
    if not responses and not case.questions:
        case.say("E11")
    years = [year for table, _ in tables if (year := wide.year_of(table))]
    refused = not responses and not case.questions
    return Draft("generic", tuple(responses), year=max(years, default=None), refused=refused)


def show(book: Workbook, case: Case) -> None:
    """Keep the tables found in a file that no layout knows, so that the user can point at the right one."""
    pairs = [(sheet, area) for sheet in shared.visible(book) if (area := areas.main(sheet))]
    for sheet, area in pairs:
        case.tables.append(columns.view_of(columns.table_of(sheet, area, case), area))
    headless = [(sheet, area) for sheet, area in pairs if not area.header]
    if headless and len(headless) == len(pairs):
        _ask_heading(*headless[0], case)
        case.say("E71", headless[0][0].name)
    else:
        case.say("E10")


def _ask_heading(sheet: Sheet, area: TableArea, case: Case) -> None:
    top = max(0, area.first - SHOWN_ROWS // 2)
    rows = range(top, min(top + SHOWN_ROWS, len(sheet.rows)))
    offered = [(str(row + 1), f"Baris {row + 1}: {_start(sheet, row)}") for row in rows if sheet.rows[row]]
    question = f"Baris mana yang memuat judul kolom pada lembar '{sheet.name}'?"
    key = case.key("table", sheet.name)
    case.ask("table", key, question, (*offered, (NO_HEADING, "Tidak ada baris judul")), sheet.name)


def _start(sheet: Sheet, row: int) -> str:
    texts = [sheet.text(row, column) for column in range(min(len(sheet.rows[row]), 6))]
    return " | ".join(text[:30] for text in texts if text)


def _tables(book: Workbook, case: Case) -> Iterator[tuple[Table, TableArea]]:
    """The tables to look at: the one the user pointed at, else every one, those of hidden sheets last."""
    choice = case.given.tables.get(case.sha256)
    for sheet in sorted(book.sheets, key=lambda sheet: not sheet.visible):
        if choice and sheet.name != choice.sheet:
            continue
        found = (_chosen(sheet, choice),) if choice else _found(sheet, case)
        for area in found:
            if area.header:
                yield columns.table_of(sheet, area, case), area


def _chosen(sheet: Sheet, choice: TableChoice) -> TableArea:
    header = tuple(row - 1 for row in choice.header)
    return areas.at(sheet, header, choice.first - 1, choice.last - 1)


def _found(sheet: Sheet, case: Case) -> tuple[TableArea, ...]:
    """The tables of a sheet; of one without headings the row that the user chose as headings counts."""
    row = case.given.choices.get(case.key("table", sheet.name), "")
    found = areas.find(sheet)
    if not row.isdecimal():
        return found
    last = max((area.last for area in found), default=len(sheet.rows) - 1)
    return (areas.at(sheet, (int(row) - 1,), int(row), last),)


def _is_answered(table: Table, case: Case) -> bool:
    if case.sha256 in case.given.tables:
        return True
    if len(_items(table, case)) >= LEAST:
        return True
    return item_rows.find(table, case) is not None


def _items(table: Table, case: Case) -> list[str]:
    """The items among the headings: exact, alike, or as a remembered mapping says."""
    framework = case.instrument.framework
    headings = [column.heading for column in table.columns]
    found = [one.code for one in match(headings, case.instrument, framework.leaves).values()]
    given = recalled(case.given.mappings, signature(headings))
    if given:
        found += [code for text in headings if text and (code := given.of(text)) in framework.leaves]
    return list(dict.fromkeys(found))


def _of_one_period(tables: list[tuple[Table, TableArea]], case: Case) -> list[tuple[Table, TableArea]]:
    """Of sheets with the same headings named by years, the latest; of several of one year, the one chosen."""
    years = {table.sheet.name: YEAR.findall(table.sheet.name) for table, _ in tables}
    signs = {signature(column.heading for column in table.columns) for table, _ in tables}
    if len(years) < 2 or len(signs) > 1 or not all(years.values()):
        return tables
    latest = max(max(found) for found in years.values())
    names = [name for name, found in years.items() if max(found) == latest]
    if len(names) < len(years):
        listed = ", ".join(years)
        case.say("W58", names[0], found=listed, year=latest)
    if len(names) > 1:
        offered = tuple((name, f"Lembar {name}") for name in names)
        choice = case.ask("table", case.key("table", "period"), "Lembar periode mana yang dibaca?", offered)
        if choice is None:
            case.say("E72", found=", ".join(names))
        names = [choice] if choice else []
    return [(table, area) for table, area in tables if table.sheet.name in names]


def _responses(table: Table, area: TableArea, case: Case, book: Workbook) -> list[Response]:
    _say_area(table, area, case)
    rows = item_rows.find(table, case)
    if rows is not None and len(rows.items) > len(_items(table, case)):
        return item_rows.responses(rows, case, book)
    return wide.responses(columns.complete(table, case, area), case, book)


def _say_area(table: Table, area: TableArea, case: Case) -> None:
    if not table.sheet.visible:
        case.say("W72", table.sheet.name, found=table.sheet.name)
    for row, reason in area.excluded:
        if reason in ("total", "mean", "note"):
            case.say("W74", table.sheet.name, f"A{row + 1}", row + 1, reason=REASONS[reason])
