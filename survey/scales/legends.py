"""Where a workbook says what its answers mean: legends and named spans around a table and on other sheets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from reference.keys import text_key
from survey.files.grid import Cell, Sheet, Workbook, cell_as_text
from survey.scales import statements
from survey.tables.table import Table

ROWS, TAIL, COLUMNS = 400, 40, 40
"""A legend stands near the beginning of its sheet or right below a table; no more cells are looked at."""
LONGEST = 4
"""A numbered line with more words than these is an instruction, no level."""
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


def find_legend(table: Table, answers: Collection[int]) -> Legend:
    """The legend on the sheet of a table, outside of the cells that its headings and `answers` explain."""
    rows, area = table.sheet.rows, table.area
    known = {*answers, *(one.index for one in table.columns if one.role or one.node)}
    near = {*range(max(0, table.top - ROWS), table.top + ROWS), *range(area.last - TAIL, area.last + ROWS)}
    places = []
    for row in sorted(one for one in near if 0 <= one < len(rows)):
        inside = table.top <= row <= area.last
        answered = inside and (
            row < area.first or any(table.sheet.at(row, one) is not None for one in answers)
        )
        left_out = known | set(range(area.left, area.right + 1)) if row < area.first else known
        width = range(min(len(rows[row]), area.right + COLUMNS))
        places += [(row, column) for column in width if not (answered and column in left_out)]
    return _joined(table.sheet, places)


def legend_in_headings(headings: Iterable[str]) -> Legend:
    """The legend that headings of answers carry: "Skor (0 = tidak ada, 4 = sangat baik)"."""
    found: dict[str, str] = {}
    for text in dict.fromkeys(headings):
        pairs = statements.legend_in_text(text) if statements.is_explicit(text) else {}
        found = {**pairs, **found} if len(pairs) > 1 else found
    return Legend(None, found)


def find_legend_elsewhere(book: Workbook, sheets: set[str]) -> Legend:
    """The legend on the first sheet with one, of those that hold no answers."""
    others = (sheet for sheet in book.sheets if sheet.name not in sheets and not sheet.empty)
    found = (
        _joined(
            sheet,
            [(row, at) for row, cells in enumerate(sheet.rows[:ROWS]) for at in range(len(cells[:COLUMNS]))],
        )
        for sheet in others
    )
    return next((legend for legend in found if legend.is_given), Legend())


def _beside(cells: tuple[Cell, ...], column: int) -> str:
    """A code and its words in cells side by side as one text: "1" | "=" | "Belum ada"; "" for others."""
    code = cell_as_text(cells[column])
    if not code or len(code) > LONGEST or column + 1 >= len(cells):
        return ""
    rest = [text for cell in cells[column + 1 : column + 3] if (text := cell_as_text(cell)).strip("=: ")]
    return f"{code} : {rest[0].lstrip('=: ')}" if rest else ""


def _joined(sheet: Sheet, places: list[tuple[int, int]]) -> Legend:
    strong: dict[str, str] = {}
    weak: dict[str, str] = {}
    scores: dict[str, float] = {}
    span = None
    columns: set[int] = set()
    for row, column in places:
        text, before = sheet.rows[row][column], len(strong) + len(weak) + len(scores)
        if isinstance(text, str) and MARKS.search(text):
            span = span or statements.stated_span(text)
            found = statements.legend_in_text(text)
            target = strong if statements.is_explicit(text) else weak
            for code, words in found.items():
                target.setdefault(code, words)
            scores |= {} if found else statements.scores_in_text(text)
        if beside := _beside(sheet.rows[row], column):
            weak = {**statements.legend_in_text(beside), **weak}
        if len(strong) + len(weak) + len(scores) > before:
            columns.add(column)
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
