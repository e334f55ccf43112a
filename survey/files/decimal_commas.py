"""Rows of delimited text in which unquoted decimal commas cut numbers in two: the ways to join them again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from survey.files.grid import Cell

WHOLE = re.compile(r"^\s*[+-]?\d{1,3}$")
DECIMALS = re.compile(r"^\d{1,6}\s*(?:%\s*)?$")
MOST_CUTS = 12
"""A row with more places to join is not tried: its ways are too many to tell apart."""


def joined_rows(cells: Sequence[Cell], width: int) -> Iterator[tuple[tuple[int, ...], tuple[Cell, ...]]]:
    """Each way to join a row into `width` cells: the columns that then hold a decimal number, and the row.

    Yields nothing where the row is no longer than that, or has no fitting number cut in two.
    """
    extra = len(cells) - width
    whole = _whole_numbers(cells)
    if len(whole) == extra > 0:
        yield tuple(place - shift for shift, place in enumerate(whole)), _joined(cells, whole)
        return
    cuts = [place for place in range(len(cells) - 1) if _is_cut(cells[place], cells[place + 1])]
    if not 0 < extra <= len(cuts) <= MOST_CUTS:
        return
    for places in combinations(cuts, extra):
        if all(after - before > 1 for before, after in pairwise(places)):
            yield tuple(place - shift for shift, place in enumerate(places)), _joined(cells, places)


def _whole_numbers(cells: Sequence[Cell]) -> list[int]:
    """Where whole numbers were cut off their empty decimals ("3,0"), each cell in one of them at most."""
    found: list[int] = []
    for place, (first, second) in enumerate(pairwise(cells)):
        is_free = not found or place - found[-1] > 1
        if is_free and _is_cut(first, second) and set(str(second).strip()) == {"0"}:
            found.append(place)
    return found


def _is_cut(first: Cell, second: Cell) -> bool:
    texts = isinstance(first, str) and isinstance(second, str)
    return texts and bool(WHOLE.match(str(first)) and DECIMALS.match(str(second)))


def _joined(cells: Sequence[Cell], places: Sequence[int]) -> tuple[Cell, ...]:
    found: list[Cell] = []
    for place, cell in enumerate(cells):
        if place - 1 in places:
            found[-1] = f"{found[-1]},{cell}"
        else:
            found.append(cell)
    return tuple(found)
