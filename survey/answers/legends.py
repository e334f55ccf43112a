"""Where a workbook says what its answers mean: legends and named spans around a table and on other sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, pairwise

from reference.keys import text_key
from survey.answers import statements
from survey.files.grid import Cell, Sheet, Workbook, cell_as_text

ROWS, COLUMNS = 400, 40
"""A legend stands near the beginning of its sheet or right below a table; no more cells are looked at."""
LONGEST = 4
"""A numbered line with more words than these is an instruction, no level."""
STRONG = re.compile(r"=|→|->")
MARKS = re.compile(r"\d|[=:→]")


@dataclass(frozen=True)
class Legend:
    """What texts say of a scale: its ends, what its codes stand for, what its words score."""

    span: tuple[int, int] | None = None
    meanings: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)

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


def find_legend(sheet: Sheet, first: int, last: int, left: int, right: int) -> Legend:
    """The legend on a sheet outside of the rows `first` to `last` of the columns `left` to `right`."""
    begin, end = max(0, first - ROWS), min(len(sheet.rows), last + 1 + ROWS)
    places = [
        (row, column)
        for row in (*range(begin, min(first + ROWS, last + 1)), *range(last + 1, end))
        for column in _outside(len(sheet.rows[row]), first <= row <= last, left, right)
    ]
    return _joined(sheet, places)


def _outside(width: int, is_inside: bool, left: int, right: int) -> Iterator[int]:
    """The columns of a row beside the table, all of them above and below it."""
    if not is_inside:
        return iter(range(min(width, right + COLUMNS)))
    return chain(range(min(left, width)), range(right + 1, min(width, right + COLUMNS)))


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
    for row, column in places:
        text = sheet.rows[row][column]
        if isinstance(text, str) and MARKS.search(text):
            span = span or statements.stated_span(text)
            found = statements.legend_in_text(text)
            target = strong if STRONG.search(text) else weak
            for code, words in found.items():
                target.setdefault(code, words)
            scores |= {} if found else statements.scores_in_text(text)
        if beside := _beside(sheet.rows[row], column):
            weak = {**statements.legend_in_text(beside), **weak}
    return Legend(span, strong if len(strong) > 1 else _sure(weak), scores if len(scores) > 1 else {})


def _sure(weak: Mapping[str, str]) -> Mapping[str, str]:
    """Pairs that only a number and a point make: levels where they are short and their words say how good."""
    kept = {code: words for code, words in weak.items() if len(words.split()) <= LONGEST}
    ranked = {code: words for code, words in kept.items() if statements.rank_of_meaning(words) is not None}
    numbers = sorted(int(code) for code in ranked if code.isdecimal())
    if len(ranked) < 3 or any(second - first != 1 for first, second in pairwise(numbers)):
        return {}
    return ranked
