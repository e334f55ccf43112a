"""Instruments as they ship: structure, weights, targets, stages, and freezing."""

import dataclasses

import pytest

from reference import instruments
from reference.instruments import Instrument, workbook
from reference.instruments.loading import INSTRUMENTS
from reference.keys import text_key
from scoring.tree import Node
from workflow import instrument_edits

IDS = ("kesiapan", "persepsi", "pemdi", "spbe", "kominfo")


def children_sum(framework, code: str) -> float:
    return sum(framework.node(child).weight for child in framework.children(code))


def test_what_is_available():
    assert [(id_, version) for id_, version, _ in instruments.list_shipped_instruments()] == [
        ("kesiapan", "1.0-draf"),
        ("kesiapan", "0.9"),
        ("kominfo", "2024"),
        ("pemdi", "2026"),
        ("persepsi", "0.1"),
        ("spbe", "2020"),
    ]
    assert instruments.load_instrument("kesiapan").key == "kesiapan@0.9"
    assert instruments.load_instrument("spbe", "2020").status == "resmi"


def test_readiness_has_ninety_indicators_and_fourteen_prerequisites_in_their_own_tree():
    framework = instruments.load_instrument("kesiapan").framework
    assert framework.roots == ("INDEKS", "PRE")
    assert len(framework.leaves) == 104
    assert len(framework.children("INDEKS")) == 6
    assert all(len(framework.children(dimension)) == 3 for dimension in framework.children("INDEKS"))
    assert len(framework.children("PRE")) == 14
    levels = {
        code: framework.node(code).level for code in ("GOV1.1", "GOV1", "GOV", "INDEKS", "PRE", "PRE.01")
    }
    assert levels == {"GOV1.1": 1, "GOV1": 2, "GOV": 3, "INDEKS": 4, "PRE": 2, "PRE.01": 1}
    assert framework.effective_weights()["GOV1.1"] == pytest.approx(1 / 90)
    assert framework.coverage == {2: 0.5, 3: 2 / 3, 4: 1.0}


def test_opinions_are_asked_once_for_every_subdimension_and_given_no_class():
    opinions, readiness = (instruments.load_instrument(id_).framework for id_ in ("persepsi", "kesiapan"))
    below = [code for code in readiness.below("INDEKS") if readiness.node(code).level == 2]
    assert list(opinions.leaves) == below
    assert [opinions.node(code).name for code in below] == [readiness.node(code).name for code in below]
    assert opinions.scale.levels == readiness.scale.levels
    assert opinions.opinion
    assert not readiness.opinion
    assert not opinions.scale.bands


def test_readiness_classes_are_equal_intervals_with_conditions_from_siap_upwards():
    bands = instruments.load_instrument("kesiapan").framework.scale.bands
    assert [(band.name, band.lower) for band in bands] == [
        ("Belum siap", 1.0),
        ("Kurang siap", 1.8),
        ("Cukup siap", 2.6),
        ("Siap", 3.4),
        ("Sangat siap", 4.2),
    ]
    assert [(band.evidence, band.weakest) for band in bands[2:]] == [(0, None), (0.5, 2.6), (0.5, 2.6)]
    assert "bukan predikat kementerian" in instruments.load_instrument("kesiapan").classification_note


def test_every_readiness_indicator_carries_what_the_form_asks():
    framework = instruments.load_instrument("kesiapan").framework
    for leaf in framework.leaves:
        node = framework.node(leaf)
        tags = node.tags
        assert all(tags[name] for name in ("question", "lead", "evidence", "element", "unit", "source"))
        assert tags["stage"] in ("I", "IV")
        assert len(tags["anchors"]) == 5
        assert tags["targets"]["pendek"] <= tags["targets"]["menengah"] <= tags["targets"]["panjang"]
        assert node.target == tags["targets"]["menengah"]
        assert len(node.name) <= 60
    assert [leaf for leaf in framework.leaves if framework.node(leaf).tags["may_not_apply"]] == [
        "BRA1.4",
        "LIV3.5",
    ]


def test_targets_follow_the_horizon():
    readiness = instruments.load_instrument("kesiapan")
    assert (readiness.horizons, readiness.default_horizon) == (("pendek", "menengah", "panjang"), "menengah")
    assert readiness.targets()["BRA3.3"] == 3
    assert readiness.targets("panjang")["BRA3.3"] == 4
    assert len(readiness.targets("pendek")) == 104


