"""From rows to votes to one claim: first within an OPD, then between OPD."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False)
class OpdVotes:
    """One entry per cell and OPD: both, its value (NaN = none), whether it leads, whether it is absent."""

    cell: np.ndarray
    opd: np.ndarray
    value: np.ndarray
    lead: np.ndarray
    absent: np.ndarray

    @property
    def answered(self) -> np.ndarray:
        return ~np.isnan(self.value)

    def where(self, chosen: np.ndarray) -> OpdVotes:
        return OpdVotes(**{name: entries[chosen] for name, entries in vars(self).items()})

    def say(self, policy: str) -> np.ndarray:
        """How much each vote weighs in a mean."""
        return 1.0 + self.lead if policy == "lead_double" else np.ones(len(self.cell))

    def mean(self, policy: str, size: int) -> np.ndarray:
        """Mean of answered votes per cell, NaN where there is none."""
        say = self.say(policy)
        total = np.bincount(self.cell, weights=say * self.value, minlength=size)
        weight = np.bincount(self.cell, weights=say, minlength=size)
        return np.divide(total, weight, out=np.full(size, np.nan), where=weight > 0)


def cell_of_each_row(answers: pd.DataFrame, units: pd.Index, leaves: pd.Index) -> np.ndarray:
    """Cell of each row, unit by unit and leaf by leaf within; -1 where either is not asked for."""
    # Each name is looked up once, not in each row.
    row, column = (
        np.append(index.get_indexer(pd.Index(names)), -1)[code]
        for index, (code, names) in (
            (units, pd.factorize(answers["unit"])),
            (leaves, pd.factorize(answers["indicator"])),
        )
    )
    return np.where((row >= 0) & (column >= 0), row * len(leaves) + column, -1)


def answered_rows(answers: pd.DataFrame) -> np.ndarray:
    """Rows with a number that counts as an answer."""
    return ((answers["status"] == "answered") & answers["claimed"].notna()).to_numpy(dtype=bool)


def leading_rows(answers: pd.DataFrame) -> np.ndarray:
    """Rows that speak for the lead."""
    return ((answers["role"] == "lead") | answers["opd"].isna() | (answers["opd"] == "")).to_numpy(dtype=bool)


def cast_votes(answers: pd.DataFrame, cell: np.ndarray, within: str) -> OpdVotes:
    """The respondents of an OPD as one vote: mean of those who answered, or the last who did.

    OPD are numbered in the order of their names, whatever the order of the rows.
    """
    opd, names = pd.factorize(answers["opd"], sort=True)
    vote, keys = pd.factorize(cell * (len(names) + 1) + opd + 1)
    size = len(keys)
    answered = answered_rows(answers)
    claimed, of = answers["claimed"].to_numpy(dtype=float)[answered], vote[answered]
    value = np.full(size, np.nan)
    if within == "last":
        value[of] = claimed
    else:
        count = np.bincount(of, minlength=size)
        np.divide(np.bincount(of, claimed, size), count, out=value, where=count > 0)
    lead, absent = np.zeros(size, dtype=bool), np.ones(size, dtype=bool)
    lead[vote[leading_rows(answers)]] = True
    absent[vote[(answers["status"] != "not_applicable").to_numpy(dtype=bool)]] = False
    return OpdVotes(*np.divmod(keys, len(names) + 1), value, lead, absent)


def decide_claims(votes: OpdVotes, size: int, policy: str) -> tuple[np.ndarray, np.ndarray]:
    """Per cell: the claim under a policy, and whether the deciding votes say that it does not apply."""
    deciding = votes.where(votes.lead) if policy == "lead" else votes
    total = np.bincount(deciding.cell, minlength=size)
    absent = (np.bincount(deciding.cell, weights=deciding.absent, minlength=size) == total) & (total > 0)
    given = deciding.where(deciding.answered)
    if policy == "median":
        middle = pd.Series(given.value).groupby(given.cell).median()
        return middle.reindex(range(size)).to_numpy(dtype=float), absent
    return given.mean(policy, size), absent


def compare_votes(votes: OpdVotes, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Per cell: greatest less least vote, and the greatest distance of a supporter from the lead."""
    given = votes.where(votes.answered)
    highest, lowest, furthest = (np.full(size, np.nan) for _ in range(3))
    np.fmax.at(highest, given.cell, given.value)
    np.fmin.at(lowest, given.cell, given.value)
    support = given.where(~given.lead)
    lead = given.where(given.lead).mean("lead", size)
    np.fmax.at(furthest, support.cell, np.abs(support.value - lead[support.cell]))
    return highest - lowest, furthest
