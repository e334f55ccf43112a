"""Published results: every figure is that of the table it comes from; places and questions hold."""

import csv
import math
from collections import defaultdict
from functools import cache
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.comparison import peers
from planning.comparison.published_profile import (
    ALIKE,
    COHORT,
    EVERYWHERE,
    PROVINCE,
    group_peers,
    list_question_texts,
    place_in_group,
    profile_region,
)
from planning.comparison.published_results import (
    group_published_rows,
    indistinct_within,
    published_nodes,
    read_published_rows,
)
from reference.regions import list_regions, match_region
from reference.tables import DATA
from tests.shared import SHARED, needs_shared

CODES = list(list_regions().index)
TABLES = group_published_rows([read_published_rows()])
FILES = sorted(path for path in (DATA / "published").glob("*.csv") if path.name != "tanya.csv")
GIVEN = SHARED / "facts" / "published"
COLUMNS = {
    "domain1_kebijakan": "SPBE.D1",
    "domain2_tata_kelola": "SPBE.D2",
    "domain3_manajemen": "SPBE.D3",
    "domain4_layanan": "SPBE.D4",
    "indeks_spbe": "SPBE",
    "baseline": "KOMINFO.BASELINE",
    "output": "KOMINFO.OUTPUT",
    "outcome": "KOMINFO.OUTCOME",
    "impact": "KOMINFO.IMPACT",
    "quick_wins": "KOMINFO.QUICKWIN",
    "program_kolaborasi": "KOMINFO.KOLABORASI",
    "nilai_final": "KOMINFO",
    "indeks": "KOMINFO",
}


@cache
def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def published():
    """(instrument, year, region, node) -> the figure, read from the files without any code of ours."""
    found = defaultdict(set)
    for path in FILES:
        for row in rows_of(path):
            for node, text in row.items():
                if "." in node or node in ("SPBE", "KOMINFO"):
                    key = (row["instrumen"], int(row["tahun"]), row["kode"], node)
                    found[key] |= {float(text)} if text else set()
    return found


@cache
def profiles():
    of = {name: [one for one in TABLES if one.instrument == name] for name in ("spbe", "kominfo")}
    groups = {code: group_peers(code) for code in CODES}
    return [
        (groups[code], profile_region(code, tables, groups[code])) for code in CODES for tables in of.values()
    ]


def known_of(profile, node, codes):
    own = ((profile.table.instrument, profile.table.year, code, node) for code in codes)
    return [next(iter(published()[key])) for key in own if published().get(key)]


def test_every_row_bears_a_region_of_its_own_and_its_source():
    for path in FILES:
        rows = rows_of(path)
        assert all(row["kode"] in CODES and row["sumber"] for row in rows), path.name
        assert len({(row["kode"], row["tahun"]) for row in rows}) == len(rows), path.name
        for row in rows:
            found = match_region(row["daerah"].removeprefix("Pemerintah "))
            assert row["kode"] == found.code or row["daerah"].endswith("Pangkajene dan")


def test_two_tables_that_speak_of_one_figure_agree():
    assert [key for key, values in published().items() if len(values) > 1] == []


@needs_shared
def test_every_figure_is_that_of_the_table_it_was_taken_from():
    theirs = {name: iter(rows_of(GIVEN / name)) for name in SOURCES.values()}
    for ours, name in SOURCES.items():
        for row in rows_of(DATA / "published" / ours):
            other = next(one for one in theirs[name] if one.get("jenis") != "Kementerian")
            assert other.get("daerah", other.get("instansi")) == row["daerah"]
            for column, node in COLUMNS.items():
                if column in other and row["ikut"] == "ya":
                    assert row[node] == other[column], (name, row["daerah"], node)
            assert row["ikut"] == other.get("ikut_evaluasi", "ya")
        assert [one for one in theirs[name] if one.get("jenis") != "Kementerian"] == []


SOURCES = {
    "spbe_2024.csv": "spbe_2024.csv",
    "kominfo_2022.csv": "kominfo_2022_kppn_ikn.csv",
    "kominfo_2023.csv": "kominfo_2023.csv",
    "kominfo_deret.csv": "kominfo_deret_waktu.csv",
}


def test_every_figure_of_every_region_is_that_of_its_table():
    seen = set()
    for _, profile in profiles():
        for line in profile.lines:
            key = (profile.table.instrument, profile.table.year, profile.region, line.node)
            given = published().get(key) or {math.nan}
            assert {line.value} == given or (math.isnan(line.value) and all(map(math.isnan, given))), key
            seen |= {key} if published().get(key) else set()
        for year, value in profile.years:
            root = published_nodes(profile.table.instrument)[0]
            own = published().get((profile.table.instrument, year, profile.region, root))
            assert {value} == own or (math.isnan(value) and not own)
    newest = {key for key, values in published().items() if values and key[:2] in NEWEST}
    assert newest <= seen


