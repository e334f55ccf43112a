"""Characters that no document may hold: what Word and old systems leave in cells, invisible to people."""

import re

BREAKS = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
"""Line and page breaks of Word."""
BETWEEN = re.compile(r"(?<=\S)[\x07\x1c-\x1f](?=\S)")
"""Marks that stood between two texts, as between the cells of a table of Word."""
FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def strip_control_characters(text: str) -> str:
    """The text without them; words that one of them parted stay apart."""
    if text.isprintable():
        return text
    return FORBIDDEN.sub("", BETWEEN.sub(" ", BREAKS.sub("\n", text)))


def has_control_characters(text: str) -> bool:
    """Whether `strip_control_characters` would change a text."""
    return not text.isprintable() and strip_control_characters(text) != text
