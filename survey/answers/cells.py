"""What one cell answers: a number on the scale, missing, not applicable, or a problem with a proposal."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass
from functools import lru_cache

from reference.instruments import Instrument
from reference.instruments.city_words import without_villages
from reference.keys import text_key
from reference.numbers import format_plain, write_code
from scoring.tree import Node, Scale
from survey.answers import boxed_options, odd_texts, percent_levels
from survey.answers.boxed_options import BoxedOption
from survey.answers.labels import NO_DATA, NOT_APPLICABLE
from survey.files.grid import Cell, cell_as_text
from survey.values import Status

MISSING = frozenset(map(text_key, (NO_DATA, "belum ada", "tidak ada data", "data belum ada", "belum diisi")))
INAPPLICABLE = frozenset(map(text_key, (NOT_APPLICABLE, "tidak relevan")))
BEHIND = re.compile(r"^([^\d(\[:=/–—-]*[^\W\d])[\s(\[:=/–—-]+(\d{1,2})[\s)\].]*$")
"""A number behind words: "Siap (4)", "Siap - 4"."""
LONGEST_NAME = 60
BLANK = re.compile(r"^[\s\-‐-―−_.…·,;:/|'\"]*$")
NUMBER = re.compile(r"^[+-]?(\d[\d.,]*|[.,]\d+)$")
LABELLED = re.compile(
    r"^(?:level|tingkat|skor|nilai|jawab(?:an)?|isian|pilihan)\s*(?:[:.]\s*)?(\d{1,3})\b(.*)$"
    r"|^(\d{1,3})\s*(?:[-–—:.)=(>→]+|\s(?=[(]))\s*([^\d\s].*)$|^\((\d{1,3})\)\s*([^\d\s].*)$",
    re.I | re.S,
)
ERROR_TEXT = re.compile(r"^#(?:N/A|DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!)$", re.I)
MISSING_CHOICE = "missing"
INAPPLICABLE_CHOICE = "not_applicable"


@dataclass(frozen=True)
class WrittenNumber:
    """A number as written: its value, its decimals, whether it stood as text."""

    value: float
    digits: int
    as_text: bool = False


@dataclass(frozen=True)
class ParsedCell:
    """One cell understood. `problem` is a finding code or "", `proposals` what the cell may have meant.

    `kind` groups problems that have one answer, "" where the problem alone does.

    `as_text`, `labelled` and `unavailable` say what was coerced: a number written as text, a level with its
    words, "n/a", a percentage read by the bounds of the item's levels (`banded`).
    """

    status: Status = "missing"
    value: float | None = None
    digits: int = 0
    problem: str = ""
    proposals: tuple[float, ...] = ()
    as_text: bool = False
    labelled: bool = False
    unavailable: bool = False
    banded: bool = False
    kind: str = ""

    @property
    def is_coerced(self) -> bool:
        """Whether the cell was not read as it stands, though there is no doubt what it means."""
        return self.as_text or self.labelled or self.unavailable or self.banded


def number_in_cell(cell: Cell) -> WrittenNumber | None:
    """The number in a cell, decimal comma or point; None where there is none."""
    if isinstance(cell, bool) or cell is None or isinstance(cell, datetime.date):
        return None
    if isinstance(cell, float):
        return WrittenNumber(cell, _digits(repr(cell))) if math.isfinite(cell) else None
    text = cell.strip().strip("'\u200b").replace("\u00a0", "").replace("\u2212", "-").replace(" ", "")
    if not NUMBER.match(text) or len(text) > 30:
        return None
    plain = _decimal_point(text)
    if plain.count(".") > 1:
        return None
    return WrittenNumber(float(plain), _digits(plain), as_text=True)


def _decimal_point(text: str) -> str:
    """The text with a decimal point alone: the last mark is decimal, a repeated one groups thousands."""
    point, comma = text.count("."), text.count(",")
    if point and comma:
        grouping = "." if text.rfind(",") > text.rfind(".") else ","
        return text.replace(grouping, "").replace(",", ".")
    if comma > 1 or point > 1:
        return text.replace(",", "").replace(".", "")
    return text.replace(",", ".")


def _digits(text: str) -> int:
    whole, _, decimals = text.partition(".")
    if "e" in decimals or "e" in whole:
        return 0
    return 0 if decimals in ("", "0") else len(decimals)


def parse_answer_cell(cell: Cell, scale: Scale, *, integers: bool, may_not_apply: bool = False) -> ParsedCell:
    """What a cell answers on the scale. Never raises; a problem leaves the status missing."""
    text = cell_as_text(cell)
    word = text_key(text)
    if is_no_answer(text):
        return ParsedCell()
    if word in INAPPLICABLE:
        return ParsedCell("not_applicable") if may_not_apply else ParsedCell(problem="E32")
    if isinstance(cell, datetime.date):
        return ParsedCell(problem="E33", proposals=odd_texts.read_date(cell, scale), kind="date")
    if ERROR_TEXT.match(text):
        return ParsedCell(problem="E22")
    found = number_in_cell(cell)
    if found is not None:
        return _on_scale(found, scale, integers, labelled=False)
    share = percent_levels.share_in_text(text)
    if share is not None:
        return _percentage(share, scale, integers)
    return ParsedCell(problem="E20") if isinstance(cell, bool) else _from_text(text, scale, integers)


def is_no_answer(text: str) -> bool:
    """Whether a text says that there is no answer: dashes, points, "Belum ada data", but no other mark."""
    return bool(BLANK.match(text)) or text_key(text) in MISSING


def _from_text(text: str, scale: Scale, integers: bool) -> ParsedCell:
    """A level with words around it; asked where they may mean another level, or count something."""
    if options := boxed_options.split_options(text):
        return _ticked_level(options, scale)
    if told := _number_and_level(text, scale):
        number, level = told
        if number == level:
            return ParsedCell("answered", level, labelled=True)
        return ParsedCell(problem="E20", proposals=(level, number), kind="contradicted")
    odd = odd_texts.read_odd_text(text, scale)
    if odd.is_plain:
        return _on_scale(WrittenNumber(odd.proposals[0], 0), scale, integers, labelled=True)
    if (share := percent_levels.share_among_words(text)) is not None:
        return _doubtful_share(share, scale, integers)
    labelled = number_and_words(text)
    if labelled is None or odd.kind in ("arrow", "of", "range", "date"):
        named = _level_named(text, scale)
        return ParsedCell(problem="E20", proposals=named or odd.proposals, kind=odd.kind)
    number, rest = labelled
    if odd_texts.is_quantity(text):
        return ParsedCell(problem="E20", kind="quantity")
    if odd_texts.names_another_level(rest, number, scale):
        return ParsedCell(problem="E20", proposals=odd.proposals, kind="noted")
    return _on_scale(WrittenNumber(number, 0), scale, integers, labelled=True)


def _ticked_level(options: tuple[BoxedOption, ...], scale: Scale) -> ParsedCell:
    """The level of the one ticked box; asked for none or several, or where the options are another scale."""
    levels = {option: _level_of_option(option.text, scale) for option in options}
    ticked, every = boxed_options.ticked_option(options), set(levels.values())
    level = levels[ticked] if ticked else None
    if level is None:
        return ParsedCell(problem="E20")
    is_whole_scale = scale.integers and every == set(range(int(scale.minimum), int(scale.maximum) + 1))
    if not is_whole_scale or len(every) < len(options):
        return ParsedCell(
            problem="E20", proposals=(level,) if scale.minimum <= level <= scale.maximum else ()
        )
    return ParsedCell("answered", level, labelled=True)


def _level_of_option(text: str, scale: Scale) -> float | None:
    """The number or the level's name that an option says; None for others."""
    number = number_in_answer(text)
    return number if number is not None else next(iter(_level_named(text, scale)), None)


