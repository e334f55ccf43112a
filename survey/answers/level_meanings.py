"""Which levels of an instrument the codes of another scale may mean: what a question on a scale offers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reference.numbers import format_plain, join_ends
from scoring.tree import Scale

SPELLED = 11
"""A scale of more numbers is told by its bands."""
MOST = 6
"""More readings of one scale than these help nobody."""
Way = Sequence[float | None]
"""The level of each code in their order."""
Levels = Callable[[float], float | None]
"""Place on the other scale -> level; None = no data, not a number = not on it."""


@dataclass(frozen=True)
class Meaning:
    """One way to read a scale, and how it is told.

    `by_item`: an item that names the shares of its levels takes percentages by them. `keeps_levels`: a number
    that is a level of the instrument is that level. `is_plain`: the file itself leaves no other.
    """

    told: str
    level_at: Levels
    by_item: bool = False
    keeps_levels: bool = False
    is_plain: bool = False


def meanings_of_codes(codes: Sequence[str], scale: Scale, *, falling: bool = False) -> list[Meaning]:
    """The readings of codes in their order, the likeliest first; `falling` where the first is the best.

    The place of a code counts from 0.
    """
    rising, reverse = _rising(codes, scale), _falling(codes, scale)
    ways = [*reverse, *rising] if falling else [*rising, *reverse]
    return meanings_of_ways(codes, ways)


def meanings_of_ways(codes: Sequence[str], ways: Iterable[Way]) -> list[Meaning]:
    """The readings that give the codes these levels, each once."""
    found = {_told(codes, way): way for way in ways}
    return [Meaning(told, _listed(way)) for told, way in found.items()][:MOST]


def _rising(codes: Sequence[str], scale: Scale) -> list[Way]:
    """The last code is the best: spread over all levels; by number; with 0 for what is not there yet."""
    count, size, low = len(codes), int(scale.maximum - scale.minimum) + 1, scale.minimum
    if count == size:
        return [[low + place for place in range(count)]]
    spread: Way = [low + math.floor(place * (size - 1) / max(1, count - 1) + 0.5) for place in range(count)]
    if count < size:
        return [
            spread,
            *([low + start + place for place in range(count)] for start in range(size - count + 1)),
        ]
    bands: Way = [low + math.ceil((place + 1) * size / count) - 1 for place in range(count)]
    if codes[0] != "0":
        return [bands, spread]
    from_one = _rising(codes[1:], scale)[0]
    return [[None, *from_one], [from_one[0], *from_one], spread]


def _falling(codes: Sequence[str], scale: Scale) -> list[Way]:
    """The first code is the best: the rising ways turned round, and numbered down from the highest level."""
    turned = [way[::-1] for way in _rising(codes, scale) if None not in way]
    down: Way = [scale.maximum - place for place in range(len(codes))]
    return [*turned, down] if len(codes) < scale.maximum - scale.minimum + 1 else turned


def _listed(levels: Way) -> Levels:
    def level_at(place: float) -> float | None:
        return levels[int(place)] if float(place).is_integer() and 0 <= place < len(levels) else math.nan

    return level_at


def _told(codes: Sequence[str], levels: Way) -> str:
    words = ("belum ada data" if level is None else format_plain(level) for level in levels)
    return ", ".join(f"{code} = {word}" for code, word in zip(codes, words, strict=True))


def meanings_of_span(low: int, high: int, scale: Scale, *, falling: bool = False) -> list[Meaning]:
    """The readings of numbers from `low` to `high`; the place is the number itself."""
    if not scale.integers:
        return list(_proportional(low, high, scale, falling))
    if high - low >= SPELLED:
        return list(_banded(high, scale))
    codes = [str(number) for number in range(low, high + 1)]
    found = meanings_of_codes(codes, scale, falling=falling)
    return [Meaning(one.told, _shifted(one.level_at, low)) for one in found]


def meaning_of_numbers(low: int, levels: Way) -> Meaning:
    """The reading that gives the numbers from `low` on these levels; the place is the number itself."""
    (found,) = meanings_of_ways([str(low + place) for place in range(len(levels))], [levels])
    return Meaning(found.told, _shifted(found.level_at, low))


def _shifted(level_at: Levels, low: int) -> Levels:
    return lambda number: level_at(number - low)


def _banded(high: int, scale: Scale) -> Iterator[Meaning]:
    """Numbers up to 100: by equal bands, or 0 as the lowest level and 100 as the highest."""
    size = int(scale.maximum - scale.minimum) + 1

    def by_bands(number: float) -> float:
        return scale.minimum + max(0, math.ceil(number * size / high - 1e-9) - 1)

    def by_span(number: float) -> float:
        return scale.minimum + math.floor(number * (size - 1) / high + 1e-9)

    yield from (Meaning(_told_bands(way, high), way) for way in (by_bands, by_span))


def _told_bands(level_at: Callable[[float], float], high: int) -> str:
    levels: dict[float, list[int]] = {}
    for number in range(high + 1):
        levels.setdefault(level_at(float(number)), []).append(number)
    spans = {level: dict.fromkeys((str(found[0]), str(found[-1]))) for level, found in levels.items()}
    return ", ".join(f"{'–'.join(ends)} = {format_plain(level)}" for level, ends in spans.items())


def _proportional(low: int, high: int, scale: Scale, falling: bool) -> Iterator[Meaning]:
    """On an instrument that takes any number: in proportion between the ends, either way round."""
    ways = [(scale.minimum, scale.maximum), (scale.maximum, scale.minimum)]
    for first, last in reversed(ways) if falling else ways:
        ends = (f"{low} = {format_plain(first)}", f"{high} = {format_plain(last)}")
        told = f"{join_ends(*ends, ' sampai ')}, sebanding"
        yield Meaning(told, _line(low, high, first, last))


def _line(low: float, high: float, first: float, last: float) -> Levels:
    return lambda number: round(first + (number - low) / (high - low) * (last - first), 6)


def meanings_by_name(meanings: Sequence[Meaning]) -> Mapping[str, Meaning]:
    """The readings by how they are told, which is also how a choice is kept."""
    return {one.told: one for one in meanings}
