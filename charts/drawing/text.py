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
NARROWEST = min(_WIDTHS.values())
LINE_HEIGHT = 1.3  # Plotly's


def text_width(text: str, pixels: float, bold: bool = False) -> float:
    """Estimated width of one line in pixels."""
    return _em_after(0.0, text) * _scale(pixels, bold)


def wrap_text(text: str, available: float, pixels: float, bold: bool = False) -> list[str]:
    """Greedy lines of whole words no wider than `available` pixels; a longer single word stands alone."""
    scale = _scale(pixels, bold)
    lines: list[list[str]] = []
    width = 0.0
    for word in text.split():
        joined = _em_after(width, f" {word}")
        if lines and joined * scale <= available:
            lines[-1].append(word)
            width = joined
        else:
            lines.append([word])
            width = _em_after(0.0, word)
    return [" ".join(line) for line in lines] or [""]


def fit_text(
    text: str, available: float, height: float, pixels: int, smallest: int, bold: bool = False
) -> tuple[list[str], int]:
    """Lines and font size that fill a box: the largest size from `pixels` down to `smallest` that fits.

    Where even the smallest does not fit, the text ends in "…". What lies beyond any box costs nothing.
    """
    text = _what_could_fit(text, available, height, smallest)
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
    scale, width, kept = _scale(pixels, bold), 0.0, 0
    for place, character in enumerate(text):
        width += _em(character)
        if width * scale > available:
            return text[:kept].rstrip(" ,") + "…"
        if (width + _em("…")) * scale <= available:
            kept = place + 1
    return text


def escape_text(text: str) -> str:
    """User text as text: Plotly reads `<a href>` and `<b>` in labels as markup, `%{x}` in templates too."""
    return html.escape(str(text), quote=False).replace("%{", "%&#123;")


def join_markup_lines(lines: list[str]) -> str:
    """Escaped lines joined by Plotly's line break."""
    return "<br>".join(escape_text(line) for line in lines)


def _scale(pixels: float, bold: bool) -> float:
    return pixels * (1.0 if bold else 0.97)


def _em_after(width: float, text: str) -> float:
    """The width in ems of a line of `width` with a text behind it."""
    for character in text:
        width += _em(character)
    return width


def _what_could_fit(text: str, available: float, height: float, pixels: int) -> str:
    """The text without what lies beyond a box even were every letter of it the narrowest."""
    in_line = int(available / (NARROWEST * _scale(pixels, False))) + 2
    words = text.split(maxsplit=in_line * (lines_in_height(height, pixels) + 1))
    return " ".join(word[:in_line] for word in words)


def _em(character: str) -> float:
    return _WIDTHS.get(character, 0.74 if character.isupper() else 0.66)


def _cut(lines: list[str], keep: int, available: float, pixels: int, bold: bool) -> list[str]:
    kept = [*lines[: keep - 1], " ".join(lines[keep - 1 :])] if len(lines) > keep else lines
    return [shorten_text(line, available, pixels, bold) for line in kept]
