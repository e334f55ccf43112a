"""What the cells of answer columns mean: the words, shares and numbers found for each column of a file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from scoring.tree import Node, Scale
from survey.answers import cells, percent_levels, separators
from survey.answers.cells import ParsedCell
from survey.answers.labels import key_of_word
from survey.answers.other_scale import OtherScale, read_coded_anchor
from survey.files.grid import Cell, cell_as_text

Place = tuple[str, int]
"""A sheet and a column of it."""
ROMANS = {"ii": 2.0, "iii": 3.0, "iv": 4.0}
"""Those that are no letter, so that they mean a number wherever they stand."""
CUT = 15
"""Letters of a sentence, at least, by which it is known though its end is missing."""
NOT_AVAILABLE = frozenset({"na", "notavailable", "oth"})
"""What says that no level was given; "-oth-" is how LimeSurvey writes "another answer"."""


@dataclass(frozen=True)
class ShareLevels:
    """The level of each percentage of a column, None while that is asked.

    `by_bounds`: an item that names the shares of its levels takes a percentage by them instead; where that
    is False and the percentage has no level here, it is asked.
    """

    levels: Mapping[Cell, float | None]
    by_bounds: bool = True


NO_SHARES = ShareLevels({})


class ColumnMeanings:
    """How the cells of each answer column of a file are read, as found out before they are."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.words: dict[Place, Mapping[str, float | None]] = {}
        """Key of a word -> the answer it means, None while its scale is asked."""
        self.shares: dict[Place, ShareLevels] = {}
        self.numbers: dict[Place, OtherScale] = {}
        """The scale that numbers stand on, where it is not the instrument's own."""
        self.texts: dict[Place, Mapping[str, float | None]] = {}
        """A text such as "2 → 3" or "3/5" -> the level it says by the file, None while that is asked."""
        self.grouped: dict[Place, str] = {}
        """The mark that groups thousands."""
        self._anchors: dict[str, dict[str, float]] = {}
        self._bounds: dict[str, tuple[float, ...]] = {}

    def forget_columns(self) -> None:
        """Forget what was found, for the next recogniser."""
        for kept in (self.words, self.shares, self.numbers, self.texts, self.grouped):
            kept.clear()

    def judge_cell(self, place: Place, cell: Cell, node: Node, *, integers: bool) -> ParsedCell:
        """What a value means in an answer column, wherever it stands there; nothing is said or asked."""
        shares, other = self.shares.get(place, NO_SHARES), self.numbers.get(place)
        banded = self._banded(cell, cell in shares.levels, node)
        if banded is not None and shares.by_bounds:
            return banded
        if cell in shares.levels:
            return _answer_or_open(shares.levels[cell])
        if banded is not None:
            return self._asked_share(cell, banded)
        if isinstance(cell, float) and other:
            return other.answer_to(cell, self.scale, self._bounds_of(node))
        if isinstance(cell, float) and cells.is_answer_level(cell, self.scale, integers=integers):
            return cells.answer_of_level(cell)
        said = self._worded(place, cell, node)
        return said or self._plain(place, cell, node, integers)

    def _worded(self, place: Place, cell: Cell, node: Node) -> ParsedCell | None:
        """What a word, an anchor or a number among words says; None for anything else."""
        if isinstance(cell, str) and cell in (told := self.texts.get(place, {})):
            return _answer_or_open(told[cell])
        word = key_of_word(cell_as_text(cell))
        words, other = self.words.get(place, {}), self.numbers.get(place)
        if word in words:
            return _answer_or_open(words[word])
        if word in NOT_AVAILABLE:
            return ParsedCell(unavailable=True)
        anchors = self._anchors_of(node)
        if found := _anchored(word, anchors):
            return found
        if isinstance(cell, str) and (behind := read_coded_anchor(cell, anchors, self.scale, other)):
            return behind
        if isinstance(cell, str) and other:
            return other.answer_in(cell, self.scale, self._bounds_of(node))
        if not other and self.scale.minimum <= ROMANS.get(word, math.inf) <= self.scale.maximum:
            return ParsedCell("answered", ROMANS[word], labelled=True)
        return None

    def _plain(self, place: Place, cell: Cell, node: Node, integers: bool) -> ParsedCell:
        """What a cell says by itself."""
        plain = separators.remove_thousands_mark(cell, self.grouped.get(place, ""))
        allowed = bool(node.tags.get("may_not_apply"))
        parsed = cells.parse_answer_cell(plain, self.scale, integers=integers, may_not_apply=allowed)
        return _blank_as_told(parsed, node) if cell is None else parsed

    def _banded(self, cell: Cell, is_share: bool, node: Node) -> ParsedCell | None:
        """The level of a percentage whose bounds the item's own anchors name; None for anything else."""
        share = percent_levels.share_in_text(cell) if isinstance(cell, str) else cell if is_share else None
        bounds = self._bounds_of(node) if isinstance(share, float) else ()
        if not isinstance(share, float) or not bounds:
            return None
        level = percent_levels.level_by_bounds(share, bounds, self.scale)
        return ParsedCell("answered", level, banded=True)

    def _asked_share(self, cell: Cell, banded: ParsedCell) -> ParsedCell:
        """The doubt of a percentage with the level by its item's bounds first."""
        plain = cells.parse_answer_cell(cell, self.scale, integers=True)
        levels = dict.fromkeys((banded.value, *plain.proposals))
        return replace(plain, proposals=tuple(one for one in levels if one is not None))

    def _anchors_of(self, node: Node) -> dict[str, float]:
        if node.code not in self._anchors:
            self._anchors[node.code] = cells.levels_by_anchor(node, self.scale)
        return self._anchors[node.code]

    def _bounds_of(self, node: Node) -> tuple[float, ...]:
        """The shares from which the levels of an item begin, as its anchors name them; () without any."""
        if node.code not in self._bounds:
            self._bounds[node.code] = percent_levels.percent_bounds(node)
        return self._bounds[node.code]


def _anchored(word: str, anchors: Mapping[str, float]) -> ParsedCell | None:
    """What the sentence of a level says, whole or cut off where a form had no more room; None for others."""
    if word in anchors:
        return ParsedCell("answered", anchors[word], labelled=True)
    # A level may be worded in more ways than one: a kota without villages has kelurahan alone.
    levels = (level for key, level in anchors.items() if len(word) >= CUT and key.startswith(word))
    begun = list(dict.fromkeys(levels))
    if len(begun) > 1:
        return ParsedCell(problem="E20", proposals=tuple(begun), kind="cut")
    return ParsedCell("answered", begun[0], labelled=True) if begun else None


def _answer_or_open(level: float | None) -> ParsedCell:
    return ParsedCell() if level is None else ParsedCell("answered", level, labelled=True)


def _blank_as_told(parsed: ParsedCell, node: Node) -> ParsedCell:
    """A blank of a node whose instrument says so does not apply (Kominfo's collaboration programme)."""
    if parsed.status == "missing" and node.tags.get("blank") == "not_applicable":
        return replace(parsed, status="not_applicable")
    return parsed
