"""A relation is told only where there are enough regions and it is more than chance."""

import numpy as np
import pandas as pd
import pytest

from planning.comparison import region_factors
from reference import regions

POPULATION = region_factors.list_region_facts()[0]


def against(scores):
    codes = list(regions.list_regions().index)[: len(scores)]
    return region_factors.pair_fact_with_scores(POPULATION, pd.Series(scores, index=codes, dtype=float))


def following(n, sign=1.0):
    people = np.log10(regions.list_regions()["population"].to_numpy(dtype=float)[:n])
    return against(3 + sign * (people - people.mean()))


@pytest.mark.parametrize(
    ("n", "line", "told"), [(1, False, False), (5, False, False), (14, False, False), (15, True, True)]
)
def test_fifteen_regions_are_needed_for_a_line_and_a_word(n, line, told):
    found = region_factors.relate_fact_to_scores(POPULATION, following(n))
    assert (found.n, not np.isnan(found.slope), found.told) == (n, line, told)
    assert bool(found.strength) == told


def test_a_perfect_relation_is_strong_and_has_its_slope_on_the_logarithm():
    found = region_factors.relate_fact_to_scores(POPULATION, following(40, sign=-1.0))
    assert found.rho == pytest.approx(-1)
    assert found.slope == pytest.approx(-1)
    assert found.strength == "kuat"


def test_noise_is_not_told_as_a_relation():
    noise = np.random.default_rng(0)
    told = [
        region_factors.relate_fact_to_scores(POPULATION, against(noise.normal(3, 1, 50))).told
        for _ in range(100)
    ]
    assert sum(told) <= 12


def test_unknown_scores_and_facts_do_not_count():
    fiscal = next(each for each in region_factors.list_region_facts() if each.column == "fiscal_ratio")
    scores = pd.Series([1.0, 2.0, np.nan], index=["35.18", "11.01", "35.23"])
    assert region_factors.pair_fact_with_scores(fiscal, scores)["unit"].tolist() == ["35.18"]
    assert (
        region_factors.relate_fact_to_scores(fiscal, region_factors.pair_fact_with_scores(fiscal, scores)).rho
        != region_factors.relate_fact_to_scores(
            fiscal, region_factors.pair_fact_with_scores(fiscal, scores)
        ).rho
    )
