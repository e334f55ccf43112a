"""Columns that print the choices of a question in one cell ("a. Belum ada  b. Ada ..."): no answers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reference.keys import text_key
from survey.answers import cells
from survey.answers.file_reading import FileReading
from survey.files.grid import Cell

SAMPLE = 20
PARTS = re.compile(r"\n|;|(?:^|(?<=\s))\(?[a-eA-E1-5][.)=:]\s+")
MOSTLY = 0.6


def are_option_lists(column: Iterable[Cell], reader: FileReading) -> bool:
    """Whether most cells of a column name several levels of an item each."""
    named = frozenset(map(text_key, reader.instrument.framework.scale.levels))
    known = cells.keys_of_anchors(reader.instrument) | named
    texts = [cell for cell in column if isinstance(cell, str)][:SAMPLE]
    lists = [
        text for text in texts if len({key for key in map(text_key, PARTS.split(text)) if key in known}) > 1
    ]
    return bool(lists) and len(lists) >= MOSTLY * len(texts)
