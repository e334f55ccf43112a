"""How a title is chosen: the first finding that fits, else the neutral one."""

from collections.abc import Iterator

import pandas as pd

from charts.drawing import format as fmt

LONGEST = 70
PROVED = "berbukti atau terverifikasi"
"""What counts as proved: an answer that names evidence, or whose value was verified (docs/method.md)."""
UNPROVED = "belum berbukti"
"""What is answered and neither."""
FEW_ANSWERED = 0.8
"""A part of whose questions less is answered is not named without saying so (docs/method.md, section 4)."""


FEW_MARK = "*"
FEW_NOTE = "* kurang dari 80% pertanyaannya terjawab"
"""How a cell without room for words says so, and what the mark means."""


def is_few_answered(share: float) -> bool:
    """Whether a part has few answers; NaN says nothing."""
    return share < FEW_ANSWERED


def name_with_answers(name: str, answered: float) -> str:
    """ "Living", or "Living (44% terjawab)" where few of its questions are answered; NaN says nothing."""
    return f"{name} ({fmt.format_part(answered)} terjawab)" if is_few_answered(answered) else name


def names_with_answers(frame: pd.DataFrame) -> pd.Series:
    """The names of a frame of nodes (`name`, and `answered` where it is known) as `name_with_answers`."""
    if "answered" not in frame:
        return frame["name"]
    pairs = zip(frame["name"], frame["answered"], strict=True)
    return pd.Series([name_with_answers(*pair) for pair in pairs], index=frame.index, dtype=object)


def choose_title(candidates: Iterator[str], neutral: str) -> str:
    """The first candidate of at most LONGEST characters; `neutral`, cut where it is longer."""
    for title in candidates:
        if len(title) <= LONGEST:
            return title
    return neutral if len(neutral) <= LONGEST else neutral[: LONGEST - 1].rstrip() + "…"
