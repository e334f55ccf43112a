"""Lines of worksheets that say the same: joined by the room, or proposed because their words are alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from planning.worksheets.worksheets import PARTS, WorksheetLine
from reference.keys import normalise_text

ALIKE = 80.0
WORDS_WEIGHT = 0.9


@dataclass(frozen=True)
class MergedLine:
    """Lines that say the same, the one whose wording stands first."""

    lines: tuple[WorksheetLine, ...]

    @property
    def lead(self) -> WorksheetLine:
        """The line whose wording stands."""
        return self.lines[0]

    @property
    def authors(self) -> tuple[str, ...]:
        """Everybody who wrote one of the lines, in their order."""
        return _every(self.lines, "authors")

    @property
    def opd(self) -> tuple[str, ...]:
        """Every OPD that one of the lines names."""
        return _every(self.lines, "opd")

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that wrote them."""
        return tuple(dict.fromkeys(line.group for line in self.lines))

    @property
    def other_wordings(self) -> tuple[str, ...]:
        """The texts of the other lines that are not the lead's."""
        texts = (line.text for line in self.lines[1:] if line.text != self.lead.text)
        return tuple(dict.fromkeys(texts))

    @property
    def cause(self) -> str:
        """The lead's kind of root cause, else the first one coded; "" where none is."""
        return next((line.cause for line in self.lines if line.cause), "")


def merge_joined_lines(lines: Sequence[WorksheetLine], joins: Mapping[str, str]) -> list[MergedLine]:
    """The lines with those joined that say the same; nothing is left out, each line stands in one Merged.

    `joins`: id of a line (see `line_identity`) -> id of the line it says the same as. A join to a line that
    is gone or of another part is no join.
    """
    by_id = {line_identity(line): line for line in lines}
    found: dict[str, list[WorksheetLine]] = {}
    for own, line in by_id.items():
        lead = _lead(own, by_id, joins)
        together = found.setdefault(lead, [])
        together.insert(0 if own == lead else len(together), line)
    return [MergedLine(tuple(together)) for together in found.values()]


def line_identity(line: WorksheetLine) -> str:
    """What tells a line from those of every other group."""
    return f"{line.group}/{line.key}"


def _lead(own: str, lines: Mapping[str, WorksheetLine], joins: Mapping[str, str]) -> str:
    """The end of a chain of joins; in a circle the smallest id leads, so every line of it agrees."""
    path = [own]
    while (following := joins.get(path[-1], "")) in lines and lines[following].part == lines[own].part:
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)
    return path[-1]


def find_alike_lines(lines: Sequence[MergedLine]) -> list[tuple[MergedLine, ...]]:
    """Lines that may say the same, in the order given; no line is in two of the tuples.

    Likeness 0..100 is the larger of the token sort ratio and 0.9 times the token set ratio of the texts
    without case and punctuation; only lines of one part are compared.
    """
    found = []
    for part in PARTS:
        own = [line for line in lines if line.lead.part == part]
        found += [tuple(own[place] for place in places) for places in _alike(own)]
    return found


def _alike(lines: Sequence[MergedLine]) -> list[list[int]]:
    texts = [normalise_text(line.lead.text) for line in lines]
    if len(texts) < 2:
        return []
    by_order = process.cdist(texts, texts, scorer=fuzz.token_sort_ratio)
    by_words = process.cdist(texts, texts, scorer=fuzz.token_set_ratio) * WORDS_WEIGHT
    near = np.maximum(by_order, by_words) >= ALIKE
    used: set[int] = set()
    found = []
    for place in range(len(texts)):
        others = [other for other in range(place + 1, len(texts)) if near[place, other] and other not in used]
        if place not in used and others:
            found.append([place, *others])
            used.update((place, *others))
    return found


def _every(lines: Iterable[WorksheetLine], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for line in lines for value in getattr(line, name)))
