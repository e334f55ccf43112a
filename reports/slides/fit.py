"""Text that fits its box, measured with the widths of Arial and of what stands in for it, in points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).resolve().parents[2] / "data" / "fonts"
LINE = 1.2
# Where Arial is missing a program takes another font: DejaVu Sans, the usual one, is so much wider.
WIDER, WIDER_BOLD = 1.17, 1.22
NARROWEST = 0.18  # em: an apostrophe of Arial
_EM = 100


@lru_cache(maxsize=20_000)
def line_width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line in the wider of the fonts it may be drawn in."""
    return float(_face(bold).getlength(text)) * size / _EM * (WIDER_BOLD if bold else WIDER)


def wrap_lines(text: str, wide: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines of whole words; a word wider than the box is broken where it must be."""
    found = [""]
    most = _most_letters(wide, size)
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= most and line_width(longer, size, bold) <= wide:
            found[-1] = longer
            continue
        found += [""] if found[-1] else []
        found[-1:] = _broken(word, wide, size, bold)
    return found


def wrapped_height(text: str, wide: float, size: float, bold: bool = False) -> float:
    """How high the wrapped text stands."""
    return sum(len(wrap_lines(part, wide, size, bold)) for part in text.split("\n")) * size * LINE


def largest_fitting_size(text: str, wide: float, high: float, sizes: range, bold: bool = False) -> int:
    """The largest of the sizes at which the text fits; the smallest where none does."""
    fitting = (size for size in reversed(sizes) if wrapped_height(text, wide, size, bold) <= high)
    return next(fitting, sizes[0])


def spread_columns(wanted: Sequence[float], least: Sequence[float]) -> list[float]:
    """Widths of columns of the same sum: one below what it needs takes it from those that have more."""
    spare = [max(have - need, 0.0) for have, need in zip(wanted, least, strict=True)]
    lacking = sum(max(need - have, 0.0) for have, need in zip(wanted, least, strict=True))
    taken = min(lacking, sum(spare))
    if not taken:
        return list(wanted)
    return [
        have - free * taken / sum(spare) if free else have + max(need - have, 0.0) * taken / lacking
        for have, free, need in zip(wanted, spare, least, strict=True)
    ]


def _most_letters(wide: float, size: float) -> int:
    """How many letters a line could hold were each the narrowest: what is longer needs no measuring."""
    return int(wide / (NARROWEST * size)) + 2


def _broken(word: str, wide: float, size: float, bold: bool) -> list[str]:
    """The word in pieces no wider than the box: itself where it fits."""
    most, pieces, at = _most_letters(wide, size), [], 0
    while len(rest := word[at : at + most + 1]) > 1 and (
        len(rest) > most or line_width(rest, size, bold) > wide
    ):
        keep = _head(rest, wide, size, bold)
        pieces.append(rest[:keep])
        at += keep
    return [*pieces, word[at:]]


def _head(word: str, wide: float, size: float, bold: bool) -> int:
    """How many letters of a word that is too wide a line takes, at least one."""
    return max(1, bisect_right(range(1, len(word)), wide, key=lambda n: line_width(word[:n], size, bold)))


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf", _EM)
