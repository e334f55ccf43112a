"""How solid ranks are: intervals, neighbours, what moves them, one region, several trees and weight sets."""

import numpy as np
import pytest

from reference import regions
from tests.workflow.comparison.test_compare import KESIAPAN, SPBE, answers, kominfo, level
from workflow.comparison import compare, rank_uncertainty
from workflow.results.assess import SurveyData, score_regions


def spbe(values):
    domains = list(compare.compared_nodes(SPBE))
    return score_regions(
        SurveyData(
            SPBE, answers({code: dict(zip(domains, row, strict=True)) for code, row in values.items()})
        )
    )


def study(result):
    (found,) = rank_uncertainty.assess_rank_groups(result, result.regions).values()
    return rank_uncertainty.study_rank_uncertainty(found)


@pytest.fixture(scope="module")
def three():
    """One far above two that differ by a hair in opposite dimensions."""
    values = {"35.18": (4.5,) * 6, "35.14": (3, 2, 2.5, 2.5, 2.5, 2.51), "33.22": (2, 3, 2.5, 2.5, 2.5, 2.5)}
    names = list(compare.compared_nodes(KESIAPAN))
    rows = {code: dict(zip(names, map(float, row), strict=True)) for code, row in values.items()}
    return score_regions(SurveyData(KESIAPAN, answers(rows)))


def test_a_clear_leader_is_firm_and_close_ones_change_places(three):
    places = study(three).places.set_index("unit")
    assert places.loc["35.18", ["rank", "rank_lower", "rank_upper"]].tolist() == [1, 1, 1]
    assert places.loc["35.14", ["rank_lower", "rank_upper"]].tolist() == [2, 3]
    inside = places.loc[["35.14", "33.22"]]
    assert (inside["score_lower"] < inside["score_upper"]).all()
    assert places.loc["35.18", "score"] == pytest.approx(4.5)


def test_neighbours_are_told_apart_as_often_as_the_draws_do(three):
    found = study(three)
    duels = found.duels.set_index(["unit", "other"])
    first = found.places["unit"].iloc[1]
    assert duels.loc[("35.18", first), "ahead"] == 1.0
    close = duels.loc[(first, found.places["unit"].iloc[2])]
    assert 0 < close["ahead"] < 1
    assert close["ahead"] + close["behind"] <= 1 + 1e-12
    assert found.acceptability.sum(axis=1).to_numpy() == pytest.approx(1)


def test_only_the_regions_shown_are_ranked(three):
    (found,) = rank_uncertainty.assess_rank_groups(three, ["35.14", "33.22", "11.01"]).values()
    assert set(rank_uncertainty.rank_places_table(rank_uncertainty.repeat_index_scores(found))["rank"]) == {
        1,
        2,
    }


def test_a_region_without_an_index_is_left_out():
    result = spbe({"35.18": (4, 4, 4, 4), "35.14": (3, None, None, None), "33.22": (2, 2, 2, 2)})
    lacking = result.scores["SPBE"].isna()
    (found,) = rank_uncertainty.assess_rank_groups(result, result.regions).values()
    assert set(found.units) == set(lacking.index[~lacking])


def test_nothing_scored_has_no_footing():
    assert rank_uncertainty.assess_rank_groups(score_regions(SurveyData(SPBE, answers({}))), ["35.18"]) == {}


def test_weight_sets_are_studied_apart():
    values = {"35.18": level(3.0), "35.14": level(2.0), "35.78": level(2.5, 4.0)}
    weights = dict.fromkeys(values, "REGULER-2021-2024") | {"35.78": "KPPN-IKN-2023"}
    found = rank_uncertainty.assess_rank_groups(kominfo(values, weights), list(values))
    assert {name: set(one.units) for name, one in found.items()} == {
        "KPPN-IKN-2023": {"35.78"},
        "REGULER-2021-2024": {"35.18", "35.14"},
    }


def test_regions_of_one_weight_set_on_two_trees_meet_on_the_components_with_the_same_index():
    fine = dict.fromkeys(KESIAPAN.framework.leaves, 3.0)
    rough = dict(zip(compare.compared_nodes(KESIAPAN), (2.0, 2.5, 3.0, 3.5, 4.0, 2.8), strict=True))
    result = score_regions(SurveyData(KESIAPAN, answers({"35.18": fine, "35.14": rough})))
    assert len(result.parts) == 2
    (found,) = rank_uncertainty.assess_rank_groups(result, result.regions).values()
    assert found.on_scale()["INDEKS"].to_dict() == pytest.approx(result.scores["INDEKS"].to_dict())


def test_one_region_has_a_range_and_classes_but_nothing_that_moves_ranks():
    result = score_regions(
        SurveyData(
            KESIAPAN, answers({"35.18": dict.fromkeys(KESIAPAN.framework.leaves, 3.0) | {"GOV1.1": 1.0}})
        )
    )
    found = study(result)
    assert len(found.places) == 1
    assert found.places["score_lower"].iloc[0] < found.places["score_upper"].iloc[0]
    assert found.levels.sum(axis=1).iloc[0] == pytest.approx(1)
    assert found.duels.empty
    (assessment,) = rank_uncertainty.assess_rank_groups(result, result.regions).values()
    assert rank_uncertainty.rank_drivers(assessment).empty
    without = rank_uncertainty.effect_of_leaving_out(assessment, 1)
    assert without["node"].iloc[0] == "GOV1.1"
    assert without["change"].iloc[0] > 0
    assert (without["shift"] == 0).all()


def test_the_part_that_decides_the_order_moves_the_ranks_most_when_left_out():
    result = spbe({"35.18": (5, 2, 2, 2), "35.14": (1, 2.2, 2.2, 2.2), "33.22": (1, 2.1, 2.1, 2.1)})
    (found,) = rank_uncertainty.assess_rank_groups(result, result.regions).values()
    without = rank_uncertainty.effect_of_leaving_out(found, 3)
    assert without["node"].iloc[0] == "SPBE.D1"
    assert without["shift"].iloc[0] > without["shift"].iloc[1]


def test_where_no_part_moves_a_rank_the_one_that_moves_the_index_most_comes_first():
    result = spbe({"35.18": (5, 4, 4.2, 4.1), "35.14": (2, 3, 2.9, 2.8)})
    (found,) = rank_uncertainty.assess_rank_groups(result, result.regions).values()
    without = rank_uncertainty.effect_of_leaving_out(found, 3)
    assert (without["shift"] == 0).all()
    assert without["change"].is_monotonic_decreasing
    # One index rises and one falls: their changes do not cancel.
    assert without["node"].iloc[0] == "SPBE.D1"
    assert without["change"].iloc[0] > 0.05


def test_the_same_data_give_the_same_bits(three):
    assert study(three).places.equals(study(three).places)
    assert study(three).acceptability.equals(study(three).acceptability)


def test_514_regions_all_have_a_place_and_an_interval():
    random, codes = np.random.default_rng(5), list(regions.list_regions().index)
    drawn = random.integers(10, 51, (len(codes), 4)) / 10
    result = spbe(dict(zip(codes, drawn.tolist(), strict=True)))
    found = study(result)
    assert len(found.places) == 514
    assert (found.places["rank_lower"] <= found.places["rank_upper"]).all()
    assert found.places["rank"].is_monotonic_increasing
    for name in ("rank", "score"):
        assert (found.places[f"{name}_lower"] <= found.places[name] + 1e-12).all()
        assert (found.places[name] <= found.places[f"{name}_upper"] + 1e-12).all()
