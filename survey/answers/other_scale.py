"""Numbers of a column that stand on another scale than the instrument's: which level each of them is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reference.keys import text_key
from scoring.tree import Scale
from survey.answers.cells import ParsedCell, number_in_cell, parse_answer_cell
from survey.answers.level_meanings import Meaning
from survey.answers.odd_texts import split_back, split_front
from survey.answers.percent_levels import level_by_bounds


@dataclass(frozen=True)
class OtherScale:
    """The scale from `low` to `high` and how it is read; `meaning` None while that is asked."""

    low: int
    high: int
    meaning: Meaning | None

    def answer_to(self, number: float, scale: Scale, bounds: Sequence[float] = ()) -> ParsedCell:
        """What a number answers; nothing while the scale is asked, a problem where it stands on neither.

        `bounds` are the shares from which each level of the item after the lowest begins, () without any.
        """
        if not self.low <= number <= self.high:
            return ParsedCell(problem="E21")
        if self.meaning is None:
            return ParsedCell()
        if bounds and self.meaning.by_item and not self._stands(number, scale):
            return ParsedCell("answered", level_by_bounds(number / self.high, bounds, scale), labelled=True)
        level_at = self.meaning.level_at
        found = number if self._stands(number, scale) else level_at(number)
        if found is None:
            return ParsedCell()
        if not math.isnan(found):
            return ParsedCell("answered", float(found), labelled=True)
        if number.is_integer():
            return ParsedCell(problem="E21")
        near = (level_at(float(math.floor(number))), level_at(float(math.ceil(number))))
        return ParsedCell(
            problem="E31",
            proposals=tuple(one for one in near if one is not None and not math.isnan(one)),
            kind="decimal",
        )

    def answer_in(self, text: str, scale: Scale, bounds: Sequence[float] = ()) -> ParsedCell | None:
        """What a number in a text answers, or what it may; None where the text has none."""
        found = parse_answer_cell(text, Scale(float(self.low), float(self.high)), integers=False)
        if found.value is not None:
            return self.answer_to(found.value, scale, bounds)
        if not found.problem or not (found.proposals or number_in_cell(text)):
            return None
        if self.meaning is None and found.proposals:
            return ParsedCell()
        levels = (self.answer_to(one, scale, bounds).value for one in found.proposals)
        return replace(found, proposals=tuple(one for one in levels if one is not None))

    def _stands(self, number: float, scale: Scale) -> bool:
        is_level = scale.minimum <= number <= scale.maximum and number.is_integer()
        return is_level and self.meaning is not None and self.meaning.keeps_levels


def read_coded_anchor(
    text: str, anchors: Mapping[str, float], scale: Scale, other: OtherScale | None
) -> ParsedCell | None:
    """An anchor with a code before or behind it, None for others; a doubt where its number is another level.

    `anchors` gives the level of each by the key of its text, `other` the scale that the numbers stand on.
    """
    pairs = (split_front(text), split_back(text))
    found = ((code, anchors[text_key(rest)]) for code, rest in pairs if code and text_key(rest) in anchors)
    code, level = next(found, ("", None))
    if level is None:
        return None
    told = other.answer_to(float(code), scale) if other and code.isdecimal() else None
    if told and told.value is None and not told.problem:
        return told
    number = told.value if told and told.value else float(code) if code.isdecimal() else level
    if number == level or not scale.minimum <= number <= scale.maximum:
        return ParsedCell("answered", level, labelled=True)
    return ParsedCell(problem="E20", proposals=(level, number), kind="contradicted")
