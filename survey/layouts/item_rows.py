"""Items by rows under any headings: which column names them, and which hold the answers of whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reference import agencies
from reference.keys import text_key
from survey import region_and_opd
from survey.answers import cells, columns, scales, tick_marks
from survey.answers.file_reading import NOT_AVAILABLE, SKIP, FileReading
from survey.answers.words import levels_by_word
from survey.files import cell_kinds
from survey.files.grid import Workbook, cell_as_text, cell_name
from survey.layouts import shared
from survey.layouts.answers import is_cell_filled, read_row_answer
from survey.layouts.owners import FileOwners, owners_of_file
from survey.tables.headings import node_named_by
from survey.tables.matching import ItemMatch, match_items, rival_items
from survey.tables.table import Table, TableColumn
from survey.values import Response

LEAST = 3
SHARE, ON_SCALE = 0.5, 0.9
MOST_ROWS = 1_000
USED = frozenset(
    {"number", "code", "question", "indicator", "subindicator", "value", "claimed", "weight", "branch"}
)


@dataclass(frozen=True)
class ItemRows:
    """A table whose rows are items: row -> item, the answer columns, or columns to mark with an X."""

    table: Table
    items: Mapping[int, ItemMatch]
    answers: tuple[TableColumn, ...]
    ticks: tick_marks.TickColumns


def find_item_rows(table: Table, reader: FileReading) -> ItemRows | None:
    """The items that the rows of a table name and the columns that answer them; None where it is not such."""
    if not LEAST <= len(table.rows) <= MOST_ROWS:
        return None
    named = {column.index: _items(table, column, reader) for column in table.own_columns}
    items = max(named.values(), key=len, default={})
    if len(items) < max(LEAST, SHARE * len(table.rows)):
        return None
    naming = {index for index, found in named.items() if found}
    ticks = tick_marks.find_tick_columns(table, reader)
    answers = () if ticks else _answers(table, items, naming, reader)
    return ItemRows(table, items, answers, ticks) if ticks or answers else None


def _items(table: Table, column: TableColumn, reader: FileReading) -> dict[int, ItemMatch]:
    texts = [table.sheet.text(row, column.index) for row in table.rows]
    if sum(cell_kinds.cell_value_kind(text) == "text" for text in texts) < SHARE * len(texts):
        return {}
    leaves = reader.instrument.framework.leaves
    # Likeness gives each item to one text: where rows outnumber the items, others must name theirs exactly.
    missing = SHARE * len(texts) - len(leaves)
    if missing > 0 and sum(node_named_by(text, reader.instrument) in leaves for text in texts) < missing:
        return {}
    found = reader.recall(
        ("items", table.area, column.index), lambda: match_items(texts, reader.instrument, leaves)
    )
    return {table.rows[place]: one for place, one in found.items()}


def _answers(
    table: Table, items: Mapping[int, ItemMatch], naming: set[int], reader: FileReading
) -> tuple[TableColumn, ...]:
    """The columns of answers: headed as such, else by the names of OPD, else the only one on the scale."""
    if headed := table.of("claimed", "value"):
        return headed[:1]
    roster = next(iter(reader.context.rosters.values()), None) if reader.context.region is None else None
    roster = reader.context.rosters.get(reader.context.region) if reader.context.region else roster
    others = [one for one in table.own_columns if one.index not in naming and not one.role and one.heading]
    fit = [one for one in others if _is_on_scale(table, one, items, reader)]
    named = [one for one in fit if agencies.match_opd(one.lowest_heading, roster).status in ("ok", "ask")]
    return tuple(named) or (tuple(fit) if len(fit) == 1 else ())


def _is_on_scale(
    table: Table, column: TableColumn, items: Mapping[int, ItemMatch], reader: FileReading
) -> bool:
    scale = reader.instrument.framework.scale
    filled = [cell for row in items if (cell := table.sheet.at(row, column.index)) is not None]
    own = levels_by_word(scale)
    judged = [cells.parse_answer_cell(cell, scale, integers=scale.integers) for cell in filled]
    # "-" and "n/a" are answers too, but say nothing about the scale.
    said = [
        one.value is not None or text_key(cell_as_text(cell)) in own
        for cell, one in zip(filled, judged, strict=True)
        if one.value is not None or (one.problem and text_key(cell_as_text(cell)) not in NOT_AVAILABLE)
    ]
    if said and sum(said) >= ON_SCALE * len(said):
        return True
    found = scales.find_answer_scale(filled)
    return found is not None and found.kind == "label"


def responses_by_column(rows: ItemRows, reader: FileReading, book: Workbook) -> list[Response]:
    """One response for each answer column, or for the marks."""
    rows = _with_chosen(rows, reader)
    table = rows.table
    shared.report_unused_columns(reader, table, USED | {column.role for column in rows.answers})
    shared.report_hidden_rows(reader, table)
    shared.report_left_out_rows(table, reader)
    reader.tables.append(columns.table_view_of(table))
    if not _confirmed(rows, reader):
        return []
    if not rows.ticks:
        shared.prepare_answer_columns(table, rows.answers, reader, book)
    file = owners_of_file(book, reader)
    return [
        one for part in file.cut_at_owners(table) for one in _responses(_within(rows, part), file, reader)
    ]


def _within(rows: ItemRows, part: Table) -> ItemRows:
    """The items on the rows of a part of their table."""
    lines = range(part.area.first, part.area.last + 1)
    return replace(rows, table=part, items={row: one for row, one in rows.items.items() if row in lines})


def _responses(rows: ItemRows, file: FileOwners, reader: FileReading) -> list[Response]:
    region = file.region_of(rows.table)
    if region == SKIP:
        return []
    found = [_response(rows, region, column, file, reader) for column in rows.answers or (None,)]
    return [one for one in found if one.opd != SKIP]


def _with_chosen(rows: ItemRows, reader: FileReading) -> ItemRows:
    """The rows with those that are like several items and were chosen; answered rows of no item are said."""
    table = rows.table
    taken = {one.code for one in rows.items.values()}
    free = [code for code in reader.instrument.framework.leaves if code not in taken]
    found = dict(rows.items)
    answers = [column.index for column in rows.answers] or list(rows.ticks)
    for row in table.rows:
        if row in found or not any(is_cell_filled(table.sheet, row, column) for column in answers):
            continue
        text = max((table.sheet.text(row, one.index) for one in table.own_columns), key=len, default="")
        near = rival_items(text, reader.instrument, free)
        place = cell_name(row, 0)
        asked = reader.key("mapping", table.sheet.name, place)
        choice = columns.ask_which_item(reader, near, asked, text, table.sheet.name, place) if near else None
        if choice in near:
            found[row] = ItemMatch(str(choice), "exact", 100.0)
        elif not near:
            reader.say("W49", table.sheet.name, place, text)
    return replace(rows, items=dict(sorted(found.items())))


def _confirmed(rows: ItemRows, reader: FileReading) -> bool:
    """Whether no row was mapped by likeness, or the user has not refused those that were."""
    alike = {row: one for row, one in rows.items.items() if one.how == "likeness"}
    if not alike:
        return True
    sheet = rows.table.sheet
    for row, one in alike.items():
        name = f"{one.code} {reader.instrument.framework.node(one.code).name}"
        text = next((t for c in rows.table.own_columns if len(t := sheet.text(row, c.index)) > 12), "")
        reader.say("W75", sheet.name, cell_name(row, 0), text, name=name, score=f"{one.score:.0f}")
    offered = ((columns.TAKEN, "Ya, sesuai"), (columns.LEFT, "Tidak, jangan dibaca"))
    question = f"{len(alike)} baris dibaca menurut kemiripan teksnya. Apakah sesuai?"
    return (
        reader.ask("mapping", reader.key("mapping", sheet.name), question, offered, sheet.name)
        != columns.LEFT
    )


def _response(
    rows: ItemRows, region: str | None, column: TableColumn | None, file: FileOwners, reader: FileReading
) -> Response:
    opd, named = _owner(rows, region, column, file, reader)
    table, framework = rows.table, reader.instrument.framework
    found = []
    for row, one in rows.items.items():
        node = framework.node(one.code)
        index = column.index if column else min(rows.ticks)
        parsed = (
            reader.answer(table.sheet, row, index, node)
            if column
            else tick_marks.read_ticked_level(table.sheet, row, rows.ticks, node, reader)
        )
        found.append(read_row_answer(table, row, one.code, index, parsed, None))
    return Response(region, "", opd, named, "1", tuple(found))


def _owner(
    rows: ItemRows, region: str | None, column: TableColumn | None, file: FileOwners, reader: FileReading
) -> tuple[str | None, str]:
    """The OPD that a column of several is headed by, else the one its table names, and how it is written."""
    table = rows.table
    named = file.opd_named(table, region)
    heads = column is not None and (len(rows.answers) > 1 or (named is None and _names_opd(column, reader)))
    if column and heads:
        place = cell_name(table.top, column.index)
        return region_and_opd.find_opd(
            reader, region, column.lowest_heading, table.sheet.name, place
        ), column.lowest_heading
    if named:
        return file.opd_of(table, region), named.text
    return region_and_opd.find_opd(reader, region, "", table.sheet.name, ""), ""


def _names_opd(column: TableColumn, reader: FileReading) -> bool:
    roster = reader.context.rosters.get(reader.context.region or "")
    return not column.role and agencies.match_opd(column.lowest_heading, roster).status == "ok"
