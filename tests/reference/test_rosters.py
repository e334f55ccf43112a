"""The OPD of a region where nobody listed them, looked up once."""

import pytest

from reference import agencies

NGANJUK = "35.18"


def test_sample_regions_have_their_own_roster_and_others_the_general_one():
    assert agencies.find_roster(NGANJUK).equals(agencies.sample_rosters()[NGANJUK])
    assert agencies.find_roster("51.71").equals(agencies.general_roster("51.71"))


def test_a_region_is_looked_up_once_and_only_when_it_is_named():
    asked = []
    rosters = agencies.RegionRosters(lambda code: asked.append(code) or agencies.general_roster(code))
    assert (len(rosters), asked) == (514, [])
    assert rosters[NGANJUK] is rosters[NGANJUK]
    assert asked == [NGANJUK]
    with pytest.raises(KeyError):
        rosters["99.99"]
    assert NGANJUK in rosters
    assert "99.99" not in rosters
