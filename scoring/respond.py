"""Answers to one number per unit and indicator: first within an OPD, then between OPD."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from scoring.evidence import calibrated, capped
from scoring.framework import Framework
from scoring.method import Method
from scoring.votes import answered_rows, cast, claims, comparison, leading_rows


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
    def from_values(cls, values: pd.DataFrame, not_applicable: pd.DataFrame | None = None) -> Indicators:
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
            not_applicable=values.isna() & False if not_applicable is None else not_applicable,
            evidence=values.isna() & False,
            differences=unknown,
        )

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


def respond(
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
    rows = sorted(answers["unit"].unique()) if units is None else list(units)
    cells = _Cells(pd.Index(rows, name="unit"), framework)
    answers = answers[answers["unit"].isin(rows)].fillna({"opd": "", "evidence": False})
    place = cells.places(answers)
    votes = cast(answers, place, method.within)
    policy = method.policy(framework)
    claimed, absent = claims(votes, cells.size, policy)
    if method.minimum_respondents > 1:
        respondents = np.bincount(place, weights=answered_rows(answers), minlength=cells.size)
        claimed = np.where(respondents < method.minimum_respondents, np.nan, claimed)
    agreed, verified = (_last_known(answers[column], place, cells.size) for column in ("agreed", "verified"))
    evidence = _evidence(answers, place, cells.size, policy)
    values, source = _in_force(_worth(cells, claimed, verified, evidence, method), agreed, verified)
    spread, differences = comparison(votes, cells.size)
    count = np.bincount(votes.cell, weights=votes.answered, minlength=cells.size)
    asked = np.bincount(votes.cell, weights=~votes.absent, minlength=cells.size)
    lines = {
        "values": values,
        "claimed": claimed,
        "agreed": agreed,
        "verified": verified,
        "source": source,
        "count": count.astype(int),
        "spread": spread,
        "answered_share": np.where(asked > 0, count / np.maximum(asked, 1), np.nan),
        "not_applicable": (absent | cells.blank_is_absent) & np.isnan(values),
        "evidence": evidence,
        "differences": differences,
    }
    return Indicators(**{name: cells.frame(line) for name, line in lines.items()})


def _worth(
    cells: _Cells, claimed: np.ndarray, verified: np.ndarray, evidence: np.ndarray, method: Method
) -> np.ndarray:
    """What claims count under the evidence policy."""
    grid = cells.grid(claimed)
    if method.evidence == "cap":
        grid = capped(grid, cells.grid(evidence), cells.framework, method.cap)
    elif method.evidence == "calibrate":
        grid = calibrated(grid, cells.grid(verified), cells.framework)
    return grid.ravel()


def _in_force(worth: np.ndarray, agreed: np.ndarray, verified: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Verified, else agreed, else claimed; and which it is."""
    values, known = (verified, agreed, worth), [~np.isnan(value) for value in (verified, agreed, worth)]
    return np.select(known, values, np.nan), np.select(known, ("verified", "agreed", "claimed"), "")


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


def _refuse_strange(answers: pd.DataFrame, framework: Framework) -> None:
    lacking = [column for column in COLUMNS if column not in answers.columns]
    if lacking:
        raise ValueError(f"Kolom jawaban tidak ada: {', '.join(lacking)}.")
    strange = sorted(set(answers["indicator"]) - set(framework.leaves))
    if strange:
        raise ValueError(f"Indikator tidak ada dalam instrumen: {', '.join(map(str, strange))}.")


def _last_known(column: pd.Series, place: np.ndarray, size: int) -> np.ndarray:
    values = column.to_numpy(dtype=float)
    known = ~np.isnan(values)
    last = np.full(size, np.nan)
    last[place[known]] = values[known]
    return last


def _evidence(answers: pd.DataFrame, place: np.ndarray, size: int, policy: str) -> np.ndarray:
    """Cells where someone whose answer decides names evidence."""
    shown = answers["evidence"].to_numpy(dtype=bool)
    if policy == "lead":
        shown = shown & leading_rows(answers)
    return np.bincount(place, weights=shown, minlength=size) > 0
