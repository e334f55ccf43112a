"""Classes of a score, with the conditions an instrument sets for the upper ones."""

from __future__ import annotations

import pandas as pd

from scoring.aggregate import TOLERANCE
from scoring.assess import Assessment
from scoring.tree import Band


def classify_units(assessment: Assessment, root: str | None = None) -> pd.DataFrame:
    """Class of each unit at a root (default: the first), on the unrounded score with a tolerance of 1e-9.

    Columns: `band`, `level` (1-based, NaN = none), `unlimited_band` (by the score alone) and `reason`: which
    conditions kept it lower, "dimension_below", "evidence" or both joined by ";", "" = none. A unit without a
    score, or an instrument without bands, has None and NaN.
    """
    root = root or assessment.framework.roots[0]
    bands = assessment.framework.scale.bands
    scores = assessment.on_scale()
    children = list(assessment.framework.children(root))
    weakest = scores[children].min(axis=1) if children else scores[root]
    rows = [
        _class(bands, score, least, proved)
        for score, least, proved in zip(scores[root], weakest, assessment.evidence[root], strict=True)
    ]
    table = pd.DataFrame(rows, index=scores.index, columns=["band", "level", "unlimited_band", "reason"])
    return table.astype({"level": float})


def band_of(score: float, bands: tuple[Band, ...]) -> int:
    """Place (1-based) of the highest band whose lower end the score reaches, 0 = none (also for NaN)."""
    return sum(score >= band.lower - TOLERANCE for band in bands)


def _class(
    bands: tuple[Band, ...], score: float, weakest: float, evidence: float
) -> tuple[str | None, float, str | None, str]:
    reached = band_of(score, bands)
    if reached == 0:
        return None, float("nan"), None, ""
    place, reasons = reached, list[str]()
    while place > 1 and (missed := _missed(bands[place - 1], weakest, evidence)):
        reasons += [reason for reason in missed if reason not in reasons]
        place -= 1
    return bands[place - 1].name, float(place), bands[reached - 1].name, ";".join(sorted(reasons))


def _missed(band: Band, weakest: float, evidence: float) -> list[str]:
    missed = []
    if band.weakest is not None and not weakest >= band.weakest - TOLERANCE:
        missed.append("dimension_below")
    if band.evidence > 0 and not evidence >= band.evidence - TOLERANCE:
        missed.append("evidence")
    return missed
