"""The rows of a sheet that speak of something, each looked at once however many tables stand below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from survey.time_limit import check_time

T = TypeVar("T")


class SpeakingRows(Generic[T]):
    """What `look` finds on the rows of a sheet, from the top down to where it was asked for."""

    def __init__(self, look: Callable[[int], Sequence[T]]) -> None:
        self._look = look
        self._rows: list[int] = []
        self._found: list[Sequence[T]] = []
        self._until = 0

    def find_between(self, since: int, until: int) -> list[T]:
        """What the rows from `since` on and before `until` say, in order."""
        self._look_before(until)
        first, last = bisect_left(self._rows, since), bisect_left(self._rows, until)
        return [one for found in self._found[first:last] for one in found]

    def find_starts(self, starts: Sequence[int], until: int) -> Iterator[int]:
        """Of rows in ascending order, the first of them 0, those after which more is said before `until`.

        From the last to the first: whoever looks from each start on learns nothing from the others.
        """
        self._look_before(until)
        place = bisect_left(self._rows, until)
        while place:
            start = starts[bisect_right(starts, self._rows[place - 1]) - 1]
            yield start
            place = bisect_left(self._rows, start)

    def _look_before(self, until: int) -> None:
        for row in range(self._until, until):
            check_time()
            if found := self._look(row):
                self._rows.append(row)
                self._found.append(found)
        self._until = max(self._until, until)
