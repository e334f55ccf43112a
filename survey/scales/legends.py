"""Where a workbook says what its answers mean: legends and named spans around a table and on other sheets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, pairwise

from reference.keys import text_key
from reference.numbers import read_whole
from survey.files.grid import Cell, Sheet, Workbook, cell_as_text
from survey.scales import legend_sentences, statements
from survey.tables.legend_columns import LEGEND
from survey.tables.speaking_rows import SpeakingRows
from survey.tables.table import Table

ROWS, TAIL, COLUMNS = 400, 40, 40
"""A legend stands near the beginning of its sheet or right below a table; no more cells are looked at."""
LONGEST = 4
"""A numbered line with more words than these is an instruction, no level."""
HIGHEST_CODE = 10
CODE_ALONE = re.compile(r"^\w{1,5}[.\-_]?\d{1,2}(?:[.\-_]\d{1,2})?$")
"""Headings of columns side by side ("OPD", "GOV1.1") are no code with its words."""
PADDED = 32
"""No code has more letters than this with all the blanks around it."""
ENDS = 2
"""A legend of so few codes tells the two ends of its scale."""
MARKS = re.compile(r"\d|[=:→]|[.)]\s|makin|kian|(?:nilai|angka|skor|level|poin)", re.I)
COUNTED = re.compile(r"\s{0,3}[^\W\d]{1,12}[^\w\n]{0,3}\d{1,3}[^\w\n]{0,3}")
"""What numbers a row instead of saying how good something is: "No. 4", "Soal 4", "P4)"."""


@dataclass(frozen=True)
class Legend:
    """What texts say of a scale: its ends, what its codes stand for, what its words score.

    `falls` is a sentence that says that lower numbers are better. `columns` are those of the `sheet` in which
    it stands.
    """

    span: tuple[int, int] | None = None
    meanings: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    falls: str = ""
    columns: frozenset[int] = frozenset()
    sheet: str = ""

    @property
    def is_given(self) -> bool:
        """Whether anything was said."""
        return bool(self.span or self.says_how_good)

    @property
    def says_how_good(self) -> bool:
        """Whether it says what codes or numbers stand for, not only between which ends they lie."""
        return bool(self.meanings or self.scores or self.falls)

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

    @property
    def explained_ends(self) -> tuple[float, float] | None:
        """The lowest and the highest of the numbers that it explains, None where it explains none."""
        numbers = list(self.explained_numbers)
        return (numbers[0], numbers[-1]) if numbers else None

    def told_of(self, codes: Mapping[float, str]) -> dict[float, str]:
        """Value -> what its code stands for, of the codes that the legend names, in the order of values."""
        numbers = self.explained_numbers
        said = {value: self.meaning_of(code) or numbers.get(value, "") for value, code in codes.items()}
        return {value: words for value, words in sorted(said.items()) if words}


@dataclass(frozen=True)
class TellingCell:
    """What one cell may say of a scale: in its text (`strong`: it says so in full), with those beside."""

    row: int
    column: int
    span: tuple[int, int] | None
    pairs: Mapping[str, str]
    strong: bool
    scores: Mapping[str, float]
    falls: str
    beside: Mapping[str, str]
    words: int = -1
    """The column of the words of `beside`."""


Said = tuple[tuple[int, int] | None, Mapping[str, str], bool, Mapping[str, float], str]
"""Span, pairs, whether they are strong, scores and the falling sentence of a TellingCell."""
SAYS_NOTHING: Said = (None, {}, False, {}, "")
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
    joined, words = _beside(cells, column)
    beside = statements.legend_in_text(joined) if joined else {}
    behind = cells[column + 1] if column + 1 < len(cells) else None
    # Before the words are looked at: most cells have no number behind them.
    if not beside and (type(behind) is float or behind == "="):
        joined, words = _behind(cells, column)
        beside = statements.legend_in_text(joined) if joined else {}
    said = _said_by(text) if isinstance(text, str) else SAYS_NOTHING
    if not beside and said is SAYS_NOTHING:
        return None
    return TellingCell(row, column, *said, beside, words)


@lru_cache(maxsize=8_192)
def _said_by(text: str) -> Said:
    """What a text says of a scale by itself: the same texts stand in many forms."""
    if not MARKS.search(text):
        return SAYS_NOTHING
    span, pairs = statements.stated_span(text), statements.legend_in_text(text)
    scores = {} if pairs else statements.scores_in_text(text)
    strong = statements.is_explicit(text) or bool(_sure(pairs))
    if not (pairs and strong) and not scores and (told := legend_sentences.ends_in_sentences(text)):
        pairs, strong = told, True
    falls = legend_sentences.falls_in_sentences(text)
    return (span, pairs, strong, scores, falls) if span or pairs or scores or falls else SAYS_NOTHING


def find_legend(table: Table, answers: Collection[int], told: TellingRows) -> Legend:
    """The legend on the sheet of a table, outside of the cells that its headings and `answers` explain."""
    area, top, height = table.area, table.top, len(table.sheet.rows)
    legends = {one.index for one in table.columns if one.role == LEGEND}
    known = {*answers, *(one.index for one in table.columns if one.role or one.node)} - legends
    headed = (known | set(range(area.left, area.right + 1))) - legends
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
    falls = ""
    for text in dict.fromkeys(headings):
        _, pairs, strong, _, falling = _said_by(text)
        found = {**pairs, **found} if strong and len(pairs) > 1 else found
        falls = falls or falling
    return Legend(None, found, falls=falls)


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


def _beside(cells: tuple[Cell, ...], column: int) -> tuple[str, int]:
    """A code and its words in cells side by side as one text ("1" | "=" | "Belum ada"), and their column.

    ("", -1) for others.
    """
    cell = cells[column]
    # Most cells are sentences: no need to look at each of their words.
    if column + 1 >= len(cells) or (isinstance(cell, str) and len(cell) > PADDED):
        return "", -1
    code = cell_as_text(cell)
    if not code or len(code) > LONGEST:
        return "", -1
    near = enumerate(cells[column + 1 : column + 3], start=column + 1)
    rest = [(at, text) for at, cell in near if (text := cell_as_text(cell)).strip("=: ")]
    if not rest or CODE_ALONE.match(rest[0][1]):
        return "", -1
    return f"{code} : {rest[0][1].lstrip('=: ')}", rest[0][0]


def _joined(sheet: Sheet, places: Iterable[TellingCell]) -> Legend:
    strong: dict[str, str] = {}
    lists: list[dict[str, str]] = [{}]
    scores: dict[str, float] = {}
    span, falls = None, ""
    columns: set[int] = set()
    places = list(places)
    listed = _columns_listing(places)
    for one in places:
        before = len(strong) + len(scores)
        span, falls = span or one.span, falls or one.falls
        strong = {**(one.pairs if one.strong else {}), **strong}
        scores |= one.scores
        is_listed = _add_to_lists(lists, {**(one.pairs if not one.strong else {}), **one.beside})
        if is_listed or len(strong) + len(scores) > before or one.falls:
            columns |= {one.column, one.words} if one.column in listed else {one.column}
    several = [one for one in lists if len(one) > 1]
    told = strong if len(strong) > 1 else next(filter(None, map(_sure, several)), {})
    scores = scores if len(scores) > 1 else {}
    held = frozenset(columns - {-1} if told or falls else ())
    return Legend(span, told, scores, falls, held, sheet.name)


def _add_to_lists(lists: list[dict[str, str]], pairs: Mapping[str, str]) -> bool:
    """Put pairs that may be a numbering into the last list, a code that it has begins another."""
    if pairs.keys() & lists[-1].keys():
        lists.append({})
    lists[-1].update(pairs)
    return bool(pairs)


def _behind(cells: tuple[Cell, ...], column: int) -> tuple[str, int]:
    """Words that say how good something is with their number behind them ("Siap | 4"), and its column.

    As the number and its words; ("", -1) for others.
    """
    at = column + 1
    if at + 1 < len(cells) and cells[at] == "=":
        at += 1
    number, words = cells[at] if at < len(cells) else None, cells[column]
    if not isinstance(number, float) or not isinstance(words, str) or len(words) > PADDED:
        return "", -1
    is_level = number.is_integer() and 0 <= number <= HIGHEST_CODE and not COUNTED.fullmatch(words)
    is_ranked = is_level and statements.rank_of_meaning(words) is not None
    return (f"{int(number)} : {cell_as_text(words)}", at) if is_ranked else ("", -1)


def _columns_listing(places: Collection[TellingCell]) -> set[int]:
    """The columns of codes with words beside them, each code once: of answers and remarks they repeat."""
    counts = Counter((one.column, code) for one in places for code in one.beside)
    return {column for column, _ in counts} - {column for (column, _), times in counts.items() if times > 1}


def _sure(weak: Mapping[str, str]) -> Mapping[str, str]:
    """Pairs that only a number and a point make: levels where they are short and their words say how good."""
    kept = {code: words for code, words in weak.items() if len(words.split()) <= LONGEST}
    ranked = {code: words for code, words in kept.items() if statements.rank_of_meaning(words) is not None}
    numbers = sorted(found for code in ranked if (found := read_whole(code)) is not None)
    if len(weak) == ENDS == len(ranked):
        return ranked if _are_ends(numbers, ranked) else {}
    if len(ranked) < 3 or any(second - first != 1 for first, second in pairwise(numbers)):
        return {}
    return ranked


def _are_ends(numbers: Sequence[int], ranked: Mapping[str, str]) -> bool:
    """Whether two codes are the ends of a scale: 0 or 1 and one further up, one good and one bad."""
    low, high = (statements.rank_of_meaning(words) or 0 for words in ranked.values())
    return len(numbers) == ENDS and numbers[0] in (0, 1) and numbers[1] >= 3 and low * high < 0
