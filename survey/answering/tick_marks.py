"""Answers as marks: columns headed by the levels, with a tick, a cross or the like in the one that holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reference.numbers import format_plain, write_code
from scoring.tree import Node
from survey.answering import marks
from survey.answering.described_levels import leave_descriptions_out
from survey.answering.level_headings import LEAST_LEVELS, LevelRun, find_level_runs, run_of_unknown_levels
from survey.answering.marked_levels import NO_LEGEND, Meaning, read_level_meaning
from survey.answering.marks import Marks
from survey.answers import cells
from survey.answers.cells import ParsedCell
from survey.answers.file_reading import NAMED_CELLS, FileReading
from survey.files.grid import Sheet, cell_name
from survey.scales.legends import Legend
from survey.tables.table import Table, TableColumn

AS_MARKS = "ok"
SHORT_MARKS = marks.SIGNS | marks.WORDS | marks.NOTHING


@dataclass(frozen=True)
class TickGrid:
    """Columns of a table headed by levels, and where on its rows they are marked.

    `comments` are cells without a mark on a marked row: what their comment says is no answer.
    """

    run: LevelRun
    marks: Marks
    comments: tuple[str, ...] = ()

    def column_of(self, row: int) -> int:
        """The first marked column of a row, else the first of the group."""
        held = (
            *self.marks.plain.get(row, ()),
            *self.marks.noted.get(row, ()),
            *self.marks.other.get(row, ()),
        )
        return min(held, default=next(iter(self.run.values)))


def find_tick_grids(table: Table, reader: FileReading) -> tuple[TickGrid, ...]:
    """The groups of columns of a table to mark a level in, left to right; () without any."""
    return reader.recall(("ticks", table.area), lambda: tuple(_grids(table, reader)))


def _grids(table: Table, reader: FileReading) -> Iterator[TickGrid]:
    runs = find_level_runs(table, reader.instrument.framework.scale)
    anchors = cells.keys_of_anchors(reader.instrument)
    found = [
        TickGrid(run, one, _comments_beside(table, run))
        for run in runs
        if (one := _marks(table, run, anchors))
    ]
    yield from found or _unnamed(table, reader)


def _marks(table: Table, run: LevelRun, anchors: frozenset[str]) -> Marks | None:
    grid, comments = {}, _comments_beside(table, run)
    for row in table.rows:
        held = {column: table.sheet.at(row, column) for column in run.values}
        if filled := {
            column: cell
            for column, cell in held.items()
            if cell is not None and cell_name(row, column) not in comments
        }:
            grid[row] = leave_descriptions_out(filled, anchors)
    grid = {row: filled for row, filled in grid.items() if filled}
    found = marks.find_marks(marks.boxes_in_front(grid), run)
    return found and _with_merged(table, run, found)


def _comments_beside(table: Table, run: LevelRun) -> tuple[str, ...]:
    """The cells that hold only a comment on rows that a cell of the same columns marks."""
    sheet = table.sheet
    if not (commented := frozenset(sheet.commented)):
        return ()
    found: list[str] = []
    for row in table.rows:
        names = {column: cell_name(row, column) for column in run.values if sheet.at(row, column) is not None}
        own = [column for column, name in names.items() if name not in commented]
        if any(marks.mark_form(sheet.at(row, column)) not in marks.NOTHING for column in own):
            found += [name for column, name in names.items() if column not in own]
    return tuple(found)


def _with_merged(table: Table, run: LevelRun, found: Marks) -> Marks:
    """The marks with the cells that a marked merged cell covers: which of them it marks is asked."""
    sheet, rows = table.sheet, set(table.rows)
    other = {row: set(columns) for row, columns in found.other.items()}
    for (row, column), anchor in sheet.merged.items():
        covered = row in rows and column in run.values and anchor != (row, column) and anchor[1] in run.values
        if covered and anchor[1] in found.plain.get(anchor[0], ()):
            other.setdefault(row, set()).add(column)
    return replace(found, other={row: tuple(sorted(columns)) for row, columns in other.items()})


def _unnamed(table: Table, reader: FileReading) -> Iterator[TickGrid]:
    """Columns as many as the levels, marked once on every row, under headings that name no known level."""
    scale = reader.instrument.framework.scale
    size = int(scale.maximum - scale.minimum) + 1
    anchors = cells.keys_of_anchors(reader.instrument)
    for columns in _runs_of_signs(table):
        found = _marks(table, run_of_unknown_levels(columns), anchors) if len(columns) == size else None
        used = {column for marked in found.plain.values() for column in marked} if found else set()
        if found and len(used) >= 2 and all(len(one) == 1 for one in found.plain.values()):
            yield TickGrid(run_of_unknown_levels(columns), found)


def _runs_of_signs(table: Table) -> Iterator[list[TableColumn]]:
    run: list[TableColumn] = []
    for column in (*table.columns, TableColumn(-1, "")):
        is_open = bool(column.heading) and not (column.role or column.node)
        texts = set(table.raw_cells(column.index) if is_open else ()) - {None}
        if is_open and all(marks.mark_form(one) in SHORT_MARKS for one in texts):
            run.append(column)
            continue
        if len(run) >= LEAST_LEVELS:
            yield run
        run = []


def read_ticked_levels(
    table: Table, grid: TickGrid, nodes: Mapping[int, Node], reader: FileReading, legend: Legend = NO_LEGEND
) -> dict[int, ParsedCell]:
    """Row -> the level marked on it, for the rows of items; a doubt about a row or a mark is asked.

    `legend` is what the file says of the levels in the headings.
    """
    for column in grid.run.values:
        reader.ledger.take_cells(table.sheet.name, column, nodes)
    reader.ledger.leave_comments(table.sheet.name, grid.comments)
    meaning = read_level_meaning(grid.run, table.sheet.name, reader, legend)
    if not meaning:
        return {row: ParsedCell() for row in nodes}
    highest = _is_highest_meant(table.sheet, grid.marks, reader) if grid.marks.cumulative else None
    noted = [(row, column) for row in nodes for column in grid.marks.noted.get(row, ())]
    told = _RowMarks(grid, meaning, highest, _are_noted_meant(table.sheet, noted, reader) if noted else None)
    held = set(grid.marks.marked_rows)
    return {
        row: _level(table.sheet, row, node, told, reader)
        if row in held
        else _status(table, row, node, reader)
        for row, node in nodes.items()
    }


def _status(table: Table, row: int, node: Node, reader: FileReading) -> ParsedCell:
    """What a row without a level says in a column to mark headed "Belum ada data" or "Tidak berlaku"."""
    for column in table.columns:
        parsed = cells.parse_answer_cell(
            column.lowest_heading or None,
            reader.instrument.framework.scale,
            integers=True,
            may_not_apply=True,
        )
        is_status = bool(column.lowest_heading) and not parsed.problem and parsed.value is None
        if not is_status or marks.mark_form(table.sheet.at(row, column.index)) in marks.NOTHING:
            continue
        reader.ledger.take_cells(table.sheet.name, column.index, (row,))
        if parsed.status == "not_applicable" and not node.tags.get("may_not_apply"):
            place = cell_name(row, column.index)
            reader.say("W97", table.sheet.name, place, f"{node.code}: {column.lowest_heading}")
            return ParsedCell()
        return parsed
    return ParsedCell()


def _is_highest_meant(sheet: Sheet, found: Marks, reader: FileReading) -> bool | None:
    """Whether of rows marked from the lowest level on the highest counts; None while that is asked."""
    rows = [row for row, columns in found.plain.items() if len(columns) > 1]
    offered = (
        (AS_MARKS, "Ya, tingkat tertinggi yang ditandai"),
        (cells.MISSING_CHOICE, "Tidak, jangan dibaca"),
    )
    question = f"{len(rows)} baris ditandai dari tingkat terendah. Apakah tingkat tertingginya yang dimaksud?"
    place = cell_name(rows[0], found.plain[rows[0]][0])
    choice = reader.ask("scale", reader.key("scale", sheet.name, place), question, offered, sheet.name, place)
    if choice is None:
        reader.say("E78", sheet.name, place, len(rows))
    return None if choice is None else choice == AS_MARKS


def _are_noted_meant(sheet: Sheet, places: Sequence[tuple[int, int]], reader: FileReading) -> bool | None:
    """Whether odd marks ("x (SK)", a cross among ticks) count as marks; None while that is asked, once."""
    told = ", ".join(f"{cell_name(*place)} '{sheet.text(*place)}'" for place in places[:NAMED_CELLS])
    more = ", …" if len(places) > NAMED_CELLS else ""
    offered = ((AS_MARKS, "Ya, dibaca sebagai tanda"), (cells.MISSING_CHOICE, "Tidak, anggap belum ada data"))
    question = f"Tanda yang lain dari yang lain: {told}{more}. Apakah dibaca sebagai tanda?"
    place = cell_name(*places[0])
    choice = reader.ask("value", reader.key("value", sheet.name, place), question, offered, sheet.name, place)
    if choice is None:
        for row, column in places:
            reader.say("E79", sheet.name, cell_name(row, column), sheet.text(row, column))
    return None if choice is None else choice == AS_MARKS


@dataclass(frozen=True)
class _RowMarks:
    """How the rows of a grid are read: what its columns mean, and what the user said of doubtful marks."""

    grid: TickGrid
    meaning: Meaning
    highest: bool | None
    noted: bool | None

    def columns_of(self, row: int) -> tuple[int, ...]:
        """The columns that may hold the answer, from the lowest level; of noted marks once they count."""
        found = self.grid.marks
        noted = found.noted.get(row, ()) if self.noted else ()
        values = self.grid.run.values
        return tuple(sorted({*found.plain.get(row, ()), *noted}, key=lambda column: values[column]))


def _level(sheet: Sheet, row: int, node: Node, told: _RowMarks, reader: FileReading) -> ParsedCell:
    found = told.grid.marks
    columns, other = told.columns_of(row), found.other.get(row, ())
    if row in found.noted and (told.noted is None or not (columns or other)):
        return ParsedCell()
    if found.cumulative and len(columns) > 1 and not other:
        columns = columns[-1:] if told.highest else ()
    if not columns and not other:
        return ParsedCell()
    if len(columns) == 1 and not other:
        level = told.meaning[columns[0]]
        return ParsedCell() if level is None else ParsedCell("answered", level)
    places = [(row, column) for column in sorted({*columns, *other})]
    return _asked_level(sheet, places, node, told.meaning, reader)


def _asked_level(
    sheet: Sheet, places: Sequence[tuple[int, int]], node: Node, meaning: Meaning, reader: FileReading
) -> ParsedCell:
    """The level that the user chooses for a row with several marks, or with something that is none."""
    place = cell_name(*places[0])
    levels = [level for _, column in places if (level := meaning[column]) is not None]
    offered = (
        *((write_code(level), format_plain(level)) for level in dict.fromkeys(levels)),
        (cells.MISSING_CHOICE, "Belum ada data"),
    )
    found = ", ".join(f"{cell_name(*one)} '{sheet.text(*one)}'" for one in places)
    question = (
        f"{node.code}: lebih dari satu tingkat ditandai ({found}). Mana yang dipakai?"
        if len(places) > 1
        else f"{node.code}: {found} bukan tanda yang dikenal. Tingkat mana yang dimaksud?"
    )
    choice = reader.ask("value", reader.key("value", sheet.name, place), question, offered, sheet.name, place)
    if choice is None:
        code, held = ("E55", found) if len(places) > 1 else ("E20", sheet.text(*places[0]))
        reader.say(code, sheet.name, place, held, choices=" atau ".join(map(format_plain, levels)))
    return ParsedCell() if choice in (None, cells.MISSING_CHOICE) else ParsedCell("answered", float(choice))
