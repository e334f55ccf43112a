"""Texts of users as plain cells of a CSV file, whatever spreadsheet opens it."""

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")
_TRIGGERS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")


def defuse_text(text: str) -> str:
    """A text no spreadsheet runs: no control characters, a quote before = + - @ (a plain number stays)."""
    text = _CONTROL.sub(" ", text)
    hostile = len(text) > 1 and text.lstrip().startswith(_TRIGGERS) and not _PLAIN_NUMBER.fullmatch(text)
    return f"'{text}" if hostile else text
