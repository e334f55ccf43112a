"""How long a text of others may be, by its kind: far above what offices write, so that costs have an end."""

NAME = 500
"""Characters in a name: a programme, an OPD, a file, a period, a person."""
TEXT = 8_000
"""Characters in any other text: an obstacle, a reason, the cell of a table."""


def shorten_name(text: str) -> str:
    """The name, or so much of it as a name may have, and "…"."""
    return text if len(text) <= NAME else text[: NAME - 1].rstrip() + "…"
