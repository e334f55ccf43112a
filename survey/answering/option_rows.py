"""Questions whose levels stand below one another, each on a row of its own with a place to mark beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reference.keys import text_key
from scoring.tree import Node
from survey.answering import marks
from survey.answering.level_headings import LevelRun
from survey.answering.marks import BOX, Marks
from survey.answers import cells
from survey.answers.cells import ParsedCell
from survey.answers.file_reading import SKIP, FileReading
from survey.answers.odd_texts import split_front
from survey.files.grid import Cell, Sheet, cell_name
from survey.tables.headings import node_named_by
from survey.tables.table import Table

LEAST_OPTIONS = 3
LEAST_BLOCKS = 2
MOST_ROWS = 2_000
"""More rows than the levels of every item of an instrument take."""


_Options = tuple[tuple[str, float], ...]
_Run = dict[int, dict[str, float]]
"""Row -> item -> level: options below one another, of every item that they fit so far."""


@dataclass(frozen=True)
class OptionBlock:
    """The levels of one item below one another in a column: row -> level; `code` "" while it is asked."""

    code: str
    column: int
    levels: Mapping[int, float]


@dataclass(frozen=True)
class OptionMarks:
    """The blocks of a table and the column that marks them: beside the options, or their own texts."""

    blocks: Sequence[OptionBlock]
    column: int
    marks: Marks
    """Its rows count the blocks, its columns are levels by their place."""


def find_option_marks(table: Table, reader: FileReading) -> OptionMarks | None:
    """The marked levels of a table of options; None where it is none or no one column marks them."""
    if len(table.rows) > MOST_ROWS:
        return None
    blocks = max((list(_blocks(table, one.index, reader)) for one in table.own_columns), key=len, default=[])
    if len(blocks) < LEAST_BLOCKS:
        return None
    sheet, own = table.sheet, blocks[0].column
    columns = [one.index for one in table.own_columns if one.index != own]
    found = [
        (column, one)
        for column in columns
        if not _are_written_answers(sheet, blocks, column) and (one := _marks(_grid(sheet, blocks, column)))
    ]
    if one := _marks(_boxes(sheet, blocks)):
        found.append((own, one))
    return OptionMarks(blocks, *found[0]) if len(found) == 1 else None


def _places(block: OptionBlock) -> list[tuple[int, int]]:
    """(Row, level as a number of a column) of each option."""
    return [(row, int(level)) for row, level in block.levels.items()]


def _grid(sheet: Sheet, blocks: Sequence[OptionBlock], column: int) -> dict[int, dict[int, Cell]]:
    return {
        place: {level: cell for row, level in _places(block) if (cell := sheet.at(row, column)) is not None}
        for place, block in enumerate(blocks)
    }


def _boxes(sheet: Sheet, blocks: Sequence[OptionBlock]) -> dict[int, dict[int, Cell]]:
    """The boxes in front of the options themselves, as a grid."""
    return {
        place: {
            level: box[1]
            for row, level in _places(block)
            if (box := BOX.match(sheet.text(row, block.column)))
        }
        for place, block in enumerate(blocks)
    }


def _are_written_answers(sheet: Sheet, blocks: Sequence[OptionBlock], column: int) -> bool:
    """Whether a column holds its texts on the first row of each block alone, such as the letters chosen."""
    held = {
        (block, row)
        for block in range(len(blocks))
        for row in blocks[block].levels
        if sheet.text(row, column)
    }
    first = {(place, min(block.levels)) for place, block in enumerate(blocks)}
    return held <= first and len({sheet.text(row, column) for _, row in held}) > 1


def _marks(grid: Mapping[int, Mapping[int, Cell]]) -> Marks | None:
    """The marks in a column beside the options; None where it numbers them or holds something else."""
    filled = {place: row for place, row in grid.items() if row}
    told = {tuple(map(str, row.values())) for row in filled.values()}
    if not filled or (len(told) == 1 and len(next(iter(filled.values()))) >= LEAST_OPTIONS):
        return None
    levels = sorted({level for row in filled.values() for level in row} | {1, 2, 3, 4, 5})
    run = LevelRun("own", "", {one: float(one) for one in levels}, {one: str(one) for one in levels})
    return marks.find_marks(filled, run)


def lists_options(table: Table, column: int, reader: FileReading) -> bool:
    """Whether a column describes the levels of its items below one another, so that it answers nothing."""
    return len(list(_runs(table, column, reader))) >= LEAST_BLOCKS


def _blocks(table: Table, column: int, reader: FileReading) -> Iterator[OptionBlock]:
    """The runs of options in a column, each of the one item that its rows, or those above it, name."""
    since = table.area.first
    for run in _runs(table, column, reader):
        rows = list(run)
        code = _item_of(table, column, range(since, rows[-1] + 1), run, reader)
        known = code or next(iter(run[rows[-1]]))
        yield OptionBlock(code or "", column, {row: levels[known] for row, levels in run.items()})
        since = rows[-1] + 1


def _runs(table: Table, column: int, reader: FileReading) -> Iterator[_Run]:
    """The runs of options in a column: levels that rise or fall by one, of every item that they fit."""
    run: _Run = {}
    rows, options = _options_of_column(table.sheet, column, reader)
    start = bisect_left(rows, table.area.first)
    for row, meant in zip(rows[start:], options[start:], strict=True):
        going = _going_on(run.get(row - 1, {}), meant)
        if not going and len(run) >= LEAST_OPTIONS:
            yield run
        run = {**run, row: going} if going else {row: dict(meant)}
    if len(run) >= LEAST_OPTIONS:
        yield run


def _going_on(last: Mapping[str, float], meant: _Options) -> dict[str, float]:
    """The items, with the level meant, that go on from the option above."""
    return {code: at for code, at in meant if code in last and abs(at - last[code]) == 1}


def _item_of(table: Table, column: int, rows: Sequence[int], run: _Run, reader: FileReading) -> str | None:
    """The item of a run of options; where several have the same levels the one named there, else asked."""
    fit = list(run[next(reversed(run))])
    if len(fit) == 1:
        return fit[0]
    beside = [one.index for one in table.own_columns if one.index != column]
    texts = (text for row in rows for at in (*beside, column) if (text := table.sheet.text(row, at)))
    named = {code for text in texts if (code := node_named_by(text, reader.instrument)) in fit}
    return named.pop() if len(named) == 1 else _asked_item(table, column, next(iter(run)), fit, reader)


def _asked_item(table: Table, column: int, row: int, fit: Sequence[str], reader: FileReading) -> str | None:
    name, place = table.sheet.name, cell_name(row, column)
    nodes = [reader.instrument.framework.node(code) for code in fit]
    offered = (*((one.code, f"{one.code} {one.name}") for one in nodes), (SKIP, "Lewati pilihan ini"))
    question = f"Pilihan mulai baris {row + 1} sama pada beberapa pertanyaan. Pertanyaan mana yang dimaksud?"
    choice = reader.ask("value", reader.key("value", name, place, "butir"), question, offered, name, place)
    return None if choice in (None, SKIP) else choice


def _options_of_column(sheet: Sheet, column: int, reader: FileReading) -> tuple[list[int], list[_Options]]:
    """The rows of a sheet with options in a column, and these: sought once, however many tables it holds."""

    def find_options() -> tuple[list[int], list[_Options]]:
        every = ((row, _options(sheet.text(row, column), reader)) for row in range(len(sheet.rows)))
        found = {row: meant for row, meant in every if meant}
        return list(found), list(found.values())

    return reader.recall(("options of column", sheet.name, column), find_options)


def _options(text: str, reader: FileReading) -> _Options:
    """(Item, level) of every item that describes a level by this text, whatever code stands before it."""
    if not text:
        return ()
    known = reader.recall(("options",), lambda: _every_option(reader))
    plain = BOX.sub("", text)
    readings = (plain, split_front(plain)[1], plain.partition(":")[2])
    return next((known[key] for one in readings if (key := text_key(one)) in known), ())


def _every_option(reader: FileReading) -> dict[str, tuple[tuple[str, float], ...]]:
    framework = reader.instrument.framework
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for code in framework.leaves:
        for key, level in cells.levels_by_anchor(framework.node(code), framework.scale).items():
            found[key] = (*found.get(key, ()), (code, level))
    return found


def read_option_block(
    sheet: Sheet, place: int, found: OptionMarks, node: Node, reader: FileReading
) -> tuple[int, ParsedCell]:
    """The row marked in a block and its level; a block with several marks, or with an odd one, is asked."""
    block, own = found.blocks[place], found.marks
    rows = {int(level): row for row, level in block.levels.items()}
    reader.ledger.take_cells(sheet.name, found.column, tuple(block.levels))
    plain = own.plain.get(place, ())
    every = sorted({*plain, *own.noted.get(place, ()), *own.other.get(place, ())})
    if len(every) == len(plain) == 1:
        return rows[plain[0]], ParsedCell("answered", float(plain[0]))
    if not every:
        return min(block.levels), ParsedCell()
    return rows[every[0]], _asked(sheet, found.column, {level: rows[level] for level in every}, node, reader)


def _asked(sheet: Sheet, column: int, rows: Mapping[int, int], node: Node, reader: FileReading) -> ParsedCell:
    held = ", ".join(f"{cell_name(row, column)} '{sheet.text(row, column)[:20]}'" for row in rows.values())
    place = cell_name(min(rows.values()), column)
    offered = (*((f"{level}", f"{level}") for level in rows), (cells.MISSING_CHOICE, "Belum ada data"))
    question = f"{node.code}: pilihan yang ditandai belum pasti ({held}). Tingkat mana yang dimaksud?"
    choice = reader.ask("value", reader.key("value", sheet.name, place), question, offered, sheet.name, place)
    if choice is None:
        text = sheet.text(min(rows.values()), column)
        reader.say("E20", sheet.name, place, text, choices=" atau ".join(map(str, rows)))
    return ParsedCell() if choice in (None, cells.MISSING_CHOICE) else ParsedCell("answered", float(choice))
