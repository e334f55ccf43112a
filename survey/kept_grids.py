"""Grids of surveys kept in memory, so that reading again with choices opens nothing twice."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from survey.files import limits
from survey.files.grid import Workbook

FILES = 128
Place = tuple[str, str]
"""`SourceFile.path_and_content`."""


@dataclass(frozen=True)
class OpenedSurvey:
    """A file as the child opened it; `book` is None where it is too large to be kept here.

    `small`: it is recognised here. `size`: about how many bytes the grids take.
    """

    book: Workbook | None
    small: bool
    size: int


class KeptGrids:
    """The surveys asked for last, as many as fit in KEPT_BYTES; safe between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Place, OpenedSurvey] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def find_grids(self, place: Place) -> OpenedSurvey | None:
        """A survey as it was opened, None where it is not kept."""
        with self._lock:
            if place in self._kept:
                self._kept.move_to_end(place)
            return self._kept.get(place)

    def keep_grids(self, place: Place, opened: OpenedSurvey) -> None:
        """Keep one, and let go of those that nobody asked for the longest."""
        with self._lock:
            before = self._kept.pop(place, None)
            self._kept[place] = opened
            self._size += opened.size - (before.size if before else 0)
            while len(self._kept) > FILES or self._size > limits.KEPT_BYTES:
                _, gone = self._kept.popitem(last=False)
                self._size -= gone.size

    def forget_all(self) -> None:
        """Let go of all of them."""
        with self._lock:
            self._kept.clear()
            self._size = 0
