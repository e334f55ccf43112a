"""Numbers on another scale than the instrument's: found by heading, legend and values, asked once a file."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reference.keys import normalise_text, text_key
from reference.numbers import format_span, join_ends
from scoring.tree import Scale
from survey.answers.cells import keys_of_anchors, number_and_words, number_in_answer, number_in_cell
from survey.answers.file_reading import FileReading
from survey.answers.level_meanings import Meaning, meaning_of_numbers, meanings_by_name, meanings_of_span
from survey.answers.odd_texts import split_back
from survey.answers.other_scale import OtherScale
from survey.files.grid import Cell
from survey.scales import percent_items, scale_questions, statements
from survey.scales.legends import Legend
from survey.scales.scale_sources import Columns, ScaleSources
from survey.scales.spelled_scales import levels_spelled_out
from survey.tables.table import Table, TableColumn

LEAST = 5
"""Of fewer numbers than these one beyond the scale may be a slip in its cell or show another scale."""
LEAST_FROM_ZERO = 3
"""Beside one other number a 0 shows no scale."""
SHARE, FIT = 0.2, 0.8
TOPS = (10, 100)
NO_SCALE = frozenset({"number", "weight", "year"})
MOST = re.compile(r"\b(?:maks|max|tertinggi)", re.I)
PERCENT = 100


@dataclass(frozen=True)
class _Span:
    """The scale that numbers stand on; `legend` is what their texts stand for, as part of a key.

    `is_guess` where nothing but the numbers tell the scale, so that nobody may have given its highest, and
    `is_of_few` where these are so few that the one beyond the instrument's levels may be a slip.
    `plain` is what its numbers mean where the form leaves no doubt.
    """

    low: int
    high: int
    falling: bool = False
    legend: str = ""
    is_guess: bool = False
    is_of_few: bool = False
    plain: Meaning | None = None


def prepare_number_answers(table: Table, reader: FileReading, sources: ScaleSources) -> None:
    """Say of the file on which scale the numbers of answers stand, where it is not the instrument's own."""
    groups: dict[tuple[int, int] | None, list[tuple[Table, TableColumn]]] = {}
    for one, column in [*((table, column) for column in sources.columns), *sources.columns_alike]:
        groups.setdefault(_span_in_heading(column.heading, bool(column.node)), []).append((one, column))
    for stated, group in groups.items():
        own = [column for one, column in group if one is table]
        found = _find_span(group, stated, sources.found_legend, reader) if own else None
        if found is not None:
            _hold(table, own, found, group, reader)


@lru_cache(maxsize=8_192)
def _span_in_heading(heading: str, names_item: bool) -> tuple[int, int] | None:
    """The ends that a heading names; percentages where it says so of a column that is no item."""
    found = statements.stated_span(heading)
    is_percent = not names_item and statements.names_percent(heading)
    return found or ((0, 100) if is_percent else None)


def _hold(
    table: Table, own: Sequence[TableColumn], found: _Span, group: Columns, reader: FileReading
) -> None:
    key = scale_questions.scale_key(reader, f"{found.low}-{found.high}", found.legend)
    shown = join_ends(found.low, found.high)
    meanings = _meanings(found, group, reader)
    meaning = scale_questions.ask_scale(reader, key, shown, meanings, table.sheet.name)
    for column in own:
        reader.meanings.numbers[table.sheet.name, column.index] = OtherScale(found.low, found.high, meaning)


def _meanings(found: _Span, group: Columns, reader: FileReading) -> list[Meaning]:
    framework = reader.instrument.framework
    every = meanings_of_span(found.low, found.high, framework.scale, falling=found.falling)
    if found.is_guess:
        shorter = meanings_of_span(found.low, found.high - 1, framework.scale, falling=found.falling)
        every = list(meanings_by_name([every[0], *shorter[:2], *every[1:], *shorter[2:]]).values())
    if found.is_of_few:
        every.append(_levels_and_slips(framework.scale))
    if found.plain:
        return [replace(found.plain, is_plain=True), *every]
    if found.high != PERCENT or not framework.scale.integers or not percent_items.has_percent_items(reader):
        return every
    by_item = replace(
        every[0], told=f"Menurut batas persen pada pertanyaannya, selain itu {every[0].told}", by_item=True
    )
    span = format_span(framework.scale.minimum, framework.scale.maximum)
    mixed = replace(
        by_item, told=f"{span} adalah tingkat, selain itu menurut batas persen", keeps_levels=True
    )
    answers = percent_items.answers_by_item(group, reader)
    return [*percent_items.meanings_by_item(answers, framework.scale), by_item, *every, mixed]


