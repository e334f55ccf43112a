"""Peers for a study visit: the published nearest neighbours, filters, shares, stability."""

import numpy as np
import pandas as pd
import pytest

from planning.comparison import peers
from planning.comparison.peers import PeerWish
from reference import regions

NGANJUK, TUBAN, PAMEKASAN, PASURUAN, SEMARANG = "35.18", "35.23", "35.28", "35.14", "33.22"
COLUMNS = [variable.column for variable in peers.VARIABLES]


def names(codes, count=None):
    return [regions.find_region(code).short for code in list(codes)[:count]]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (NGANJUK, ["Madiun", "Lamongan", "Purworejo", "Blitar", "Demak"]),
        (TUBAN, ["Bojonegoro", "Lampung Selatan", "Cilacap", "Indramayu"]),
        (PAMEKASAN, ["Banjarnegara", "Pemalang", "Lombok Tengah", "Lombok Timur"]),
        (PASURUAN, ["Karawang", "Purwakarta", "Cilacap", "Bojonegoro"]),
        (SEMARANG, ["Kendal", "Buleleng", "Tulungagung", "Karanganyar"]),
    ],
)
def test_the_nearest_of_the_five_seeds_come_out(code, expected):
    assert names(peers.nearest_regions(code).index, len(expected)) == expected


def test_tuban_finds_experienced_peers_among_those_that_joined_in_2017():
    """The wish of the Tuban bimtek: alike, and in the programme before Tuban itself (2018)."""
    found = peers.nearest_regions(TUBAN)
    kept = found[found.index.isin(peers.regions_fulfilling_wish(TUBAN, PeerWish(joined_by=2017)))]
    assert names(kept.index, 3) == ["Bojonegoro", "Purwakarta", "Banyuwangi"]
    assert kept["distance"].iloc[:3].round(2).tolist() == [0.19, 0.45, 0.58]


def test_distances_are_spread_as_the_words_assume():
    kabupaten = regions.list_regions().query("kind == 'Kabupaten'").index
    found = [peers.nearest_regions(code)["distance"].to_numpy() for code in kabupaten]
    assert np.median([row[0] for row in found]) == pytest.approx(0.29, abs=0.005)
    assert np.median([row[9] for row in found]) == pytest.approx(0.48, abs=0.005)
    every = np.concatenate(found)
    assert np.quantile(every, 0.25) == pytest.approx(0.84, abs=0.005)
    assert np.median(every) == pytest.approx(1.13, abs=0.005)


@pytest.mark.parametrize(
    ("distance", "word"),
    [(0, "sangat mirip"), (0.35, "sangat mirip"), (0.354, "sangat mirip"), (0.36, "mirip"), (0.55, "mirip"),
     (0.56, "cukup mirip"), (0.85, "cukup mirip"), (0.86, "kurang mirip"), (float("nan"), "")],
)  # fmt: skip
def test_words_for_a_distance(distance, word):
    assert peers.similarity_word(distance) == word


def test_a_kota_is_compared_with_kota_and_never_with_itself():
    found = peers.nearest_regions("33.74")
    assert {regions.find_region(code).kind for code in found.index} == {"Kota"}
    assert "33.74" not in found.index
    assert len(found) == 97


@pytest.mark.parametrize("code", [NGANJUK, PASURUAN, "94.04", "31.74"])
def test_shares_sum_to_one_and_distance_is_symmetric(code):
    found = peers.nearest_regions(code)
    assert found[COLUMNS].sum(axis=1).to_numpy() == pytest.approx(1)
    assert found["distance"].is_monotonic_increasing
    for other in found.index[[0, 5, -1]]:
        assert peers.nearest_regions(other).at[code, "distance"] == pytest.approx(found.at[other, "distance"])


def test_an_unknown_value_drops_the_variable_for_the_pair(monkeypatch):
    scores = peers._standardised().copy()
    scores.loc["35.19", "hdi_2021"] = np.nan
    monkeypatch.setattr(peers, "_standardised", lambda: scores)
    row = peers.nearest_regions(NGANJUK).loc["35.19"]
    assert row["used"] == 7
    assert np.isnan(row["hdi_2021"])
    assert row[COLUMNS].sum() == pytest.approx(1)
    assert not peers.compare_circumstances(NGANJUK, "35.19").set_index("column").at["hdi_2021", "alike"]


@pytest.mark.parametrize(
    ("wish", "holds"),
    [
        (PeerWish(province="same"), lambda row: row["province_code"] == "35"),
        (PeerWish(province="other"), lambda row: row["province_code"] != "35"),
        (PeerWish(tourism=True), lambda row: row["tourism_area"] != ""),
    ],
)
def test_filters_leave_only_what_was_wished(wish, holds):
    kept = regions.list_regions().loc[peers.regions_fulfilling_wish(NGANJUK, wish)]
    assert len(kept)
    assert kept.apply(holds, axis=1).all()
    assert set(kept["kind"]) == {"Kabupaten"}


def test_distance_in_kilometres_is_that_of_the_ground():
    assert peers.distance_in_kilometres(NGANJUK)[NGANJUK] == 0
    assert peers.distance_in_kilometres("31.71")["35.78"] == pytest.approx(665, abs=15)  # Jakarta - Surabaya
    near = peers.regions_fulfilling_wish(NGANJUK, PeerWish(within_km=60))
    assert {"Kediri", "Madiun", "Jombang"} <= set(names(near))
    assert "Banyuwangi" not in names(near)


def test_wishes_can_leave_nobody():
    assert len(peers.regions_fulfilling_wish(NGANJUK, PeerWish(joined_by=1999))) == 0
    assert peers.peer_stability(NGANJUK, PeerWish(joined_by=1999))["of"].eq(0).all()


def test_an_unlisted_region_is_unknown_in_the_programme_and_not_promised_as_experienced():
    assert NGANJUK in peers.smart_city_start_years().index
    unlisted = set(regions.list_regions().index) - set(peers.smart_city_start_years().index)
    assert not unlisted & set(peers.regions_fulfilling_wish(TUBAN, PeerWish(joined_by=2030)))


def test_peers_hold_when_a_variable_is_dropped_but_for_industry():
    """Dropping one keeps 6-10 of 10, except the product per head in Tuban and Pasuruan."""
    for code in (NGANJUK, TUBAN, PAMEKASAN, PASURUAN, SEMARANG):
        found = peers.peer_stability(code, PeerWish()).set_index("column")["kept"]
        product = found.pop("grdp_per_head_million_2024")
        assert found.min() >= 6, code
        assert (product == 3) == (code in (TUBAN, PASURUAN)), code


def test_side_by_side_gives_the_register_and_what_is_alike():
    table = peers.compare_circumstances(TUBAN, "35.22").set_index("column")
    facts = regions.list_regions()
    assert table.at["population", "own"] == facts.at[TUBAN, "population"]
    assert table.at["population", "peer"] == facts.at["35.22", "population"]
    assert table["alike"].equals(table["apart"].abs() <= peers.ALIKE)


def test_what_a_peer_does_better_counts_as_printed():
    own = pd.Series({"GOV": 2.0, "ECO": 2.004, "BRA": 2.674, "LIV": 3.0, "SOC": np.nan, "ENV": 2.0})
    peer = pd.Series({"GOV": 2.5, "ECO": 2.0049, "BRA": 2.675, "LIV": 2.0, "SOC": 4.0, "ENV": 3.5})
    assert peers.peer_advantages(own, peer).to_dict() == {"ENV": 1.5, "GOV": 0.5, "BRA": 0.01}
