"""Facts of the regions: complete, and equal to the official totals."""

from reference import regions


def test_totals_equal_the_official_ones():
    table = regions.list_regions()
    assert len(table) == 514
    assert table["kind"].value_counts().to_dict() == {"Kabupaten": 416, "Kota": 98}
    assert table["population"].sum() == 284_973_643
    assert (table["districts"].sum(), table["wards"].sum(), table["villages"].sum()) == (7285, 8496, 75266)
    assert len(regions.list_provinces()) == 38
    assert set(table["province_code"]) == set(regions.list_provinces().index)


def test_a_region_says_what_screens_show():
    region = regions.find_region("35.18")
    assert (region.name, region.label, region.villages) == ("Kabupaten Nganjuk", "Kab. Nganjuk", 264)
    assert regions.find_region("31.71").label == "Kota Jakarta Pusat"


def test_a_caller_cannot_spoil_the_shared_table():
    table = regions.list_regions()
    table.loc["35.18", "name"] = "?"
    assert regions.list_regions().loc["35.18", "name"] == "Kabupaten Nganjuk"


def test_unknown_unemployment_is_unknown_and_not_zero():
    assert regions.list_regions()["unemployed_percent_2021"].isna().sum() == 2


def test_tiles_do_not_overlap():
    tiles = regions.hexagon_tiles()
    assert set(tiles.index) == set(regions.list_regions().index)
    assert not tiles.duplicated(["national_x", "national_y"]).any()


def test_complete_cohorts_have_their_number_of_regions():
    joined = regions.list_smart_city_cohorts().query("kind == 'kohort' and certainty == 'pasti'")
    assert joined.groupby("year").size()[[2017, 2018, 2019]].tolist() == [25, 50, 25]
    assert set(regions.list_smart_city_cohorts()["code"]) <= set(regions.list_regions().index)
