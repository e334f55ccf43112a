"""Answers to one number per unit and indicator: first within an OPD, then between OPD."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.evidence import calibrate_claims, cap_claims
from scoring.framework import Framework
from scoring.method import Method
from scoring.votes import (
    answered_rows,
    cast_votes,
    cell_of_each_row,
    compare_votes,
    decide_claims,
    leading_rows,
)


@dataclass(frozen=True, eq=False)
class Indicators:
    """One number per unit and indicator, and where it comes from.

    Frames are units x leaves, on the leaves' own scale. `values` is what counts: verified, else agreed, else
    claimed; NaN = missing or not applicable. `source` names which ("" = none). `count`: votes (OPD) that
    answered; `spread`: greatest less least vote, NaN without votes; `answered_share`: answered votes over
    those asked and applicable, 0..1, NaN where nobody was asked; `not_applicable`, `evidence`: bool;
    `differences`: greatest |supporter - lead|, NaN where either is unknown.
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
    def from_values(cls, values: pd.DataFrame) -> Indicators:
        """Values without respondents (statistics, published tables): claims without evidence."""
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
            not_applicable=values.isna() & False,
            evidence=values.isna() & False,
            differences=unknown,
        )

    @property
    def is_asked(self) -> pd.DataFrame:
        """Which indicators count as asked: all but those that do not apply."""
        return ~self.not_applicable.astype(bool)

    @property
    def is_answered(self) -> pd.DataFrame:
        """Which have a value in force, whoever gave it."""
        return self.values.notna()

    @property
    def is_proved(self) -> pd.DataFrame:
        """Which of the answered ones have evidence, or a verified value."""
        return self.is_answered & (self.evidence.astype(bool) | self.verified.notna())

    def is_doubted(self, framework: Framework) -> pd.DataFrame:
        """Which values in force are claims of level 3 or more without evidence; those agreed or verified
        are no claims any more."""
        limit, directions = framework.in_leaf_units(UNPROVED_FROM), framework.directions
        high = self.values * directions >= limit * directions
        return high & (self.source == "claimed") & ~self.is_proved

    def of(self, framework: Framework) -> Indicators:
        """The same with the framework's leaves as columns, in its order; one without a column is unknown."""
        columns = framework.leaf_columns
        frames = {
            name: frame
            if frame.columns.equals(columns)
            else frame.reindex(columns=columns, fill_value=ABSENT.get(name, np.nan))
            for name, frame in vars(self).items()
        }
        return Indicators(**frames)

    def among(self, units: Sequence[str]) -> Indicators:
        """The same for these units only, in this order."""
        return Indicators(**{name: frame.loc[list(units)] for name, frame in vars(self).items()})


# From this level on a claim without evidence is doubted.
UNPROVED_FROM = 3.0
# What a frame of indicators says where nothing is known; NaN where it is not named here.
ABSENT = {"source": "", "count": 0, "not_applicable": False, "evidence": False}

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


def combine_answers(
    answers: pd.DataFrame,
    framework: Framework,
    method: Method | None = None,
    units: Sequence[str] | None = None,
) -> Indicators:
    """Rows of answers (columns COLUMNS, one row per respondent) to one number per unit and indicator.

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
    index = pd.Index(sorted(answers["unit"].unique()) if units is None else units, name="unit")
    shape, policy = (len(index), len(framework.leaves)), method.policy(framework)
    size = shape[0] * shape[1]
    cell = cell_of_each_row(answers, index, framework.leaf_columns)
    answers, cell = answers[cell >= 0], cell[cell >= 0]
    votes = cast_votes(answers, cell, method.within)
    claimed, absent = decide_claims(votes, size, policy)
    respondents = np.bincount(cell[answered_rows(answers)], minlength=size)
    claimed = np.where(respondents < method.minimum_respondents, np.nan, claimed)
    agreed, verified = (_last_known(answers[column], cell, size) for column in ("agreed", "verified"))
    evidence = _evidence(answers, cell, size, policy)
    grids = (line.reshape(shape) for line in (claimed, verified, evidence))
    values, source = _in_force(_worth(framework, method, *grids).ravel(), agreed, verified)
    spread, differences = compare_votes(votes, size)
    count = np.bincount(votes.cell[votes.answered], minlength=size)
    asked = np.bincount(votes.cell[~votes.absent], minlength=size)
    blank = [framework.node(leaf).tags.get("blank") == "not_applicable" for leaf in framework.leaves]
    lines = {
        "values": values,
        "claimed": claimed,
        "agreed": agreed,
        "verified": verified,
        "source": source,
        "count": count,
        "spread": spread,
        "answered_share": np.divide(count, asked, out=np.full(size, np.nan), where=asked > 0),
        "not_applicable": (absent | np.tile(blank, shape[0])) & np.isnan(values),
        "evidence": evidence,
        "differences": differences,
    }
    frames = {
        name: pd.DataFrame(line.reshape(shape), index, framework.leaf_columns) for name, line in lines.items()
    }
    return Indicators(**frames)


def _worth(
    framework: Framework, method: Method, claimed: np.ndarray, verified: np.ndarray, evidence: np.ndarray
) -> np.ndarray:
    """What claims count under the evidence policy: units x leaves."""
    if method.evidence == "cap":
        return cap_claims(claimed, evidence, framework, method.cap)
    if method.evidence == "calibrate":
        return calibrate_claims(claimed, verified, framework)
    return claimed


def _in_force(worth: np.ndarray, agreed: np.ndarray, verified: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Verified, else agreed, else claimed; and which it is."""
    values = (verified, agreed, worth)
    known = [~np.isnan(value) for value in values]
    return np.select(known, values, np.nan), np.select(known, ("verified", "agreed", "claimed"), "")


def _refuse_strange(answers: pd.DataFrame, framework: Framework) -> None:
    lacking = [column for column in COLUMNS if column not in answers.columns]
    if lacking:
        raise ValueError(f"Kolom jawaban tidak ada: {', '.join(lacking)}.")
    strange = sorted(set(answers["indicator"]) - set(framework.leaves), key=str)
    if strange:
        raise ValueError(f"Indikator tidak ada dalam instrumen: {', '.join(map(str, strange))}.")


def _last_known(column: pd.Series, cell: np.ndarray, size: int) -> np.ndarray:
    values = column.to_numpy(dtype=float)
    known = ~np.isnan(values)
    last = np.full(size, np.nan)
    last[cell[known]] = values[known]
    return last


def _evidence(answers: pd.DataFrame, cell: np.ndarray, size: int, policy: str) -> np.ndarray:
    """Cells where someone whose answer decides names evidence."""
    shown = answers["evidence"].eq(True).to_numpy(dtype=bool)
    if policy == "lead":
        shown = shown & leading_rows(answers)
    return np.bincount(cell[shown], minlength=size) > 0
