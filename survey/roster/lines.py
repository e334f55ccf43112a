"""The lines of a list beside one column of names, and what is usual among them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from survey.roster import wording

MEMBERS = 0.5
"""OPD are numbered where at least this share of those recognised by their names is."""
LONE = 0.4
"""A line alone in its row stands out where at most this share of the OPD does."""
GOES_ON = re.compile(r"(,|&|\b(dan|serta|dengan))$", re.I)
CONTINUES = re.compile(r"^(,|&|(dan|serta)\b|[a-z])")


@dataclass(frozen=True)
class ListLine:
    """One row of a list beside one column of names; `text` is all of it, `kind` how it is numbered.

    `alone` says that only one cell is filled, `inside` that it is one of the table's rows of data; `count` is
    the one number it states of the list.
    """

    row: int
    column: int
    kind: str
    name: str
    short: str
    text: str
    alone: bool
    inside: bool
    count: int | None = None


@dataclass(frozen=True)
class ListLines:
    """All lines of a list, in order."""

    lines: tuple[ListLine, ...]

    @cached_property
    def known_lines(self) -> tuple[ListLine, ...]:
        """The lines that surely name an OPD."""
        return tuple(line for line in self.lines if line.inside and wording.is_opd_name(line.name))

    @cached_property
    def member_kind(self) -> str:
        """How the OPD of the list are numbered, "" where most are not."""
        kinds = Counter(line.kind for line in self.known_lines or self.lines if line.inside and line.name)
        most, count = max(kinds.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
        return most if count >= MEMBERS * kinds.total() else ""

    @cached_property
    def last_opd(self) -> int:
        """The place of the last line that surely names an OPD, -1 without one."""
        return max((at for at, line in enumerate(self.lines) if line in self._known), default=-1)

    @cached_property
    def _known(self) -> frozenset[ListLine]:
        return frozenset(self.known_lines)

    @cached_property
    def _lone(self) -> bool:
        return sum(line.alone for line in self.known_lines) > LONE * len(self.known_lines)

    def is_outside(self, at: int) -> bool:
        """Whether a line is not like the OPD of the list: numbered otherwise, or alone where they are not."""
        line = self.lines[at]
        if self.member_kind:
            return line.kind != self.member_kind
        return bool(line.kind) or (line.alone and not self._lone)

    def goes_on(self, at: int) -> bool:
        """Whether a line is the rest of the name above: that ends, or this begins, as names do not."""
        line, above = self.lines[at], self.lines[at - 1] if at else None
        if above is None or line.kind or above.row + 1 != line.row or not above.name:
            return False
        return bool(GOES_ON.search(above.name) or CONTINUES.match(line.name))

    def lines_below(self, at: int) -> list[ListLine]:
        """The lines from the heading of a group to the next such heading."""
        found: list[ListLine] = []
        for line in self.lines[at + 1 :]:
            if wording.is_group_name(line.name) and (not self.member_kind or line.kind != self.member_kind):
                break
            if line.name:
                found.append(line)
        return found
