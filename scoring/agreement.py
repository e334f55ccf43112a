"""Do the respondents say the same thing? Agreement on an item, reliability between raters and within a scale.

Arrays hold one respondent per row (axis 0) and one item per column; NaN is no answer. The formulas answer for
any two respondents; `agreement_by_item`, which is what reports show, withholds them under
`MINIMUM_RESPONDENTS`.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.moments import Array, column_moments
from scoring.tree import Scale

MINIMUM_RESPONDENTS = 5


def too_few_respondents_note(n: int) -> str:
    """What a reader sees instead of a number drawn from too few respondents; "" when there are enough."""
    return "" if n >= MINIMUM_RESPONDENTS else f"Tidak dihitung: {n} responden"


def _random_variance(levels: int) -> float:
    """Variance of answers spread evenly over the levels: what pure chance would give."""
    return (levels**2 - 1) / 12


def rwg_index(answers: npt.ArrayLike, levels: int = 5) -> Array:
    """r_wg = 1 - s^2 / sigma^2_EU per item, 0..1; 0 when the answers differ more than chance would make them.

    [James, Demaree & Wolf 1984]
    """
    chance = _random_variance(levels)
    return np.asarray(1 - np.minimum(column_moments(answers).variance, chance) / chance)


def average_deviation(answers: npt.ArrayLike) -> Array:
    """Mean distance in levels from an item's mean; up to levels / 6 (0.83 of five) is agreement.

    [Burke, Finkelstein & Dusig 1999; Burke & Dunlap 2002]
    """
    x = np.asarray(answers, dtype=float)
    return column_moments(np.abs(x - column_moments(x).mean)).mean


def awg_index(answers: npt.ArrayLike, lowest: float = 1, highest: float = 5) -> Array:
    """a_wg = 1 - 2 s^2 / [((H + L) M - M^2 - H L) n / (n - 1)] per item, -1..1.

    NaN where the mean lies so near an end of the scale that the largest possible variance is not attainable,
    except that identical answers always agree (1). [Brown & Hauenstein 2005]
    """
    n, mean, variance = column_moments(answers)
    with np.errstate(invalid="ignore", divide="ignore"):
        ceiling = ((highest + lowest) * mean - mean**2 - highest * lowest) * n / (n - 1)
        value = 1 - 2 * variance / ceiling
        attainable = (mean >= (lowest * (n - 1) + highest) / n) & (mean <= (highest * (n - 1) + lowest) / n)
    return np.where(variance == 0, 1.0, np.where(attainable, value, np.nan))


class GroupCorrelation(NamedTuple):
    """One-way intraclass correlation of one respondent, ICC(1), and of a group's mean, ICC(2)."""

    single: float
    average: float
    between: float
    within: float


def icc_of_groups(values: npt.ArrayLike, groups: npt.ArrayLike) -> GroupCorrelation:
    """How much the group (a kabupaten) explains of its respondents' values; NaN values drop out.

    ICC(1) takes the mean group size, as R's multilevel does. NaN with fewer than two groups, or when no group
    has two respondents.
    [Shrout & Fleiss 1979; Bliese 2000]
    """
    sample = pd.DataFrame({"value": np.asarray(values, float), "group": np.asarray(groups)}).dropna()
    by_group = sample.groupby("group")["value"]
    count, k = len(sample), by_group.ngroups
    if k < 2 or count == k:
        return GroupCorrelation(np.nan, np.nan, np.nan, np.nan)
    means = by_group.transform("mean")
    between = float(((means - sample["value"].mean()) ** 2).sum() / (k - 1))
    within = float(((sample["value"] - means) ** 2).sum() / (count - k))
    with np.errstate(invalid="ignore", divide="ignore"):
        single = np.divide(between - within, between + (count / k - 1) * within)
        average = np.divide(between - within, between)
    return GroupCorrelation(float(single), float(average), between, within)


class RaterCorrelation(NamedTuple):
    """Intraclass correlations of raters of the same items: of one rater, and of the mean of all raters."""

    oneway: float
    agreement: float
    agreement_average: float
    consistency: float
    consistency_average: float


