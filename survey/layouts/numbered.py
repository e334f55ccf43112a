"""One row per OPD under headings that only number the questions (P1, P2, ...): asked for their order once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from survey.answering.value_columns import candidate_in_column
from survey.answers.file_reading import FileReading, Recognised
from survey.files.grid import Workbook, cell_as_text, cell_name
from survey.layouts import shared, wide
from survey.layouts.twice import join_between_tables
from survey.scales.code_sets import find_code_set
from survey.tables.mapping import headings_signature
from survey.tables.table import Table, TableColumn

NUMBERED = re.compile(
    r"^(p|q|no|nomor|soal|butir|item|pertanyaan|indikator|question|jawaban|kode)?[\s._-]*0*(\d{1,3})[.)]?$",
    re.I,
)
FEWEST, BARE = 3, 6
"""So many numbered headings are questions; bare numbers up to five head the levels to mark."""
IN_ORDER, LEFT = "order", "leave"
MOST = 0.8


def recognise_numbered_questions(book: Workbook, reader: FileReading) -> Recognised | None:
    """Tables whose headings number the questions, in the instrument's order where the user says so."""
    tables = shared.tables_in_workbook(book, reader)
    found = [(table, run) for table in tables if (run := _numbered(table, reader))]
    if not found:
        return None
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
    told = " sampai ".join(f"{one.heading} = {code} {framework.node(code).name}" for one, code in ends)
    listed = f"{run[0].heading}–{run[-1].heading}"
    offered = ((IN_ORDER, f"Ya, berurutan: {told}"), (LEFT, "Tidak, urutannya lain; saya petakan sendiri"))
    key = f"mapping:{headings_signature(column.heading for column in table.columns)}:urutan"
    place = cell_name(table.top, run[0].index)
    question = f"Judul kolom {listed} hanya nomor. Apakah menurut urutan butir instrumen?"
    choice = reader.ask("mapping", key, question, offered, table.sheet.name, place)
    if choice == IN_ORDER:
        nodes = {column.index: code for column, code in zip(run, codes, strict=True)}
        columns = tuple(replace(one, node=nodes.get(one.index, "")) for one in table.columns)
        return replace(table, columns=columns)
    for column in run:
        reader.ledger.pass_over(table, column, "judulnya hanya nomor")
    if choice is None:
        reader.say("E76", table.sheet.name, place, listed)
    return None
