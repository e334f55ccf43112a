"""Where a workbook says what its answers mean: legends and named spans around a table and on other sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, pairwise

from reference.keys import text_key
from survey.files.grid import Cell, Sheet, Workbook, cell_as_text
from survey.scales import statements
from survey.tables.speaking_rows import SpeakingRows
from survey.tables.table import Table

ROWS, TAIL, COLUMNS = 400, 40, 40
"""A legend stands near the beginning of its sheet or right below a table; no more cells are looked at."""
LONGEST = 4
"""A numbered line with more words than these is an instruction, no level."""
PADDED = 32
"""No code has more letters than this with all the blanks around it."""
MARKS = re.compile(r"\d|[=:→]|[.)]\s")


@dataclass(frozen=True)
class Legend:
    """What texts say of a scale: its ends, what its codes stand for, what its words score.

    `columns` are those of the `sheet` in which it stands.
    """

    span: tuple[int, int] | None = None
    meanings: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    columns: frozenset[int] = frozenset()
    sheet: str = ""

    @property
    def is_given(self) -> bool:
        """Whether anything was said."""
        return bool(self.span or self.meanings or self.scores)

    def meaning_of(self, code: str) -> str:
        """What a code stands for, "" where the legend does not say."""
        wanted = text_key(code)
        return next((words for one, words in self.meanings.items() if text_key(one) == wanted), "")

    @property
    def explained_numbers(self) -> dict[float, str]:
        """The numbers that the legend explains, in their order."""
        found = {float(code): words for code, words in self.meanings.items() if code.isdecimal()}
        found |= {score: word for word, score in self.scores.items() if score not in found}
        return dict(sorted(found.items()))


@dataclass(frozen=True)
class TellingCell:
    """What one cell may say of a scale: in its text (`strong`: it says so in full), with those beside."""

    row: int
    column: int
    span: tuple[int, int] | None
    pairs: Mapping[str, str]
    strong: bool
    scores: Mapping[str, float]
    beside: Mapping[str, str]


Said = tuple[tuple[int, int] | None, Mapping[str, str], bool, Mapping[str, float]]
"""Span, pairs, whether they are strong, scores of a TellingCell."""
SAYS_NOTHING: Said = (None, {}, False, {})
TellingRows = SpeakingRows[TellingCell]


def find_telling_rows(sheet: Sheet) -> TellingRows:
    """The cells of a sheet that may say something of a scale: few, and the same for each of its tables."""
    return SpeakingRows(lambda row: _telling_cells(row, sheet.rows[row]))


def _telling_cells(row: int, cells: tuple[Cell, ...]) -> list[TellingCell]:
    # Numbers alone tell nothing: they may be the codes before words, and most rows hold no words at all.
    worded = [column for column, cell in enumerate(cells) if not (cell is None or isinstance(cell, float))]
    places = sorted({place for column in worded for place in range(max(0, column - 2), column + 1)})
    return [one for column in places if (one := _told_by(row, cells, column))]


def _told_by(row: int, cells: tuple[Cell, ...], column: int) -> TellingCell | None:
    text = cells[column]
    if text is None:
        return None
    beside = statements.legend_in_text(joined) if (joined := _beside(cells, column)) else {}
    said = _said_by(text) if isinstance(text, str) else SAYS_NOTHING
    if not beside and said is SAYS_NOTHING:
        return None
    return TellingCell(row, column, *said, beside)


@lru_cache(maxsize=8_192)
def _said_by(text: str) -> Said:
    """What a text says of a scale by itself: the same texts stand in many forms."""
    if not MARKS.search(text):
        return SAYS_NOTHING
    span, pairs = statements.stated_span(text), statements.legend_in_text(text)
    scores = {} if pairs else statements.scores_in_text(text)
    return (span, pairs, statements.is_explicit(text), scores) if span or pairs or scores else SAYS_NOTHING


def find_legend(table: Table, answers: Collection[int], told: TellingRows) -> Legend:
    """The legend on the sheet of a table, outside of the cells that its headings and `answers` explain."""
    area, top, height = table.area, table.top, len(table.sheet.rows)
    known = {*answers, *(one.index for one in table.columns if one.role or one.node)}
    headed = known | set(range(area.left, area.right + 1))
    around = min(top + ROWS, height)
    near = told.find_between(max(0, top - ROWS), around)
    near += told.find_between(max(around, area.last - TAIL), min(area.last + ROWS, height))
    places = []
    for row, cells in groupby(near, key=lambda one: one.row):
        is_answered = top <= row <= area.last and (
            row < area.first or any(table.sheet.at(row, one) is not None for one in answers)
        )
        left_out = (headed if row < area.first else known) if is_answered else frozenset()
        width = area.right + COLUMNS
        places += [one for one in cells if one.column < width and one.column not in left_out]
    return _joined(table.sheet, places)


def legend_in_headings(headings: Iterable[str]) -> Legend:
    """The legend that headings of answers carry: "Skor (0 = tidak ada, 4 = sangat baik)"."""
    found: dict[str, str] = {}
    for text in dict.fromkeys(headings):
        pairs = statements.legend_in_text(text) if statements.is_explicit(text) else {}
        found = {**pairs, **found} if len(pairs) > 1 else found
    return Legend(None, found)


def find_legend_elsewhere(
    book: Workbook, sheets: Collection[str], told: Callable[[Sheet], TellingRows]
) -> Legend:
    """The legend on the first sheet with one, of those that hold no answers."""
    others = (sheet for sheet in book.sheets if sheet.name not in sheets and not sheet.empty)
    found = (
        _joined(
            sheet,
            [one for one in told(sheet).find_between(0, min(ROWS, len(sheet.rows))) if one.column < COLUMNS],
        )
        for sheet in others
    )
    return next((legend for legend in found if legend.is_given), Legend())


def _beside(cells: tuple[Cell, ...], column: int) -> str:
    """A code and its words in cells side by side as one text: "1" | "=" | "Belum ada"; "" for others."""
    cell = cells[column]
    # Most cells are sentences: no need to look at each of their words.
    if column + 1 >= len(cells) or (isinstance(cell, str) and len(cell) > PADDED):
        return ""
    code = cell_as_text(cell)
    if not code or len(code) > LONGEST:
        return ""
    rest = [text for cell in cells[column + 1 : column + 3] if (text := cell_as_text(cell)).strip("=: ")]
    return f"{code} : {rest[0].lstrip('=: ')}" if rest else ""


def _joined(sheet: Sheet, places: Iterable[TellingCell]) -> Legend:
    strong: dict[str, str] = {}
    weak: dict[str, str] = {}
    scores: dict[str, float] = {}
    span = None
    columns: set[int] = set()
    for one in places:
        before = len(strong) + len(weak) + len(scores)
        span = span or one.span
        target = strong if one.strong else weak
        for code, words in one.pairs.items():
            target.setdefault(code, words)
        scores |= one.scores
        if one.beside:
            weak = {**one.beside, **weak}
        if len(strong) + len(weak) + len(scores) > before:
            columns.add(one.column)
    told = strong if len(strong) > 1 else _sure(weak)
    return Legend(
        span, told, scores if len(scores) > 1 else {}, frozenset(columns if told else ()), sheet.name
    )


def _sure(weak: Mapping[str, str]) -> Mapping[str, str]:
    """Pairs that only a number and a point make: levels where they are short and their words say how good."""
    kept = {code: words for code, words in weak.items() if len(words.split()) <= LONGEST}
    ranked = {code: words for code, words in kept.items() if statements.rank_of_meaning(words) is not None}
    numbers = sorted(int(code) for code in ranked if code.isdecimal())
    if len(ranked) < 3 or any(second - first != 1 for first, second in pairwise(numbers)):
        return {}
    return ranked
