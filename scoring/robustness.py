"""How far the result hangs on choices: one Monte Carlo over all of them, and leaving parts out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from scoring.assess import Assessment, rank
from scoring.draws import Progress
from scoring.simulate import FACTORS, Simulation

# Comparisons per step of `beats`, which bounds its memory.
COMPARED = 5_000_000
# A score this little under a band's bound is in the band: rounding, not readiness.
TOLERANCE = 1e-9


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """Scores and ranks of one node under every draw. Frames: units x draws, NaN = unknown.

    `nominal`: the assessment's own scores; `scores`: on the same footing. `normalisation`, `aggregation`: of
    each draw. `varied`: the factors that really moved. `lowers`: lower bound of each band of the instrument
    on that footing, empty where the scores are relative. `own`: which draws use the assessment's own
    normalisation and aggregation; the others measure on another footing, so they speak about ranks and not of
    scores and bands.
    """

    node: str
    nominal: pd.Series
    scores: pd.DataFrame
    normalisation: pd.Series
    aggregation: pd.Series
    own: pd.Series
    varied: tuple[str, ...]
    lowers: pd.Series

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Rank of every unit in every draw, 1 = best, ties take the minimum."""
        return rank(self.scores)

    @cached_property
    def nominal_ranks(self) -> pd.Series:
        """Rank of every unit in the assessment itself."""
        return rank(self.nominal.to_frame()).iloc[:, 0]

    def interval(self, level: float = 0.9) -> pd.DataFrame:
        """Nominal, lower, median and upper of score and rank per unit, holding `level` of the draws.

        Columns `score, score_lower, score_median, score_upper, rank, rank_lower, rank_median, rank_upper`.
        Quantiles interpolate linearly (R's type 7); NaN for a unit unknown in every draw.
        """
        at = np.array([(1 - level) / 2, 0.5, (1 + level) / 2])
        scores = _quantiles(self.scores.loc[:, self.own].to_numpy(), at)
        ranks = _quantiles(self.ranks.to_numpy(), at)
        table = np.column_stack([self.nominal, *scores, self.nominal_ranks, *ranks])
        names = [what + part for what in ("score", "rank") for part in ("", "_lower", "_median", "_upper")]
        return pd.DataFrame(table, index=self.nominal.index, columns=names)

    @cached_property
    def acceptability(self) -> pd.DataFrame:
        """Share of draws in which a unit (row) has a rank (column 1..units). [Lahdelma & Salminen 2001]"""
        taken = self.ranks.to_numpy()
        units = len(taken)
        rows, columns = np.nonzero(~np.isnan(taken))
        cells = rows * units + taken[rows, columns].astype(int) - 1
        counts = np.bincount(cells, minlength=units * units).reshape(units, units)
        with np.errstate(invalid="ignore"):
            shares = counts / counts.sum(axis=1, keepdims=True)
        return pd.DataFrame(shares, index=self.ranks.index, columns=np.arange(1, units + 1))

    @cached_property
    def shift(self) -> pd.Series:
        """Average shift in rank of each draw."""
        return average_shift(self.ranks, self.nominal_ranks)

    @cached_property
    def beats(self) -> pd.DataFrame:
        """Share of draws in which the row's unit ranks before the column's; a tie counts for neither."""
        ranks = self.ranks.to_numpy()
        known = ~np.isnan(ranks)
        together = known.astype(float) @ known.T
        step = max(1, COMPARED // max(ranks.size, 1))
        wins = [
            (ranks[start : start + step, None, :] < ranks[None, :, :]).sum(axis=2)
            for start in range(0, len(ranks), step)
        ]
        with np.errstate(invalid="ignore"):
            shares = np.concatenate(wins) / together if wins else together
        return pd.DataFrame(shares, index=self.ranks.index, columns=self.ranks.index)

    @cached_property
    def levels(self) -> pd.DataFrame:
        """Share of the comparable draws in which a unit's score lies in a band: units x bands, lowest first.

        By the score alone: the conditions a band sets on evidence and on the weakest dimension are not drawn.
        """
        scores = self.scores.loc[:, self.own].to_numpy()
        known = (~np.isnan(scores)).sum(axis=1)
        with np.errstate(invalid="ignore"):
            reached = [(scores >= lower - TOLERANCE).sum(axis=1) / known for lower in self.lowers]
        above = [*reached[1:], 0.0 * known]
        shares = {
            name: low - high for name, low, high in zip(self.lowers.index, reached, above, strict=False)
        }
        return pd.DataFrame(shares, index=self.scores.index)


def average_shift(ranks: pd.DataFrame, nominal: pd.Series) -> pd.Series:
    """Mean over units of |rank - nominal rank|, for every column; units unknown in either do not count.

    [Saisana, Saltelli & Tarantola 2005]
    """
    return ranks.sub(nominal, axis=0).abs().mean()


def _quantiles(table: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Quantiles of each row over its known entries: len(at) x rows."""
    found = np.full((len(at), len(table)), np.nan)
    known = ~np.isnan(table)
    whole, some = known.all(axis=1), known.any(axis=1)
    if table.shape[1] == 0:
        return found
    if whole.any():
        found[:, whole] = np.quantile(table[whole], at, axis=1)
    for row in np.flatnonzero(some & ~whole):
        found[:, row] = np.quantile(table[row, known[row]], at)
    return found


def uncertainty(
    assessment: Assessment,
    answers: pd.DataFrame | None = None,
    n: int = 1000,
    spread: float = 0.25,
    vary: Collection[str] = FACTORS,
    seed: int = 0,
    *,
    node: str | None = None,
    on_progress: Progress | None = None,
) -> Uncertainty:
    """Score a node (default: the first root) n times under choices one could as well have made.

    weights: each times 1 + U(-spread, spread), spread in [0, 1). normalisation, aggregation: see `draws`;
    normalisations that compare units need two of them. respondents: OPD drawn with replacement inside each
    unit where a value is the mean of claims of at least five, which needs the long `answers`. Same inputs and
    seed, same bits. on_progress is told the share done; raise in it to cancel. Raises MethodError. [OECD/JRC
    Handbook 2008, step 7; Efron & Tibshirani 1993]
    """
    simulation = Simulation(assessment, node or assessment.framework.roots[0], answers, n, spread, vary, seed)
    streams = np.random.default_rng((seed, 0)).random((len(FACTORS), n))
    shares = dict(zip(FACTORS, streams, strict=True))
    # Weights and respondents are new in every draw.
    shares |= dict.fromkeys(("weights", "respondents"), (np.arange(n) + 0.5) / n)
    draws, own = simulation.draws(shares), assessment.method
    scores = pd.DataFrame(simulation.scores(draws, on_progress), index=assessment.scores.index)
    return Uncertainty(
        simulation.node,
        assessment.scores[simulation.node],
        scores,
        pd.Series(draws.normalisation),
        pd.Series(draws.aggregation),
        pd.Series(draws.normalisation == own.normalisation) & (draws.aggregation == own.aggregation),
        simulation.varied,
        _lowers(assessment),
    )


def _lowers(assessment: Assessment) -> pd.Series:
    """Lower bound of each band on the footing of the scores; the lowest band reaches down without end."""
    if assessment.method.normalisation != "goalposts":
        return pd.Series(dtype=float)
    scale, floor = assessment.framework.scale, assessment.floor
    share = {
        band.name: (band.lower - scale.minimum) / (scale.maximum - scale.minimum) for band in scale.bands
    }
    lowers = pd.Series(share, dtype=float) * (100.0 - floor) + floor
    lowers.iloc[:1] = -np.inf
    return lowers


@dataclass(frozen=True, eq=False)
class LeaveOneOut:
    """A node without each element in turn: `scores`, `ranks` (units x elements), average `shift` in rank."""

    node: str
    scores: pd.DataFrame
    ranks: pd.DataFrame
    shift: pd.Series


def leave_one_out(assessment: Assessment, level: int = 1, *, node: str | None = None) -> LeaveOneOut:
    """Scores of a node (default: the first root) when each element of a level below it gets weight 0."""
    framework = assessment.framework
    node = node or framework.roots[0]
    elements = [code for code in framework.below(node) if framework.node(code).level == level]
    weights = np.repeat(framework.weights, len(elements), axis=1)
    weights[[framework.position[code] for code in elements], np.arange(len(elements))] = 0.0
    table = assessment.rescored(node, assessment.normalised.to_numpy(), weights)
    table = np.broadcast_to(table, (len(table), len(elements)))
    scores = pd.DataFrame(table, index=assessment.scores.index, columns=elements)
    ranks = rank(scores)
    return LeaveOneOut(node, scores, ranks, average_shift(ranks, assessment.ranks(node)))
