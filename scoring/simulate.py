"""An assessment made ready to be repeated under other choices."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from scoring.assess import RELATIVE, Assessment, normalise_leaves, prepare_indicators
from scoring.bootstrap import Respondents, collect_respondents
from scoring.draws import Draws, Leaves, replicate_scores
from scoring.framework import Framework
from scoring.method import MethodError
from scoring.normalise import FLOORED

# How far a weight may move, as a share of itself.
SPREAD = 0.25
FACTORS = ("weights", "normalisation", "aggregation", "respondents")

# What a careful analyst could have chosen instead: all carry the worst to 0 and the best to 100.
NORMALISATIONS = ("goalposts", "minmax", "percentile")
AGGREGATIONS = ("arithmetic", "geometric")


@dataclass(frozen=True, eq=False)
class Simulation:
    """What varies around an assessment; `sets`: how many settings each of weights and respondents has."""

    assessment: Assessment
    answers: pd.DataFrame | None
    sets: int
    spread: float
    vary: Collection[str]
    seed: int

    @property
    def node(self) -> str:
        """The node whose scores are drawn: the first root."""
        return self.assessment.framework.roots[0]

    def __post_init__(self) -> None:
        unknown = [factor for factor in self.vary if factor not in FACTORS]
        problems = [f"Faktor '{name}' tidak dikenal. Pilih dari: {', '.join(FACTORS)}." for name in unknown]
        if self.sets < 1:
            problems.append(f"Jumlah simulasi harus paling sedikit 1, bukan {self.sets}.")
        if not 0 <= self.spread < 1:
            problems.append(f"Rentang bobot {self.spread:g} harus dari 0 sampai kurang dari 1.")
        if problems:
            raise MethodError(problems)

    @cached_property
    def options(self) -> dict[str, tuple[str, ...]]:
        """The names normalisation and aggregation may take, the method's own first.

        An alternative without meaning beside the others is left out; comparing units needs two of them.
        """
        framework, method = self.assessment.framework, self.assessment.method

        def sound(**changes: str) -> bool:
            return not replace(method, **changes).problems(framework)  # type: ignore[arg-type]

        several = "normalisation" in self.vary and len(self.assessment.units) > 1
        names = dict.fromkeys((method.normalisation, *(NORMALISATIONS if several else ())))
        normalisations = tuple(name for name in names if sound(normalisation=name))
        names = dict.fromkeys((method.aggregation, *(AGGREGATIONS if "aggregation" in self.vary else ())))
        aggregations = tuple(
            name
            for name in names
            if all(sound(normalisation=beside, aggregation=name) for beside in normalisations)
        )
        return {"normalisation": normalisations, "aggregation": aggregations}

    @cached_property
    def varied(self) -> tuple[str, ...]:
        """The factors of `vary` that have more than one setting here."""
        moves = {name: len(options) > 1 for name, options in self.options.items()}
        moves |= {"weights": self.spread > 0, "respondents": self.respondents is not None}
        return tuple(factor for factor in FACTORS if factor in self.vary and moves[factor])

    def draws(self, shares: Mapping[str, np.ndarray]) -> Draws:
        """Draws from a number in [0, 1) per factor and draw, which picks among equally likely settings."""
        count = len(next(iter(shares.values())))
        weights = self.assessment.framework.weights
        if "weights" in self.varied:
            weights = noisy_weights(self.assessment.framework, self.sets, self.spread, self.seed)
        sizes = {"weights": weights.shape[1], "respondents": self.sets}
        sizes |= {factor: len(options) for factor, options in self.options.items()}
        taken = {
            factor: (shares[factor] * size).astype(int) if factor in shares else np.zeros(count, dtype=int)
            for factor, size in sizes.items()
        }
        return Draws(
            weights,
            taken["weights"],
            np.array(self.options["normalisation"])[taken["normalisation"]],
            np.array(self.options["aggregation"])[taken["aggregation"]],
            None if self.respondents is None else taken["respondents"],
        )

    def scores(self, draws: Draws) -> np.ndarray:
        """Scores of the node under every draw on the footing of the assessment's: units x draws."""
        framework, method = self.assessment.framework, self.assessment.method
        scores = replicate_scores(
            framework,
            self._leaves(draws),
            draws,
            self.node,
            coverage=method.thresholds(framework),
        )
        own, used = self.assessment.floor, self._floor
        if own == used:
            return scores
        moved = np.isin(draws.normalisation, list(FLOORED))
        return np.where(moved, (scores - used) * ((100.0 - own) / (100.0 - used)) + own, scores)

    @cached_property
    def respondents(self) -> Respondents | None:
        """The OPD to draw from; None when not asked for or when no value hangs on enough of them."""
        if self.answers is None or "respondents" not in self.vary:
            return None
        assessment = self.assessment
        found = collect_respondents(
            self.answers, assessment.indicators, assessment.framework, assessment.method
        )
        return replace(found, nominal=self._prepared) if found.varies.any() else None

    @cached_property
    def _prepared(self) -> np.ndarray:
        assessment = self.assessment
        values = assessment.indicators.values
        return prepare_indicators(
            values.to_numpy(dtype=float),
            assessment.framework,
            assessment.method,
            units=values.index,
            groups=assessment.groups,
        )

    @cached_property
    def _floor(self) -> float:
        """One lower end for all draws: the highest that any of their aggregations needs."""
        method = self.assessment.method
        changes = [replace(method, aggregation=name) for name in self.options["aggregation"]]
        return max(change.floor(self.assessment.framework) for change in changes)

    def _leaves(self, draws: Draws) -> Leaves:
        """Normalised leaves of draws: the same for all of a normalisation unless respondents vary."""
        people, resample = self.respondents, draws.resample
        if people is None or resample is None:
            same = {name: self._normalised(self._prepared, name) for name in self.options["normalisation"]}
            return lambda normalisation, places: same[normalisation]
        counts = people.resample(self.assessment.scores.index, self.sets, self.seed)
        return lambda normalisation, places: self._normalised(
            people.values(counts[:, :, resample[places]].astype(float)), normalisation
        )

    def _normalised(self, values: np.ndarray, name: str) -> tuple[np.ndarray, np.ndarray]:
        """Normalised leaves and which apply: units x leaves or units x leaves x draws, as the values.

        An indicator that is known but constant says nothing under a relative normalisation: it does not
        apply, rather than being missing.
        """
        assessment = self.assessment
        method = replace(assessment.method, normalisation=name)
        units = assessment.scores.index
        normalised = normalise_leaves(values, assessment.framework, method, units, self._floor)
        applicable = assessment.applicable.reshape(assessment.applicable.shape + (1,) * (values.ndim - 2))
        if name in RELATIVE:
            applicable = applicable & ~(np.isnan(normalised) & ~np.isnan(values))
        np.copyto(normalised, np.nan, where=~applicable)
        return normalised, applicable


def noisy_weights(framework: Framework, sets: int, spread: float, seed: int) -> np.ndarray:
    """Every weight times 1 + U(-spread, spread): codes x sets. The order of the nodes changes nothing.

    [OECD/JRC Handbook 2008, step 7]
    """
    noise = np.random.default_rng((seed, 1)).uniform(-spread, spread, (len(framework.codes), sets))
    by_name = np.argsort(np.argsort(framework.codes))
    return np.asarray(framework.weights * (1 + noise[by_name]))
