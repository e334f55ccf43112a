"""Which other instrument a file that ours cannot read is filled in for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from reference import instruments
from reference.instruments import Instrument
from survey.files.grid import Sheet
from survey.tables.headings import node_named_by

SEARCHED_ROWS = 80
SEARCHED_COLUMNS = 12
LEAST_NAMES = 4
"""As many nodes of another instrument a file names before it is said to be for that one."""


def find_other_instrument(sheets: list[Sheet], own: Instrument) -> str:
    """Title of the shipped instrument that names most of what the sheets say; "" where none clearly does."""
    texts = frozenset(islice((text for sheet in sheets for text in _texts(sheet)), 2_000))
    counts = {one.title: _count_named(texts, one) for one in _shipped() if one.id != own.id}
    best = max(counts.values(), default=0)
    named = [title for title, count in counts.items() if count == best]
    clear = best >= LEAST_NAMES and best > _count_named(texts, own) and len(named) == 1
    return named[0] if clear else ""


@cache
def _shipped() -> tuple[Instrument, ...]:
    ids = dict.fromkeys(id_ for id_, _, _ in instruments.list_shipped_instruments())
    return tuple(map(instruments.load_instrument, ids))


def _count_named(texts: frozenset[str], instrument: Instrument) -> int:
    return len({code for text in texts if (code := node_named_by(text, instrument))})


def _texts(sheet: Sheet) -> Iterator[str]:
    for row in range(min(len(sheet.rows), SEARCHED_ROWS)):
        width = min(len(sheet.rows[row]), SEARCHED_COLUMNS)
        yield from filter(None, (sheet.text(row, column) for column in range(width)))