def icc_raters(answers: npt.ArrayLike) -> RaterCorrelation:
    """Two-way ICC between respondents over the items that all of them answered.

    Agreement asks for the same values, consistency for the same differences. NaN with fewer than two
    respondents or two complete items. [McGraw & Wong 1996]
    """
    x = _complete_items(answers)
    raters, items = x.shape
    if raters < 2 or items < 2:
        return RaterCorrelation(*[np.nan] * 5)
    item_means, rater_means = x.mean(axis=0), x.mean(axis=1)
    rows = raters * np.var(item_means, ddof=1)
    columns = items * np.var(rater_means, ddof=1)
    within = float(np.var(x, axis=0, ddof=1).mean())
    error = (within * items * (raters - 1) - columns * (raters - 1)) / ((items - 1) * (raters - 1))
    with np.errstate(invalid="ignore", divide="ignore"):
        return RaterCorrelation(
            float(np.divide(rows - within, rows + (raters - 1) * within)),
            float(np.divide(rows - error, rows + (raters - 1) * error + raters / items * (columns - error))),
            float(np.divide(rows - error, rows + (columns - error) / items)),
            float(np.divide(rows - error, rows + (raters - 1) * error)),
            float(np.divide(rows - error, rows)),
        )


def _complete_items(answers: npt.ArrayLike) -> Array:
    """The items every answering respondent answered; respondents without any answer are left out."""
    x = np.asarray(answers, dtype=float)
    x = x[~np.isnan(x).all(axis=1)]
    return np.asarray(x[:, ~np.isnan(x).any(axis=0)])


def _ordinal(totals: Array) -> Array:
    """Squared distance of two levels = the answers that lie from one to the other, the ends counted half."""
    upto = np.cumsum(totals) - totals / 2
    return np.asarray((upto[:, None] - upto[None, :]) ** 2)


METRICS = {
    "nominal": lambda levels, totals: 1.0 - np.eye(len(levels)),
    "ordinal": lambda levels, totals: _ordinal(totals),
    "interval": lambda levels, totals: (levels[:, None] - levels[None, :]) ** 2,
}


def krippendorff_alpha(answers: npt.ArrayLike, metric: str = "ordinal") -> float:
    """1 - observed / expected disagreement, gaps allowed; 1 = agreement, 0 = chance, below 0 = worse.

    NaN when no item has two answers or all answers are equal. [Krippendorff 2004; Hayes & Krippendorff 2007]
    """
    x = np.asarray(answers, dtype=float)
    levels = np.unique(x[~np.isnan(x)])
    counts = (x[:, :, None] == levels).sum(axis=0).astype(float)
    counts = counts[counts.sum(axis=1) > 1]
    pairs = counts / (counts.sum(axis=1, keepdims=True) - 1)
    coincidences = pairs.T @ counts - np.diag(pairs.sum(axis=0))
    totals = coincidences.sum(axis=1)
    distance = METRICS[metric](levels, totals)
    expected = float((np.outer(totals, totals) * distance).sum())
    observed = float((coincidences * distance).sum()) * (totals.sum() - 1)
    return 1 - observed / expected if expected else np.nan


def kendall_w(answers: npt.ArrayLike) -> float:
    """W = 12 S / (m^2 (n^3 - n) - m sum T): do m respondents order n items alike (1) or not (0)?

    Corrected for ties. Items without everyone's answer are left out; NaN when fewer than two of either remain
    or nobody distinguishes the items. [Kendall & Babington Smith 1939]
    """
    x = _complete_items(answers)
    m, n = x.shape
    if m < 2 or n < 2:
        return np.nan
    ranks = pd.DataFrame(x).rank(axis=1).to_numpy()
    sums = ranks.sum(axis=0)
    ties = sum(float((c**3 - c).sum()) for c in (np.unique(row, return_counts=True)[1] for row in ranks))
    possible = m**2 * (n**3 - n) - m * ties
    return float(12 * ((sums - sums.mean()) ** 2).sum() / possible) if possible else np.nan


def _covariance(answers: npt.ArrayLike) -> Array:
    """Covariances of the items that vary, each over the respondents who answered both."""
    covariance = pd.DataFrame(np.asarray(answers, dtype=float)).cov().to_numpy()
    varies = np.diag(covariance) > 0
    return np.asarray(covariance[np.ix_(varies, varies)])


def cronbach_alpha(answers: npt.ArrayLike) -> float:
    """alpha = k / (k - 1) (1 - sum s_i^2 / s_total^2) over the k items that vary; NaN when k < 2.

    An item on which all agree carries nothing about consistency: it is dropped, as R's psych drops it.
    [Cronbach 1951]
    """
    return _alpha(_covariance(answers))


def _alpha(covariance: Array) -> float:
    k, total = len(covariance), float(np.nansum(covariance))
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total) if k > 1 and total else np.nan


