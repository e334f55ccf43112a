"""Columns of a table that only explain a scale beside it: codes one below another, and their words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Set
from itertools import pairwise

from reference.keys import text_key
from survey.files.grid import Sheet, cell_as_text
from survey.tables.areas import TableArea

LEGEND = "legend"
"""The role of such a column."""
SHORTEST, LONGEST = 3, 11
ALONE = 3
"""Columns of a table that is nothing but a legend."""
MOST_ROWS = 400
"""Longer tables are surveys of many, which nobody explains beside their rows."""
CODED = re.compile(r"^(\d{1,2})\s*[.=:)–—-]\s*([^\d\s].*)$", re.S)
EQUALS = frozenset({"=", ":", "-", "–"})
Held = Mapping[int, str]
"""Row -> text, of the filled cells of one column."""


def find_legend_columns(sheet: Sheet, area: TableArea, levels: Collection[str]) -> frozenset[int]:
    """The columns that hold nothing but a legend: "1 | = | Belum siap", "Belum siap | 1" or "1. Belum siap".

    Numbers that fall answer too, so they need the names of `levels` beside them. A legend begins on the
    heading row or leaves rows of data beside it blank.
    """
    if area.last - area.first > MOST_ROWS or not area.header:
        return frozenset()
    columns = range(area.left, area.right + 1)
    held = {column: cells for column in columns if (cells := _held(sheet, area, column))}
    names = frozenset(map(text_key, levels))
    found: set[int] = set()
    for column, cells in held.items():
        if _lists_levels(_coded(cells), area, names):
            found.add(column)
        for words, between in ((column + 1, ()), (column + 2, (column + 1,)), (column - 1, ())):
            pairs = _pairs(cells, held.get(words, {}))
            is_split = all(set(held.get(at, {}).values()) <= EQUALS and at in held for at in between)
            if is_split and _lists_levels(pairs, area, names):
                found |= {column, words, *between}
    return frozenset(found)


def _held(sheet: Sheet, area: TableArea, column: int) -> Held:
    """The filled cells of a column from its lowest heading on; {} where they are too many for a legend."""
    found: dict[int, str] = {}
    for row in (area.header[-1], *range(area.first, area.last + 1)):
        line = sheet.rows[row]
        if column >= len(line) or line[column] is None:
            continue
        if len(found) > LONGEST:
            return {}
        found[row] = cell_as_text(line[column])
    return found


def _coded(cells: Held) -> dict[int, tuple[int, str]]:
    """Row -> code and words, of a column that holds nothing else below its heading."""
    found = {row: (int(pair[1]), pair[2]) for row, text in cells.items() if (pair := CODED.match(text))}
    return found if set(cells) - set(found) <= {min(cells)} else {}


def _pairs(codes: Held, words: Held) -> dict[int, tuple[int, str]]:
    """Row -> code and words of two columns filled on the same rows, be it below headings of their own."""
    if set(codes) != set(words):
        return {}
    rows = sorted(codes)[0 if codes[min(codes)].isdecimal() else 1 :] if codes else []
    if not all(codes[row].isdecimal() and len(codes[row]) <= 2 for row in rows):
        return {}
    return {row: (int(codes[row]), words[row]) for row in rows}


def _lists_levels(pairs: Mapping[int, tuple[int, str]], area: TableArea, names: Set[str]) -> bool:
    """Whether codes count from 0 or 1, or down to it, without a gap, and each has words of its own."""
    rows, codes = sorted(pairs), [pairs[row][0] for row in sorted(pairs)]
    words = {text_key(text) for _, text in pairs.values()}
    if not SHORTEST <= len(rows) <= LONGEST or len(words) < len(rows) or not all(words):
        return False
    steps = {after - before for before, after in pairwise(codes)}
    if rows[-1] - rows[0] >= len(rows) or steps not in ({1}, {-1}) or min(codes) > 1:
        return False
    if any(word.isdecimal() for word in words) or (steps == {-1} and not words <= names):
        return False
    is_beside = rows[0] == area.header[-1] or len(rows) < area.last - area.first + 1 - len(area.skipped)
    return is_beside or (words <= names and len(area.columns) <= ALONE)
