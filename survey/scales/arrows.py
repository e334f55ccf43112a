"""Answers written "2 → 3": what they became, unless anything in the file speaks of a level to come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reference.numbers import format_plain
from scoring.tree import Scale
from survey.answers.file_reading import FileReading
from survey.answers.odd_texts import levels_of_arrow
from survey.files.grid import Cell, cell_as_text
from survey.scales.legends import ROWS
from survey.scales.scale_sources import ITEM_ROLES, ScaleSources
from survey.tables.table import Table, TableColumn

EXPECTED = re.compile(
    r"\b(?:target|sasaran|(?:di)?harap|(?:di)?ideal|(?:di)?ingin|(?:di)?rencana|proyeksi|usul|(?:di)?tuju"
    r"|menuju|ke depan|mendatang|akan\b|(?:se|semes)?(?:harus|mesti)nya|to be\b|expected|goal"
    r"|sebelum|sesudah|setelah|semula|awal|akhir|lama\b|baru\b|lalu\b|dahulu|panah)",
    re.I,
)
"""What may give either side of an arrow a meaning of its own; each the beginning of a word."""
SIGN = re.compile(r"→|⇒|➔|➜|[-=]>")
SHOWN = 6


def prepare_arrow_answers(table: Table, reader: FileReading, sources: ScaleSources) -> None:
    """Say of the file what the arrows among its answers mean; left to be asked where that is not plain.

    "2 → 3" in a column of one level each, in a file that knows no other time than its own, says that the 2
    became a 3: a correction, or what was reached. Only a level to come would stand behind an arrow and not
    hold yet, and whoever means one says so: in a heading, a title, a note, a legend, on any sheet.
    """
    scale = reader.instrument.framework.scale
    own = [one for one in sources.columns if (table.sheet.name, one.index) not in reader.meanings.numbers]
    found = {column: _arrows(table, column, scale) for column in own if scale.integers}
    arrows = {text: level for one in found.values() for text, level in (one or {}).items()}
    if not arrows or None in found.values() or any(map(_is_of_other_time, _texts_beside(sources))):
        return
    for column, levels in found.items():
        if levels:
            reader.meanings.texts[table.sheet.name, column.index] = levels
    shown = [f"'{text}' = {format_plain(level)}" for text, level in arrows.items()]
    listed = ", ".join(shown[:SHOWN]) + (", …" if len(shown) > SHOWN else "")
    reader.say_first("W80", table.sheet.name, "", listed)


def _arrows(table: Table, column: TableColumn, scale: Scale) -> dict[str, float] | None:
    """Text -> the level behind its arrow; None where one of them does not lead from level to level.

    {} for a column headed by an item, which may speak of anything: there each arrow is asked.
    """
    if column.node:
        return {}
    cells = (cell for cell in table.distinct(column.index) if isinstance(cell, str))
    found = {cell: levels_of_arrow(cell) for cell in cells}
    held = {text: levels for text, levels in found.items() if levels}
    if any(not scale.minimum <= one <= scale.maximum for levels in held.values() for one in levels):
        return None
    return {text: levels[1] for text, levels in held.items()}


def _is_of_other_time(text: str) -> bool:
    """Whether a text may say what stands on either side of an arrow."""
    return bool(EXPECTED.search(text) or SIGN.search(text))


def _texts_beside(sources: ScaleSources) -> Iterator[str]:
    """Every text of the workbook that is neither an answer nor the name of an item."""
    tables = {table.area: table for table in (sources.table, *sources.others())}.values()
    answers = [(sources.table, column) for column in sources.columns] + list(sources.columns_alike)
    for sheet in sources.book.sheets:
        named = {
            (row, column.index)
            for one in tables
            if one.sheet.name == sheet.name
            for row, column in _items(one)
        }
        given = {
            (row, column.index) for one, column in answers if one.sheet.name == sheet.name for row in one.rows
        }
        yield sheet.name
        yield from _texts(sheet.rows[:ROWS], named | given)


def _items(table: Table) -> Iterator[tuple[int, TableColumn]]:
    return ((row, column) for row in table.rows for column in table.of(*ITEM_ROLES))


def _texts(rows: Iterable[Sequence[Cell]], but: set[tuple[int, int]]) -> Iterator[str]:
    return (
        cell_as_text(cell)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
        if isinstance(cell, str) and (row, column) not in but
    )
