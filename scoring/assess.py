"""The whole chain: indicators to scores of every node, for all units at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import pandas as pd

from scoring.aggregate import NodeScores, aggregate_scores
from scoring.framework import Framework
from scoring.impute import IMPUTATIONS, ImputationContext
from scoring.method import Method, MethodError
from scoring.normalise import NORMALISATIONS, goalposts_of_framework, is_constant, normalise_indicators
from scoring.responses import Indicators
from scoring.treat import TREATMENTS

T = TypeVar("T", np.ndarray, pd.DataFrame)
RELATIVE = frozenset(NORMALISATIONS) - {"goalposts"}


@dataclass(frozen=True, eq=False)
class Assessment:
    """The result for all units. Frames: units as index, node codes as columns, NaN = unknown.

    `indicators`: what was assessed. `normalised`: units x leaves. `scores`: units x all nodes, 0..100 under
    goalposts (1..100 where an aggregation needs positive values), else what the normalisation gives.
    `coverage`: share 0..1 of the children with weight > 0 that are known, for a leaf 0 or 1, NaN where
    nothing applies. `evidence`: share 0..1 of the answered leaves below with evidence or verification, NaN
    where none is answered. `warnings`: Indonesian sentences on what the numbers cannot tell.
    `groups`: as given to `assess_units`.
    """

    framework: Framework
    method: Method
    indicators: Indicators
    normalised: pd.DataFrame
    scores: pd.DataFrame
    coverage: pd.DataFrame
    evidence: pd.DataFrame
    warnings: tuple[str, ...] = ()
    groups: Mapping[str, str] | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """The units in the order of the rows."""
        return tuple(self.scores.index)

    @property
    def applicable(self) -> np.ndarray:
        """Which leaves apply: units x leaves."""
        return ~self.indicators.not_applicable.to_numpy(dtype=bool)

    def rescored(
        self,
        node: str,
        leaves: np.ndarray,
        weights: np.ndarray | None = None,
        applicable: np.ndarray | None = None,
    ) -> np.ndarray:
        """Scores of a node with other normalised leaves, weights, applicability (as in `evaluate`)."""
        return aggregate_scores(
            self.framework,
            leaves,
            weights,
            applicable=self.applicable if applicable is None else applicable,
            aggregation=self.method.aggregation,
            coverage=self.method.thresholds(self.framework),
            only={node},
        ).scores[node]

    @cached_property
    def answered_shares(self) -> pd.DataFrame:
        """Share 0..1 of the questions below with a value, weighted as the score weighs them; units x nodes.

        What does not apply is not asked. NaN where nothing below applies and counts. `coverage` counts
        children that have a score, whatever they rest on; this counts answers.
        """
        framework, index = self.framework, self.scores.index
        asked = pd.DataFrame(self.applicable.astype(float), index, list(framework.leaves))
        found = self.indicators.values.notna().astype(float).where(asked > 0)
        shares = {leaf: found[leaf].to_numpy() for leaf in framework.leaves}
        for code in framework.bottom_up:
            parts = np.array([shares[child] for child in framework.children(code)])
            weights = np.array([[framework.node(child).weight] for child in framework.children(code)])
            total = (weights * ~np.isnan(parts)).sum(axis=0)
            mean = (weights * np.nan_to_num(parts)).sum(axis=0) / np.where(total > 0, total, 1.0)
            # Twelve of fifteen is 0.8, not a bit below the bound of "few answers".
            shares[code] = np.where(total > 0, mean.round(14), np.nan)
        return pd.DataFrame({code: shares[code] for code in framework.codes}, index=index)

    @cached_property
    def floor(self) -> float:
        """The score of the worst possible unit: 0, or 1 where an aggregation needs positive values."""
        return self.method.floor(self.framework)

    @cached_property
    def absolute(self) -> bool:
        """Whether scores measure against fixed posts, so that they have a place on the instrument's scale."""
        copeland = "copeland" in self.method.aggregations(self.framework)
        return self.method.normalisation == "goalposts" and not copeland

    def on_scale(self) -> pd.DataFrame:
        """Scores on the instrument's own scale. Raises MethodError where the scores are relative."""
        return self.to_scale(self.scores)

    def to_scale(self, scores: T) -> T:
        """Scores (floor..100) on the instrument's own scale; MethodError where they are relative."""
        if not self.absolute:
            raise MethodError(
                [
                    "Skor relatif tidak dapat ditampilkan pada skala instrumen. "
                    "Pakai normalisasi goalposts tanpa copeland."
                ]
            )
        low, high = self.framework.scale.minimum, self.framework.scale.maximum
        return (scores - self.floor) * ((high - low) / (100.0 - self.floor)) + low

    def ranks(self, node: str | None = None) -> pd.Series:
        """1 = best at a node (default: the first root), ties take the minimum, NaN where unknown.

        Scores that differ by less than 1e-9 are a tie, so that rounding never decides a rank.
        """
        return rank_scores(self.scores[[node or self.framework.roots[0]]]).iloc[:, 0]


def rank_scores(scores: pd.DataFrame) -> pd.DataFrame:
    """1 = best down each column, ties (within 1e-9) take the minimum, NaN stays NaN."""
    return scores.round(9).rank(ascending=False, method="min")


