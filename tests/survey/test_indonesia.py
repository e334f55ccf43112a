"""The ministries' own published tables: what is read must give the published numbers."""

from pathlib import Path

import pytest

from tests.survey.making import KOMINFO, SPBE, book, codes, read, said

FILES = Path(__file__).resolve().parent.parent / "corpus" / "indonesia"
HEADINGS = [KOMINFO.framework.node(code).name for code in KOMINFO.framework.leaves]


def reading_of(name, instrument, **given):
    return read((FILES / name).read_bytes(), instrument, name=name, **given)


def values(reading, kind="claimed"):
    found = {}
    for value in reading.values:
        if value.kind == kind and value.value is not None:
            found.setdefault(value.region, {})[value.node] = value.value
    return found


def score(values, weights):
    """The weighted mean of the known values."""
    total = sum(weights[node] for node in values)
    return sum(weights[node] * value for node, value in values.items()) / total


def largest_difference(reading, weights_of):
    published = values(reading, "published")
    return max(
        abs(score(given, weights_of(region)) - published[region][root(published[region])])
        for region, given in values(reading).items()
    )


def root(published):
    return min(published, key=len)


def test_kominfo_2023_every_final_within_half_a_cent():
    reading = reading_of("kominfo_2023_rekap.xlsx", KOMINFO)
    sets = KOMINFO.framework.weight_sets
    assert (reading.verdict, reading.year, len(values(reading))) == ("ready", 2023, 90)
    assert set(reading.cohorts.values()) == {"REGULER", "KPPN&IKN"}
    assert (
        largest_difference(reading, lambda region: sets[KOMINFO.weight_set(reading.cohorts[region], 2023)])
        <= 0.0051
    )


def test_kominfo_2022_four_took_no_part():
    reading = reading_of("kominfo_2022_kppn_ikn_rekap.xlsx", KOMINFO, weights="KPPN-IKN-2022")
    assert (reading.verdict, len(values(reading)), len(reading.absent)) == ("ready", 38, 4)
    assert not set(reading.absent) & set(values(reading))
    assert largest_difference(reading, lambda _: KOMINFO.framework.weight_sets["KPPN-IKN-2022"]) <= 0.0131


def test_kominfo_2022_without_its_weights_is_refused_with_the_three_names():
    reading = reading_of("kominfo_2022_kppn_ikn_rekap.xlsx", KOMINFO)
    assert reading.verdict == "refused"
    assert all(name in said(reading, "E25")[0].proposal for name in KOMINFO.framework.weight_sets)


def test_the_year_of_the_period_stands_in_for_one_the_file_does_not_name():
    table = book(("Rekap", [["Kab/Kota", *HEADINGS, "KET"], ["Kab. Malang", 3, 3, 3, 3, 3, 3, "KPPN&IKN"]]))
    assert read(table, KOMINFO).verdict == "refused"
    reading = read(table, KOMINFO, year=2023)
    assert (reading.verdict, reading.year, said(reading, "W60")[0].found) == ("ready", 2023, "2023")


def test_a_year_in_the_file_wins_over_the_period():
    reading = reading_of("kominfo_2023_rekap.xlsx", KOMINFO, year=2022)
    assert (reading.year, "W60" in codes(reading)) == (2023, False)


def test_malang_2022_questions_means_and_final():
    reading = reading_of("kominfo_2022_kab_malang_per_pertanyaan.xlsx", KOMINFO, weights="KPPN-IKN-2022")
    assert (reading.verdict, reading.year, len(reading.leaves)) == ("ready", 2022, 59)
    (given,) = values(reading).values()
    (published,) = values(reading, "published").values()
    means = {
        component: sum(found) / len(found)
        for component in published
        if (found := [value for node, value in given.items() if node.startswith(component + ".")])
    }
    assert {component: round(mean, 2) for component, mean in means.items()} == published
    assert abs(score(means, KOMINFO.framework.weight_sets["KPPN-IKN-2022"]) - 2.51) <= 0.006


def test_denpasar_2021_all_47_indicators():
    reading = reading_of("spbe_2021_kota_denpasar.xlsx", SPBE)
    (given,) = values(reading).values()
    assert (reading.verdict, reading.year, set(values(reading))) == ("ready", 2021, {"51.71"})
    assert set(given) == set(SPBE.framework.leaves)
    assert score(given, SPBE.framework.effective_weights().to_dict()) == pytest.approx(3.7495, abs=5e-5)


def test_spbe_2024_domains_of_256_and_36_without_a_region():
    reading = reading_of("spbe_2024_domain_index_412.csv", SPBE)
    weights = SPBE.framework.effective_weights().to_dict()
    assert (reading.verdict, len(values(reading))) == ("ready", 256)
    assert said(reading, "E36")[0].found == "36"
    assert largest_difference(reading, lambda _: weights) <= 0.008
    assert "W42" not in codes(reading)