class ItemReliability(NamedTuple):
    """Per item of a scale: correlation with the sum of the others, and Cronbach's alpha without the item."""

    item_total: Array
    alpha_if_dropped: Array


def item_reliability(answers: npt.ArrayLike) -> ItemReliability:
    """Corrected item-total correlation and alpha without the item; NaN for an item that does not vary."""
    x = np.asarray(answers, dtype=float)
    covariance = pd.DataFrame(x).cov().to_numpy()
    result = ItemReliability(np.full(x.shape[1], np.nan), np.full(x.shape[1], np.nan))
    varying = np.flatnonzero(np.diag(covariance) > 0)
    for item in varying:
        others = varying[varying != item]
        rest = covariance[np.ix_(others, others)]
        spread = float(np.sqrt(covariance[item, item] * np.nansum(rest)))
        result.item_total[item] = np.nansum(covariance[item, others]) / spread if spread else np.nan
        result.alpha_if_dropped[item] = _alpha(rest)
    return result


def consensus_index(counts: npt.ArrayLike, positions: npt.ArrayLike | None = None) -> Array:
    """C = 1 + sum p_i log2(1 - |x_i - mean| / (x_max - x_min)) of votes per ordered level (axis 0), 0..1.

    1 = one level only, 0 = split between the two ends; NaN without votes. [Tastle & Wierman 2007]
    """
    votes = np.asarray(counts, dtype=float)
    x = np.arange(len(votes), dtype=float) if positions is None else np.asarray(positions, dtype=float)
    x = x.reshape((-1,) + (1,) * (votes.ndim - 1))
    with np.errstate(invalid="ignore", divide="ignore"):
        p = votes / votes.sum(axis=0)
        # A level without votes may lie a full width from the mean: 0 log 0 is 0.
        terms = p * np.log2(np.where(p > 0, 1 - np.abs(x - (p * x).sum(axis=0)) / np.ptp(x), 1.0))
    return np.asarray(1 + terms.sum(axis=0))


def agreement_by_item(answers: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Agreement on every unit x indicator that has an answer, one row each, from the long answers frame.

    Columns `unit, indicator, n, mean, rwg, average_deviation` (in levels), `awg, consensus, note`. Every
    answered row is one respondent. Under `MINIMUM_RESPONDENTS` the four indices are NaN and `note` says why.
    """
    answered = (answers["status"] == "answered") & answers["claimed"].notna()
    given = answers.loc[answered, ["unit", "indicator", "claimed"]]
    grouped = given.groupby(["unit", "indicator"], sort=False)
    cell, slot = grouped.ngroup().to_numpy(), grouped.cumcount().to_numpy()
    table = np.full((slot.max() + 1 if len(slot) else 0, grouped.ngroups), np.nan)
    table[slot, cell] = given["claimed"]
    steps = np.arange(scale.minimum, scale.maximum + 1)
    votes = (np.round(table) == steps[:, None, None]).sum(axis=1)
    n, mean, _ = column_moments(table)
    result = pd.DataFrame(
        {
            "n": n.astype(int),
            "mean": mean,
            "rwg": rwg_index(table, len(steps)),
            "average_deviation": average_deviation(table),
            "awg": awg_index(table, scale.minimum, scale.maximum),
            "consensus": consensus_index(votes, steps),
        }
    )
    result.loc[n < MINIMUM_RESPONDENTS, ["rwg", "average_deviation", "awg", "consensus"]] = np.nan
    result["note"] = [too_few_respondents_note(int(k)) for k in n]
    keys = given.drop_duplicates(["unit", "indicator"])[["unit", "indicator"]].reset_index(drop=True)
    return pd.concat([keys, result], axis=1)


def count_answers_by_level(answers: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """How many respondents chose each whole level: rows (unit, indicator), columns the levels, counts.

    Of the long answers frame, every answered row one respondent; cells without an answer have no row.
    """
    answered = (answers["status"] == "answered") & answers["claimed"].notna()
    given = answers.loc[answered, ["unit", "indicator", "claimed"]]
    levels = np.arange(scale.minimum, scale.maximum + 1)
    if given.empty:  # pandas forgets the names of the keys
        nobody = pd.MultiIndex.from_arrays([[], []], names=["unit", "indicator"])
        return pd.DataFrame(index=nobody, columns=pd.Index(levels, name="level"), dtype=int)
    chosen = given.assign(level=given["claimed"].round()).groupby(["unit", "indicator", "level"], sort=False)
    counts = chosen.size().unstack("level", fill_value=0)
    return counts.reindex(columns=pd.Index(levels, name="level"), fill_value=0)