@pytest.mark.parametrize(
    ("region", "word"), [("35.73", "kelurahan"), ("35.79", "desa"), ("35.18", "desa"), (None, "desa")]
)
def test_a_city_without_desa_is_asked_about_kelurahan(region, word):
    assert f"sistem informasi {word}" in instruments.load_instrument("kesiapan").question("SOC1.1", region)


def test_stage_one_weighs_only_its_own_prerequisites():
    readiness = instruments.load_instrument("kesiapan")
    weights = readiness.for_stage("I").framework.effective_weights()
    later = ["PRE.01", "PRE.03", "PRE.06", "PRE.07", "PRE.14"]
    assert (weights[later] == 0).all()
    assert weights["PRE.02"] == pytest.approx(1 / 9)
    assert weights["GOV1.1"] == pytest.approx(1 / 90)
    assert readiness.for_stage("III") == readiness.for_stage("I")
    assert readiness.for_stage("IV") == readiness


def test_spbe_weights_add_up_from_indicator_to_index():
    framework = instruments.load_instrument("spbe").framework
    assert children_sum(framework, "SPBE") == pytest.approx(100)
    for code in framework.codes:
        if framework.children(code) and code != "SPBE":
            assert children_sum(framework, code) == pytest.approx(framework.node(code).weight)
    assert [framework.node(f"SPBE.D{domain}").weight for domain in range(1, 5)] == [13, 25, 16.5, 45.5]
    assert [framework.node(leaf).tags["number"] for leaf in framework.leaves] == list(range(1, 48))


def test_spbe_regulation_example_of_an_aspect_and_the_index():
    framework = instruments.load_instrument("spbe").framework
    levels = dict(zip(framework.children("SPBE.A2"), (3, 4, 3, 2), strict=True))
    domains = dict(zip(framework.children("SPBE"), (3.7, 3.4, 3.0, 3.2), strict=True))
    mean = [
        sum(framework.node(code).weight * value for code, value in values.items())
        / sum(framework.node(code).weight for code in values)
        for values in (levels, domains)
    ]
    assert mean == pytest.approx([3.0, 3.282])


def test_kominfo_weight_sets_follow_cohort_and_year():
    kominfo = instruments.load_instrument("kominfo")
    sets = kominfo.framework.weight_sets
    names = ("BASELINE", "OUTPUT", "OUTCOME", "IMPACT", "QUICKWIN", "KOLABORASI")
    components = [f"KOMINFO.{name}" for name in names]
    assert {name: [weights[code] for code in components] for name, weights in sets.items()} == {
        "REGULER-2021-2024": [10, 20, 30, 20, 20, 0],
        "KPPN-IKN-2022": [10, 20, 30, 10, 30, 0],
        "KPPN-IKN-2023": [10, 20, 20, 20, 20, 10],
    }
    assert kominfo.framework.leaves == tuple(components)
    assert kominfo.framework.node("KOMINFO.KOLABORASI").tags["blank"] == "not_applicable"
    assert kominfo.absent_when_all_zero
    assert not kominfo.framework.scale.bands


@pytest.mark.parametrize(
    ("cohort", "year", "name"),
    [
        ("REGULER", 2023, "REGULER-2021-2024"),
        ("Reguler", None, "REGULER-2021-2024"),
        ("REGULER", 2020, None),
        ("KPPN&IKN", 2022, "KPPN-IKN-2022"),
        ("KPPN & IKN", 2023, "KPPN-IKN-2023"),
        ("KPPN/IKN", 2023, "KPPN-IKN-2023"),
        ("KPPN&IKN", None, None),
        ("KPPN&IKN", 2024, None),
        ("KPPN-IKN-2022", None, "KPPN-IKN-2022"),
        ("", 2023, None),
        ("lainnya", 2023, None),
    ],
)
def test_the_weight_set_of_a_row_is_certain_or_none(cohort, year, name):
    assert instruments.load_instrument("kominfo").weight_set(cohort, year) == name