def assess_units(
    indicators: Indicators,
    framework: Framework,
    method: Method | None = None,
    *,
    groups: Mapping[str, str] | None = None,
) -> Assessment:
    """Treat, impute, normalise, aggregate. `groups` (unit -> label) is for group imputation only.

    Raises MethodError where the method has no meaning for the framework or the units.
    """
    method = method or Method()
    method.check(framework)
    indicators = indicators.of(framework)
    values = indicators.values.to_numpy(dtype=float)
    applicable = ~indicators.not_applicable.to_numpy(dtype=bool)
    units = indicators.values.index
    prepared = prepare_indicators(values, framework, method, units=units, groups=groups)
    normalised = np.where(applicable, normalise_leaves(prepared, framework, method, units), np.nan)
    evaluation = aggregate_scores(
        framework,
        normalised,
        applicable=applicable,
        aggregation=method.aggregation,
        coverage=method.thresholds(framework),
    )
    return Assessment(
        framework,
        method,
        indicators,
        pd.DataFrame(normalised, index=units, columns=framework.leaf_columns.copy(), copy=False),
        _frame(units, framework, evaluation.scores, normalised),
        _frame(units, framework, evaluation.coverage, _known(normalised, applicable)),
        _evidence(indicators, framework, normalised),
        (*_relative_warnings(values, framework, method), *_absence_warnings(evaluation, framework, units)),
        groups,
    )


def prepare_indicators(
    values: np.ndarray,
    framework: Framework,
    method: Method,
    *,
    units: pd.Index,
    groups: Mapping[str, str] | None = None,
) -> np.ndarray:
    """Treated and imputed values (units x leaves), still in the leaves' own units."""
    if method.imputation.startswith("group") and groups is None:
        raise MethodError(["Imputasi menurut kelompok memerlukan kelompok daerah; tentukan kelompoknya."])
    treated = TREATMENTS[method.treatment](values)
    if method.imputation == "none":
        return treated
    parents = [framework.node(leaf).parent or "" for leaf in framework.leaves]
    around = ImputationContext(
        groups=np.array([(groups or {}).get(unit, "") for unit in units], dtype=object),
        parents=np.array(parents, dtype=object),
        minimum=framework.ends[:, 0],
        maximum=framework.ends[:, 1],
        direction=framework.directions,
    )
    return IMPUTATIONS[method.imputation](treated, around)


def normalise_leaves(
    values: np.ndarray, framework: Framework, method: Method, units: pd.Index, lower: float | None = None
) -> np.ndarray:
    """Prepared values (units x leaves, or x draws) as the method normalises them, from `lower` upwards.

    None = as the method needs for its aggregations.
    """
    reference = None
    if method.normalisation == "distance_to_reference":
        if method.reference not in units:
            raise MethodError([f"Daerah acuan '{method.reference}' tidak ada di antara daerah yang dinilai."])
        reference = list(units).index(method.reference)
    lower = method.floor(framework) if lower is None else lower
    against = goalposts_of_framework(framework, reference=reference, lower=lower)
    return normalise_indicators(method.normalisation, values, against, framework.directions)


def _frame(
    units: pd.Index, framework: Framework, inner: Mapping[str, np.ndarray], leaves: np.ndarray
) -> pd.DataFrame:
    # A frame keeps its columns as rows: filled this way round, nothing is copied.
    table = np.empty((len(framework.codes), len(units)))
    table[[framework.position[code] for code in framework.leaves]] = leaves.T
    for code, column in inner.items():
        table[framework.position[code]] = column[:, 0]
    return pd.DataFrame(table.T, index=units, columns=framework.columns.copy(), copy=False)


def _known(normalised: np.ndarray, applicable: np.ndarray) -> np.ndarray:
    return np.where(applicable, ~np.isnan(normalised), np.nan)


def _evidence(indicators: Indicators, framework: Framework, normalised: np.ndarray) -> pd.DataFrame:
    answered = ~np.isnan(normalised)
    verified = indicators.verified.notna().to_numpy()
    proved = indicators.evidence.to_numpy(dtype=bool) | verified
    below = framework.counting[:, [framework.position[code] for code in framework.bottom_up]]
    with np.errstate(invalid="ignore"):
        share = (answered & proved).astype(float) @ below / (answered.astype(float) @ below)
    inner = dict(zip(framework.bottom_up, share.T[:, :, None], strict=True))
    return _frame(indicators.values.index, framework, inner, np.where(answered, proved, np.nan))


def _relative_warnings(values: np.ndarray, framework: Framework, method: Method) -> list[str]:
    if method.normalisation not in RELATIVE:
        return []
    if len(values) == 1:
        return [
            f"Normalisasi {method.normalisation} membandingkan antardaerah, sedangkan hanya satu daerah "
            "dinilai. Pakai normalisasi goalposts."
        ]
    flat = [code for code, same in zip(framework.leaves, is_constant(values), strict=True) if same]
    if not flat:
        return []
    return [
        f"Indikator {', '.join(flat)} bernilai sama di semua daerah sehingga tidak dihitung dengan "
        f"normalisasi {method.normalisation}."
    ]


def _absence_warnings(evaluation: NodeScores, framework: Framework, units: pd.Index) -> list[str]:
    off = {code: np.isnan(share[:, 0]) for code, share in evaluation.coverage.items()}
    return [
        f"Seluruh {framework.node(code).name} ({code}) dinyatakan tidak berlaku di "
        f"{', '.join(map(str, units[where]))}; skor dihitung tanpa bagian itu."
        for code, where in off.items()
        if where.any()
    ]
