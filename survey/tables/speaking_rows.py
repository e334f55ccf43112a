"""The rows of a sheet that speak of something, each looked at once however many tables stand around it."""

from __future__ import annotations

import weakref
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from survey.files.grid import Sheet
from survey.time_limit import check_time

T = TypeVar("T")


class SpeakingRows(Generic[T]):
    """What `look` finds on the rows of a sheet, of which only those are looked at that are asked for."""

    def __init__(self, look: Callable[[int], Sequence[T]]) -> None:
        self._look = look
        self._seen = bytearray()
        self._rows: list[int] = []
        self._found: dict[int, Sequence[T]] = {}

    def find_between(self, since: int, until: int) -> list[T]:
        """What the rows from `since` (not below 0) on and before `until` say, in order."""
        self._look_between(since, until)
        first, last = bisect_left(self._rows, since), bisect_left(self._rows, until)
        return [one for row in self._rows[first:last] for one in self._found[row]]

    def find_starts(self, starts: Sequence[int], until: int) -> Iterator[int]:
        """Of rows in ascending order, the first of them 0, those after which more is said before `until`.

        From the last to the first: whoever looks from each start on learns nothing from the others.
        """
        self._look_between(0, until)
        place = bisect_left(self._rows, until)
        while place:
            start = starts[bisect_right(starts, self._rows[place - 1]) - 1]
            yield start
            place = bisect_left(self._rows, start)

    def _look_between(self, since: int, until: int) -> None:
        self._seen.extend(bytes(max(0, until - len(self._seen))))
        while (row := self._seen.find(0, since, until)) >= 0:
            check_time()
            self._seen[row] = 1
            if found := self._look(row):
                insort(self._rows, row)
                self._found[row] = found


def find_speaking_rows(
    sheet: Sheet, topic: str, look: Callable[[Sheet, int], Sequence[T]]
) -> SpeakingRows[T]:
    """What the rows of a sheet say of a topic, kept with the sheet."""
    if topic not in sheet.known:
        # No circle of a sheet and what is kept of it: the reading child collects none.
        here = weakref.proxy(sheet)
        sheet.known[topic] = SpeakingRows[T](lambda row: look(here, row))
    found: SpeakingRows[T] = sheet.known[topic]
    return found
