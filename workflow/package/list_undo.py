"""What a list that is kept whole becomes without one of the package loads that changed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Row = tuple[str, ...]
Parts = Mapping[str, tuple[Row, ...]]
"""OPD or indicator -> its rows, in the order of the list."""


@dataclass(frozen=True)
class ListChange:
    """What a load made of a list, with its place and that of its undo in the record (None = it counts)."""

    begun: int
    ended: int | None
    before: tuple[Row, ...]
    after: tuple[Row, ...]

    def counts_at(self, place: int | None) -> bool:
        """Whether it counted just before that place; None = now."""
        return self.ended is None or (place is not None and self.begun < place < self.ended)


def rows_without(
    changes: Sequence[ListChange], gone: ListChange, now: tuple[Row, ...]
) -> tuple[Row, ...] | None:
    """The list without what `gone`, which counts, did; None where somebody changed it since: then it stays.

    `changes`: of every load, the earliest first. Only what the loads say is taken back: a part that a later
    load changed again stays as that one left it.
    """
    start = _last_known_start(changes)
    chain = changes[start:]
    if gone not in chain or _same(_fold(chain, [one for one in chain if one.counts_at(None)]), now) is False:
        return None
    standing = [one for one in chain if one.counts_at(None) and one is not gone]
    return tuple(row for rows in _fold(chain, standing).values() for row in rows)


def _last_known_start(changes: Sequence[ListChange]) -> int:
    """From where on the loads alone explain the list: what one found is what those before it had left."""
    start = 0
    for at, one in enumerate(changes):
        chain = changes[start:at]
        counted = [each for each in chain if each.counts_at(one.begun)]
        if chain and not _same(_fold(chain, counted), one.before):
            start = at
    return start


def _fold(chain: Sequence[ListChange], standing: Iterable[ListChange]) -> Parts:
    """The list before the first of them with what the standing ones changed, one after the other."""
    parts = dict(_parts(chain[0].before))
    for one in standing:
        before, after = _parts(one.before), _parts(one.after)
        for key in (*before, *after):
            if before.get(key) != after.get(key):
                parts[key] = after.get(key, ())
    return {key: rows for key, rows in parts.items() if rows}


def _same(parts: Parts, rows: tuple[Row, ...]) -> bool:
    return parts == _parts(rows)


def _parts(rows: Iterable[Row]) -> Parts:
    found: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        found[row[0]] = (*found.get(row[0], ()), row)
    return found
