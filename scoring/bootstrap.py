"""Who happened to answer: OPD drawn with replacement inside each unit, as counts times their answers."""

from dataclasses import dataclass
from zlib import crc32

import numpy as np
import pandas as pd

from scoring.agreement import MINIMUM_RESPONDENTS
from scoring.framework import Framework
from scoring.method import Method
from scoring.respond import Indicators

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
    ) -> "Respondents":
        """answers: units x OPD x indicators, NaN = no answer; weight: an OPD's say, the same shape.

        The OPD of a unit fill its first places. claimed: units x indicators, True = the value in force is the
        mean of claims, hence open to who answered.
        """
        known = ~np.isnan(answers)
        say = np.where(known, weight, 0.0).transpose(0, 2, 1)
        said = say * np.nan_to_num(answers).transpose(0, 2, 1)
        count = np.where(known.any(axis=2), np.arange(1, answers.shape[1] + 1), 0).max(axis=1, initial=0)
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
        places = self.said.shape[2]
        counts = np.zeros((len(units), places, sets), dtype=np.uint16)
        rows = np.arange(sets)[:, None] * places
        for unit, (name, opd) in enumerate(zip(units, self.count, strict=True)):
            if opd:
                stream = np.random.default_rng((seed, 2, crc32(str(name).encode())))
                cells = stream.integers(0, opd, (sets, opd)) + rows
                counts[unit] = np.bincount(cells.ravel(), minlength=sets * places).reshape(sets, places).T
        return counts


def respondents(
    answers: pd.DataFrame, indicators: Indicators, framework: Framework, method: Method
) -> Respondents:
    """The claims of every OPD from the long answers frame, in the order of the indicators' frames.

    Only means of claims are open to chance: a lead's answer, an agreed or a verified value stays as it is.
    """
    units, leaves = indicators.values.index, pd.Index(framework.leaves)
    policy = method.policy(framework)
    unit, leaf = _code(answers["unit"], units), _code(answers["indicator"], leaves)
    claimed = answers["claimed"].to_numpy(dtype=float)
    given = (answers["status"] == "answered").to_numpy() & ~np.isnan(claimed) & (unit >= 0) & (leaf >= 0)
    place = _places(unit[given], answers.loc[given, "opd"], len(units))
    shape = (len(units), int(place.max(initial=-1)) + 1, len(leaves))
    cell = (unit[given] * shape[1] + place) * shape[2] + leaf[given]
    weight = np.ones(shape)
    if policy == "lead_double":
        lead = ((answers["role"] == "lead") | (answers["opd"] == "")).to_numpy()[given]
        weight.reshape(-1)[cell[lead]] = 2.0
    open_to_chance = (indicators.source[list(leaves)] == "claimed").to_numpy()
    if policy not in AVERAGED or method.evidence != "prefer":
        open_to_chance = np.zeros_like(open_to_chance)
    said = _within(claimed[given], cell, shape, method.within)
    nominal = indicators.values[list(leaves)].to_numpy(dtype=float)
    return Respondents.of(said, weight, nominal, open_to_chance)


def _code(column: pd.Series, index: pd.Index) -> np.ndarray:
    """Place of each entry in an index, -1 where it has none; looks each name up once, not each row."""
    code, names = pd.factorize(column)
    return np.append(index.get_indexer(pd.Index(names)), -1)[code]


def _places(unit: np.ndarray, opd: pd.Series, units: int) -> np.ndarray:
    """Number the OPD of each unit from 0 in the order of their names, whatever the order of the rows."""
    code, names = pd.factorize(opd, sort=True)
    present = np.zeros((units, len(names)), dtype=bool)
    present[unit, code] = True
    return np.asarray((present.cumsum(axis=1) - 1)[unit, code])


def _within(claimed: np.ndarray, cell: np.ndarray, shape: tuple[int, ...], within: str) -> np.ndarray:
    """One answer per OPD: the mean of its respondents or the last one; NaN where none answered."""
    size = int(np.prod(shape))
    if within == "last":
        answer = np.full(size, np.nan)
        answer[cell] = claimed
        return answer.reshape(shape)
    count = np.bincount(cell, minlength=size)
    total = np.bincount(cell, claimed, minlength=size)
    return np.divide(total, count, out=np.full(size, np.nan), where=count > 0).reshape(shape)
