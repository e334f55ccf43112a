"""Answers written "3/5" or "3 dari 5": so many steps of one scale, where every answer of a file is."""

from __future__ import annotations

import math
from collections.abc import Mapping

from reference.keys import text_key
from survey.answers.cells import is_no_answer
from survey.answers.column_meanings import NOT_AVAILABLE
from survey.answers.file_reading import FileReading
from survey.answers.level_meanings import meanings_of_span
from survey.answers.odd_texts import read_part_of_whole
from survey.files.grid import cell_as_text
from survey.scales.scale_questions import ask_scale, scale_key
from survey.scales.scale_sources import ScaleSources
from survey.tables.table import Table, TableColumn

LEAST_CELLS, LEAST_STEPS = 5, 2
"""So many answers and different steps show a scale; fewer may be two levels that somebody wavered between."""
TOPS = (*range(3, 11), 100)


def prepare_fraction_answers(table: Table, reader: FileReading, sources: ScaleSources) -> None:
    """Say of the file which levels its parts of one whole are; on another scale that is asked once.

    A column that also holds anything else is left alone: there "3/5" may be a level between 3 and 5.
    """
    scale = reader.instrument.framework.scale
    own = [_parts(table, column) for column in sources.columns] if scale.integers else []
    if None in own or not any(own):
        return
    every = [*((table, column) for column in sources.columns), *sources.columns_alike]
    found = [_parts(one, column) for one, column in every]
    if None in found:
        return
    parts = {text: pair for one in found for text, pair in (one or {}).items()}
    steps, tops = {step for step, _ in parts.values()}, {top for _, top in parts.values()}
    held = sum(cell in parts for one, column in every for cell in one.cells(column.index)) if parts else 0
    if held < LEAST_CELLS or len(steps) < LEAST_STEPS or len(tops) != 1 or not tops <= set(TOPS):
        return
    levels = _levels(parts, min(steps), tops.pop(), table, reader)
    for column in sources.columns:
        reader.meanings.texts[table.sheet.name, column.index] = levels


def _parts(table: Table, column: TableColumn) -> dict[str, tuple[int, int]] | None:
    """Text -> its step and the highest; None where the column holds any other answer."""
    found: dict[str, tuple[int, int]] = {}
    for cell in table.distinct(column.index):
        text = cell_as_text(cell)
        if is_no_answer(text) or text_key(text) in NOT_AVAILABLE:
            continue
        pair = read_part_of_whole(text) if isinstance(cell, str) else None
        if pair is None:
            return None
        found[str(cell)] = pair
    return found


def _levels(
    parts: Mapping[str, tuple[int, int]], lowest: int, top: int, table: Table, reader: FileReading
) -> dict[str, float | None]:
    """Text -> level; None for each while it is asked what the steps of another scale mean."""
    scale = reader.instrument.framework.scale
    if top == scale.maximum and lowest >= scale.minimum:
        return {text: float(step) for text, (step, _) in parts.items()}
    low = 0 if lowest == 0 or top == TOPS[-1] else 1
    meanings = meanings_of_span(low, top, scale, falling=False)
    key = scale_key(reader, f"{low}-{top}", "bagian")
    meaning = ask_scale(reader, key, ", ".join(list(parts)[:3]) + ", …", meanings, table.sheet.name)
    told = {text: meaning.level_at(float(step)) if meaning else None for text, (step, _) in parts.items()}
    return {text: level for text, level in told.items() if level is None or not math.isnan(level)}
