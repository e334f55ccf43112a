"""Who happened to answer: OPD drawn with replacement inside each unit, as counts times their answers."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np
import pandas as pd

from scoring.agreement import MINIMUM_RESPONDENTS
from scoring.framework import Framework
from scoring.method import Method
from scoring.responses import Indicators
from scoring.votes import cast_votes, cell_of_each_row

# Policies under which a value is a mean over OPD, so that it depends on who answered.
AVERAGED = ("mean", "lead_double")


@dataclass(frozen=True, eq=False)
class Respondents:
    """What every OPD of every unit said, ready to be drawn.

    said: units x indicators x places for OPD, the weight of an OPD's answer times the answer, 0 = no answer;
    weight: the same shape, 0 = no answer; count: OPD per unit; nominal: units x indicators, the values in
    force; varies: which of these are means of enough respondents to be drawn again, the others stay as they
    are.
    """

    said: np.ndarray
    weight: np.ndarray
    count: np.ndarray
    nominal: np.ndarray
    varies: np.ndarray

    @classmethod
    def of(
        cls, answers: np.ndarray, weight: np.ndarray, nominal: np.ndarray, claimed: np.ndarray
    ) -> Respondents:
        """answers: units x OPD x indicators, NaN = no answer; weight: an OPD's say, the same shape.

        The OPD of a unit fill its first places. claimed: units x indicators, True = the value in force is the
        mean of claims, hence open to who answered.
        """
        known = ~np.isnan(answers)
        say = np.where(known, weight, 0.0).transpose(0, 2, 1)
        said = say * np.nan_to_num(answers).transpose(0, 2, 1)
        count = known.any(axis=2).sum(axis=1)
        enough = known.sum(axis=1) >= MINIMUM_RESPONDENTS
        return cls(np.ascontiguousarray(said), np.ascontiguousarray(say), count, nominal, enough & claimed)

    def values(self, counts: np.ndarray) -> np.ndarray:
        """Values in force when OPD count as often as drawn: counts units x places x draws -> indicators.

        Units x indicators x draws; an indicator nobody among the drawn answered is NaN.
        """
        total, weight = self.said @ counts, self.weight @ counts
        with np.errstate(invalid="ignore"):
            total /= weight
        np.copyto(total, self.nominal[:, :, None], where=~self.varies[:, :, None])
        return total

    def resample(self, units: pd.Index, sets: int, seed: int) -> np.ndarray:
        """How often each OPD is drawn: units x places x sets, each unit as many draws as it has OPD.

        A unit's draws hang on the seed and its name alone, not on its row or on who else is assessed.
        """
        seats = self.said.shape[2]
        counts = np.zeros((len(units), seats, sets), dtype=np.uint16)
        rows = np.arange(sets)[:, None] * seats
        for unit, (name, opd) in enumerate(zip(units, self.count, strict=True)):
            if opd:
                stream = np.random.default_rng((seed, 2, crc32(str(name).encode())))
                cells = stream.integers(0, opd, (sets, opd)) + rows
                counts[unit] = np.bincount(cells.ravel(), minlength=sets * seats).reshape(sets, seats).T
        return counts


def collect_respondents(
    answers: pd.DataFrame, indicators: Indicators, framework: Framework, method: Method
) -> Respondents:
    """The claims of every OPD from the long answers frame, in the order of the indicators' frames.

    Only means of claims are open to chance: a lead's answer, an agreed or a verified value stays as it is.
    """
    units, leaves, policy = indicators.values.index, framework.leaf_columns, method.policy(framework)
    cell = cell_of_each_row(answers, units, leaves)
    votes = cast_votes(answers[cell >= 0], cell[cell >= 0], method.within)
    votes = votes.where(votes.answered)
    unit, leaf = np.divmod(votes.cell, len(leaves))
    present = np.zeros((len(units), int(votes.opd.max(initial=-1)) + 1), dtype=bool)
    present[unit, votes.opd] = True
    seat = (present.cumsum(axis=1) - 1)[unit, votes.opd]
    said, weight = np.full((2, len(units), int(present.sum(axis=1).max(initial=0)), len(leaves)), np.nan)
    said[unit, seat, leaf], weight[unit, seat, leaf] = votes.value, votes.say(policy)
    open_to_chance = (indicators.source == "claimed").to_numpy()
    if policy not in AVERAGED or method.evidence != "prefer":
        open_to_chance = np.zeros_like(open_to_chance)
    return Respondents.of(said, weight, indicators.values.to_numpy(dtype=float), open_to_chance)
