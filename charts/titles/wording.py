"""How a title is chosen: the first finding that fits, else the neutral one."""

from collections.abc import Iterator

LONGEST = 70


def choose_title(candidates: Iterator[str], neutral: str) -> str:
    """The first candidate of at most LONGEST characters; `neutral`, cut where it is longer."""
    for title in candidates:
        if len(title) <= LONGEST:
            return title
    return neutral if len(neutral) <= LONGEST else neutral[: LONGEST - 1].rstrip() + "…"