def _number_and_level(text: str, scale: Scale) -> tuple[float, float] | None:
    """The number and the level that a text names side by side ("4 - Siap", "Siap (4)"); None for others.

    Both on the scale: a number that is no level of it stands on another.
    """
    if len(text) > LONGEST_NAME or not scale.integers or scale.has_level_bands:
        return None
    behind = BEHIND.match(text)
    found = (float(behind[2]), behind[1]) if behind else number_and_words(text)
    levels = _level_named(found[1], scale) if found and found[1] else ()
    if not found or not levels or not scale.minimum <= found[0] <= scale.maximum:
        return None
    return found[0], levels[0]


def number_and_words(text: str) -> tuple[float, str] | None:
    """The number with words, and the words: "2 - Sebagian", "Level 3", "[3]"; None for other texts."""
    found = None if odd_texts.ARROW.match(text) else LABELLED.match(text)
    if not found:
        alone = odd_texts.number_wrapped(text)
        return None if alone is None else (alone, "")
    number, words = [one for one in found.groups() if one is not None]
    return float(number), words.strip(" )")


def levels_by_anchor(node: Node, scale: Scale) -> dict[str, float]:
    """Key of the sentence that describes a level of an item -> the level; {} where one has many values."""
    if scale.has_level_bands:
        return {}
    told = node.tags.get("anchors") or ()
    worded = [(place, one) for place, text in enumerate(told) for one in (text, without_villages(text))]
    return {text_key(text): scale.minimum + place for place, text in worded if text_key(text)}


