"""Packages hold every gap once, by kind of work and dimension, and never raise what is unknown."""

import math

from planning.plan.packages import ANY_KIND, REACHES, build_action_packages
from reference import instruments
from scoring import Framework, Node, Scale

KESIAPAN = instruments.load_instrument("kesiapan").framework
KOMINFO = instruments.load_instrument("kominfo").framework


def test_every_known_gap_is_in_one_package_of_its_kind_and_dimension():
    values = dict.fromkeys(KESIAPAN.leaves, 2.0) | {"GOV1.1": math.nan, "GOV1.2": 5.0}
    found = build_action_packages(KESIAPAN, values, "naik satu tingkat")
    raised = [leaf for levels in found.values() for leaf in levels]
    assert sorted(raised) == sorted(set(KESIAPAN.descendants("INDEKS")) - {"GOV1.1", "GOV1.2"})
    for (kind, node), levels in found.items():
        assert kind in ("dokumen", "layanan dan pemanfaatan", "sumber daya dan sarana")
        assert all(leaf.startswith(node) for leaf in levels)
        assert set(levels.values()) == {3.0}
    assert all(KESIAPAN.node(leaf).tags["kind"] == "K" for leaf in found["dokumen", "ECO"])


def test_to_the_target_leaves_out_what_has_reached_it():
    values = dict(KESIAPAN.targets()) | {"ECO1.1": 1.5}
    goal = KESIAPAN.node("ECO1.1").target
    assert list(build_action_packages(KESIAPAN, values, "sampai target").values()) == [{"ECO1.1": goal}]


def test_a_value_between_levels_goes_to_the_next_whole_one():
    assert REACHES["naik satu tingkat"](KESIAPAN, "GOV1.1", 2.4) == 3.0
    assert REACHES["naik satu tingkat"](KESIAPAN, "GOV1.1", 3.0 - 1e-12) == 4.0
    assert REACHES["naik satu tingkat"](KESIAPAN, "GOV1.1", 5.0) == 5.0


def test_an_instrument_without_kinds_levels_or_targets_still_works():
    nodes = (Node("I", "I", None, 2), Node("A", "A", "I", 1), Node("B", "B", "I", 1, target=4))
    plain = Framework(nodes, Scale(1, 5))
    assert build_action_packages(plain, {"A": 1.0, "B": 1.0}, "sampai target") == {(ANY_KIND, "B"): {"B": 4}}
    assert build_action_packages(KOMINFO, dict.fromkeys(KOMINFO.leaves, 2.0), "naik satu tingkat") == {}
