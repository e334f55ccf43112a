"""A relation is told only where there are enough regions and it is more than chance."""

import numpy as np
import pandas as pd
import pytest

from planning import context
from reference import regions

POPULATION = context.variables()[0]


def against(scores):
    codes = list(regions.table().index)[: len(scores)]
    return context.against(POPULATION, pd.Series(scores, index=codes, dtype=float))


def following(n, sign=1.0):
    people = np.log10(regions.table()["population"].to_numpy(dtype=float)[:n])
    return against(3 + sign * (people - people.mean()))


@pytest.mark.parametrize(
    ("n", "line", "told"), [(1, False, False), (5, False, False), (14, False, False), (15, True, True)]
)
def test_fifteen_regions_are_needed_for_a_line_and_a_word(n, line, told):
    found = context.relation(POPULATION, following(n))
    assert (found.n, not np.isnan(found.slope), found.told) == (n, line, told)
    assert bool(found.strength) == told


def test_a_perfect_relation_is_strong_and_has_its_slope_on_the_logarithm():
    found = context.relation(POPULATION, following(40, sign=-1.0))
    assert found.rho == pytest.approx(-1)
    assert found.slope == pytest.approx(-1)
    assert found.strength == "kuat"


def test_noise_is_not_told_as_a_relation():
    noise = np.random.default_rng(0)
    told = [context.relation(POPULATION, against(noise.normal(3, 1, 50))).told for _ in range(100)]
    assert sum(told) <= 12


def test_unknown_scores_and_facts_do_not_count():
    fiscal = next(each for each in context.variables() if each.column == "fiscal_ratio")
    scores = pd.Series([1.0, 2.0, np.nan], index=["35.18", "11.01", "35.23"])
    assert context.against(fiscal, scores)["unit"].tolist() == ["35.18"]
    assert (
        context.relation(fiscal, context.against(fiscal, scores)).rho
        != context.relation(fiscal, context.against(fiscal, scores)).rho
    )
