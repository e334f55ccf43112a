"""Tallies: what OPD marked on paper or in a form, checked, added up, and how far they agree."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from reference.agencies import OpdNames, match_opd
from reference.numbers import format_plain, join_ends, round_number
from reference.planning import VotingWay
from scoring.agreement import MINIMUM_RESPONDENTS, kendall_w

# voting body -> programme key -> criterion code -> mark; a body stands in it once, so it votes once.
Ballots = Mapping[str, Mapping[str, Mapping[str, float]]]
Cast = dict[str, dict[str, dict[str, float]]]
WORDS = ((0.3, "lemah"), (0.5, "rendah sampai sedang"), (0.7, "sedang"), (0.9, "kuat"), (2, "sangat kuat"))


def _weighted(marks: np.ndarray, way: VotingWay) -> np.ndarray:
    weights = np.array([criterion.weight for criterion in way.criteria])
    return np.asarray((marks * weights).sum(axis=-1) / weights.sum())


# Means over the voters (last axis = criteria) -> points. NaN where a criterion has no mark.
COMBINE: dict[str, Callable[[np.ndarray, VotingWay], np.ndarray]] = {
    "product": lambda marks, way: marks.prod(axis=-1) / way.highest ** len(way.criteria) * 100,
    "sum": lambda marks, way: marks.sum(axis=-1),
    "weighted": _weighted,
    "count": lambda marks, way: marks.sum(axis=-1),
    "borda": lambda marks, way: marks.sum(axis=-1),
}


def ballots_as_array(way: VotingWay, ballots: Ballots, programmes: Sequence[str]) -> np.ndarray:
    """Marks as voters x programmes x criteria; NaN = not marked, 0 = not named where proposals are named."""
    absent = math.nan if way.rated else 0.0
    codes = [criterion.code for criterion in way.criteria]
    marks = [
        [[ballot.get(key, {}).get(code, absent) for code in codes] for key in programmes]
        for ballot in ballots.values()
    ]
    return np.array(marks, dtype=float).reshape(len(ballots), len(programmes), len(codes))


def count_votes(way: VotingWay, ballots: Ballots, programmes: Sequence[str]) -> pd.DataFrame:
    """One row per programme (index): `voters`, one mean (or sum of named ones) per criterion, `points`.

    Points are NaN where nobody marked every criterion. [way.source]
    """
    marks = ballots_as_array(way, ballots, programmes)
    found = pd.DataFrame(_means(way, marks), list(programmes), [each.code for each in way.criteria])
    voters = (~np.isnan(marks)).all(axis=2) if way.rated else marks.sum(axis=2) > 0
    found.insert(0, "voters", voters.sum(axis=0))
    return found.assign(points=COMBINE[way.combine](found.iloc[:, 1:].to_numpy(), way))


def order_by_votes(way: VotingWay, found: pd.DataFrame) -> list[str]:
    """Programmes by points, equal ones by the first criterion, then the second (USG: U, then S)."""
    columns = ["points", *(criterion.code for criterion in way.criteria)]
    return [str(key) for key in found.sort_values(columns, ascending=False, kind="stable").index]


def resample_votes(
    way: VotingWay, ballots: Ballots, programmes: Sequence[str], n: int, seed: int
) -> np.ndarray:
    """Points when OPD are drawn with replacement n times: programmes x n. [Efron & Tibshirani 1993]"""
    marks = ballots_as_array(way, ballots, programmes)
    voters = len(marks)
    if not voters:
        return np.full((len(programmes), n), math.nan)
    counts = np.random.default_rng(seed).multinomial(voters, np.full(voters, 1 / voters), n).astype(float)
    flat = marks.reshape(voters, -1)
    known = ~np.isnan(flat)
    sums = counts @ np.where(known, flat, 0.0)
    if way.rated:
        with np.errstate(invalid="ignore", divide="ignore"):
            sums = sums / (counts @ known)
    return COMBINE[way.combine](sums.reshape(n, *marks.shape[1:]), way).T


def _means(way: VotingWay, marks: np.ndarray) -> np.ndarray:
    if not way.rated:
        return np.asarray(marks.sum(axis=0))
    known = ~np.isnan(marks)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(known, marks, 0.0).sum(axis=0) / known.sum(axis=0))


@dataclass(frozen=True)
class VoterAgreement:
    """Kendall's W over the voters, None when not computed; `word` says how strong, `why` why not.

    `shared`: the proposals that every voter marked. W speaks of their order alone.
    """

    w: float | None
    word: str = ""
    why: str = ""
    shared: frozenset[str] = frozenset()


def measure_voter_agreement(way: VotingWay, ballots: Ballots, programmes: Sequence[str]) -> VoterAgreement:
    """How far the OPD order the proposals alike. [Kendall & Babington Smith 1939; words Schmidt 1997]"""
    if len(ballots) < MINIMUM_RESPONDENTS:
        return VoterAgreement(
            None, why=f"Tidak dihitung: {len(ballots)} OPD, diperlukan {MINIMUM_RESPONDENTS}"
        )
    own = COMBINE[way.combine](ballots_as_array(way, ballots, programmes), way)
    value = kendall_w(own)
    if math.isnan(value):
        return VoterAgreement(None, why="Tidak dihitung: belum ada dua usulan yang dinilai semua OPD")
    voted = own[~np.isnan(own).all(axis=1)]
    shared = frozenset(
        key for key, all_ in zip(programmes, ~np.isnan(voted).any(axis=0), strict=True) if all_
    )
    word = describe_concordance(value)
    if len(shared) < len(programmes):
        word += f", atas {len(shared)} dari {len(programmes)} usulan yang dinilai semua OPD"
    return VoterAgreement(value, word, shared=shared)


def describe_concordance(w: float) -> str:
    """Kendall's W in words, told from its two decimals as they print. [Schmidt 1997]"""
    return next(word for below, word in WORDS if round_number(w) < below)


