"""The next step of an indicator: its level, in words of what to do, and what that step alone adds."""

import math
import re

import pandas as pd

from scoring import Assessment, Framework, score_gain_of_actions

TOLERANCE = 1e-9
_RANGE = re.compile(r"(?<![\d.,])(\d[\d.,]{0,11}%?) sampai kurang dari \d[\d.,]{0,11}%?")
_GRANTED = re.compile(r",? (\w{1,30} kurang dari (?=\d))")


def next_whole_level(framework: Framework, leaf: str, value: float) -> float:
    """The next whole level above a value, at most the top; NaN on a scale without levels.

    On a scale of decimals whose bands are levels it is the value from which the next level begins.
    """
    scale = framework.scale
    if scale.has_level_bands:
        return min(
            (start for start in scale.level_starts if start > value + TOLERANCE), default=scale.maximum
        )
    return min(math.floor(value + TOLERANCE) + 1.0, scale.maximum) if scale.integers else math.nan


def describe_level(framework: Framework, leaf: str, level: float) -> str:
    """What is the case at a level; "" where the instrument does not describe it, or has no such level.

    Where values rise inside a level, all of a level is the case where the next one begins.
    """
    anchors = tuple(framework.node(leaf).tags.get("anchors", ()))
    scale = framework.scale
    if scale.has_level_bands:
        ends = [*scale.level_starts[1:], scale.maximum]
        return str(anchors[ends.index(level)]) if level in ends and anchors else ""
    place = level - scale.minimum
    return str(anchors[int(place)]) if 0 <= place < len(anchors) and float(place).is_integer() else ""


def describe_action(state: str, *, low: bool = False) -> str:
    """What to do so that a state comes about, "Upayakan agar ..."; "" for none.

    Of a range ("40% sampai kurang dari 70% ...") its lower end is to be reached: "Capai sedikitnya 40% ...";
    an upper bound is no aim ("memenuhi kurang dari 60%") but what is granted. `low`: a state that still tells
    of a lack (the lower levels of a scale) is no goal: it is passed through.
    """
    state = _GRANTED.sub(r", meski baru \1", _RANGE.sub(r"sedikitnya \1", state.strip().rstrip(".")))
    if not state:
        return ""
    # A share alone, as "sedikitnya 40% naskah dinas", is no sentence to go on with.
    if state.removeprefix("sedikitnya ")[0].isdigit():
        return f"Capai {state}"
    begun = "Capai lebih dahulu keadaan ini:" if low else "Upayakan agar"
    return f"{begun} {_continued(state)}"


def add_next_steps(duties: pd.DataFrame, assessment: Assessment, unit: str) -> pd.DataFrame:
    """The duties (`priorities.list_closing_duties`) with what their next step is worth, and what to do.

    `step_gain`: index points if the indicator alone reaches its next level, recomputed through the tree; NaN
    where there is no such level. `todo`: `describe_action` of that level, low in the lower half of the scale.
    """
    scale = assessment.framework.scale
    steps = dict(zip(duties["indicator"], duties["next_level"].astype(float), strict=True))
    actions = {leaf: {leaf: level} for leaf, level in steps.items() if level == level}
    gains = score_gain_of_actions(assessment, actions).loc[unit].to_dict()
    return duties.assign(
        step_gain=duties["indicator"].map(gains).astype(float),
        todo=pd.Series(
            [
                describe_action(state, low=level < (scale.minimum + scale.maximum) / 2)
                for state, level in zip(duties["action"], duties["next_level"], strict=True)
            ],
            index=duties.index,
            dtype=object,
        ),
    )


def _continued(text: str) -> str:
    """The text as it goes on in a sentence: a first letter that is no name's or short form's falls."""
    first = text.split(maxsplit=1)[0]
    return text if any(letter.isupper() for letter in first[1:]) else text[:1].lower() + text[1:]
