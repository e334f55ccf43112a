"""Text that fits: measured, wrapped, shrunk and made safe for Plotly's markup."""

import html

# Advance widths of Inter Bold in hundredths of an em, each class at its widest member or nearly so.
_CLASSES = {
    25: " ",
    28: "ijlI",
    36: "!,.:;'|`t",
    41: "()[]/\\fr",
    46: "-1{}_^",
    58: "*?szLkxcFJa7",
    63: "evyoEhnubdgpq#$23456890PS",
    93: "mwM",
    104: "W@%",
}
_WIDTHS = {character: hundredths / 100 for hundredths, group in _CLASSES.items() for character in group}
LINE_HEIGHT = 1.3  # Plotly's


def text_width(text: str, pixels: float, bold: bool = False) -> float:
    """Estimated width of one line in pixels."""
    return sum(_em(character) for character in text) * pixels * (1.0 if bold else 0.97)


def wrap_text(text: str, available: float, pixels: float, bold: bool = False) -> list[str]:
    """Greedy lines of whole words no wider than `available` pixels; a longer single word stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", pixels, bold) <= available:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines or [""]


def fit_text(
    text: str, available: float, height: float, pixels: int, smallest: int, bold: bool = False
) -> tuple[list[str], int]:
    """Lines and font size that fill a box: the largest size from `pixels` down to `smallest` that fits.

    Where even the smallest does not fit, the text ends in "…".
    """
    for size in range(pixels, smallest - 1, -1):
        lines = wrap_text(text, available, size, bold)
        if len(lines) <= lines_in_height(height, size) and all(
            text_width(line, size, bold) <= available for line in lines
        ):
            return lines, size
    kept = wrap_text(text, available, smallest, bold)
    return _cut(kept, lines_in_height(height, smallest), available, smallest, bold), smallest


def lines_in_height(height: float, pixels: float) -> int:
    """How many lines of text a height holds, at least one."""
    return max(1, int(height / (pixels * LINE_HEIGHT)))


def shorten_text(text: str, available: float, pixels: float, bold: bool = False) -> str:
    """The text, or its beginning and "…", within `available` pixels."""
    if text_width(text, pixels, bold) <= available:
        return text
    while text and text_width(text + "…", pixels, bold) > available:
        text = text[:-1]
    return text.rstrip(" ,") + "…"


def escape_text(text: str) -> str:
    """User text as text: Plotly reads `<a href>` and `<b>` in labels as markup."""
    return html.escape(str(text), quote=False)


def join_markup_lines(lines: list[str]) -> str:
    """Escaped lines joined by Plotly's line break."""
    return "<br>".join(escape_text(line) for line in lines)


def _em(character: str) -> float:
    return _WIDTHS.get(character, 0.74 if character.isupper() else 0.66)


def _cut(lines: list[str], keep: int, available: float, pixels: int, bold: bool) -> list[str]:
    kept = [*lines[: keep - 1], " ".join(lines[keep - 1 :])] if len(lines) > keep else lines
    return [shorten_text(line, available, pixels, bold) for line in kept]
