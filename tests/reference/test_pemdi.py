"""Indeks Pemdi as data: weights, predicates, levels that hold many values, and what is said of its source."""

import csv
from pathlib import Path

import pytest

from reference import agencies, instruments
from reference.instruments.level_ranges import list_level_heads
from tests.shared import SHARED, needs_shared
from ui.shared import indicator_card

PEMDI = instruments.load_instrument("pemdi")
TREE = PEMDI.framework
LEVELS = ["Merintis", "Membangun", "Berkembang", "Melembaga", "Unggul"]


def test_seven_aspects_of_twenty_indicators_weigh_a_hundred():
    aspects = TREE.children("PEMDI")
    assert [TREE.node(code).weight for code in aspects] == [10, 10, 15, 15, 10, 15, 25]
    assert len(TREE.leaves) == 20
    for code in aspects:
        assert sum(TREE.node(leaf).weight for leaf in TREE.children(code)) == TREE.node(code).weight


def test_predicates_and_levels_begin_at_the_same_values():
    assert [(band.name, band.lower) for band in TREE.scale.bands] == [
        ("Kurang", 1.0),
        ("Cukup", 1.5),
        ("Baik", 2.5),
        ("Sangat Baik", 3.5),
        ("Memuaskan", 4.0),
    ]
    assert list(TREE.scale.levels) == LEVELS
    assert TREE.scale.level_starts == (1.0, 1.5, 2.5, 3.5, 4.0)
    assert list_level_heads(TREE.scale) == (
        "1 Merintis (1,00–1,49)",
        "2 Membangun (1,50–2,49)",
        "3 Berkembang (2,50–3,49)",
        "4 Melembaga (3,50–3,99)",
        "5 Unggul (4,00–5,00)",
    )


@pytest.mark.parametrize("code", TREE.leaves)
def test_every_indicator_says_its_levels_its_evidence_who_answers_and_its_targets(code):
    tags = TREE.node(code).tags
    assert len(tags["anchors"]) == 5
    assert all(tags[name] for name in ("question", "evidence", "lead", "reference"))
    assert tags["lead"] in agencies.list_sectors().index
    assert tags["targets"]["pendek"] <= tags["targets"]["menengah"] <= tags["targets"]["panjang"]


def test_the_status_says_that_nobody_held_the_weights_against_the_regulation():
    words = "bobot menurut tiga sumber yang sama, belum diperiksa terhadap salinan peraturan"
    assert PEMDI.status == words
    assert words in " ".join(PEMDI.notes).lower()
    assert words in (Path("data") / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "level"),
    [(1.0, 0), (1.49, 0), (1.5, 1), (1.5 - 1e-12, 1), (2.0, 1), (2.5, 2), (3.99, 3), (4.0, 4), (5.0, 4)],
)
def test_a_value_has_the_level_whose_values_it_is_one_of(value, level):
    assert TREE.scale.level_place(value) == level
    assert indicator_card.level_name(TREE, value).split()[1] == LEVELS[level]


@pytest.mark.parametrize("value", [0.9, 5.1, float("nan")])
def test_what_is_no_value_has_no_level(value):
    assert TREE.scale.level_place(value) is None


def test_whole_levels_and_scales_without_names_stay_as_they_were():
    kesiapan = instruments.load_instrument("kesiapan").framework
    assert [indicator_card.level_name(kesiapan, value) for value in (3, 3.5)] == ["3 Cukup siap", "3,50"]
    assert list_level_heads(kesiapan.scale)[0] == "1 Belum siap"
    kominfo = instruments.load_instrument("kominfo").framework
    assert not kominfo.scale.has_level_bands
    assert indicator_card.level_name(kominfo, 2.5) == "2,50"


@needs_shared
def test_names_weights_and_levels_are_those_of_the_collected_facts():
    with (SHARED / "facts" / "pemdi" / "pemdi.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row, code in zip(rows, TREE.leaves, strict=True):
        node = TREE.node(code)
        assert node.weight == float(row["bobot"])
        assert node.tags["question"] == row["indikator"]
        assert [text.casefold() for text in node.tags["anchors"]] == [
            row[f"level_{level}"].casefold() for level in range(1, 6)
        ]
