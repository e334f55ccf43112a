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
IGNORED = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u206f\u3164\uffa0\ufff0-\ufff8"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e0fff"
)
JOINERS = r"\u200c\u200d\ufe00-\ufe0f"
UNSEEN = re.compile(rf"[{IGNORED}{JOINERS}]+")
"""What shows nothing (Unicode's ignorable characters): "2026" with and without one would be two periods."""
JOINED = re.compile(r"[\u00a9\u00ae\u0600-\u1cff\u203c\u2049\u2100-\ufdff\U00010000-\U000e007f]")
"""Behind these, in scripts that join their letters and in emoji, joiners and variants change what is seen."""
KEYCAP = "\u20e3"
MOST_JOINERS = 2
BLANK = "\u2800"
"""The braille cell without a dot: a letter to every rule, a blank to every eye."""
MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
TOWER = re.compile(rf"([{MARKS}]{{4}})[{MARKS}]+")
"""More marks on one letter than any script writes: they run over the lines around it."""


def strip_control_characters(text: str) -> str:
    """The text without them and without what shows nothing; words that one of them parted stay apart, and a
    letter keeps four marks.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _strip_forbidden(text).replace(BLANK, " ")
    return TOWER.sub(r"\1", UNSEEN.sub(_keep_joiners, text))


def trim_text(text: str) -> str:
    """The text as it is kept, without blanks around it: "" where nothing of it can be seen."""
    return strip_control_characters(text).strip()


def has_control_characters(text: str) -> bool:
    """Whether a text holds what no document may; what merely shows nothing is none of it."""
    if text.isascii() and text.isprintable():
        return False
    return TOWER.sub(r"\1", _strip_forbidden(text)) != text


def _strip_forbidden(text: str) -> str:
    if text.isprintable():
        return text
    return FORBIDDEN.sub("", BETWEEN.sub(" ", BREAKS.sub("\n", text)))


def _keep_joiners(run: re.Match[str]) -> str:
    """Of a run of characters that show nothing, those that change the letter before them."""
    text, start, end = run.string, run.start(), run.end()
    if not (JOINED.match(text[start - 1 : start]) or text[end : end + 1] == KEYCAP):
        return ""
    return re.sub(f"[{IGNORED}]", "", run.group())[:MOST_JOINERS]
