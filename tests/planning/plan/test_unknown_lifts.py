"""Unknown is not zero: what a programme lifts is not known where it names no indicator of this instrument."""

import math

import pytest

from planning.plan.gains import known_programme_gains, programme_gains
from tests.planning.scene import UNIT, assessment, programme

UNNAMED = ({}, {"TIDAK.ADA": 4.0})
KNOWN = ({"GOV1.2": 3.0}, {"PRE.01": 5.0}, {"GOV1.1": 4.0}, {"GOV1.1": 4.0, "TIDAK.ADA": 5.0})


@pytest.mark.parametrize("lifts", UNNAMED)
def test_a_programme_that_names_no_indicator_has_no_lift(lifts):
    one = programme("a", lifts=lifts, costs={2027: 1e9})
    found = known_programme_gains(assessment(), UNIT, [one]).loc["a"]
    assert math.isnan(found["gain"])
    assert math.isnan(found["per_milliard"])
    assert found["why"]


@pytest.mark.parametrize("lifts", KNOWN)
def test_what_is_known_stays_as_it_is_zero_included(lifts):
    one = programme("a", lifts=lifts, costs={2027: 1e9})
    both = [made(assessment(), UNIT, [one]).loc["a"] for made in (known_programme_gains, programme_gains)]
    assert both[0]["gain"] == both[1]["gain"]
    assert both[0]["per_milliard"] == both[1]["per_milliard"]
