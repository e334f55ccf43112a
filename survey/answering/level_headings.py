"""Columns headed by the levels of a scale: 1 to 5, I to V, a to e, "Level 3", "SS", "2 Kurang siap"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reference.keys import text_key
from scoring.tree import Scale
from survey.answers import labels
from survey.scales.words import levels_by_word
from survey.tables.legend_columns import LEGEND
from survey.tables.table import Table, TableColumn

LEAST_LEVELS = 3
YES_NO = frozenset({"yes", "no"})
LONGEST = 60
MOST = 10
ITEM_ROLES = frozenset(
    {"number", "code", "question", "indicator", "subindicator", "component", "branch", LEGEND}
)
BEFORE = (
    r"(?:level|lvl|lv|l|tingkat(?: kesiapan| kematangan)?|tkt|skor|nilai|skala|pilihan|opsi|poin|point"
    r"|kategori|tahap|score|angka|jawaban)?[\s.:\-]*"
)
WORDS_AFTER = r"(?:\s*[-–—:.)=(/,]\s*|\s+)[^\d\s%]\D*"
NUMBER = re.compile(rf"^{BEFORE}\(?(\d{{1,2}})\)?\.?(?:{WORDS_AFTER})?$")
NUMBER_BEHIND = re.compile(r"^(?>\D*?[^\W\d])\D*[(=:\-–]\s*(\d{1,2})\s*\)?$")
ROMAN = re.compile(rf"^{BEFORE}\(?(i{{1,3}}|iv|v|vi{{1,3}}|ix|x)\)?\.?(?:\s*[-–—:.)=(]\s*\D+)?$")
LETTER = re.compile(rf"^{BEFORE}\(?([a-j])\)?\.?(?:\s*[-–—:.)=(]\s*\D+)?$")
NUMBERING = re.compile(r"^[\s(]*\d{1,2}[\s.):=\-–—]*|(?:(?<![\s(=:\-–—])[\s(=:\-–—]+)?\d{1,2}[\s)]*$")
ROMANS = dict(zip(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), range(1, 11), strict=True))
FAMILIES = ("own", "number", "roman", "label", "letter")


@dataclass(frozen=True)
class LevelRun:
    """Columns side by side, each headed by another level of one scale.

    `values` gives, from left to right, what each column's heading says: the instrument's own level, a number,
    or the place of a letter; of words of another scale (`family` "label") and of any other heading ("") the
    place from the left. `contradicts` says that a heading names two levels ("5 Belum siap").
    """

    family: str
    group: str
    values: Mapping[int, float]
    headings: Mapping[int, str]
    contradicts: bool = False


def find_level_runs(table: Table, scale: Scale) -> list[LevelRun]:
    """The runs of columns headed by levels, left to right, each as long as its headings agree."""
    named = [_named(column, scale) for column in table.columns]
    found: list[LevelRun] = []
    place = 0
    while place < len(named):
        runs = {family: _run(named[place:], family) for family in FAMILIES}
        family = max(FAMILIES, key=lambda one: len(runs[one]))
        graded = _graded_run(named[place:], scale) or _initials_run(named[place:], scale)
        if graded and len(graded.values) > len(runs[family]):
            found.append(graded)
        elif _is_scale(runs[family]):
            found.append(_level_run(runs[family], family))
        place += max(len(runs[family]), len(graded.values) if graded else 0, 1)
    return found


def _graded_run(named: Sequence[_Named], scale: Scale) -> LevelRun | None:
    """The next columns, as many as levels, headed by more and less of one thing ("Tidak siap", "Siap")."""
    columns = named[: int(scale.maximum - scale.minimum) + 1]
    headings = {one.column.index: one.column.lowest_heading for one in columns if one.is_open}
    grades = labels.grade_words(headings.values())
    order = sorted(set(grades.values()))
    if (
        len(headings) < len(columns)
        or tuple(order) not in labels.FIVES
        or len({one.group for one in columns}) > 1
    ):
        return None
    values = {column: scale.minimum + order.index(grades[text]) for column, text in headings.items()}
    return LevelRun("own", columns[0].group, values, headings) if len(order) == len(columns) else None


def _initials_run(named: Sequence[_Named], scale: Scale) -> LevelRun | None:
    """The next columns, as many as levels, headed by initials of the instrument's own: BS, KS ... SS."""
    levels = _levels_by_initials(scale)
    columns = named[: len(scale.levels)]
    headings = {one.column.index: one.column.lowest_heading for one in columns if one.is_open}
    keys = {column: text_key(text) for column, text in headings.items()}
    is_one = len({one.group for one in columns}) == 1
    if not is_one or len(levels) < len(scale.levels) or sorted(keys.values()) != sorted(levels):
        return None
    return LevelRun("own", columns[0].group, {at: levels[key] for at, key in keys.items()}, headings)


