"""Levels that are described on every row: the marks over or beside the descriptions, without these."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from reference.keys import text_key
from survey.answering import marks
from survey.files.grid import Cell

LEAST_DESCRIBED = 2
"""Where fewer levels of a row are described, the description is the answer and no print."""
LONGEST = 2_000
"""No description is longer."""


def leave_descriptions_out(held: Mapping[int, Cell], anchors: frozenset[str]) -> Mapping[int, Cell]:
    """Column -> what the cells of a row in columns of levels hold beside the printed descriptions.

    `anchors` are the keys of the descriptions that the instrument prints. A row that describes none or one
    of its levels stays as it is.
    """
    printed = {
        column: mark
        for column, cell in held.items()
        if isinstance(cell, str)
        and len(cell) <= LONGEST
        and (mark := _mark_beside(cell, anchors)) is not None
    }
    if len(printed) < LEAST_DESCRIBED:
        return held
    beside: dict[int, Cell] = {**held, **printed}
    return {column: cell for column, cell in beside.items() if cell != ""}


@lru_cache(maxsize=4096)
def _mark_beside(cell: str, anchors: frozenset[str]) -> str | None:
    """The mark before or behind a description ("✓ Semua", "Semua (x)"), "" without; None for other texts."""
    text = cell.strip()
    ends = ((text[:1], text[1:]), (text[-1:], text[:-1]), _first_word(text), _last_word(text))
    for mark, rest in ends:
        if text_key(rest) in anchors and _is_mark(mark):
            return mark
    return "" if text_key(text) in anchors else None


def _is_mark(text: str) -> bool:
    return bool(text.strip()) and marks.mark_form(text) in marks.SIGNS | marks.CROSSES | marks.WORDS


def _first_word(text: str) -> tuple[str, str]:
    word, _, rest = text.partition(" ")
    return word, rest


def _last_word(text: str) -> tuple[str, str]:
    rest, _, word = text.rpartition(" ")
    return word, rest
