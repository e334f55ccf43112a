"""How far the result hangs on choices: one Monte Carlo over all of them, and leaving parts out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from scoring.aggregate import TOLERANCE
from scoring.assess import Assessment, rank_scores
from scoring.simulate import FACTORS, SPREAD, Simulation

# How many places below a unit `duels` looks.
REACH = 5


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """Scores and ranks of one node under every draw. Frames: units x draws, NaN = unknown.

    `scores`: on the footing of the assessment's own. `normalisation`, `aggregation`: of each draw. `varied`:
    the factors that really moved.
    """

    assessment: Assessment
    node: str
    scores: pd.DataFrame
    normalisation: pd.Series
    aggregation: pd.Series
    varied: tuple[str, ...]

    @cached_property
    def own(self) -> pd.Series:
        """Which draws use the assessment's own normalisation and aggregation.

        The others measure on another footing, so they speak about ranks and not of scores and bands.
        """
        method = self.assessment.method
        return (self.normalisation == method.normalisation) & (self.aggregation == method.aggregation)

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Rank of every unit in every draw, 1 = best, ties take the minimum."""
        return rank_scores(self.scores)

    def interval(self, level: float = 0.9) -> pd.DataFrame:
        """Nominal, lower, median and upper of score and rank per unit, holding `level` of the draws.

        Columns `score, score_lower, score_median, score_upper, rank, rank_lower, rank_median, rank_upper`.
        Quantiles interpolate linearly (R's type 7); NaN for a unit unknown in every draw.
        """
        at = [(1 - level) / 2, 0.5, (1 + level) / 2]
        nominal, table = self.assessment, pd.DataFrame(index=self.scores.index)
        for name, own, draws in (
            ("score", nominal.scores[self.node], self.scores.loc[:, self.own]),
            ("rank", nominal.ranks(self.node), self.ranks),
        ):
            ends = [f"{name}_{end}" for end in ("lower", "median", "upper")]
            found = draws.quantile(at, axis=1).T if draws.size else np.full((len(draws), 3), np.nan)
            table[[name, *ends]] = np.column_stack([own, found])
        return table

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
        return average_rank_shift(self.ranks, self.assessment.ranks(self.node))

    def duels(self) -> pd.DataFrame:
        """How often each unit ranks before the REACH next ones by nominal rank, and behind them.

        Columns unit, other, apart (1 = other follows unit), ahead (share of draws in which unit ranks before
        other), behind (the reverse); the rest are ties.
        """
        nominal = self.assessment.ranks(self.node).dropna().sort_values(kind="stable")
        ranks, names = self.ranks.loc[nominal.index].to_numpy(), nominal.index.to_numpy()
        found = [pd.DataFrame(columns=["unit", "other", "apart", "ahead", "behind"])]
        for step in range(1, min(REACH, len(names) - 1) + 1):
            first, second = ranks[:-step], ranks[step:]
            together = (~np.isnan(first) & ~np.isnan(second)).sum(axis=1)
            with np.errstate(invalid="ignore"):
                shares = [won.sum(axis=1) / together for won in (first < second, first > second)]
            pairs = {"unit": names[:-step], "other": names[step:], "apart": step}
            found.append(pd.DataFrame({**pairs, "ahead": shares[0], "behind": shares[1]}))
        return pd.concat(found[1:] or found, ignore_index=True)

    @cached_property
    def levels(self) -> pd.DataFrame:
        """Share of the comparable draws in which a unit's score lies in a band: units x bands, lowest first.

        By the score alone: the conditions a band sets on evidence and on the weakest dimension are not drawn.
        """
        if not self.assessment.absolute:
            return pd.DataFrame(index=self.scores.index)
        bands = self.assessment.framework.scale.bands
        scores = self.assessment.to_scale(self.scores.loc[:, self.own].to_numpy())
        # The lowest band reaches down without end.
        place = np.digitize(scores + TOLERANCE, [band.lower for band in bands[1:]])
        known = ~np.isnan(scores)
        with np.errstate(invalid="ignore"):
            shares = [(known & (place == k)).sum(axis=1) / known.sum(axis=1) for k in range(len(bands))]
        names = [band.name for band in bands]
        return pd.DataFrame(dict(zip(names, shares, strict=True)), index=self.scores.index)


def average_rank_shift(ranks: pd.DataFrame, nominal: pd.Series) -> pd.Series:
    """Mean over units of |rank - nominal rank|, for every column; units unknown in either do not count.

    [Saisana, Saltelli & Tarantola 2005]
    """
    return ranks.sub(nominal, axis=0).abs().mean()


def analyse_uncertainty(
    assessment: Assessment, answers: pd.DataFrame | None = None, n: int = 1000, seed: int = 0
) -> Uncertainty:
    """Score the first root n times under choices one could as well have made.

    weights: each times 1 + U(-0.25, 0.25). normalisation, aggregation: see `Simulation`; normalisations that
    compare units need two of them. respondents: OPD drawn with replacement inside each unit where a value is
    the mean of claims of at least five, which needs the long `answers`. Same inputs and seed, same bits.
    Raises MethodError. [OECD/JRC Handbook 2008, step 7; Efron & Tibshirani 1993]
    """
    return draw_scores(Simulation(assessment, answers, n, SPREAD, FACTORS, seed))


def draw_scores(simulation: Simulation) -> Uncertainty:
    """Scores and ranks under every draw of a simulation."""
    n, assessment = simulation.sets, simulation.assessment
    streams = np.random.default_rng((simulation.seed, 0)).random((len(FACTORS), n))
    shares = dict(zip(FACTORS, streams, strict=True))
    # Weights and respondents are new in every draw.
    shares |= dict.fromkeys(("weights", "respondents"), (np.arange(n) + 0.5) / n)
    draws = simulation.draws(shares)
    scores = pd.DataFrame(simulation.scores(draws), index=assessment.scores.index)
    kinds = pd.Series(draws.normalisation), pd.Series(draws.aggregation)
    return Uncertainty(assessment, simulation.node, scores, *kinds, simulation.varied)


@dataclass(frozen=True, eq=False)
class LeaveOneOut:
    """A node without each element in turn: `scores`, `ranks` (units x elements), average `shift` in rank.

    `shift` compares the units that keep a score with their order among themselves: a unit that lost its score
    for want of coverage moves nobody.
    """

    node: str
    scores: pd.DataFrame
    ranks: pd.DataFrame
    shift: pd.Series


def leave_one_out(assessment: Assessment, level: int = 1) -> LeaveOneOut:
    """Scores of the first root when each element of a level below it gets weight 0."""
    framework = assessment.framework
    node = framework.roots[0]
    elements = [code for code in framework.below(node) if framework.node(code).level == level]
    weights = np.repeat(framework.weights, len(elements), axis=1)
    weights[[framework.position[code] for code in elements], np.arange(len(elements))] = 0.0
    table = assessment.rescored(node, assessment.normalised.to_numpy(), weights)
    table = np.broadcast_to(table, (len(table), len(elements)))
    scores = pd.DataFrame(table, index=assessment.scores.index, columns=elements)
    ranks = rank_scores(scores)
    return LeaveOneOut(node, scores, ranks, (ranks - _among(assessment.scores[node], scores)).abs().mean())


def _among(nominal: pd.Series, scores: pd.DataFrame) -> pd.DataFrame:
    """For every column the nominal ranks of the units that have a score in it, counted among them alone."""
    known = scores.notna()
    return rank_scores(known.where(known).mul(nominal, axis=0))
