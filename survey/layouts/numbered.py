"""Questions that are only numbered (P1, P2, ...), by columns or by rows: asked for their order once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reference.numbers import join_ends
from survey import named_opd
from survey.answering.value_columns import candidate_in_column
from survey.answers.file_reading import SKIP, FileReading, Recognised
from survey.files.grid import Workbook, cell_as_text, cell_name
from survey.layouts import shared, wide
from survey.layouts.answers import BESIDE, read_row_answer
from survey.layouts.owners import owners_of_file
from survey.layouts.twice import join_between_tables, join_by_opd
from survey.scales.code_sets import find_code_set
from survey.tables.mapping import headings_signature
from survey.tables.table import Table, TableColumn
from survey.values import Response

NUMBERED = re.compile(
    r"^(p|q|no|nomor|soal|butir|item|pertanyaan|indikator|question|jawaban|kode)?[\s._-]*0*(\d{1,3})[.)]?$",
    re.I,
)
FEWEST, BARE = 3, 6
"""So many numbered headings are questions; bare numbers up to five head the levels to mark."""
ITEMS = frozenset({"question", "indicator", "subindicator", "component", "branch"})
IN_ORDER, LEFT = "order", "leave"
MOST = 0.8


def recognise_numbered_questions(book: Workbook, reader: FileReading) -> Recognised | None:
    """Tables whose headings or rows number the questions, read in order where the user says so."""
    tables = shared.tables_in_workbook(book, reader)
    found = [(table, run) for table in tables if (run := _numbered(table, reader))]
    if not found:
        return _recognise_rows(
            book, [rows for table in tables if (rows := _numbered_rows(table, reader))], reader
        )
    ordered = [one for table, run in found if (one := _in_order(table, run, reader))]
    if not ordered and not reader.questions:
        return None  # said to be in another order: the columns can be pointed at
    shared.report_unread_tables(book, reader, [table for table, _ in found])
    sent = join_between_tables([wide.responses_by_row(table, reader, book) for table in ordered], reader)
    years = [year for table, _ in found if (year := wide.table_year(table))]
    return Recognised("numbered", sent, year=max(years, default=None))


def _numbered(table: Table, reader: FileReading) -> list[TableColumn]:
    """The columns headed 1, 2, ... in order, most of which hold answers; [] where they are none."""
    matched = [(column, NUMBERED.match(column.heading.strip())) for column in table.own_columns]
    run = [(column, found) for column, found in matched if found and not column.node]
    named = {(found[1] or "").casefold() for _, found in run}
    counted = [int(found[2]) for _, found in run]
    fewest = BARE if named == {""} else FEWEST
    if len(named) != 1 or len(run) < fewest or counted != list(range(1, len(run) + 1)):
        return []
    if table.nodes or not wide.names_owner(table) or len(run) > len(reader.instrument.framework.leaves):
        return []
    columns = [column for column, _ in run]
    answered = sum(_holds_answers(table, column, reader) for column in columns)
    return columns if answered >= MOST * len(columns) else []


def _holds_answers(table: Table, column: TableColumn, reader: FileReading) -> bool:
    if candidate_in_column(table, column, table.rows, reader):
        return True
    texts = Counter(text for cell in table.cells(column.index) if (text := cell_as_text(cell)))
    return bool(texts) and find_code_set(texts) is not None


def _in_order(table: Table, run: list[TableColumn], reader: FileReading) -> Table | None:
    """The table with the instrument's items in their order; None while that is asked, or where it is not."""
    framework = reader.instrument.framework
    codes = framework.leaves[: len(run)]
    ends = ((run[0], codes[0]), (run[-1], codes[-1]))
    first, last = (f"{one.heading} = {code} {framework.node(code).name}" for one, code in ends)
    told = join_ends(first, last, " sampai ")
    listed = join_ends(run[0].heading, run[-1].heading)
    key = f"mapping:{headings_signature(column.heading for column in table.columns)}:urutan"
    place = cell_name(table.top, run[0].index)
    choice = _choice(f"Judul kolom {listed}", told, key, (table.sheet.name, place), reader)
    if choice == IN_ORDER:
        nodes = {column.index: code for column, code in zip(run, codes, strict=True)}
        columns = tuple(replace(one, node=nodes.get(one.index, "")) for one in table.columns)
        return replace(table, columns=columns)
    for column in run:
        reader.ledger.pass_over(table, column, "judulnya hanya nomor")
    if choice is None:
        reader.say("E76", table.sheet.name, place, f"Judul kolom {listed}")
    return None


