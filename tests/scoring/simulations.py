"""Simulations in which a test chooses what varies and how far."""

from collections.abc import Collection

import pandas as pd

from scoring.assess import Assessment
from scoring.robustness import Uncertainty, draw_scores
from scoring.simulate import FACTORS, SPREAD, Simulation


def simulation(
    assessment: Assessment,
    answers: pd.DataFrame | None = None,
    *,
    n: int,
    spread: float = SPREAD,
    vary: Collection[str] = FACTORS,
    seed: int = 0,
) -> Simulation:
    return Simulation(assessment, answers, n, spread, vary, seed)


def varied(assessment: Assessment, answers: pd.DataFrame | None = None, **choices: object) -> Uncertainty:
    return draw_scores(simulation(assessment, answers, **choices))
