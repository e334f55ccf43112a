"""Programmes in order: five weighted criteria, how stable each place is, and which stand level."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from planning.programmes.programme import Programme

CRITERIA = {
    "dampak": "Dampak",
    "kemudahan": "Kemudahan",
    "kemendesakan": "Kemendesakan",
    "biaya": "Biaya ringan",
    "keselarasan": "Keselarasan",
}
LOWEST, HIGHEST = 1.0, 5.0
DRAWS, SPREAD, SEED = 1000, 0.25, 0
NEAR, LEVEL = 0.05, 0.9
# Least share of the weights whose criteria are known.
ENOUGH = 0.5


def rate_criteria(programmes: Sequence[Programme], gains: pd.DataFrame, voted: pd.DataFrame) -> pd.DataFrame:
    """1..5 per programme (index key) and criterion of CRITERIA, NaN = not known.

    `gains`: as `planning.plan.gains.programme_gains`. `voted`: means of the room for any of `dampak`,
    `kemudahan`, `kemendesakan` (index key, NaN = not voted). What the room has not voted is proposed from
    the data: impact as the gain against the largest one, cost on a logarithmic scale from the dearest (1) to
    the cheapest (5), alignment by how many of RPJMD, Renstra and Renja the programme names. Ease and urgency
    are never guessed.
    """
    keys = gains.index
    proposed = pd.DataFrame(math.nan, keys, list(CRITERIA))
    largest = float(gains["gain"].max())
    if largest > 0:
        proposed["dampak"] = LOWEST + (HIGHEST - LOWEST) * gains["gain"] / largest
    proposed["biaya"] = _cheapness(gains["cost"])
    named = [sum(bool(text.strip()) for text in (p.rpjmd, p.renstra, p.renja)) for p in programmes]
    proposed["keselarasan"] = LOWEST + (HIGHEST - LOWEST) * np.array(named, dtype=float) / 3
    given = voted.reindex(index=keys, columns=list(CRITERIA)).astype(float)
    return given.combine_first(proposed)[list(CRITERIA)].reindex(keys)


def _cheapness(costs: pd.Series) -> pd.Series:
    known = np.log(costs.where(costs > 0))
    span = known.max() - known.min()
    if not span > 0:
        return known.where(known.isna(), (LOWEST + HIGHEST) / 2)
    return HIGHEST - (HIGHEST - LOWEST) * (known - known.min()) / span


def score_programmes(table: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    """Weighted mean of the known criteria, 1..5; NaN where they carry less than half of the weight."""
    vector = np.array([weights[name] for name in table.columns])[:, None]
    return pd.Series(_mean(table, vector)[:, 0], table.index)


def simulate_programme_scores(table: pd.DataFrame, weights: Mapping[str, float]) -> np.ndarray:
    """Points under DRAWS sets of weights, each weight times 1 + U(-0.25, 0.25): programmes x DRAWS.

    Same inputs, same bits. [OECD/JRC Handbook 2008, step 7]
    """
    vector = np.array([weights[name] for name in table.columns])[:, None]
    factors = np.random.default_rng(SEED).uniform(1 - SPREAD, 1 + SPREAD, (len(vector), DRAWS))
    return _mean(table, vector * factors, enough_by=vector)


def _mean(table: pd.DataFrame, weights: np.ndarray, enough_by: np.ndarray | None = None) -> np.ndarray:
    given = table.to_numpy(dtype=float)
    known = ~np.isnan(given)
    by = weights if enough_by is None else enough_by
    with np.errstate(invalid="ignore", divide="ignore"):
        share = known @ by / by.sum(axis=0)
        mean = np.where(known, given, 0.0) @ weights / (known @ weights)
    return np.where(share >= ENOUGH - 1e-9, mean, math.nan)


def rank_programmes(found: pd.Series, draws: np.ndarray | None, first: pd.DataFrame) -> pd.DataFrame:
    """Programmes in order (index key): `score_programmes`, `place`, `size`, `lower`, `upper`, `reason`.

    `found`: points, more is better, NaN = last and without a place. `draws`: points under other weights or
    voters, programmes x draws. `first`: bool columns that decide between near-ties, the strongest first.
    Programmes stand level ("berimbang", one `place` for `size` of them) with the best of their group when
    their points are less than 5 % below it or when it beats them in fewer than 95 % of the draws. Within a
    group `first` decides and `reason` names what did; what is equal then too stands by points, and after
    that in the order given, which ranks nothing. `lower`, `upper`: ranks that hold 90 % of the draws, and
    the place and the rank by points that a programme has now; NaN without draws.
    """
    known = found.dropna()
    position = {key: place for place, key in enumerate(found.index)}
    in_order = sorted(known.index, key=lambda key: (-round(known[key], 9), position[key]))
    groups = _groups(in_order, known, draws, position)
    rows: list[tuple[str, float, float, int, str]] = []
    for place, group in groups:
        flags = {key: tuple(bool(x) for x in first.loc[key]) for key in group}
        inside = sorted(group, key=lambda key: ([not x for x in flags[key]], in_order.index(key)))
        rows += [(key, known[key], place, len(group), _reason(flags, key, first)) for key in inside]
    rows += [(key, math.nan, math.nan, 1, "") for key in found.index if key not in known.index]
    frame = pd.DataFrame(rows, columns=["key", "points", "place", "size", "reason"]).set_index("key")
    reach = _interval(found.index, draws).reindex(frame.index)
    now = pd.DataFrame({"place": frame["place"], "rank": known.round(9).rank(ascending=False, method="min")})
    return frame.assign(
        lower=reach["lower"].where(reach["lower"].isna(), now.min(axis=1).combine(reach["lower"], np.fmin)),
        upper=reach["upper"].where(reach["upper"].isna(), now.max(axis=1).combine(reach["upper"], np.fmax)),
    )


def _groups(
    in_order: list[str], known: pd.Series, draws: np.ndarray | None, position: Mapping[str, int]
) -> list[tuple[int, list[str]]]:
    groups: list[tuple[int, list[str]]] = []
    for place, key in enumerate(in_order, 1):
        if groups and _level(groups[-1][1][0], key, known, draws, position):
            groups[-1][1].append(key)
        else:
            groups.append((place, [key]))
    return groups


def _level(
    best: str, other: str, known: pd.Series, draws: np.ndarray | None, position: Mapping[str, int]
) -> bool:
    if known[best] - known[other] < NEAR * abs(known[best]) or known[best] - known[other] <= 1e-9:
        return True
    if draws is None:
        return False
    ahead, behind = draws[position[best]], draws[position[other]]
    both = ~np.isnan(ahead) & ~np.isnan(behind)
    return bool(both.any() and (ahead > behind)[both].mean() < (1 + LEVEL) / 2)


def _reason(flags: Mapping[str, tuple[bool, ...]], key: str, first: pd.DataFrame) -> str:
    """The strongest precedence that this one has and another of its group lacks."""
    for place, name in enumerate(first.columns):
        if flags[key][place] and not all(other[place] for other in flags.values()):
            return str(name)
    return ""


def _interval(keys: pd.Index, draws: np.ndarray | None) -> pd.DataFrame:
    if draws is None or not draws.size:
        return pd.DataFrame(math.nan, keys, ["lower", "upper"])
    ranks = pd.DataFrame(draws).round(9).rank(ascending=False, method="min").to_numpy()
    tail = (1 - LEVEL) / 2
    lower = np.quantile(ranks, tail, axis=1, method="lower")
    upper = np.quantile(ranks, 1 - tail, axis=1, method="higher")
    return pd.DataFrame({"lower": lower, "upper": upper}, keys)
