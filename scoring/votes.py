"""From rows to votes to one claim: first within an OPD, then between OPD."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False)
class Votes:
    """One entry per cell and OPD: its cell, value (NaN = none), whether it leads, whether it is absent."""

    cell: np.ndarray
    value: np.ndarray
    lead: np.ndarray
    absent: np.ndarray

    @property
    def answered(self) -> np.ndarray:
        return ~np.isnan(self.value)

    def where(self, chosen: np.ndarray) -> Votes:
        return Votes(self.cell[chosen], self.value[chosen], self.lead[chosen], self.absent[chosen])


def answered_rows(answers: pd.DataFrame) -> np.ndarray:
    """Rows with a number that counts as an answer."""
    return ((answers["status"] == "answered") & answers["claimed"].notna()).to_numpy(dtype=bool)


def leading_rows(answers: pd.DataFrame) -> np.ndarray:
    """Rows that speak for the lead."""
    return ((answers["role"] == "lead") | (answers["opd"] == "")).to_numpy(dtype=bool)


def cast(answers: pd.DataFrame, place: np.ndarray, within: str) -> Votes:
    """The respondents of an OPD as one vote: mean of those who answered, or the last who did."""
    answered = answered_rows(answers)
    opd, names = pd.factorize(answers["opd"])
    keys, vote = np.unique(place * max(len(names), 1) + opd, return_inverse=True)
    size = len(keys)
    rows = np.bincount(vote, minlength=size)
    count = np.bincount(vote, weights=answered, minlength=size)
    claimed = answers["claimed"].to_numpy(dtype=float)
    if within == "last":
        value = np.full(size, np.nan)
        value[vote[answered]] = claimed[answered]
    else:
        total = np.bincount(vote, weights=np.where(answered, claimed, 0.0), minlength=size)
        value = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    inapplicable = (answers["status"] == "not_applicable").to_numpy(dtype=bool)
    return Votes(
        cell=keys // max(len(names), 1),
        value=value,
        lead=np.bincount(vote, weights=leading_rows(answers), minlength=size) > 0,
        absent=np.bincount(vote, weights=inapplicable, minlength=size) == rows,
    )


def claims(votes: Votes, size: int, policy: str) -> tuple[np.ndarray, np.ndarray]:
    """Per cell: the claim under a policy, and whether the deciding votes say that it does not apply."""
    deciding = votes.where(votes.lead) if policy == "lead" else votes
    total = np.bincount(deciding.cell, minlength=size)
    absent = (np.bincount(deciding.cell, weights=deciding.absent, minlength=size) == total) & (total > 0)
    given = deciding.where(deciding.answered)
    if policy == "median":
        middle = pd.Series(given.value).groupby(given.cell).median()
        return middle.reindex(range(size)).to_numpy(dtype=float), absent
    weight = 1.0 + given.lead if policy == "lead_double" else np.ones(len(given.cell))
    return _weighted_mean(given, weight, size), absent


def _weighted_mean(votes: Votes, weight: np.ndarray, size: int) -> np.ndarray:
    total = np.bincount(votes.cell, weights=weight * votes.value, minlength=size)
    weights = np.bincount(votes.cell, weights=weight, minlength=size)
    return np.where(weights > 0, total / np.where(weights > 0, weights, 1.0), np.nan)


def comparison(votes: Votes, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Per cell: greatest less least vote, and the greatest distance of a supporter from the lead."""
    given = votes.where(votes.answered)
    highest, lowest, furthest = np.full(size, -np.inf), np.full(size, np.inf), np.full(size, -np.inf)
    np.maximum.at(highest, given.cell, given.value)
    np.minimum.at(lowest, given.cell, given.value)
    leading, support = given.where(given.lead), given.where(~given.lead)
    lead = _weighted_mean(leading, np.ones(len(leading.cell)), size)
    np.fmax.at(furthest, support.cell, np.abs(support.value - lead[support.cell]))
    spread = np.where(highest >= lowest, highest - lowest, np.nan)
    return spread, np.where(np.isfinite(furthest), furthest, np.nan)
