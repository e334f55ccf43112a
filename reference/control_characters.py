"""Characters that no document may hold: what Word and old systems leave in cells, invisible to people."""

import re

BREAKS = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
"""Line and page breaks of Word."""
BETWEEN = re.compile(r"(?<=\S)[\x07\x1c-\x1f](?=\S)")
"""Marks that stood between two texts, as between the cells of a table of Word."""
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufeff\ufffe\uffff"
    r"\u061c\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)
"""What XML forbids, and what turns the direction of the text behind it or hides a text in it."""
MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
TOWER = re.compile(rf"([{MARKS}]{{4}})[{MARKS}]+")
"""More marks on one letter than any script writes: they run over the lines around it."""


def strip_control_characters(text: str) -> str:
    """The text without them; words that one of them parted stay apart, and a letter keeps four marks."""
    if text.isprintable():
        return text if text.isascii() else TOWER.sub(r"\1", text)
    return TOWER.sub(r"\1", FORBIDDEN.sub("", BETWEEN.sub(" ", BREAKS.sub("\n", text))))


def has_control_characters(text: str) -> bool:
    """Whether `strip_control_characters` would change a text."""
    return not (text.isascii() and text.isprintable()) and strip_control_characters(text) != text