@pytest.mark.parametrize(
    ("id_", "heading", "code"),
    [
        ("kominfo", "BASELINE", "KOMINFO.BASELINE"),
        ("kominfo", "Baseline (10.00)", "KOMINFO.BASELINE"),
        ("kominfo", "Outcome (30,00 %)", "KOMINFO.OUTCOME"),
        ("kominfo", "A. BASELINE", "KOMINFO.BASELINE"),
        ("kominfo", "QUICK WINS", "KOMINFO.QUICKWIN"),
        ("kominfo", "Quickwin", "KOMINFO.QUICKWIN"),
        ("kominfo", "PROGRAM KOLABORASI", "KOMINFO.KOLABORASI"),
        ("kominfo", "NILAI FINAL", "KOMINFO"),
        ("kominfo", "TINGKAT IMPROVEMENT", None),
        ("spbe", "domain1_kebijakan", "SPBE.D1"),
        ("spbe", "Domain Kebijakan Internal", "SPBE.D1"),
        ("spbe", "domain4_layanan", "SPBE.D4"),
        ("spbe", "indeks_spbe", "SPBE"),
        ("spbe", "Penerapan Manajemen SPBE", "SPBE.A5"),
        ("spbe", "Manajemen SPBE", "SPBE.D3"),
        ("spbe", "1. Kebijakan Internal Arsitektur SPBE", "SPBE.I01"),
        ("spbe", "47 Layanan Publik Sektor 3", "SPBE.I47"),
        ("spbe", "Indikator 7", "SPBE.I07"),
        ("spbe", "predikat", None),
        ("pemdi", "Tingkat Kematangan Integrasi Aplikasi", "PEMDI.I16"),
        ("pemdi", "IK-05", "PEMDI.I05"),
        ("pemdi", "Aspek 7", "PEMDI.A7"),
        ("kesiapan", "GOV1.1", "GOV1.1"),
        ("kesiapan", "gov1.1 Bagaimana keadaan standar pelayanan", "GOV1.1"),
        ("kesiapan", "Smart Living", "LIV"),
        ("kesiapan", "Sejauh mana Dewan Smart City berfungsi", "PRE.03"),
        ("kesiapan", "", None),
        ("kesiapan", "1", None),
    ],
)
def test_headings_name_nodes(id_, heading, code):
    assert instruments.load_instrument(id_).find(heading) == code


def test_every_name_of_every_node_finds_it():
    for id_ in IDS:
        instrument = instruments.load_instrument(id_)
        for code, texts in instrument.headings.items():
            for text in texts:
                assert code in instrument.namesakes.get(text_key(text), (instrument.find(text.upper()),))


@pytest.mark.parametrize("id_", IDS)
def test_freezing_keeps_everything(id_):
    instrument = instruments.load_instrument(id_)
    thawed = Instrument.from_text(instrument.to_text())
    assert thawed == instrument
    assert thawed.framework == instrument.framework
    assert (thawed.digest, hash(thawed)) == (instrument.digest, hash(instrument))


def test_freezing_keeps_question_leaves_that_a_file_defined():
    kominfo = instruments.load_instrument("kominfo")
    leaf = Node(
        "KOMINFO.OUTPUT.Q1", "regulasi", "KOMINFO.OUTPUT", 1, tags={"printed": "2.1", "cells": ("E14",)}
    )
    extended = dataclasses.replace(kominfo, framework=kominfo.framework.attach([leaf]))
    assert Instrument.from_text(extended.to_text()) == extended
    assert extended.digest != kominfo.digest


@pytest.mark.parametrize("id_", IDS)
def test_a_workbook_comes_back_as_the_same_instrument(id_, tmp_path):
    instrument = instruments.load_instrument(id_)
    workbook.write_instrument_workbook(instrument, tmp_path / "instrumen.xlsx")
    assert instrument_edits.instrument_from_path(tmp_path / "instrumen.xlsx") == instrument


def test_a_folder_is_loaded_as_what_it_is(tmp_path):
    for path in (INSTRUMENTS / "kesiapan" / "0.9").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert instrument_edits.instrument_from_path(tmp_path) == instruments.load_instrument("kesiapan")


@pytest.mark.parametrize("front", ["", "7. ", "12) "])
@pytest.mark.parametrize(
    "hint",
    ["(Pilih salah satu jawaban)", " (Wajib diisi) *", "(skala 1-5)", " (1 = belum siap, 5 = sangat siap)"],
)
def test_a_question_is_found_with_what_online_forms_print_behind_it(front, hint):
    instrument = instruments.load_instrument("kesiapan")
    for code in instrument.framework.leaves:
        question = instrument.framework.node(code).tags["question"]
        assert instrument.find(f"{front}{question}{hint}") == code
        assert instrument.find(f"{question} (tidak termasuk desa)") is None, "this asks something else"
