"""Which regions the store knows anything of."""

from reference import agencies
from storage import known, rosters
from tests.storage.scene import ACTOR, NGANJUK, TUBAN


def test_an_empty_store_knows_no_region(store):
    assert known.regions(store) == []


def test_a_roster_makes_a_region_known_once(store):
    for region in (TUBAN, NGANJUK, NGANJUK):
        rosters.save(store, region, agencies.general_roster(region), ACTOR)
    assert known.regions(store) == sorted([NGANJUK, TUBAN])
