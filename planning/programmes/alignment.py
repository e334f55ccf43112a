"""Programmes against the goals of RPJMD, Renstra and Renja: who serves what, and what nobody serves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from rapidfuzz import fuzz

from planning.programmes.programme import Programme
from reference.keys import normalise_text, text_key

DOCUMENTS = {"rpjmd": "RPJMD", "renstra": "Renstra", "renja": "Renja"}
ALIKE = 90.0
YEAR = re.compile(r"20\d\d")
NUMBER = re.compile(r"(?:(?<![a-z])[a-z]+)?\d+(?:\.[a-z]*\d+)*", re.IGNORECASE)


@dataclass(frozen=True)
class Goal:
    """A goal, target or activity of a planning document. `number` is its number there ("T2.S1", "2.1").

    `opd` is the roster's id of who owns it ("" = the whole region).
    """

    key: str
    document: str
    number: str = ""
    text: str = ""
    opd: str = ""
    origin: str = ""


def goal_key(document: str, number: str, text: str, opd: str = "") -> str:
    """The key of a goal: the same goal of a document read again is the same.

    Every OPD numbers its own Renstra and Renja from 1, so the owner belongs to the key.
    """
    return "/".join(filter(None, (document, opd, text_key(number) or text_key(text)[:80])))


def is_goal(goal: Goal) -> bool:
    """Whether it has a key and stands in a document we know."""
    return bool(goal.key) and goal.document in DOCUMENTS


def find_referred_goals(one: Programme, goals: Iterable[Goal]) -> tuple[str, ...]:
    """Keys of the goals a programme refers to: its text for a document names the number or the words of one.

    Words count from a likeness (token sort ratio) of 90 of 100 on, or where the goal's words stand in the
    text. A goal of another OPD's Renstra or Renja is not meant.
    """
    return tuple(goal.key for goal in goals if _refers(one, goal))


def _refers(one: Programme, goal: Goal) -> bool:
    said = getattr(one, goal.document)
    if not said or (goal.opd and goal.document != "rpjmd" and goal.opd != one.lead):
        return False
    numbers, own = _numbers(said), _numbers(goal.number)
    if own and own[-1] in numbers:
        return not own[-1].isdecimal() or len(numbers) == 1
    words, text = normalise_text(said), normalise_text(goal.text)
    return bool(text) and (f" {text} " in f" {words} " or fuzz.token_sort_ratio(words, text) >= ALIKE)


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[str, ...]:
    """The numbers of goals in a text, without years. One without parts ("2") means a goal only where it is
    the only one: "Tujuan 1 Sasaran 2" names neither goal 1 nor goal 2 for sure."""
    return tuple(text_key(number) for number in NUMBER.findall(text) if not YEAR.fullmatch(number))


def link_goals(
    programmes: Mapping[str, Programme], goals: Sequence[Goal], chosen: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Programme key -> keys of the goals it serves: as people chose (also none), else as its texts say."""
    known = {goal.key for goal in goals}
    return {
        name: tuple(goal for goal in chosen[name] if goal in known)
        if name in chosen
        else find_referred_goals(one, goals)
        for name, one in programmes.items()
    }


def count_programmes_by_goal(
    programmes: Mapping[str, Programme], goals: Sequence[Goal], served: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """One row per goal in the given order: `goal` (key), `programmes` (keys), `count` (0 = not served)."""
    serving: dict[str, list[str]] = {goal.key: [] for goal in goals}
    for name in programmes:
        for served_goal in served.get(name, ()):
            serving[served_goal].append(name)
    rows = [(own, tuple(names), len(names)) for own, names in serving.items()]
    return pd.DataFrame(rows, columns=["goal", "programmes", "count"])


def count_by_goal_and_dimension(
    programmes: Mapping[str, Programme],
    goals: Sequence[Goal],
    served: Mapping[str, Sequence[str]],
    dimensions: Sequence[str],
) -> pd.DataFrame:
    """Goals (index: key) x dimensions: how many programmes of the dimension serve the goal."""
    counts = {goal.key: dict.fromkeys(dimensions, 0) for goal in goals}
    for name, one in programmes.items():
        for own in served.get(name, ()):
            if one.dimension in counts[own]:
                counts[own][one.dimension] += 1
    return pd.DataFrame.from_dict(counts, orient="index", columns=list(dimensions))


def programmes_without_goal(
    programmes: Mapping[str, Programme], goals: Sequence[Goal], served: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Programme key -> the documents in which it serves no goal, of those that have goals at all."""
    document = {goal.key: goal.document for goal in goals}
    given = [name for name in DOCUMENTS if name in document.values()]
    lacking = {
        name: tuple(one for one in given if one not in {document[goal] for goal in served.get(name, ())})
        for name in programmes
    }
    return {name: documents for name, documents in lacking.items() if documents}
