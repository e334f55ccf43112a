"""The OPD of a region where nobody listed them, looked up once."""

import pandas as pd
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


def test_names_of_a_roster_by_id():
    roster = pd.DataFrame(
        [
            ("DLH", "Dinas Lingkungan Hidup", "DLH", "DLH"),
            ("RSUD", "Rumah Sakit Umum Daerah", "", "RSUD"),
            ("BAG-01", "Bagian Hukum", "Bagian", "BAG-01"),
            ("BAG-02", "Bagian Umum", "Bagian", "BAG-02"),
            ("KEC-01", "Kecamatan Berbek", "Berbek", "KECAMATAN"),
        ],
        columns=["opd", "name", "short", "vote"],
    )
    names = agencies.OpdNames(roster)
    told = ["DLH", "Rumah Sakit Umum Daerah", "Bagian", "Bagian", "Berbek"]
    short = dict(zip(roster["opd"], told, strict=True))
    assert names.in_full == dict(zip(roster["opd"], roster["name"], strict=True))
    assert names.in_short == short
    assert names.told_apart == short | {"BAG-01": "Bagian Hukum", "BAG-02": "Bagian Umum"}
    assert names.with_bodies == short | {"KECAMATAN": "Kecamatan"}
    assert list(names.in_full) == list(roster["opd"])
