"""What the tests of documents read back: words, numbers, names that must not be there."""

import re

from charts.drawing.format import MISSING, format_number

# A point between digits that is no thousands separator, a comma before three digits and a point.
ENGLISH_NUMBER = re.compile(r"(?<![\w.])\d+\.\d{1,2}(?![\d.])|(?<![\w.])\d{1,3},\d{3}\.\d")
ENGLISH_WORD = re.compile(
    r"\b(January|February|March|May|June|July|August|October|December|nan|None|page|of)\b"
)


def english(text: str, allowed: tuple[str, ...] = ()) -> list[str]:
    """Numbers, dates and words as English writes them; `allowed` are versions and periods."""
    for said in allowed:
        text = text.replace(said, " ")
    return ENGLISH_NUMBER.findall(text) + ENGLISH_WORD.findall(text)


def printed(facts) -> set[str]:
    """The scores of the dimensions and the index as they must be printed."""
    values = [*facts.dimensions["score"], facts.index["score"]]
    return {format_number(value, facts.scale.decimals) for value in values} - {MISSING}
