"""Rows above a table that explain its levels one by one: "1 | = | Belum siap", "Level 2 | Kurang siap"."""

from __future__ import annotations

import re
from itertools import pairwise

from survey.files.grid import Box, Sheet
from survey.tables.vocabulary import Vocabulary

SHORTEST, LONGEST, WIDEST = 3, 11, 4
SEARCHED = 60
EQUALS = frozenset({"=", ":", "-", "–"})
LABEL = re.compile(r"^(?:level|tingkat|skor|nilai|kategori|skala)\s*", re.I)
CODES: tuple[dict[str, int], ...] = (
    {str(number): number for number in range(LONGEST)},
    {chr(ord("a") + place): place + 1 for place in range(LONGEST - 1)},
    dict(zip(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), range(1, LONGEST), strict=True)),
)
"""What counts levels -> the number of each, a family at a time."""


def find_legend_rows(sheet: Sheet, box: Box, known: Vocabulary) -> frozenset[int]:
    """The rows of a box that count codes with words beside them, above a row that is wider than they are.

    Only for an instrument, whose items they must not name: without one such rows may be a list.
    """
    if known.instrument is None:
        return frozenset()
    last = min(box.bottom, box.top + SEARCHED)
    said = {row: pairs for row in range(box.top, last + 1) if (pairs := _codes(sheet, row, box, known))}
    found: set[int] = set()
    for family in range(len(CODES)):
        for run in _runs({row: pairs[family] for row, pairs in said.items() if family in pairs}):
            below = run[-1] + 1
            if below <= box.bottom and sheet.filled(below, box.left, box.right) > _width(sheet, run, box):
                found |= set(run)
    return frozenset(found)


def _width(sheet: Sheet, rows: list[int], box: Box) -> int:
    return max(sheet.filled(row, box.left, box.right) for row in rows)


def _codes(sheet: Sheet, row: int, box: Box, known: Vocabulary) -> dict[int, int]:
    """Family -> the number of the code of a row that holds a code and its words, and nothing else."""
    cells = sheet.rows[row][box.left : box.right + 1]
    if not 1 < len(cells) - cells.count(None) <= WIDEST:
        return {}
    texts = [text for column in box.columns if (text := sheet.text(row, column)) and text not in EQUALS]
    bare = [text for one in texts if (text := LABEL.sub("", one).strip(" .)=:").casefold())]
    if len(bare) != 2 or known.names_item(cells):
        return {}
    code, words = bare if len(bare[0]) <= len(bare[1]) else reversed(bare)
    if words.isdecimal() or any(words in family for family in CODES):
        return {}
    return {place: family[code] for place, family in enumerate(CODES) if code in family}


def _runs(numbers: dict[int, int]) -> list[list[int]]:
    """The runs of rows right below one another whose numbers count from 0 or 1, or down to it."""
    runs: list[list[int]] = []
    for row in sorted(numbers):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [run for run in runs if _counts([numbers[row] for row in run])]


def _counts(numbers: list[int]) -> bool:
    steps = {after - before for before, after in pairwise(numbers)}
    return SHORTEST <= len(numbers) <= LONGEST and steps in ({1}, {-1}) and min(numbers) <= 1
