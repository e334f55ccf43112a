"""A scenario comes back from its text as it was, and a text that is none is refused."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.simulation.scenario import Scenario, decode_scenario, encode_scenario

CODES = ("GOV", "BRA", "ECO", "LIV", "SOC", "ENV")
SHARES = st.lists(st.floats(0, 1), min_size=6, max_size=6).filter(lambda parts: sum(parts) > 0)
LEVELS = st.dictionaries(st.sampled_from(["GOV1.1", "ECO2.3", "ENV3.5"]), st.floats(1, 5))
STEPS = st.dictionaries(st.sampled_from(["GOV>BRA", "GOV>ECO"]), st.integers(-8, 8))
POINTS = st.dictionaries(st.text(max_size=8), st.dictionaries(st.sampled_from(CODES), st.floats(0, 100)))


@given(SHARES, LEVELS, STEPS, POINTS, st.text(), st.sets(st.sampled_from(CODES)))
def test_what_is_encoded_comes_back_bit_by_bit(parts, levels, pairs, points, basis, vision):
    weights = {code: part / sum(parts) for code, part in zip(CODES, parts, strict=True)}
    scenario = Scenario("35.18", "kesiapan@0.9", weights, basis, levels, tuple(sorted(vision)), pairs, points)
    assert decode_scenario(encode_scenario(scenario)) == scenario
    assert encode_scenario(decode_scenario(encode_scenario(scenario))) == encode_scenario(scenario)


def test_an_empty_scenario_is_the_official_one():
    assert encode_scenario(Scenario()) == "{}"
    assert decode_scenario("{}").official
    assert Scenario(vision=("GOV",)).official
    assert not Scenario(levels={"GOV1.1": 4.0}).official


def test_fields_of_another_version_are_no_obstacle():
    assert decode_scenario('{"region":"35.18","colour":"blue"}') == Scenario("35.18")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1]",
        "null",
        "[" * 100_000,
        '"x"',
        '{"weights":{"GOV":0.4}}',
        '{"weights":{"GOV":1.5,"BRA":-0.5}}',
        '{"weights":{"GOV":NaN}}',
        '{"weights":3}',
        '{"levels":{"GOV1.1":"tinggi"}}',
        '{"levels":{"GOV1.1":null}}',
        '{"levels":{"GOV1.1":Infinity}}',
        '{"pairs":{"GOV>BRA":1e400}}',
        '{"points":{"Ani":7}}',
        '{"vision":3}',
        "</b>'; DROP TABLE answer; --",
    ],
)
def test_a_text_that_is_no_scenario_is_refused(text):
    with pytest.raises(ValueError, match="no scenario"):
        decode_scenario(text)


def test_numbers_survive_to_the_last_bit():
    third = 1 / 3
    again = decode_scenario(encode_scenario(Scenario(weights={"A": third, "B": 1 - third})))
    assert again.weights["A"] == third
    assert math.isclose(sum(again.weights.values()), 1)
