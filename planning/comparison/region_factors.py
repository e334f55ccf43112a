"""Does the size or the wealth of a region go with its score? Facts, and the strength of a relation."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.comparison.peers import VARIABLES, RegionFact, circumstances_of_regions
from reference.numbers import round_number

# Fewer points carry no line: with 14, two unrelated measures reach |rho| 0.5 in one case of 14.
ENOUGH = 15
# Student's t beyond which a relation is told from none, two-sided at about 5 %.
TELLING = 2.0
FISCAL = (
    RegionFact("fiscal_ratio", "Rasio kapasitas fiskal", 1.0, "", 2),
    RegionFact("own_revenue_percent", "PAD dari pendapatan 2024", 1.0, "%", 1),
)
STRENGTHS = ((0.2, ""), (0.4, "lemah"), (0.6, "sedang"), (1.0, "kuat"))


@dataclass(frozen=True)
class FactorRelation:
    """How a score goes with a fact over n regions.

    rho: Spearman's rank correlation, -1..1, NaN under 3 points or without variation; told: whether there are
    ENOUGH points and rho is told from none; slope, intercept: least squares on the fact (its logarithm to
    base 10 where `Variable.log`), NaN under ENOUGH points.
    """

    n: int
    rho: float
    told: bool
    slope: float
    intercept: float

    @property
    def strength(self) -> str:
        """ "lemah", "sedang", "kuat", by rho as it prints; "" where it is not told or next to none."""
        if not self.told:
            return ""
        return next(word for upper, word in STRENGTHS if round_number(abs(self.rho)) <= upper)


def list_region_facts() -> tuple[RegionFact, ...]:
    """The facts that can be set against a score."""
    return (*VARIABLES, *FISCAL)


def pair_fact_with_scores(variable: RegionFact, scores: pd.Series) -> pd.DataFrame:
    """unit, fact, score of the regions with both; `scores`: by region code, NaN = unknown."""
    values = circumstances_of_regions()[variable.column].reindex(scores.index)
    frame = pd.DataFrame({"fact": values.astype(float), "score": scores.astype(float)})
    return frame.dropna().rename_axis("unit").reset_index()


def relate_fact_to_scores(variable: RegionFact, frame: pd.DataFrame) -> FactorRelation:
    """The relation in a frame of `pair_fact_with_scores`."""
    fact = np.log10(frame["fact"]) if variable.log else frame["fact"]
    n = len(frame)
    varied = n >= 3 and fact.nunique() > 1 and frame["score"].nunique() > 1
    rho = float(fact.rank().corr(frame["score"].rank())) if varied else float("nan")
    if n < ENOUGH or not varied:
        return FactorRelation(n, rho, False, float("nan"), float("nan"))
    t = abs(rho) * np.sqrt((n - 2) / max(1 - rho**2, 1e-12))
    slope, intercept = np.polyfit(fact, frame["score"], 1)
    return FactorRelation(n, rho, bool(t > TELLING), float(slope), float(intercept))
