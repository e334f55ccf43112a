"""Items by rows under any headings: which column names them, and which hold the answers of whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reference.numbers import format_number
from survey.answering.marked_levels import NO_LEGEND
from survey.answering.option_rows import lists_options
from survey.answering.tick_marks import TickGrid, find_tick_grids, read_ticked_levels
from survey.answering.value_columns import (
    AnswerCandidate,
    candidate_in_column,
    candidate_in_grid,
    candidate_in_words,
    candidate_on_any_scale,
    choose_answers,
    reason_against_heading,
)
from survey.answers import columns
from survey.answers.file_reading import SKIP, FileReading
from survey.files import cell_kinds
from survey.files.grid import Workbook, cell_name, column_letters
from survey.layouts import shared
from survey.layouts.answers import BESIDE, is_cell_filled, read_row_answer
from survey.layouts.headed_columns import AnswerOwners, find_opd_columns
from survey.layouts.merged_answers import row_that_answers
from survey.layouts.owners import FileOwners, owners_of_file
from survey.scales.legends import Legend
from survey.tables.headings import node_named_by
from survey.tables.matching import ItemMatch, match_items, rival_items
from survey.tables.table import Table, TableColumn
from survey.values import Answer, Response

LEAST, FEW = 3, 2
SHARE = 0.5
MOST_ROWS = 1_000
USED = frozenset({"number", "code", "question", "indicator", "subindicator", "weight", "branch", *BESIDE})
OPTIONS = "isinya uraian pilihan"
LIKE_ANSWERS = ("mean", "verified", "note", "fact", "analysis")
"""What also heads the only column of levels of a table that has none of answers."""


@dataclass(frozen=True)
class ItemRows:
    """A table whose rows are items: row -> item, and what may answer them.

    `answers` are the columns of answers, several where each is headed by an OPD; () while `candidates`
    (columns on the scale) and `grids` (columns to mark) are still to be chosen from.
    """

    table: Table
    items: Mapping[int, ItemMatch]
    answers: tuple[TableColumn, ...]
    candidates: tuple[AnswerCandidate, ...]
    grids: tuple[TickGrid, ...]

    naming: int
    """The column that names the items."""
    legend: Legend = NO_LEGEND
    """What the file says of the levels that head columns to mark."""

    @property
    def answer_sources(self) -> tuple[TableColumn | TickGrid, ...]:
        """What answers, once it is chosen: columns of answers, or one group of columns to mark."""
        return self.answers or (self.grids if len(self.grids) == 1 and not self.candidates else ())

    @property
    def repeated(self) -> tuple[TableColumn, ...]:
        """The columns that fill the blanks of the one column of answers."""
        return _filling_blanks(self, self.answers[0]) if len(self.answers) == 1 else ()

    @property
    def answer_columns(self) -> set[int]:
        """The columns of answers and those to mark."""
        marked = {column for grid in self.grids for column in grid.run.values}
        return {column.index for column in (*self.answers, *self.repeated)} | marked


def find_item_rows(table: Table, reader: FileReading) -> ItemRows | None:
    """The items that the rows of a table name and what may answer them; None where it is not such a table."""
    if len(table.rows) > MOST_ROWS:
        return None
    named = [_items(table, column, reader) for column in table.columns]
    items = max(named, key=len, default={})
    listing = [one.index for one in table.of("value") if lists_options(table, one.index, reader)]
    if len(items) < max(LEAST, SHARE * _rows_beside(table, listing)) and not _are_few_alone(items, table):
        return None
    found = ItemRows(table, items, (), (), find_tick_grids(table, reader), named.index(items))
    headed = _headed_as_answers(table, listing, reader)
    filled = [one for one in headed if _is_filled(table, one, items)]
    candidates = _candidates(table, filled, items, reader)
    if not found.grids and len(by_opd := find_opd_columns(table, candidates, reader)) > 1:
        return replace(found, answers=by_opd)
    if found.grids or candidates:
        # Of several columns of answers the first may be on another scale, which is asked by itself.
        is_other = not found.grids and candidates[0].columns != (filled[0].index,)
        return replace(found, answers=(filled[0],)) if is_other else replace(found, candidates=candidates)
    open_ = _open_columns(table, named)
    if headed:
        return _beside_headed(found, (filled or headed)[0], _candidates(table, open_, items, reader))
    return _by_contents(found, open_, reader)


def _rows_beside(table: Table, listing: Collection[int]) -> int:
    """How many rows hold anything besides the levels to choose from, which some columns list."""
    if not listing:
        return len(table.rows)
    columns = [one.index for one in table.columns if one.index not in listing]
    return sum(any(table.sheet.at(row, column) is not None for column in columns) for row in table.rows)


def _headed_as_answers(table: Table, listing: Collection[int], reader: FileReading) -> list[TableColumn]:
    """The columns headed as answers, but for those that list the levels to choose from."""
    headed = table.of("claimed") or table.of("value")
    for one in headed:
        if one.index in listing:
            reader.ledger.pass_over(table, one, OPTIONS)
    return [one for one in headed if one.index not in listing]


def _by_contents(found: ItemRows, open_: Sequence[TableColumn], reader: FileReading) -> ItemRows | None:
    """The rows of a table that heads no column as answers: those of OPD, else any that hold levels."""
    table, items = found.table, found.items
    any_scale = tuple(
        one for column in open_ if (one := candidate_on_any_scale(table, column, items, reader))
    )
    by_opd = find_opd_columns(table, any_scale, reader)
    if by_opd:
        return replace(found, answers=by_opd)
    if found.naming < table.area.left:
        return None  # beside items that another table names, only what is headed as answers is an answer
    fit = _candidates(table, open_, items, reader) or any_scale
    fit = fit or _candidates(table, table.of(*LIKE_ANSWERS), items, reader)
    fit = fit or _candidates(table, _nameless_columns(table), items, reader)
    worded = (candidate_in_words(table, column, items, reader) for column in open_)
    fit = fit or tuple(one for one in worded if one)
    return replace(found, candidates=fit) if fit else None


def _are_few_alone(items: Mapping[int, ItemMatch], table: Table) -> bool:
    """Whether a table is so short that each of its rows names an item exactly."""
    return len(items) == len(table.rows) >= FEW and all(one.how == "exact" for one in items.values())


def _beside_headed(found: ItemRows, headed: TableColumn, fit: Sequence[AnswerCandidate]) -> ItemRows:
    """The rows where a column headed as answers holds none on the scale: another may hold them instead."""
    others = tuple(one for one in fit if not reason_against_heading(one.heading))
    if not others:
        return replace(found, answers=(headed,))
    if not _is_filled(found.table, headed, found.items):
        return replace(found, candidates=others)
    return replace(found, candidates=(AnswerCandidate((headed.index,), headed.heading, {}), *others))


def _is_filled(table: Table, column: TableColumn, items: Iterable[int]) -> bool:
    return any(table.sheet.at(row, column.index) is not None for row in items)


def _open_columns(table: Table, named: Sequence[Mapping[int, ItemMatch]]) -> list[TableColumn]:
    """The columns whose headings mean nothing known, besides those that name items."""
    most = max(map(len, named), default=0)
    # A few answers in words may be like an item.
    known = [
        one for one in table.columns if one.heading and 2 * len(named[one.index]) < most and not one.node
    ]
    return [one for one in known if one.role in ("", "dated_value")]


def _nameless_columns(table: Table) -> list[TableColumn]:
    """The columns without a heading: one that holds levels answers where no other does."""
    return [column for column in table.own_columns if not column.heading]


def _items(table: Table, column: TableColumn, reader: FileReading) -> dict[int, ItemMatch]:
    texts = [table.sheet.text(row, column.index) for row in table.rows]
    if sum(cell_kinds.cell_value_kind(text) == "text" for text in texts) < SHARE * len(texts):
        return {}
    leaves = reader.instrument.framework.leaves
    # Likeness gives each item to one text: where rows outnumber the items, others must name theirs exactly.
    missing = SHARE * len(texts) - len(leaves)
    if missing > 0 and sum(node_named_by(text, reader.instrument) in leaves for text in texts) < missing:
        return {}
    # Sheets of hundreds of small tables say the same few texts over and over.
    found = reader.recall(("items", *texts), lambda: match_items(texts, reader.instrument, leaves))
    return {table.rows[place]: one for place, one in found.items()}


def _candidates(
    table: Table, columns_: Sequence[TableColumn], items: Mapping[int, ItemMatch], reader: FileReading
) -> tuple[AnswerCandidate, ...]:
    found = (candidate_in_column(table, one, items, reader) for one in columns_)
    return tuple(one for one in found if one)


def _decided(rows: ItemRows, reader: FileReading) -> ItemRows:
    """The rows with the one column or group of columns to mark that answers them; asked where unsure."""
    if rows.answers:
        return rows
    by_column = {next(iter(grid.run.values)): grid for grid in rows.grids}
    marked = [candidate_in_grid(grid) for grid in rows.grids]
    filling = {
        column
        for one in rows.candidates
        for column in _filling_blanks(rows, rows.table.columns[one.first_column])
    }
    apart = [one for one in rows.candidates if rows.table.columns[one.first_column] not in filling]
    choice = choose_answers([*marked, *apart], rows.table, reader)
    if choice is None:
        return rows
    if choice.first_column in by_column:
        return replace(rows, grids=(by_column[choice.first_column],), candidates=())
    return replace(rows, answers=(rows.table.columns[choice.first_column],), grids=(), candidates=())


def _filling_blanks(rows: ItemRows, first: TableColumn) -> tuple[TableColumn, ...]:
    """The columns further right under the same heading that say nothing else where `first` says anything."""
    table = rows.table
    same = [one for one in table.columns if one.heading == first.heading and one.index > first.index]
    filled = [one for one in same if _is_filled(table, one, rows.items)]
    told = [(text, row) for row in rows.items if (text := table.text(row, first))]
    return tuple(one for one in filled if all(table.text(row, one) in ("", text) for text, row in told))


def _say_read_together(rows: ItemRows, reader: FileReading) -> None:
    """Say that columns under one heading are read as one."""
    if repeated := rows.repeated:
        names = ", ".join(column_letters(one.index) for one in (*rows.answers, *repeated))
        place = cell_name(rows.table.top, repeated[0].index)
        reader.say("W26", rows.table.sheet.name, place, repeated[0].heading, names=names)


def responses_by_column(rows: ItemRows, reader: FileReading, book: Workbook) -> list[Response]:
    """One response for each answer column, or for the marks; none while what answers is asked."""
    rows = _with_chosen(_decided(rows, reader), reader)
    table = rows.table
    shared.report_unused_columns(reader, table, USED, {rows.naming, *rows.answer_columns})
    shared.report_hidden_rows(reader, table)
    shared.report_left_out_rows(table, reader)
    reader.tables.append(columns.table_view_of(table))
    if not _confirmed(rows, reader):
        return []
    file = owners_of_file(book, reader)
    rows = replace(rows, answers=AnswerOwners(table, rows.answers, file, reader).columns_that_count())
    if not rows.answer_sources:
        return []
    _say_read_together(rows, reader)
    shared.prepare_answer_columns(table, (*rows.answers, *rows.repeated), reader, book)
    if not rows.answers:
        rows = replace(rows, legend=_legend_of_marks(rows, reader, book))
    return [
        one for part in file.cut_at_owners(table) for one in _responses(_within(rows, part), file, reader)
    ]


def _legend_of_marks(rows: ItemRows, reader: FileReading, book: Workbook) -> Legend:
    """What the file says of the levels that head columns to mark."""
    marked = [one for one in rows.table.columns if one.index in rows.answer_columns]
    return shared.sources_of_scale(rows.table, marked, reader, book).found_legend


def _within(rows: ItemRows, part: Table) -> ItemRows:
    """The items on the rows of a part of their table."""
    lines = range(part.area.first, part.area.last + 1)
    return replace(rows, table=part, items={row: one for row, one in rows.items.items() if row in lines})


def _responses(rows: ItemRows, file: FileOwners, reader: FileReading) -> list[Response]:
    region = file.region_of(rows.table)
    if region == SKIP:
        return []
    found = [_response(rows, region, source, file, reader) for source in rows.answer_sources]
    again = [tuple(_read_column(rows, column, reader)) for column in rows.repeated]
    found += [replace(one, answers=answers) for one in found for answers in again]
    # Marks that gave no level at all must not stand as an empty submission.
    return [one for one in found if one.opd != SKIP and (rows.answers or _is_open_or_given(one, reader))]


def _is_open_or_given(one: Response, reader: FileReading) -> bool:
    return bool(reader.questions) or any(answer.status != "missing" for answer in one.answers)


def _with_chosen(rows: ItemRows, reader: FileReading) -> ItemRows:
    """The rows with those that are like several items and were chosen; answered rows of no item are said."""
    table = rows.table
    taken = {one.code for one in rows.items.values()}
    free = [code for code in reader.instrument.framework.leaves if code not in taken]
    found = dict(rows.items)
    for row in table.rows:
        if row in found or not any(
            is_cell_filled(table.sheet, row, column) for column in rows.answer_columns
        ):
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
        reader.say("W75", sheet.name, cell_name(row, 0), text, name=name, score=format_number(one.score, 0))
    offered = ((columns.TAKEN, "Ya, sesuai"), (columns.LEFT, "Tidak, jangan dibaca"))
    question = f"{len(alike)} baris dibaca menurut kemiripan teksnya. Apakah sesuai?"
    return (
        reader.ask("mapping", reader.key("mapping", sheet.name), question, offered, sheet.name)
        != columns.LEFT
    )


def _response(
    rows: ItemRows, region: str | None, source: TableColumn | TickGrid, file: FileOwners, reader: FileReading
) -> Response:
    owners = AnswerOwners(rows.table, rows.answers, file, reader)
    if isinstance(source, TickGrid):
        opd, named = owners.owner_of(None, region)
        return Response(region, "", opd, named, "1", tuple(_read_marks(rows, source, reader)))
    opd, named = owners.owner_of(source, region)
    return Response(region, "", opd, named, "1", tuple(_read_column(rows, source, reader)))


def _read_column(rows: ItemRows, column: TableColumn, reader: FileReading) -> Iterator[Answer]:
    framework, sheet = reader.instrument.framework, rows.table.sheet
    for row, one in rows.items.items():
        line = row_that_answers(sheet, row, column.index, reader)
        parsed = reader.answer(sheet, line, column.index, framework.node(one.code))
        yield read_row_answer(rows.table, row, one.code, column.index, parsed, None)


def _read_marks(rows: ItemRows, grid: TickGrid, reader: FileReading) -> Iterator[Answer]:
    nodes = {row: reader.instrument.framework.node(one.code) for row, one in rows.items.items()}
    for row, parsed in read_ticked_levels(rows.table, grid, nodes, reader, rows.legend).items():
        yield read_row_answer(rows.table, row, nodes[row].code, grid.column_of(row), parsed, None)