@lru_cache(maxsize=8)
def keys_of_anchors(instrument: Instrument) -> frozenset[str]:
    """The keys of the sentences that describe the levels of any item."""
    framework = instrument.framework
    nodes = map(framework.node, framework.leaves)
    return frozenset(key for node in nodes for key in levels_by_anchor(node, framework.scale))


def number_in_answer(cell: Cell) -> float | None:
    """The number of an answer, be it with words behind it; None for others."""
    plain = number_in_cell(cell)
    labelled = number_and_words(cell) if plain is None and isinstance(cell, str) else None
    return plain.value if plain else labelled[0] if labelled else None


def _level_named(text: str, scale: Scale) -> tuple[float, ...]:
    """The level that a text names; both ends of one that holds many values."""
    places = [place for place, name in enumerate(scale.levels) if text_key(name) == text_key(text)]
    if scale.has_level_bands:
        ends = (*scale.level_starts, scale.maximum)
        return tuple(end for place in places for end in ends[place : place + 2])
    return tuple(scale.minimum + place for place in places)


def _percentage(share: float, scale: Scale, integers: bool) -> ParsedCell:
    """A percentage on a scale of percentages; on one of levels it may mean several, which is asked."""
    if not integers and scale.maximum in (1.0, 100.0):
        value = round(share * scale.maximum, 6)
        return ParsedCell("answered", value, _digits(repr(value)), labelled=True)
    return _doubtful_share(share, scale, integers)


def _doubtful_share(share: float, scale: Scale, integers: bool) -> ParsedCell:
    proposals = (
        percent_levels.levels_of_share(share, scale) if integers else (round(share * scale.maximum, 6),)
    )
    return ParsedCell(problem="E20", proposals=proposals, kind="percent")


def _on_scale(found: WrittenNumber, scale: Scale, integers: bool, labelled: bool) -> ParsedCell:
    if not scale.minimum <= found.value <= scale.maximum:
        is_share = integers and 0 < found.value < 1
        shares = percent_levels.levels_of_share(found.value, scale) if is_share else ()
        return ParsedCell(problem="E21", proposals=shares)
    if integers and not found.value.is_integer():
        return ParsedCell(
            problem="E31",
            proposals=(float(math.floor(found.value)), float(math.ceil(found.value))),
            kind="decimal",
        )
    return ParsedCell("answered", found.value, found.digits, as_text=found.as_text, labelled=labelled)


def replacement_choices(
    parsed: ParsedCell, scale: Scale, *, integers: bool, may_not_apply: bool
) -> tuple[tuple[str, str], ...]:
    """What the user may put in place of a problem: the proposals first, every level, then nothing."""
    levels: list[float] = list(parsed.proposals)
    if integers:
        every = range(int(scale.minimum), int(scale.maximum) + 1)
        levels += [float(level) for level in every if level not in levels]
    found = [(write_code(level), format_plain(level, 4)) for level in levels]
    found.append((MISSING_CHOICE, NO_DATA))
    if may_not_apply:
        found.append((INAPPLICABLE_CHOICE, NOT_APPLICABLE))
    return tuple(found)


def is_answer_level(value: float, scale: Scale, *, integers: bool) -> bool:
    """Whether a number answers as it stands: on the scale, and whole where only levels count."""
    return scale.minimum <= value <= scale.maximum and (not integers or value.is_integer())


@lru_cache(maxsize=1024)
def answer_of_level(value: float) -> ParsedCell:
    """What a number on the scale answers; the same few levels fill whole columns."""
    return ParsedCell("answered", value, _digits(repr(value)))


def parse_chosen_answer(
    choice: str, scale: Scale, *, integers: bool, may_not_apply: bool
) -> ParsedCell | None:
    """The answer a user chose; None where the choice is none of those offered."""
    if choice == MISSING_CHOICE:
        return ParsedCell()
    if choice == INAPPLICABLE_CHOICE:
        return ParsedCell("not_applicable") if may_not_apply else None
    parsed = parse_answer_cell(choice, scale, integers=integers)
    return None if parsed.problem or parsed.status == "missing" else parsed