@lru_cache(maxsize=16)
def _levels_by_initials(scale: Scale) -> dict[str, float]:
    """Initials of the names of levels -> level; fewer than levels where two have the same."""
    initials = ["".join([word[:1] for word in name.split()]).casefold() for name in scale.levels]
    return {key: scale.minimum + place for place, key in enumerate(initials)}


@dataclass(frozen=True)
class _Named:
    """A column, the group above it, and family -> the level its heading names there."""

    column: TableColumn
    group: str
    values: Mapping[str, float]
    is_open: bool = True


def _named(column: TableColumn, scale: Scale) -> _Named:
    """What a heading names: its lowest level first, else the levels above that."""
    values: dict[str, float] = {}
    groups: list[str] = []
    *above, lowest = column.heading.split(" / ")
    for text in (lowest, *reversed(above)):
        said = dict(_levels_named(text, scale))
        values = said | values
        groups += [] if said or text is lowest else [text]
    is_open = not column.node and column.role not in ITEM_ROLES
    return _Named(column, " / ".join(reversed(groups)), values if is_open else {}, is_open)


def _run(named: Sequence[_Named], family: str) -> list[_Named]:
    """The columns from the first on that name further levels of one family under one group."""
    found: list[_Named] = []
    seen: dict[float, str] = {}
    for one in named:
        value, heading = one.values.get(family), one.column.heading
        if value is None or one.group != named[0].group or seen.get(value, heading) != heading:
            break
        seen[value] = heading
        found.append(one)
    return found


def _is_scale(run: Sequence[_Named]) -> bool:
    if len({one.column.heading for one in run}) >= LEAST_LEVELS:
        return True
    return {labels.level_of_word(one.column.lowest_heading) for one in run} == YES_NO


def _level_run(run: Sequence[_Named], family: str) -> LevelRun:
    headings = {one.column.index: one.column.lowest_heading for one in run}
    values = {one.column.index: one.values[family] for one in run}
    if family == "label":
        places = {value: float(place) for place, value in enumerate(dict.fromkeys(values.values()), start=1)}
        values = {index: places[value] for index, value in values.items()}
    told = [{one.values[name] for name in ("own", "number") if name in one.values} for one in run]
    return LevelRun(family, run[0].group, values, headings, any(len(levels) > 1 for levels in told))


def run_of_unknown_levels(columns: Sequence[TableColumn]) -> LevelRun:
    """Columns side by side whose headings name no level that is known, in their order."""
    group = columns[0].heading.rpartition(" / ")[0]
    values = {column.index: float(place) for place, column in enumerate(columns, start=1)}
    return LevelRun("", group, values, {column.index: column.lowest_heading for column in columns})


def _levels_named(text: str, scale: Scale) -> Iterator[tuple[str, float]]:
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not plain or len(plain) > LONGEST:
        return
    number = NUMBER.match(plain) or NUMBER_BEHIND.match(plain)
    if number and int(number[1]) <= MOST:
        yield "number", float(number[1])
    if roman := ROMAN.match(plain):
        yield "roman", float(ROMANS[roman[1]])
    if letter := LETTER.match(plain):
        yield "letter", float(ord(letter[1]) - 96)
    words = NUMBERING.sub("", plain)
    known = levels_by_word(scale) | _levels_cut_short(scale)
    if (level := known.get(text_key(words))) is not None:
        yield "own", level
    if said := labels.level_of_word(words):
        yield "label", float(tuple(labels.WORDS).index(said))


@lru_cache(maxsize=16)
def _levels_cut_short(scale: Scale) -> dict[str, float]:
    """Names of levels without the word that they all end in: "Belum", "Kurang" ("siap")."""
    names = [name.split() for name in scale.levels if name]
    if len({words[-1].casefold() for words in names}) != 1:
        return {}
    cut = {text_key(" ".join(words[:-1])): scale.minimum + place for place, words in enumerate(names)}
    return {key: level for key, level in cut.items() if key}