def _levels_and_slips(scale: Scale) -> Meaning:
    """Numbers that are levels as they stand, each other one a doubt of its cell."""
    span = format_span(scale.minimum, scale.maximum)
    told = f"{span} adalah tingkat apa adanya, angka lain ditanyakan per sel"
    return Meaning(told, lambda number: math.nan, keeps_levels=True)


def _find_span(
    group: Columns, stated: tuple[int, int] | None, legend: Legend, reader: FileReading
) -> _Span | None:
    """The scale of a group of columns; None where it is the instrument's own, or shows none."""
    scale = reader.instrument.framework.scale
    own = (scale.minimum, scale.maximum)
    anchors = keys_of_anchors(reader.instrument)
    distinct = {cell for table, column in group for cell in table.distinct(column.index)}
    distinct = {cell for cell in distinct if not (isinstance(cell, str) and _is_anchor(cell, anchors))}
    numbers = [one for cell in distinct if (one := number_in_answer(cell)) is not None]
    explained = legend.explained_numbers or _labels(distinct)
    falling = bool(legend.falls) or statements.is_falling(list(explained.values()))
    span = stated or _fitting(legend.span or _ends(explained) or _most_beside(group), numbers)
    is_guess, is_of_few = span is None, False
    if span is None and not all(scale.minimum <= number <= scale.maximum for number in numbers):
        counts = _counted(group, distinct)
        is_of_few = 1 < sum(counts.values()) < LEAST
        span = _span_of_few(counts, scale) if is_of_few else _span_by_values(counts, scale)
    if span is None and falling:
        span = (int(scale.minimum), int(scale.maximum))
    if span is None or not numbers or (span == own and not falling):
        return None
    sign = statements.sign_of_legend(explained.values() or filter(None, [legend.falls]))
    is_short = is_guess and span[1] < scale.maximum
    is_of_these = stated or (min(numbers) < scale.minimum and not _fits_beside(group, span))
    plain = _spelled_out(span, explained, numbers, scale) if is_of_these else None
    if span[1] == PERCENT and (is_guess or all(_heads_percentages(column) for _, column in group)):
        plain = percent_items.plain_meaning(group, reader)
    return _Span(*span, falling, sign, is_short, is_of_few, plain)


def _fits_beside(group: Columns, span: tuple[int, int]) -> bool:
    """Whether a legend may explain a column beside the answers: one of other numbers on the same scale."""
    answered = {(table.area, column.index) for table, column in group}
    for table in {table.area: table for table, _ in group}.values():
        for column in table.columns:
            if (table.area, column.index) in answered or column.role in NO_SCALE or column.node:
                continue
            found = {one.value for cell in table.distinct(column.index) if (one := number_in_cell(cell))}
            if len(found) > 1 and span[0] <= min(found) and max(found) <= span[1]:
                return True
    return False


def _heads_percentages(column: TableColumn) -> bool:
    return statements.names_percent(column.heading) and not statements.stated_span(column.heading)


def _spelled_out(
    span: tuple[int, int], explained: Mapping[float, str], numbers: Sequence[float], scale: Scale
) -> Meaning | None:
    """What numbers mean whose every step is explained and which none of them leaves; None for others.

    Only where a heading names it or a number is none of the instrument's: a legend may explain others.
    """
    words = [explained.get(float(number), "") for number in range(span[0], span[1] + 1)]
    levels = levels_spelled_out(words, scale) if all(span[0] <= one <= span[1] for one in numbers) else []
    return meaning_of_numbers(span[0], levels) if levels else None