def list_voting_bodies(roster: pd.DataFrame) -> dict[str, str]:
    """voting body -> name; all kecamatan are one body. `roster`: opd, name, short, vote."""
    found: dict[str, str] = {}
    for opd, name, short, vote in roster[["opd", "name", "short", "vote"]].itertuples(index=False, name=None):
        found.setdefault(vote or opd, "Kecamatan" if vote and vote != opd else short or name)
    return found


def parse_ballots(
    way: VotingWay, rows: Sequence[tuple[str, Mapping[str, Mapping[str, float]]]], roster: pd.DataFrame
) -> tuple[Cast, list[str]]:
    """Ballots of rows (OPD as written, its marks), and every reason to refuse them in Indonesian.

    A row without any mark is no vote. Row numbers count from 1.
    """
    ballots: Cast = {}
    first: dict[str, int] = {}
    problems: list[str] = []
    known = dict(zip(roster["opd"], roster["vote"].where(roster["vote"] != "", roster["opd"]), strict=True))
    for place, (text, marks) in enumerate(rows, 1):
        given = {key: dict(values) for key, values in marks.items() if values}
        if not given:
            continue
        body, problem = _body(text, roster, known)
        if body in first:
            problem = f"{text} sudah tertulis pada baris {first[body]}; satu OPD memberi satu suara."
        for said in [problem] if problem else list_refused_marks(way, given):
            problems.append(f"Baris {place}: {said}")
        if body and not problem:
            first[body] = place
            ballots[body] = given
    return ballots, problems


def _body(text: str, roster: pd.DataFrame, known: Mapping[str, str]) -> tuple[str, str]:
    """The voting body a text names, or "" and why not."""
    if not text.strip():
        return "", "nama OPD belum diisi."
    own = {name.casefold(): body for body, name in list_voting_bodies(roster).items()}
    if text.strip().casefold() in own:
        return own[text.strip().casefold()], ""
    found = match_opd(text, roster)
    if found.status == "ok" and found.opd:
        return known[found.opd], ""
    names = OpdNames(roster).in_full
    like = [names[opd] for opd in found.candidates[:3] if opd in names]
    hint = f" Maksudnya {' atau '.join(like)}?" if like else ""
    return "", f'OPD "{text.strip()}" tidak ada pada susunan OPD daerah ini.{hint}'


def list_refused_marks(way: VotingWay, marks: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Why a body's marks (programme -> criterion -> mark) are refused, in Indonesian; else []."""
    if way.combine == "count":
        return []
    low, high = way.lowest, way.picks or way.highest
    wrong = {value for given in marks.values() for value in given.values() if not low <= value <= high}
    return [
        f"nilai {format_plain(value, 10)} di luar {join_ends(low, high, ' sampai ')}."
        for value in sorted(wrong)
    ]


def marks_of_named_proposals(
    way: VotingWay, picks: Sequence[str], proposals: int
) -> tuple[dict[str, dict[str, float]], str]:
    """Marks of the proposals one OPD named, best first, and why they are refused ("" where they are not)."""
    most, code = way.named(proposals), way.criteria[0].code
    if len(set(picks)) < len(picks):
        return {}, "satu usulan dipilih dua kali."
    if len(picks) > most:
        return {}, f"{len(picks)} usulan dipilih, paling banyak {most}."
    points = [1.0] * len(picks) if way.combine == "count" else [float(most - i) for i in range(len(picks))]
    return {key: {code: value} for key, value in zip(picks, points, strict=True)}, ""


def merge_ballots(cast: Ballots, given: Ballots, code: str) -> Cast:
    """`given` for one criterion laid over the others of `cast`; a body without any mark is left out."""
    whole: Cast = {}
    for body in {**cast, **given}:
        before, now = cast.get(body, {}), given.get(body, {})
        marks = {
            key: {name: mark for name, mark in before.get(key, {}).items() if name != code}
            | dict(now.get(key, {}))
            for key in {**before, **now}
        }
        if any(marks.values()):
            whole[body] = {key: given_ for key, given_ in marks.items() if given_}
    return whole
