"""Where OPD stand in the drawn network: apart from each other, group by group, and always the same."""

import math
import random
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.plan import collaboration, network
from planning.plan.integration import IntegrationSetting
from planning.programmes.programme import Programme
from reference import agencies, instruments

KESIAPAN = instruments.load_instrument("kesiapan").framework
ROSTER = agencies.general_roster("35.18")
BODIES = list(dict.fromkeys(ROSTER["vote"]))
NONE = agencies.assign_indicators(KESIAPAN, ROSTER).iloc[:0]


def over(pairs) -> IntegrationSetting:
    register = {
        str(number): Programme(str(number), f"Program {number}", lead=one, support=tuple(others))
        for number, (one, *others) in enumerate(pairs)
    }
    return IntegrationSetting.of(KESIAPAN, register, NONE, ROSTER)


shared_work = st.lists(st.lists(st.sampled_from(BODIES), min_size=2, max_size=4, unique=True), max_size=40)


@settings(max_examples=60, deadline=None)
@given(shared_work)
def test_bodies_stand_apart_and_groups_do_not_touch(pairs):
    scene = over(pairs)
    found = network.place_network_bodies(scene)
    assert list(found["opd"]) == list(collaboration.find_opd_groups(scene)["opd"])
    assert list(found["number"]) == list(range(1, len(found) + 1))
    spots = dict(zip(found["opd"], zip(found["x"], found["y"], strict=True), strict=True))
    assert all(math.dist(*pair) > 0.999 for pair in combinations(spots.values(), 2))
    groups = [list(own) for _, own in found.groupby("group")["opd"]]
    reach = [max(math.dist(spots[own[0]], spots[opd]) for opd in own) for own in groups]
    for one, other in combinations(range(len(groups)), 2):
        between = math.dist(spots[groups[one][0]], spots[groups[other][0]])
        assert between >= reach[one] + reach[other] + 2 * network.GAP - 1e-6


@settings(max_examples=40, deadline=None)
@given(shared_work, st.randoms())
def test_the_same_programmes_in_another_order_give_the_same_network(pairs, shuffled):
    mixed = list(pairs)
    shuffled.shuffle(mixed)
    pd.testing.assert_frame_equal(
        network.place_network_bodies(over(pairs)), network.place_network_bodies(over(mixed))
    )


@settings(max_examples=60, deadline=None)
@given(shared_work)
def test_the_two_strongest_ties_of_each_body_are_drawn_with_all_as_strong(pairs):
    scene = over(pairs)
    links, drawn = collaboration.opd_pair_links(scene), network.strongest_ties(scene)
    kept = {(row["one"], row["other"]) for row in drawn.to_dict("records")}
    wanted = set()
    for opd in {*links["one"], *links["other"]}:
        own = [row for row in links.to_dict("records") if opd in (row["one"], row["other"])]
        least = sorted((row["weight"] for row in own), reverse=True)[: network.STRONGEST][-1]
        wanted |= {(row["one"], row["other"]) for row in own if row["weight"] >= least - 1e-9}
    assert kept == wanted


@pytest.mark.parametrize("count", [48, 20])
def test_as_many_opd_as_a_kabupaten_has_still_find_their_place(count):
    drawn = random.Random(1)
    names = [f"OPD {place:02d}" for place in range(count)]
    pairs = [drawn.sample(names, 3) for _ in range(90)]
    found = network.place_network_bodies(over(pairs))
    assert len(found) == count
    assert all(math.dist(*pair) > 0.999 for pair in combinations(zip(found["x"], found["y"], strict=True), 2))


def test_nothing_shared_is_an_empty_network():
    assert network.place_network_bodies(over([])).empty
    assert network.strongest_ties(over([])).empty