def _labels(distinct: Iterable[Cell]) -> dict[float, str]:
    """What numbers with words behind them stand for, where each number always has the same words."""
    found: dict[float, set[str]] = {}
    for cell in distinct:
        if isinstance(cell, str) and (pair := number_and_words(cell)) and pair[1]:
            found.setdefault(pair[0], set()).add(normalise_text(pair[1]))
    texts = {number: next(iter(words)) for number, words in found.items() if len(words) == 1}
    # Words that stand behind several numbers are a remark ("3 (ada SK)").
    is_told_apart = len(set(texts.values())) == len(texts) == len(found) > 1
    return dict(sorted(texts.items())) if is_told_apart else {}


def _ends(explained: Mapping[float, str]) -> tuple[int, int] | None:
    """The ends of a scale whose numbers are explained; None where they are none."""
    numbers = [int(number) for number in explained if number.is_integer()]
    if len(numbers) < 2 or min(numbers) > 1 or max(numbers) > TOPS[-1]:
        return None
    return min(numbers), max(numbers)


def _most_beside(group: Columns) -> tuple[int, int] | None:
    """The scale up to what a column beside the answers names as the most that can be reached on every row."""
    for table, answered in group:
        for column in table.columns:
            if column.index != answered.index and _names_most(column.heading):
                cells = {
                    number.value for cell in table.distinct(column.index) if (number := number_in_cell(cell))
                }
                if len(cells) == 1 and (top := cells.pop()).is_integer() and 2 < top <= PERCENT:
                    return (0 if top == PERCENT else 1), int(top)
    return None


@lru_cache(maxsize=8_192)
def _names_most(heading: str) -> bool:
    return bool(MOST.search(heading))


def _fitting(span: tuple[int, int] | None, numbers: Sequence[float]) -> tuple[int, int] | None:
    """The span of a legend where most of the numbers stand on it: it may explain something else."""
    on = [number for number in numbers if span and span[0] <= number <= span[1]]
    return span if numbers and len(on) >= FIT * len(numbers) else None


def _is_anchor(text: str, anchors: frozenset[str]) -> bool:
    """Whether a text is the sentence of a level: a number in it says nothing of the scale."""
    return text_key(text) in anchors or text_key(split_back(text)[1]) in anchors


def _counted(group: Columns, distinct: Collection[Cell]) -> Counter[float]:
    every = (cell for table, column in group for cell in table.cells(column.index))
    cells = Counter(cell for cell in every if cell in distinct)
    counts: Counter[float] = Counter()
    for cell, count in cells.items():
        if (number := number_in_answer(cell)) is not None:
            counts[number] += count
    return counts


def _span_by_values(counts: Mapping[float, int], scale: Scale) -> tuple[int, int] | None:
    """The scale that numbers show where some are no level; None where those are slips in their cells."""
    every, low, high = sum(counts.values()), min(counts), max(counts)
    if low < 0 or high > TOPS[-1] or scale.minimum != 1:
        return None
    over = {number: count for number, count in counts.items() if number > scale.maximum}
    # One number again and again, such as 9 or 99, stands for no answer rather than for a level.
    if len(over) > 1 and sum(over.values()) >= SHARE * every:
        return _span_up_to(low, high)
    is_short = high < scale.maximum and every >= LEAST and all(number.is_integer() for number in counts)
    return (0, int(scale.maximum) - 1) if low == 0 and is_short else None


def _span_of_few(counts: Mapping[float, int], scale: Scale) -> tuple[int, int] | None:
    """The scale that a few numbers may stand on, of which one is no level: all are asked together."""
    low, high = min(counts), max(counts)
    if low < 0 or high > TOPS[-1] or scale.minimum != 1:
        return None
    if high > scale.maximum:
        return _span_up_to(low, high)
    is_short = low == 0 and high < scale.maximum and sum(counts.values()) >= LEAST_FROM_ZERO
    return (0, int(scale.maximum) - 1) if is_short else None


def _span_up_to(low: float, high: float) -> tuple[int, int]:
    top = next(top for top in TOPS if high <= top)
    return (0 if low < 1 or top == PERCENT else 1), top