NEWEST = {("spbe", 2024), ("kominfo", 2023)}


def test_medians_and_places_are_those_of_the_table():
    for groups, profile in profiles()[::7]:
        for line in profile.lines:
            within = indistinct_within(profile.table.instrument, line.node)
            for group in groups:
                others, place = known_of(profile, line.node, group.codes), line.place_in(group.key)
                assert place.known == len(others)
                assert profile.region not in group.codes
                if not others:
                    assert math.isnan(place.median)
                    assert place.best is None
                    continue
                assert place.median == pytest.approx(median(others))
                if line.value == line.value:
                    above = sum(other - line.value > within + 1e-6 for other in others)
                    below = sum(line.value - other > within + 1e-6 for other in others)
                    assert (place.best, place.worst) == (1 + above, len(others) + 1 - below)


def test_groups_are_what_they_are_called():
    known, years = list_regions(), peers.smart_city_start_years()
    for groups, profile in profiles()[::31]:
        own = {group.key: group.codes for group in groups}
        row = known.loc[profile.region]
        assert set(own) == {ALIKE, PROVINCE, COHORT, EVERYWHERE}
        assert {known.at[code, "kind"] for code in (*own[ALIKE], *own[EVERYWHERE])} == {row["kind"]}
        assert {known.at[code, "province"] for code in own[PROVINCE]} <= {row["province"]}
        assert all(years[code] == years[profile.region] for code in own[COHORT])


def test_every_question_holds_against_the_numbers():
    for groups, profile in profiles():
        codes = {group.key: group.codes for group in groups}
        own = {line.node: line.value for line in profile.lines}
        for one in profile.questions:
            assert one.node in list_question_texts()
            if one.why == "below":
                others = known_of(profile, one.node, codes[one.group])
                assert one.known == len(others) >= 5
                assert one.value == own[one.node]
                assert one.median == pytest.approx(median(others))
                assert one.median - one.value > indistinct_within(one.instrument, one.node) - 0.005
            elif one.why == "lowest":
                parts = [value for node, value in own.items() if node != profile.table.index_node]
                assert round(one.value, 2) == min(round(value, 2) for value in parts if value == value)
            else:
                assert all(math.isnan(own[node]) for node in own if node != profile.table.index_node)
                assert one.node in ("SPBE.D3", "KOMINFO.OUTPUT")


def test_every_region_is_asked_something():
    assert [profile.region for _, profile in profiles() if not profile.questions] == []


def test_national_weak_spots_are_those_of_the_published_tables():
    """Output is the weak spot of the 130 areas of 2023, management that of SPBE 2024."""
    means = {
        table.instrument: table.values[table.part_nodes].mean().drop("KOMINFO.KOLABORASI", errors="ignore")
        for table in TABLES
        if (table.instrument, table.year) in NEWEST
    }
    assert {name: mean.idxmin() for name, mean in means.items()} == {
        "spbe": "SPBE.D3",
        "kominfo": "KOMINFO.OUTPUT",
    }
    assert means["kominfo"]["KOMINFO.OUTPUT"] == pytest.approx(2.53, abs=0.005)


def test_one_indicator_a_level_higher_is_no_difference():
    """PermenPANRB 59/2020: weights 1.3 to 3 of 100; a domain's own by what it weighs."""
    bounds = {node: indistinct_within("spbe", node) for node in published_nodes("spbe")}
    assert bounds == {
        "SPBE": pytest.approx(0.03),
        "SPBE.D1": pytest.approx(1.3 / 13),
        "SPBE.D2": pytest.approx(2.5 / 25),
        "SPBE.D3": pytest.approx(1.5 / 16.5),
        "SPBE.D4": pytest.approx(3 / 45.5),
    }
    assert indistinct_within("kominfo", "KOMINFO.OUTPUT") == 0.01


NUMBERS = st.decimals(0, 5, places=2).map(float)


@given(
    NUMBERS, st.lists(st.one_of(NUMBERS, st.just(math.nan)), max_size=30), st.sampled_from([0.01, 0.03, 0.1])
)
def test_a_place_is_between_those_surely_above_and_those_surely_below(value, others, within):
    place = place_in_group(value, others, "x", within)
    assert place.known == len(others)
    if others:
        ahead = sum(round(other - value, 2) > within for other in others)
        behind = sum(round(value - other, 2) > within for other in others)
        assert (place.best, place.worst) == (1 + ahead, len(others) + 1 - behind)
        assert 1 <= place.best <= place.worst <= len(others) + 1


def test_one_that_took_no_part_is_absent_and_never_zero():
    by_year = {(one.instrument, one.year): one for one in TABLES}
    assert by_year["kominfo", 2022].absent == {"82.06", "64.07", "53.09", "74.07"}
    assert not by_year["kominfo", 2022].absent & set(by_year["kominfo", 2022].values.index)
