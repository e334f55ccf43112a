"""A scenario that changes nothing is the official one."""

from planning.simulation.scenario import Scenario


def test_an_empty_scenario_is_the_official_one():
    assert Scenario().official
    assert Scenario(vision=("GOV",)).official
    assert not Scenario(levels={"GOV1.1": 4.0}).official
