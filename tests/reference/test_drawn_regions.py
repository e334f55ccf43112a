"""Names of kabupaten and kota as people write them, drawn over all 514 (benchmarks/drawn_regions.py)."""

import random
from collections import Counter

import pytest

from benchmarks import drawn_names, drawn_regions
from reference import regions

# What no spelling rule can know: a letter lost or exchanged, a capital. These are asked, the right one first.
ASKED = {"huruf tertukar", "huruf hilang", "huruf tetangga", "huruf hilang, nama saja", "ibu kota"}
EITHER = {"hasil pindai", "ejaan lama"}


@pytest.fixture(scope="module")
def outcomes():
    found = {}
    for way, text, code in drawn_regions.draw_region_names(random.Random(13)):
        found.setdefault(way, Counter())[drawn_names.judge_region(text, code)] += 1
    return found


def test_no_name_is_silently_another_region(outcomes):
    assert sum(counts["wrong"] for counts in outcomes.values()) == 0


def test_every_way_of_writing_is_right_or_asked_with_the_right_one_first(outcomes):
    for way, counts in outcomes.items():
        assert counts["right"] + counts["asked"] >= 0.96 * counts.total(), (way, counts)


def test_only_slips_and_capitals_are_asked(outcomes):
    for way in outcomes.keys() - ASKED - EITHER:
        assert outcomes[way]["right"] >= 0.99 * outcomes[way].total(), (way, outcomes[way])


def test_a_capital_is_only_ever_proposed(outcomes):
    assert outcomes["ibu kota"]["right"] == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nganjuk Regency", "35.18"),
        ("Regency of Malang", "35.07"),
        ("City of Malang", "35.73"),
        ("South Central Timor Regency", "53.02"),
        ("Banggai Islands Regency", "72.07"),
        ("Central Jakarta City", "31.71"),
        ("Pangkajene and Islands Regency", "73.10"),
        ("Blitar Regency, East Java", "35.05"),
        ("The Government of Tegal Regency", "33.28"),
        ("Kab. Lampung Sel.", "18.01"),
        ("Kota Tj. Pinang", "21.72"),
        ("Kab. Atjeh Oetara", "11.08"),
        ("KABUPATENNGANJUK", "35.18"),
        ("Kabuapten Blitar", "35.05"),
        ("Ktoa Blitar", "35.72"),
        ("Jawa Timur - Kab. Blitar", "35.05"),
        ("35.18 - Kab. Ngajuk", "35.18"),
        ("Kab. Ngannjuk", "35.18"),
        ("Kab. Ng4njuk", "35.18"),
        ("Kab./Kota Nganjuk", "35.18"),
    ],
)
def test_a_known_spelling_is_read(text, code):
    assert regions.match_region(text).code == code


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ungaran", "33.22"),
        ("Kota Cibinong", "32.01"),
        ("Bartim", "62.13"),
        ("Kab. Ogan Kom. Ilir", "16.02"),
        ("Kab. Kediri (35.18)", "35.18"),
        ("Nganjuk City", "35.18"),
        ("Kota/Kab. Smarang", "33.22"),
    ],
)
def test_what_no_spelling_tells_is_asked_with_the_likeliest_first(text, first):
    found = regions.match_region(text)
    assert (found.status != "ok", found.candidates[0]) == (True, first)


@pytest.mark.parametrize(
    "text", ["Jawa Timur", "East Java", "Bali", "Provinsi Bali", "KET", "Pemerintah Pusat"]
)
def test_a_province_and_a_word_propose_nothing(text):
    assert regions.match_region(text).candidates == ()
