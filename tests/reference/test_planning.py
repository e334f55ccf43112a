"""The definitions of planning load whole and mean what the regulations say."""

from datetime import date

import pytest

from planning.plan.quick_wins import GATES
from planning.plan.voting import COMBINE
from reference import planning


def test_the_steps_of_a_budget_year():
    dates = planning.shipped_budget_rules().dates(2027)
    assert dates["rkpd"] == date(2026, 6, 30)
    assert dates["kua_ppas"].month == 7
    assert dates["apbd"] == date(2026, 11, 30)
    assert dates["perubahan"] == date(2027, 9, 30)
    assert dates["dpa"] == date(2027, 1, 1)


def test_every_budget_has_doors_and_a_day_from_which_it_pays():
    steps = planning.shipped_budget_rules().steps
    for name in {step.budget for step in steps}:
        own = [step for step in steps if step.budget == name]
        assert {step.money for step in own} == {True, False}


def test_the_codes_of_the_data_are_known_to_the_code():
    assert {way.combine for way in planning.voting_ways().values()} == set(COMBINE)
    assert {gate.code for gate in planning.shipped_quick_win_list().gates} == set(GATES)


def test_only_dots_and_borda_name_proposals():
    assert [code for code, way in planning.voting_ways().items() if not way.rated] == ["titik", "borda"]
    assert planning.voting_ways()["borda"].named(3) == 3


@pytest.mark.parametrize("way", planning.voting_ways().values(), ids=lambda way: way.code)
def test_every_way_says_where_it_comes_from(way):
    assert way.source
    assert sum(criterion.weight for criterion in way.criteria) > 0
