"""Answers to one number per unit and indicator: first within an OPD, then between OPD."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

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


def respond(
    answers: pd.DataFrame,
    framework: Framework,
    method: Method | None = None,
    units: Sequence[str] | None = None,
) -> Indicators:
    """Answers to Indicators."""
    raise NotImplementedError
