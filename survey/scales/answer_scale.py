"""On which scale the answers of a table stand: numbers, or words with their scores, by column."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from reference.keys import text_key
from survey.answers import labels
from survey.answers.cells import MISSING, is_no_answer, number_in_answer, number_in_cell
from survey.files import cell_kinds
from survey.files.grid import Cell, Sheet, Workbook, cell_as_text
from survey.scales.statements import rank_of_meaning
from survey.tables import areas
from survey.tables.areas import TableArea

HIGHEST_LEVEL = 10
SHARE = 0.9
LONG = 100
RANKED = 3
LONGEST_BOOK, WIDEST_BOOK = 15, 6
NOT_ANSWERED = frozenset({*MISSING, "na", "tidakberlaku", "tidakrelevan", "tidaktahu"})
SCORE_HEADINGS = frozenset(
    map(
        text_key,
        ("point", "poin", "skor", "nilai", "bobot", "score", "value", "skala", "kode", "code", "angka"),
    )
)


@dataclass(frozen=True)
class AnswerScale:
    """The scale of one or more columns.

    "numeric": from `minimum` to `maximum` as seen, a lowest level of 1 taken for granted. "label": `scores`
    gives each word its score.
    `certain` is False where the words seen fit scales of several lengths, or leave out an end of the only one
    that has them: a scale of "kurang", "cukup" and "baik" may be one of three.
    """

    kind: Literal["numeric", "label"]
    minimum: float = 0.0
    maximum: float = 0.0
    scores: Mapping[str, float] = field(default_factory=dict)
    certain: bool = True

    @property
    def names_an_end(self) -> bool:
        """Whether a word was seen for its lowest or its highest level."""
        return bool({self.minimum, self.maximum} & set(self.scores.values()))

    @property
    def size(self) -> int:
        """How many levels the scale has."""
        return int(self.maximum - self.minimum) + 1


def find_code_books(book: Workbook) -> list[Mapping[str, float]]:
    """Tables anywhere in a workbook that give words their scores: key of the word -> score."""
    found = [_as_book(sheet, area) for sheet in book.sheets for area in areas.find_table_areas(sheet)]
    return [one for one in found if one]


def _as_book(sheet: Sheet, area: TableArea) -> dict[str, float]:
    rows = [row for row in range(area.first, area.last + 1) if row not in area.skipped]
    if not 2 <= len(rows) <= LONGEST_BOOK or len(area.columns) > WIDEST_BOOK:
        return {}
    columns = {
        column: [sheet.at(row, column) for row in rows] for column, _ in areas.columns_and_headings(area)
    }
    headings = {column: text_key(text) for column, text in areas.columns_and_headings(area)}
    scores = [column for column, cells in columns.items() if _are_scores(cells)]
    scores = [column for column in scores if headings[column] in SCORE_HEADINGS]
    words = [column for column, cells in columns.items() if cell_kinds.common_value_kind(cells) == "text"]
    if not scores or not words:
        return {}
    return {
        text_key(cell_as_text(sheet.at(row, word))): float(value.value)
        for row in rows
        for word in words
        if (value := number_in_cell(sheet.at(row, scores[0]))) and cell_as_text(sheet.at(row, word))
    }


def _are_scores(cells: Sequence[Cell]) -> bool:
    """Whether cells are the levels of a scale: whole numbers one apart, each once."""
    values = sorted(value.value for cell in cells if (value := number_in_cell(cell)))
    steps = {after - before for before, after in pairwise(values)}
    return len(values) == len(cells) and steps == {1.0} and values[0] >= 0 and values[-1] <= HIGHEST_LEVEL


def find_answer_scale(cells: Iterable[Cell], books: Sequence[Mapping[str, float]] = ()) -> AnswerScale | None:
    """The scale that the cells of columns share; None where they are no answers on a scale."""
    counts = Counter(text for cell in cells if _is_answer(text := cell_as_text(cell)))
    if not counts:
        return None
    values = {text: value for text in counts if (value := number_in_answer(text)) is not None}
    if sum(counts[text] for text in values) >= SHARE * counts.total():
        totals: Counter[float] = Counter()
        for text, value in values.items():
            totals[value] += counts[text]
        return _numeric(totals, books)
    return _words(counts, books)


def _is_answer(text: str) -> bool:
    """Whether a text may be an answer; a sign may, but no dash."""
    key = text_key(text)
    return key not in NOT_ANSWERED if key else not is_no_answer(text)


def _numeric(counts: Mapping[float, int], books: Sequence[Mapping[str, float]]) -> AnswerScale | None:
    values = _without_slips(counts)
    lowest, highest = values[0], values[-1]
    if lowest >= 0 and highest <= 1 and not all(value.is_integer() for value in values):
        return AnswerScale("numeric", 0.0, 1.0)
    if lowest >= 0 and highest <= HIGHEST_LEVEL:
        first = 0.0 if lowest < 1 else 1.0
        scored = [set(book.values()) for book in books if set(values) <= set(book.values())]
        ends = (min(scored[0]), max(scored[0])) if scored else (first, float(math.ceil(highest)))
        return AnswerScale("numeric", *ends)
    if lowest >= 0 and HIGHEST_LEVEL < highest <= 100:
        return AnswerScale("numeric", 0.0, 100.0)
    return None


def _without_slips(counts: Mapping[float, int]) -> list[float]:
    """The values in their order, without single ones beyond all others of a long column."""
    top, every = sorted(counts), sum(counts.values())
    if len(top) > 3 and every >= LONG / 3 and counts[top[-1]] == 1 and top[-1] > HIGHEST_LEVEL >= top[-2]:
        top.pop()
    if top[-1] > HIGHEST_LEVEL or not all(value.is_integer() for value in top):
        return top
    while len(top) > 3 and every >= LONG and counts[top[-1]] == 1:
        top.pop()
    return top


def _words(counts: Counter[str], books: Sequence[Mapping[str, float]]) -> AnswerScale | None:
    by_rank = _ranked(list(counts))
    graded = labels.grade_words(counts) or labels.grade_initials(counts)
    ranked = by_rank.scores if by_rank else {}
    common = [
        text
        for text in counts
        if text in graded
        or text in ranked
        or labels.level_of_word(text)
        or any(text_key(text) in book for book in books)
    ]
    if sum(counts[text] for text in common) < SHARE * counts.total():
        return None
    for book in books:
        if scores := _by_book(common, book):
            every = sorted(set(book.values()))
            return AnswerScale("label", every[0], every[-1], scores)
    scales = labels.scales_with_levels(common)
    if not scales:
        return _graded(common)
    scale = next(
        (one for one in scales if len(one) == len(set(map(labels.level_of_word, common)))), scales[-1]
    )
    sizes, levels = {len(one) for one in scales}, {labels.level_of_word(text) for text in common}
    certain = (len(sizes) == 1 and {scale[0], scale[-1]} <= levels) or levels == set(scale)
    return AnswerScale("label", 1.0, float(len(scale)), labels.score_level_words(common, scale), certain)


def _graded(texts: Sequence[str]) -> AnswerScale | None:
    """Phrases that say more or less of one thing, each step a level."""
    worded = labels.grade_words(texts)
    grades = worded or labels.grade_initials(texts)
    steps = sorted(set(grades.values()))
    scores = {text: float(steps.index(grade) + 1) for text, grade in grades.items()}
    return AnswerScale("label", 1.0, float(len(steps)), scores, bool(worded)) if scores else _ranked(texts)


def _ranked(texts: Sequence[str]) -> AnswerScale | None:
    """Words of which each says how good it is and no two the same: "rendah", "sedang", "tinggi"."""
    ranks = rank_words(texts)
    steps = sorted(set(ranks.values()))
    if len(steps) < RANKED:
        return None
    scores = {text: float(steps.index(rank) + 1) for text, rank in ranks.items()}
    return AnswerScale("label", 1.0, float(len(steps)), scores, certain=False)


def rank_words(texts: Iterable[str]) -> dict[str, float]:
    """How good each text says it is, where all do and no two words say the same; {} for others."""
    ranks = {text: rank_of_meaning(text) for text in texts}
    found = {text: rank for text, rank in ranks.items() if rank is not None}
    is_one = len(found) == len(ranks) and len(set(found.values())) == len(set(map(labels.key_of_word, found)))
    return found if is_one else {}


def _by_book(texts: Sequence[str], book: Mapping[str, float]) -> dict[str, float]:
    """The score of each text in a code book, by the word or another for its level; {} where one lacks."""
    by_level = {
        labels.level_of_word(word): score for word, score in book.items() if labels.level_of_word(word)
    }
    found = {}
    for text in texts:
        score = book.get(text_key(text), by_level.get(labels.level_of_word(text)))
        if score is None:
            return {}
        found[text] = score
    return found
