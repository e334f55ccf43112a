"""What kind of thing a cell holds, whatever the format it was stored in: number, date, yes or no, text."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from survey.files.grid import Cell

Kind = Literal["", "number", "date", "flag", "text"]

SPACED = re.compile(r"^[+-]?\d{1,3}(?:[ .,\u00a0]\d{3})+(?:[.,]\d+)?$")
PLAIN = re.compile(r"^[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)\s*%?$")
DATE = re.compile(r"^\d{4}[-/]\d{1,2}[-/]\d{1,2}([T ].*)?$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(\s.*)?$")
FLAG = frozenset({"true", "false"})
NOTHING = frozenset({"-", "–", "n/a", "na", "null", "."})
SHARE = 0.7


def cell_value_kind(cell: Cell) -> Kind:
    """The kind of one cell; "" where it is empty or holds only a dash."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "flag"
    if isinstance(cell, float):
        return "number"
    if isinstance(cell, datetime.date):
        return "date"
    text = cell.strip()
    if text.casefold() in NOTHING:
        return ""
    if PLAIN.match(text) or SPACED.match(text):
        return "number"
    if DATE.match(text):
        return "date"
    return "flag" if text.casefold() in FLAG else "text"


def common_value_kind(cells: Iterable[Cell]) -> Kind:
    """The kind that at least seven in ten filled cells share, else "text"; "" where none is filled."""
    counts = Counter(found for cell in cells if (found := cell_value_kind(cell)))
    if not counts:
        return ""
    most, count = counts.most_common(1)[0]
    return most if count >= SHARE * counts.total() else "text"
