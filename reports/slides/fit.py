"""Text that fits its box, measured with the widths of Arial, in points."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).resolve().parents[2] / "data" / "fonts"
LINE = 1.2
_EM = 100


@lru_cache(maxsize=20_000)
def line_width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line."""
    return float(_face(bold).getlength(text)) * size / _EM


def wrap_lines(text: str, wide: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines of whole words; a word wider than the box is broken where it must be."""
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if line_width(longer, size, bold) <= wide:
            found[-1] = longer
            continue
        found += [""] if found[-1] else []
        while line_width(word, size, bold) > wide and len(word) > 1:
            keep = _head(word, wide, size, bold)
            found[-1:] = [word[:keep], ""]
            word = word[keep:]
        found[-1] = word
    return found


def wrapped_height(text: str, wide: float, size: float, bold: bool = False) -> float:
    """How high the wrapped text stands."""
    return sum(len(wrap_lines(part, wide, size, bold)) for part in text.split("\n")) * size * LINE


def largest_fitting_size(text: str, wide: float, high: float, sizes: range, bold: bool = False) -> int:
    """The largest of the sizes at which the text fits; the smallest where none does."""
    fitting = (size for size in reversed(sizes) if wrapped_height(text, wide, size, bold) <= high)
    return next(fitting, sizes[0])


def _head(word: str, wide: float, size: float, bold: bool) -> int:
    fitting = [n for n in range(1, len(word)) if line_width(word[:n], size, bold) <= wide]
    return max(fitting, default=1)


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf", _EM)
