"""The settings of Monte Carlo draws as a value, and the scores they lead to."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from scoring.aggregate import aggregate_scores
from scoring.framework import Framework

# Draws per batch: large enough for matrix products, small enough for the processor's cache.
BATCH = 200
# The same where every draw brings its own answers.
RESPONDENT_BATCH = 25

# For a normalisation and the places of draws that use it: normalised leaves and which apply, units x leaves,
# or units x leaves x draws where each draw has its own answers.
Leaves = Callable[[str, np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True, eq=False)
class Draws:
    """Settings of R draws.

    weights: framework.codes x sets, one set = no draw differs; weight_set: the column each draw uses (R);
    normalisation, aggregation: names (R); resample: number of the respondent sample each draw uses (R), None
    where respondents are not varied.
    """

    weights: np.ndarray
    weight_set: np.ndarray
    normalisation: np.ndarray
    aggregation: np.ndarray
    resample: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.weight_set)

    def batches(self) -> Iterator[tuple[str, str, np.ndarray]]:
        """Normalisation, aggregation and the places of draws that share them, a batch at a time."""
        size = BATCH if self.resample is None else RESPONDENT_BATCH
        for normalisation in np.unique(self.normalisation):
            for aggregation in np.unique(self.aggregation):
                alike = (self.normalisation == normalisation) & (self.aggregation == aggregation)
                places = np.flatnonzero(alike)
                for start in range(0, len(places), size):
                    yield str(normalisation), str(aggregation), places[start : start + size]


def replicate_scores(
    framework: Framework,
    leaves: Leaves,
    draws: Draws,
    node: str,
    *,
    coverage: Mapping[int, float] | None = None,
) -> np.ndarray:
    """Scores of `node` under every draw: units x R, NaN = unknown. Deterministic: all chance is in `draws`.

    coverage as in `evaluate`.
    """
    scores = np.empty((0, 0))
    done = 0
    for normalisation, aggregation, places in draws.batches():
        values, applicable = leaves(normalisation, places)
        weights = draws.weights if draws.weights.shape[1] == 1 else draws.weights[:, draws.weight_set[places]]
        found = aggregate_scores(
            framework,
            values,
            weights,
            applicable=applicable,
            aggregation=aggregation,
            coverage=coverage,
            only={node},
        ).scores[node]
        if not done:
            scores = np.empty((len(found), len(draws)))
        scores[:, places] = found
        done += len(places)
    return scores
