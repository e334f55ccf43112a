"""Texts of users inside our Markdown: shown as they were written, never as markup."""

import re

_MARKS = re.compile(r"([\\`*_\[\]{}()<>#+\-!|$~:])")


def escape_markdown(text: str) -> str:
    """The text with every mark escaped and on one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
