"""Scales that a form spells out: each step named, worst to best, as many as the instrument has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reference.keys import text_key
from scoring.tree import Scale
from survey.answers import labels
from survey.scales.statements import NO_STEP, rank_of_meaning

KNOWN = 3
"""So many steps must say how good they are: the first, the last and one between."""


def levels_spelled_out(words: Sequence[str], scale: Scale) -> list[float | None]:
    """The level of each step by its words, in the order of their codes; None for a step that is no answer.

    [] where a step has no words, where they are not as many as the instrument's levels, or where they do not
    plainly rise: what a form does not say is asked.
    """
    steps = [text for text in words if text_key(text) not in NO_STEP]
    size = int(scale.maximum - scale.minimum) + 1
    if not scale.integers or not all(words) or len(steps) != size or not _rise(steps, scale):
        return []
    levels = iter(range(size))
    return [None if text_key(text) in NO_STEP else scale.minimum + next(levels) for text in words]


def _rise(steps: Sequence[str], scale: Scale) -> bool:
    """Whether each step says more than the one before, as far as its words tell."""
    if [text_key(text) for text in steps] == [text_key(name) for name in scale.levels]:
        return True
    if grades := labels.grade_words(steps):
        return all(grades[first] < grades[second] for first, second in pairwise(steps))
    ranks = [rank for text in steps if (rank := rank_of_meaning(text)) is not None]
    ends = rank_of_meaning(steps[0]), rank_of_meaning(steps[-1])
    signs = [(rank > 0) - (rank < 0) for rank in ranks]
    return len(ranks) >= KNOWN and (ends[0] or 0) < 0 < (ends[1] or 0) and signs == sorted(signs)