def _choice(what: str, told: str, key: str, place: tuple[str, str], reader: FileReading) -> str | None:
    """Whether numbers stand for the instrument's items in their order; None while that is asked."""
    offered = ((IN_ORDER, f"Ya, berurutan: {told}"), (LEFT, "Tidak, urutannya lain; saya petakan sendiri"))
    question = f"{what} hanya nomor. Apakah menurut urutan pertanyaan instrumen?"
    return reader.ask("mapping", key, question, offered, *place)


@dataclass(frozen=True)
class _NumberedRows:
    """A table whose rows say no more of their question than its number, and its column of answers."""

    table: Table
    numbers: TableColumn
    answers: TableColumn


def _recognise_rows(book: Workbook, found: Sequence[_NumberedRows], reader: FileReading) -> Recognised | None:
    """The answers on numbered rows, one submission for each OPD; None where there are none."""
    sent = [one for rows in found for one in _response_in_order(rows, book, reader)]
    if not found or not (sent or reader.questions):
        return None
    shared.report_unread_tables(book, reader, [rows.table for rows in found])
    years = [year for rows in found if (year := wide.table_year(rows.table))]
    return Recognised("numbered", join_by_opd(sent, reader), year=max(years, default=None))


def _numbered_rows(table: Table, reader: FileReading) -> _NumberedRows | None:
    """Rows 1, 2, ... in order with a single column that could be answers, and no words that name an item."""
    leaves = reader.instrument.framework.leaves
    columns = [one for one in table.own_columns if any(cell is not None for cell in table.cells(one.index))]
    numbers = next((one for one in columns if _counts_questions(table, one)), None)
    if numbers is None or table.nodes or not FEWEST <= len(table.rows) <= len(leaves):
        return None
    rest = [one for one in columns if one.index != numbers.index]
    answers = [one for one in rest if candidate_in_column(table, one, table.rows, reader)]
    if len(answers) != 1 or any(one.role in ITEMS for one in rest if one not in answers):
        return None
    return _NumberedRows(table, numbers, answers[0])


def _counts_questions(table: Table, column: TableColumn) -> bool:
    """Whether a column numbers the rows from 1: with a word or letter before it, or many bare numbers."""
    matched = [NUMBERED.match(table.text(row, column).strip()) for row in table.rows]
    found = [one for one in matched if one]
    named = {(one[1] or "").casefold() for one in found}
    fewest = BARE if named == {""} else FEWEST
    counted = [int(one[2]) for one in found]
    return (
        len(found) == len(matched) >= fewest and len(named) == 1 and counted == list(range(1, len(found) + 1))
    )


def _response_in_order(rows: _NumberedRows, book: Workbook, reader: FileReading) -> Iterator[Response]:
    """What the rows answer, the instrument's items in their order; nothing while that is asked."""
    table, sheet, framework = rows.table, rows.table.sheet.name, reader.instrument.framework
    texts = [table.text(row, rows.numbers) for row in table.rows]
    codes = framework.leaves[: len(texts)]
    ends = ((texts[0], codes[0]), (texts[-1], codes[-1]))
    first, last = (f"{text} = {code} {framework.node(code).name}" for text, code in ends)
    told = join_ends(first, last, " sampai ")
    key = f"mapping:{headings_signature(texts)}:urutan"
    place = cell_name(table.rows[0], rows.numbers.index)
    choice = _choice(f"Pertanyaan {join_ends(texts[0], texts[-1])}", told, key, (sheet, place), reader)
    if choice != IN_ORDER:
        reader.ledger.pass_over(table, rows.answers, "pertanyaannya hanya nomor")
    if choice is None:
        reader.say("E76", sheet, place, f"Pertanyaan {join_ends(texts[0], texts[-1])}")
    if choice == IN_ORDER:
        yield from _owned(rows, codes, book, reader)


def _owned(
    rows: _NumberedRows, codes: Sequence[str], book: Workbook, reader: FileReading
) -> Iterator[Response]:
    table, file = rows.table, owners_of_file(book, reader)
    region = file.region_of(table)
    if region == SKIP:
        return
    named = file.opd_named(table, region)
    text = named.text if named else ""
    opd = (
        file.opd_of(table, region) if named else named_opd.find_opd(reader, region, "", table.sheet.name, "")
    )
    reader.ledger.pass_over(table, rows.numbers, "nomor pertanyaan")
    shared.prepare_answer_columns(table, [rows.answers], reader, book)
    shared.report_unused_columns(reader, table, BESIDE, (rows.numbers.index, rows.answers.index))
    at = rows.answers.index
    answers = tuple(
        read_row_answer(
            table,
            row,
            code,
            at,
            reader.answer(table.sheet, row, at, reader.instrument.framework.node(code)),
            None,
        )
        for row, code in zip(table.rows, codes, strict=True)
    )
    if opd != SKIP:
        yield Response(region, "", opd, text, "1", answers)
