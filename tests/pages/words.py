"""What a page says, and the English that must not be in it."""

import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

# Words no Indonesian sentence of ours holds; names of dimensions and of laws stay as they are.
ENGLISH = re.compile(
    r"\b(the|and|with|from|upload\w*|download\w*|error|errors|file|files|select|click|please|missing|found|"
    r"loading|score|scores|gap|gaps|submit|save|cancel|delete|edit|search|choose|unknown|invalid|failed|"
    r"warning|success|settings|none|nan|nat|null|true|false|traceback|exception|object)\b",
    re.IGNORECASE,
)
CODE = re.compile(r"`[^`]*`|:material/\w+:|:\w+-badge|<[^>]+>|https?://\S+|\b[\w.-]+\.(xlsx|csv|py|db|log)\b")


def texts(app: AppTest) -> Iterator[str]:
    """Every text the app shows: bodies, labels, help, placeholders, options, table cells and headings."""
    for block in (app.main, app.sidebar):
        for node in block:
            for attribute in ("value", "label", "help", "placeholder", "options", "body"):
                yield from _strings(getattr(node, attribute, None))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)
    elif hasattr(value, "columns"):
        yield from (str(column) for column in value.columns)
        for column in value.columns:
            yield from (cell for cell in value[column] if isinstance(cell, str))


def english(app: AppTest) -> set[str]:
    """The English words found, each with the text it stands in."""
    return {
        f"{match.group()!r} in {text[:80]!r}"
        for text in texts(app)
        for match in ENGLISH.finditer(CODE.sub(" ", text))
    }


def as_seen(text: str) -> str:
    """What a browser shows of a text that was escaped for Markdown."""
    return re.sub(r"\\(.)", r"\1", text).replace("\u2060", "")
