"""Answers to one number per unit and indicator: first within an OPD, then between OPD."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.evidence import calibrated, capped
from scoring.framework import Framework
from scoring.method import Method


@dataclass(frozen=True, eq=False)
class Indicators:
    """One number per unit and indicator with where it comes from. Frames: units x leaves, on the leaves' own
    scale.

    `values` is what counts: verified, else agreed, else claimed; NaN = missing or not applicable. `source`
    names which ("" = none). `count`: votes (OPD) that answered; `spread`: greatest less least vote, NaN
    without votes; `answered_share`: answered votes over those asked and applicable, 0..1, NaN where nobody
    was asked; `not_applicable`, `evidence`: bool; `differences`: greatest |supporter - lead|, NaN where
    either is unknown.
    """

    values: pd.DataFrame
    claimed: pd.DataFrame
    agreed: pd.DataFrame
    verified: pd.DataFrame
    source: pd.DataFrame
    count: pd.DataFrame
    spread: pd.DataFrame
    answered_share: pd.DataFrame
    not_applicable: pd.DataFrame
    evidence: pd.DataFrame
    differences: pd.DataFrame

    @classmethod
    def from_values(cls, values: pd.DataFrame, not_applicable: pd.DataFrame | None = None) -> Indicators:
        """Values known without respondents (statistics, published tables): all claimed, none with
        evidence.
        """
        values = values.rename_axis(index="unit")
        unknown = values * np.nan
        known = values.notna()
        return cls(
            values=values,
            claimed=values,
            agreed=unknown,
            verified=unknown,
            source=pd.DataFrame(np.where(known, "claimed", ""), index=values.index, columns=values.columns),
            count=known.astype(int),
            spread=values * 0.0,
            answered_share=known.astype(float),
            not_applicable=values.isna() & False if not_applicable is None else not_applicable,
            evidence=values.isna() & False,
            differences=unknown,
        )


COLUMNS = (
    "unit",
    "indicator",
    "opd",
    "respondent",
    "role",
    "status",
    "claimed",
    "agreed",
    "verified",
    "evidence",
)


def respond(
    answers: pd.DataFrame,
    framework: Framework,
    method: Method | None = None,
    units: Sequence[str] | None = None,
) -> Indicators:
    """Answers (one row per unit, indicator and respondent; columns COLUMNS) to one number per unit and
    indicator.

    First the respondents of an OPD become one vote (`method.within`), then the votes one claim (the policy).
    Rows with one `opd` are one vote, as all kecamatan are; `opd` "" speaks for the lead. A status other than
    "answered", or an answer without a number, is missing; "not_applicable" leaves the denominator. `units`:
    the rows of the result in that order (default: those with answers, sorted); a unit without rows is missing
    everywhere. Raises ValueError for columns that lack or indicators that are no leaves, MethodError as
    Method.check does.
    """
    method = method or Method()
    method.check(framework)
    _refuse_strange(answers, framework)
    rows = sorted(answers["unit"].unique()) if units is None else list(units)
    cells = _Cells(pd.Index(rows, name="unit"), framework)
    answers = answers[answers["unit"].isin(rows)]
    place = cells.places(answers)
    votes = _votes(answers, place, method.within)
    policy = method.policy(framework)
    claimed, absent = _between(votes, cells.size, policy)
    if method.minimum_respondents > 1:
        respondents = np.bincount(place, weights=_answered(answers), minlength=cells.size)
        claimed = np.where(respondents < method.minimum_respondents, np.nan, claimed)
    agreed, verified = (_last_known(answers[column], place, cells.size) for column in ("agreed", "verified"))
    evidence = _evidence(answers, place, cells.size, policy)
    worth = cells.grid(claimed)
    if method.evidence == "cap":
        worth = capped(worth, cells.grid(evidence), framework, method.cap)
    elif method.evidence == "calibrate":
        worth = calibrated(worth, cells.grid(verified), framework)
    chosen = [(verified, "verified"), (agreed, "agreed"), (worth.ravel(), "claimed")]
    known = [~np.isnan(value) for value, _ in chosen]
    values = np.select(known, [value for value, _ in chosen], np.nan)
    absent = (absent | cells.blank_is_absent) & np.isnan(values)
    spread, differences = _comparison(votes, cells.size)
    count = np.bincount(votes.cell, weights=votes.answered, minlength=cells.size)
    asked = np.bincount(votes.cell, weights=~votes.absent, minlength=cells.size)
    return Indicators(
        values=cells.frame(values),
        claimed=cells.frame(claimed),
        agreed=cells.frame(agreed),
        verified=cells.frame(verified),
        source=cells.frame(np.select(known, [name for _, name in chosen], "")),
        count=cells.frame(count.astype(int)),
        spread=cells.frame(spread),
        answered_share=cells.frame(np.where(asked > 0, count / np.maximum(asked, 1), np.nan)),
        not_applicable=cells.frame(absent),
        evidence=cells.frame(evidence),
        differences=cells.frame(differences),
    )


@dataclass(frozen=True, eq=False)
class _Cells:
    """The grid of units x leaves, laid out in one line."""

    units: pd.Index
    framework: Framework

    @property
    def size(self) -> int:
        return len(self.units) * len(self.framework.leaves)

    @property
    def blank_is_absent(self) -> np.ndarray:
        """Cells whose indicator says that a blank means it does not apply (tag `blank`)."""
        leaves = [self.framework.node(code) for code in self.framework.leaves]
        return np.tile([leaf.tags.get("blank") == "not_applicable" for leaf in leaves], len(self.units))

    def places(self, answers: pd.DataFrame) -> np.ndarray:
        row = self.units.get_indexer(pd.Index(answers["unit"]))
        column = pd.Index(self.framework.leaves).get_indexer(pd.Index(answers["indicator"]))
        return row * len(self.framework.leaves) + column

    def grid(self, line: np.ndarray) -> np.ndarray:
        return line.reshape(len(self.units), len(self.framework.leaves))

    def frame(self, line: np.ndarray) -> pd.DataFrame:
        return pd.DataFrame(self.grid(line), index=self.units, columns=list(self.framework.leaves))


@dataclass(frozen=True, eq=False)
class _Votes:
    """One entry per cell and OPD: where it belongs, its value (NaN = none), whether it leads, is not
    applicable.
    """

    cell: np.ndarray
    value: np.ndarray
    lead: np.ndarray
    absent: np.ndarray

    @property
    def answered(self) -> np.ndarray:
        return ~np.isnan(self.value)

    def where(self, chosen: np.ndarray) -> _Votes:
        return _Votes(self.cell[chosen], self.value[chosen], self.lead[chosen], self.absent[chosen])


def _refuse_strange(answers: pd.DataFrame, framework: Framework) -> None:
    lacking = [column for column in COLUMNS if column not in answers.columns]
    if lacking:
        raise ValueError(f"Kolom jawaban tidak ada: {', '.join(lacking)}.")
    strange = sorted(set(answers["indicator"]) - set(framework.leaves))
    if strange:
        raise ValueError(f"Indikator tidak ada dalam instrumen: {', '.join(map(str, strange))}.")


def _answered(answers: pd.DataFrame) -> np.ndarray:
    return ((answers["status"] == "answered") & answers["claimed"].notna()).to_numpy(dtype=bool)


def _leads(answers: pd.DataFrame) -> np.ndarray:
    return ((answers["role"] == "lead") | (answers["opd"] == "")).to_numpy(dtype=bool)


def _votes(answers: pd.DataFrame, place: np.ndarray, within: str) -> _Votes:
    """The respondents of an OPD as one vote: mean of those who answered, or the last who did."""
    answered = _answered(answers)
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
    return _Votes(
        cell=keys // max(len(names), 1),
        value=value,
        lead=np.bincount(vote, weights=_leads(answers), minlength=size) > 0,
        absent=np.bincount(vote, weights=inapplicable, minlength=size) == rows,
    )


def _between(votes: _Votes, size: int, policy: str) -> tuple[np.ndarray, np.ndarray]:
    """Per cell: the claim under a policy, and whether the indicator does not apply by the votes that
    decide.
    """
    deciding = votes.where(votes.lead) if policy == "lead" else votes
    total = np.bincount(deciding.cell, minlength=size)
    absent = (np.bincount(deciding.cell, weights=deciding.absent, minlength=size) == total) & (total > 0)
    given = deciding.where(deciding.answered)
    if policy == "median":
        middle = pd.Series(given.value).groupby(given.cell).median()
        return middle.reindex(range(size)).to_numpy(dtype=float), absent
    weight = 1.0 + given.lead if policy == "lead_double" else np.ones(len(given.cell))
    return _weighted_mean(given, weight, size), absent


def _weighted_mean(votes: _Votes, weight: np.ndarray, size: int) -> np.ndarray:
    total = np.bincount(votes.cell, weights=weight * votes.value, minlength=size)
    weights = np.bincount(votes.cell, weights=weight, minlength=size)
    return np.where(weights > 0, total / np.where(weights > 0, weights, 1.0), np.nan)


def _comparison(votes: _Votes, size: int) -> tuple[np.ndarray, np.ndarray]:
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


def _last_known(column: pd.Series, place: np.ndarray, size: int) -> np.ndarray:
    values = column.to_numpy(dtype=float)
    known = ~np.isnan(values)
    last = np.full(size, np.nan)
    last[place[known]] = values[known]
    return last


def _evidence(answers: pd.DataFrame, place: np.ndarray, size: int, policy: str) -> np.ndarray:
    """Cells where someone whose answer decides names evidence."""
    shown = answers["evidence"].fillna(False).to_numpy(dtype=bool)
    if policy == "lead":
        shown = shown & _leads(answers)
    return np.bincount(place, weights=shown, minlength=size) > 0
