"""Texts of users inside our Markdown: shown as they were written, never as markup (docs/adr/0037)."""

import re

_MARKS = re.compile(r"([\\`*_\[\]{}()<>#+\-!|$~:=&])")
_NUMBERED = re.compile(r"^(\d+)\.(?=\s|$)")
# Found in the finished text, where no mark is any help: addresses, emoji, icons and arrows.
_LATER = re.compile(
    r"(?<=http)(?=s?://)|(?<=www)(?=\.)|(?=@)"
    r"|(?<=:)(?!\d{1,2}:)(?=[\w+-]+:|material|streamlit)"
    r"|(?<=^[-<>~])(?=[->=])|(?<=\s[-<>~])(?=[->=])",
    re.IGNORECASE,
)
_APART = "\u2060"  # no width and no break: nobody sees it, and nothing is found across it


def escape_markdown(text: object) -> str:
    """The text (or what anything else is printed as) with every mark escaped and on one line.

    What Streamlit looks for in finished text (web and mail addresses, :emoji:, icons, arrows) is parted by a
    word joiner.
    """
    line = _LATER.sub(_APART, " ".join(str(text).split()))
    return _NUMBERED.sub(r"\1\\.", _MARKS.sub(r"\\\1", line))
