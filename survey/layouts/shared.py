"""What the recognisers of tables share: which sheets they look at, what they say about columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from reference.keys import text_key
from scoring.framework import Framework
from survey.answers import columns, separators
from survey.answers.file_reading import FileReading
from survey.files.grid import Sheet, Workbook, cell_name
from survey.layouts.owner_columns import tell_owner_columns
from survey.scales import arrows, fractions, number_scales, percents, words
from survey.scales.scale_sources import ScaleSources
from survey.tables import areas, personal_data
from survey.tables.areas import TableArea
from survey.tables.headings import PERSONAL_ROLES, role_of_heading
from survey.tables.legend_columns import LEGEND
from survey.tables.mapping import IGNORE
from survey.tables.table import YEAR, Table, TableColumn
from survey.tables.vocabulary import Vocabulary
from survey.values import NodeValue

ALIKE = 0.75
HEADLESS_ROWS, LEAST_ITEMS = 200, 3
TOLD_BY_CONTENTS = {"opd": "perangkat daerah", "region": "kabupaten/kota"}
REASONS = {"total": "jumlah", "mean": "rata-rata", "note": "catatan atau tanda tangan"}


def visible_sheets(book: Workbook) -> list[Sheet]:
    """The sheets a person sees; all of them where every one is hidden."""
    return [sheet for sheet in book.sheets if sheet.visible] or list(book.sheets)


def tables_in_workbook(book: Workbook, reader: FileReading) -> list[Table]:
    """Every table with headings on the sheets a person sees, by the one finder; looked for once a file."""
    return [table for sheet in visible_sheets(book) for table in tables_on_sheet(sheet, reader)]


def tables_on_sheet(sheet: Sheet, reader: FileReading) -> tuple[Table, ...]:
    """The tables with headings on one sheet."""
    return reader.recall(
        ("tables", sheet.name),
        lambda: tuple(
            tell_owner_columns(columns.table_of(sheet, area, reader), reader)
            for area in areas.find_table_areas(sheet, Vocabulary(reader.instrument))
            if area.header or _answers_items(sheet, area, reader)
        ),
    )


def _answers_items(sheet: Sheet, area: TableArea, reader: FileReading) -> bool:
    """Whether a table without headings needs none: most of its rows name an item each and hold numbers."""
    known = Vocabulary(reader.instrument)
    rows = [row for row in range(area.first, area.last + 1) if row not in area.skipped][:HEADLESS_ROWS]
    named = sum(known.answers_item(sheet.rows[row][area.left : area.right + 1]) for row in rows)
    return LEAST_ITEMS <= named >= ALIKE * len(rows)


def tables_of_one_period(tables: list[Table], reader: FileReading) -> list[Table]:
    """Of sheets with the same headings named by years, the latest; of several of one year, the one chosen."""
    years = {table.sheet.name: YEAR.findall(table.sheet.name) for table in tables}
    if len(years) < 2 or not all(years.values()) or not _are_alike(tables):
        return tables
    latest = max(max(found) for found in years.values())
    names = [name for name, found in years.items() if max(found) == latest]
    if len(names) < len(years):
        listed = ", ".join(years)
        reader.say("W58", names[0], found=listed, year=latest)
    if len(names) > 1:
        offered = tuple((name, f"Lembar {name}") for name in names)
        choice = reader.ask(
            "table", reader.key("table", "period"), "Lembar periode mana yang dibaca?", offered
        )
        if choice is None:
            reader.say("E72", found=", ".join(names))
        names = [choice] if choice else []
    return [table for table in tables if table.sheet.name in names]


def _are_alike(tables: Sequence[Table]) -> bool:
    """Whether tables have mostly the same headings: a year may have a column more, or stand further right."""
    known = [{text_key(column.heading) for column in table.own_columns} - {""} for table in tables]
    common = known[0].intersection(*known[1:])
    return len(common) >= ALIKE * max(map(len, known))


def prepare_answer_columns(
    table: Table, answers: Sequence[TableColumn], reader: FileReading, book: Workbook
) -> None:
    """Find out how answer columns are written (other scales, words, percentages) before they are read."""
    sources = sources_of_scale(table, answers, reader, book)
    percents.prepare_percent_answers(table, reader, sources)
    number_scales.prepare_number_answers(table, reader, sources)
    words.prepare_word_answers(table, reader, sources)
    arrows.prepare_arrow_answers(table, reader, sources)
    fractions.prepare_fraction_answers(table, reader, sources)
    legend = sources.found_legend
    for column in legend.columns if legend.sheet == table.sheet.name else ():
        reader.ledger.pass_over(table, TableColumn(column, ""), "keterangan skala")


def sources_of_scale(
    table: Table, answers: Sequence[TableColumn], reader: FileReading, book: Workbook
) -> ScaleSources:
    """What a workbook says of the scale of these columns of a table."""
    return ScaleSources(table, tuple(answers), book, lambda: tables_in_workbook(book, reader), reader)


def report_left_out_rows(table: Table, reader: FileReading) -> None:
    """Say which rows among and around the data of a table are none."""
    for row, reason in table.area.excluded:
        if reason in REASONS:
            reader.say("W74", table.sheet.name, f"A{row + 1}", row + 1, reason=REASONS[reason])


def report_unread_sheets(book: Workbook, reader: FileReading, used: Collection[str]) -> None:
    """Say which sheets were not read: hidden ones, and those without a known table."""
    for sheet in book.sheets:
        if sheet.name in used or sheet.empty:
            continue
        reader.say("W46" if sheet.visible else "W41", sheet.name, found=sheet.name)


def report_unread_tables(book: Workbook, reader: FileReading, used: Sequence[Table]) -> None:
    """Say which sheets were not read, and which tables beside those that were (a legend, a list)."""
    sheets = {table.sheet.name for table in used}
    report_unread_sheets(book, reader, sheets)
    read = {(table.sheet.name, table.area) for table in used}
    for sheet in (one for one in book.sheets if one.name in sheets):
        for table in tables_on_sheet(sheet, reader):
            if (sheet.name, table.area) not in read:
                headings = ", ".join(column.heading for column in table.own_columns if column.heading)
                reader.say("W93", sheet.name, cell_name(table.top, table.area.left), headings)


def report_hidden_rows(reader: FileReading, table: Table) -> None:
    """Say how many hidden rows of a table were read all the same."""
    hidden = [row for row in table.sheet.hidden_rows if table.area.first < row <= table.area.last + 1]
    if hidden:
        reader.say("W31", table.sheet.name, found=len(hidden))


def report_unused_columns(
    reader: FileReading, table: Table, used: Iterable[str], read: Collection[int] = ()
) -> None:
    """Say which columns are personal data and dropped; note those of unknown use.

    `used` are the roles and `read` the columns that the layout reads, besides those of nodes.
    """
    used = set(used)
    for column in table.own_columns:
        _heed_separators(reader, table, column)
        _say_told_by_contents(reader, table, column)
        if column.role in PERSONAL_ROLES or is_personal_column(table, column):
            reader.say("W32", table.sheet.name, cell_name(table.top, column.index), column.heading)
        elif column.node or column.index in read or column.role in {*used, IGNORE, LEGEND}:
            continue
        elif _holds_something(table, column):
            reader.ledger.leave_unknown(table, column)


def _holds_something(table: Table, column: TableColumn) -> bool:
    return bool(column.heading) or any(cell is not None for cell in table.raw_cells(column.index))


def _say_told_by_contents(reader: FileReading, table: Table, column: TableColumn) -> None:
    """Say which column was taken for that of OPD or regions by what it holds, not by its heading."""
    if column.role in TOLD_BY_CONTENTS and column.role != role_of_heading(column.lowest_heading):
        name = TOLD_BY_CONTENTS[column.role]
        reader.say("W68", table.sheet.name, cell_name(table.top, column.index), column.heading, name=name)


def _heed_separators(reader: FileReading, table: Table, column: TableColumn) -> None:
    """Keep what groups thousands in a column, and say which numbers lost their grouping."""
    cells = table.raw_cells(column.index, personal_data.SAMPLE)
    if mark := separators.thousands_mark(cells):
        reader.meanings.grouped[table.sheet.name, column.index] = mark
    for place in separators.find_misread_thousands(cells):
        row = table.rows[place]
        reader.say("W73", table.sheet.name, cell_name(row, column.index), table.sheet.text(row, column.index))


def is_personal_column(table: Table, column: TableColumn) -> bool:
    """Whether a column without a meaning of its own holds personal data."""
    if column.node or column.role not in ("", "note"):
        return False
    cells = table.raw_cells(column.index, personal_data.SAMPLE)
    return bool(personal_data.personal_data_kind(column.heading, cells))


def nodes_below(framework: Framework, code: str) -> set[str]:
    """Every node under a node, without itself."""
    children = framework.children(code)
    return set(children).union(*(nodes_below(framework, child) for child in children))


def years_in_table(table: Table) -> set[int]:
    """The years in the year column of a table; empty without one."""
    column = table.one("year")
    texts = {table.text(row, column) for row in table.rows} if column else set()
    return {int(text) for text in texts if text.isdecimal() and len(text) == 4}


def align_decimals(values: list[NodeValue]) -> list[NodeValue]:
    """The values with the most decimals any of them shows: a column prints 2.9 for 2.90."""
    most = max((value.digits or 0 for value in values), default=0)
    return [replace(value, digits=most) for value in values]
