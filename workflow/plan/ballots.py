"""Ballots as a table to fill in, one row per OPD, and back; what cannot be read is said by row."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from planning.plan import voting
from planning.plan.voting import Cast
from reference.planning import VotingWay
from workflow.plan.region_plan import RegionPlan

OPD = "OPD"


def build_ballot_table(board: RegionPlan, way: VotingWay, code: str) -> pd.DataFrame:
    """Every voting body with its marks of one criterion, or with the proposals it named, best first.

    Columns `OPD` and the numbers of the proposals as text, or `Pilihan 1`, `Pilihan 2`, … with numbers.
    """
    return _rated(board, way, code) if way.rated else _named(board, way)


def pick_headings(board: RegionPlan, way: VotingWay) -> list[str]:
    """Headings of the columns in which proposals are named."""
    return [f"Pilihan {place}" for place in range(1, way.named(len(board.shortlist)) + 1)]


def _rated(board: RegionPlan, way: VotingWay, code: str) -> pd.DataFrame:
    cast = board.cast(way)
    rows = [
        [name, *(cast.get(body, {}).get(key, {}).get(code, math.nan) for key in board.shortlist)]
        for body, name in board.bodies.items()
    ]
    return pd.DataFrame(rows, columns=[OPD, *map(str, board.numbers.values())])


def _named(board: RegionPlan, way: VotingWay) -> pd.DataFrame:
    cast, headings = board.cast(way), pick_headings(board, way)
    rows = []
    for body, name in board.bodies.items():
        marks = {key: sum(given.values()) for key, given in cast.get(body, {}).items()}
        best = sorted((key for key in marks if key in board.numbers), key=lambda key: -marks[key])
        numbers = [str(board.numbers[key]) for key in best][: len(headings)]
        rows.append([name, *numbers, *[None] * (len(headings) - len(numbers))])
    return pd.DataFrame(rows, columns=[OPD, *headings], dtype=object)


def read_ballot_table(
    board: RegionPlan, way: VotingWay, code: str, filled: pd.DataFrame
) -> tuple[Cast, list[str]]:
    """The ballots of a filled table over the other criteria cast before, and every reason to refuse it."""
    keys = {str(place): key for key, place in board.numbers.items()}
    rows: list[tuple[str, Mapping[str, Mapping[str, float]]]] = []
    problems = []
    for place, row in enumerate(filled.to_dict("records"), 1):
        name = row[OPD] if isinstance(row[OPD], str) else ""
        given, problem = (_marks(row, keys, code), "") if way.rated else _picked(board, way, row, keys)
        if problem:
            problems.append(f"Baris {place} ({name}): {problem}")
        rows.append((name, given))
    ballots, refused = voting.parse_ballots(way, rows, board.roster)
    return voting.merge_ballots(board.cast(way), ballots, code) if way.rated else ballots, [
        *problems,
        *refused,
    ]


def _marks(row: Mapping[Any, Any], keys: Mapping[str, str], code: str) -> dict[str, dict[str, float]]:
    found = {key: row[number] for number, key in keys.items() if number in row}
    return {key: {code: float(mark)} for key, mark in found.items() if pd.notna(mark)}


def _picked(
    board: RegionPlan, way: VotingWay, row: Mapping[Any, Any], keys: Mapping[str, str]
) -> tuple[dict[str, dict[str, float]], str]:
    chosen: Sequence[Any] = [row.get(heading) for heading in pick_headings(board, way)]
    return voting.marks_of_named_proposals(
        way, [keys[str(number)] for number in chosen if str(number) in keys], len(keys)
    )
