"""The law that no cell is lost: what could be an answer and was not read is said, and asked once a file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from survey import named_region
from survey.answering import value_columns
from survey.answering.level_cells import count_levels, is_bare_level, is_level_like, numbers_rows
from survey.answers.file_reading import FileReading, Recognised
from survey.files.grid import Workbook, cell_as_text, cell_name, cell_position, column_letters
from survey.layouts import shared
from survey.layouts.answers import BESIDE
from survey.layouts.repeated_columns import ReadAnswers, levels_read, say_repeated_columns
from survey.tables.headings import VALUE_ROLES, node_named_by
from survey.tables.table import Table, TableColumn, begins_as_total
from survey.template import layout
from survey.values import Finding, Question

SAMPLE = 500
SHARE = 0.5
LEAST_ITEMS = 3
NAMED = 6
LEAVE, KEEP = "leave", "refuse"
SHIFTED = "angka tingkat di samping jawaban yang kosong"
OWN_SHEETS = frozenset({layout.GUIDE_SHEET, layout.PROGRAMME_SHEET, layout.LIST_SHEET, layout.META_SHEET})


class UnreadCells(NamedTuple):
    """Cells of one column, or of one row, that could be answers; `where` names them to a reader."""

    sheet: str
    cell: str
    where: str
    cells: int
    reason: str


def settle_unread_cells(book: Workbook, recognised: Recognised, reader: FileReading) -> None:
    """Say every column and row that could hold answers and was not read; ask once whether they are none."""
    say_unused_columns(reader)
    if reader.refused or recognised.refused or reader.sha256 in reader.context.tables:
        return
    if recognised.responses and not _gives_answers(book, recognised, reader):
        named_region.say_no_answers(reader)
        reader.refused = True
        return
    found = list(_unread(book, recognised, reader))
    for one in found:
        reader.say("W99", one.sheet, one.cell, one.where, count=one.cells, reason=one.reason)
    if found:
        _ask(found, reader)


def _gives_answers(book: Workbook, recognised: Recognised, reader: FileReading) -> bool:
    """Whether any answer says something, be it "Belum ada data"; what is still asked may say it."""
    if reader.questions or any(one.programmes or one.no_programmes for one in recognised.responses):
        return True
    sheets = {sheet.name: sheet for sheet in book.sheets}
    every = (answer for one in recognised.responses for answer in one.answers)
    return any(
        one.status != "missing" or sheets[one.sheet].at(*cell_position(one.cell)) is not None
        for one in every
        if one.status != "missing" or one.sheet in sheets
    )


def say_unused_columns(reader: FileReading) -> None:
    """Say once a table which of its columns were not used: those of unknown meaning without an answer."""
    headings: dict[tuple[str, int], list[str]] = {}
    for (sheet, top, column), (table, one) in reader.ledger.unused.items():
        is_told = (sheet, top, column) in reader.ledger.reasons
        if not is_told and not reader.ledger.rows_taken(sheet, column) & set(table.rows):
            headings.setdefault((sheet, top), []).append(one.heading or column_in_words(column))
    for (sheet, _), texts in headings.items():
        reader.say("W45", sheet, found=", ".join(texts))


def column_in_words(column: int) -> str:
    """How a column without a heading is named."""
    return f"Kolom {column_letters(column)} (tanpa judul)"


def _unread(book: Workbook, recognised: Recognised, reader: FileReading) -> Iterator[UnreadCells]:
    if not recognised.responses and recognised.values:
        return
    read, given = levels_read(recognised), ReadAnswers(book, recognised, reader)
    for sheet in shared.visible_sheets(book):
        for table in () if sheet.name in OWN_SHEETS else shared.tables_on_sheet(sheet, reader):
            taken = _rows_taken(table, reader)
            if taken:
                say_repeated_columns(table, taken, read, reader)
                yield from _columns_left(table, taken, "judulnya tidak dikenal", reader)
                yield from _levels_beside(table, taken, reader)
                yield from _rows_left(table, taken, reader)
            elif _names_items(table, reader):
                given.say_repeated_table(table)
                yield from _columns_left(table, table.rows, "tabelnya tidak dibaca", reader)


def _rows_taken(table: Table, reader: FileReading) -> tuple[int, ...]:
    """The rows of a table of which any cell was read as an answer."""
    within = range(table.area.first, table.area.last + 1)
    taken = reader.ledger.rows_taken(table.sheet.name, *_columns_taken(table, reader))
    return tuple(sorted(row for row in taken if row in within))


def _columns_taken(table: Table, reader: FileReading) -> set[int]:
    return {
        column
        for column in reader.ledger.columns_taken(table.sheet.name)
        if table.area.left <= column <= table.area.right
    }


def _names_items(table: Table, reader: FileReading) -> bool:
    """Whether the rows of a table that nobody read name items of the instrument."""
    leaves = reader.instrument.framework.leaves
    texts = (
        table.sheet.text(row, column)
        for row in table.rows[:SAMPLE]
        for column in range(table.area.left, table.area.right + 1)
    )
    named = {code for text in texts if text and (code := node_named_by(text, reader.instrument)) in leaves}
    return len(named) >= LEAST_ITEMS


def _columns_left(
    table: Table, rows: Collection[int], reason: str, reader: FileReading
) -> Iterator[UnreadCells]:
    """The columns of which no cell was read though most could be levels."""
    taken = _columns_taken(table, reader)
    for column in (*table.own_columns, *_columns_beside(table, reader)):
        is_explained = (table.sheet.name, table.top, column.index) in reader.ledger.reasons
        if column.index in taken or column.node or is_explained or not _may_answer(table, column):
            continue
        filled = [
            cell for row in list(rows)[:SAMPLE] if (cell := table.sheet.at(row, column.index)) is not None
        ]
        like = count_levels(filled, reader)
        if not like or like < SHARE * len(filled) or numbers_rows(filled, column):
            continue
        if said := value_columns.reason_against_heading(column.heading):
            value_columns.say_passed_over(table, column, said, reader)
        else:
            place = cell_name(table.top, column.index)
            where = f"Kolom '{column.heading}'" if column.heading else column_in_words(column.index)
            yield UnreadCells(table.sheet.name, place, where, like, reason)


def _levels_beside(table: Table, rows: Collection[int], reader: FileReading) -> Iterator[UnreadCells]:
    """The columns of what is said of an answer in which a bare level stands where the answer is empty."""
    answers = _columns_taken(table, reader)
    empty = [row for row in rows if all(table.sheet.at(row, column) is None for column in answers)]
    for column in table.own_columns:
        texts = (table.sheet.at(row, column.index) for row in empty)
        like = [row for row, cell in zip(empty, texts, strict=True) if is_bare_level(cell, reader)]
        if like and column.index not in answers and _speaks_of_answers(table, column, reader):
            where = f"Kolom '{column.heading}'"
            yield UnreadCells(table.sheet.name, cell_name(like[0], column.index), where, len(like), SHIFTED)


def _speaks_of_answers(table: Table, column: TableColumn, reader: FileReading) -> bool:
    """Whether a column holds words about answers: by its heading, or by what most of its cells are."""
    if column.role or column.node or (table.sheet.name, table.top, column.index) in reader.ledger.reasons:
        return column.role in BESIDE
    filled = [cell for row in table.rows[:SAMPLE] if (cell := table.sheet.at(row, column.index)) is not None]
    return not shared.is_personal_column(table, column) and 2 * sum(
        isinstance(cell, str) and not cell.strip().isdecimal() for cell in filled
    ) > len(filled)


def _columns_beside(table: Table, reader: FileReading) -> Iterator[TableColumn]:
    """What stands left and right of a table on its rows, where no other table stands."""
    beside = (*range(table.area.left), *range(table.area.right + 1, table.sheet.width))
    if not beside:
        return
    others = [one.area for one in shared.tables_on_sheet(table.sheet, reader) if one.area != table.area]
    for column in beside:
        if not any(one.left <= column <= one.right for one in others):
            yield TableColumn(column, "")


def _may_answer(table: Table, column: TableColumn) -> bool:
    return column.role in ("", *VALUE_ROLES) and not shared.is_personal_column(table, column)


def _rows_left(table: Table, taken: Collection[int], reader: FileReading) -> Iterator[UnreadCells]:
    """The rows of which no cell was read though a column of answers is filled there, and nothing says why."""
    columns = sorted(_columns_taken(table, reader))
    told = _rows_told(table.sheet.name, reader)
    sums = {row for row, reason in table.area.excluded if reason == "mean"}
    last = max([table.area.last, *(row for row, _ in table.area.excluded)])
    for row in sorted(set(range(table.area.first, last + 1)) - set(taken) - told - sums):
        like = [column for column in columns if is_level_like(table.sheet.at(row, column), reader)]
        if like and not _is_total(table, row):
            place = cell_name(row, like[0])
            yield UnreadCells(
                table.sheet.name, place, f"Baris {row + 1}", len(like), "pertanyaannya tidak dikenal"
            )


def _is_total(table: Table, row: int) -> bool:
    texts = (cell_as_text(cell) for cell in table.sheet.rows[row] if isinstance(cell, str))
    return any(map(begins_as_total, texts))


NO_REASON = frozenset({"E28", "W30", "W49", "W74"})
"""Findings that a row was left out, which do not say why its answer does not count."""


def _rows_told(sheet: str, reader: FileReading) -> set[int]:
    """The rows of a sheet that a question or another finding speaks of, and those of other regions."""
    findings = reader.findings
    # Neither is taken back while cells are settled: where there are no more, they are the same.
    asked = ("rows told", sheet, len(findings), len(reader.questions))
    told = reader.recall(asked, lambda: _rows_of(sheet, (*findings, *reader.questions.values())))
    return told | reader.other_regions.rows_on(sheet)


def _rows_of(sheet: str, said: Sequence[Finding | Question]) -> set[int]:
    counts = (one for one in said if isinstance(one, Question) or one.code not in NO_REASON)
    return {cell_position(one.cell)[0] for one in counts if one.sheet == sheet and one.cell}


def _ask(found: list[UnreadCells], reader: FileReading) -> None:
    listed = "; ".join(f"{one.where} ({one.cells} sel)" for one in found[:NAMED])
    more = f"; dan {len(found) - NAMED} lainnya" if len(found) > NAMED else ""
    question = (
        f"Sel berikut dapat berupa jawaban, tetapi tidak dibaca: {listed}{more}. Apakah memang bukan jawaban?"
    )
    offered = ((LEAVE, "Ya, bukan jawaban"), (KEEP, "Itu jawaban; tolak berkas ini agar diperbaiki"))
    choice = reader.ask(
        "table", reader.key("table", "sisa"), question, offered, found[0].sheet, found[0].cell
    )
    if choice == KEEP:
        reader.refuse("E91", found=listed)
