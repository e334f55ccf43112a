"""What two versions of an instrument differ in, and nothing else."""

from dataclasses import replace

import pytest

from reference import instruments
from reference.instruments.differences import ADDED, REMOVED, instrument_differences
from scoring import Framework

KESIAPAN, SPBE = instruments.load_instrument("kesiapan"), instruments.load_instrument("spbe")


def edited(instrument, change, **settings):
    """The instrument with `change(nodes)` instead of its nodes."""
    framework = instrument.framework
    nodes = change(list(framework.nodes))
    rules = {name: getattr(framework, name) for name in ("weight_sets", "coverage", "respondent")}
    return replace(instrument, framework=Framework(tuple(nodes), framework.scale, **rules), **settings)


def seen(before, after):
    return [(one.node, one.field, one.before, one.after) for one in instrument_differences(before, after)]


@pytest.mark.parametrize("instrument", [KESIAPAN, SPBE, instruments.load_instrument("kominfo")])
def test_an_instrument_does_not_differ_from_itself(instrument):
    assert instrument_differences(instrument, instrument) == ()


def test_a_weight_a_target_and_an_anchor_are_told_by_the_columns_of_the_workbook():
    def change(nodes):
        first = next(place for place, node in enumerate(nodes) if node.code == "GOV1.1")
        tags = nodes[first].tags
        anchors = ("Tidak ada apa pun", *tags["anchors"][1:])
        tags = {**tags, "anchors": anchors, "targets": {**tags["targets"], "panjang": 4.0}}
        nodes[first] = replace(nodes[first], weight=0.4, tags=tags)
        return nodes

    before = KESIAPAN.framework.node("GOV1.1")
    assert seen(KESIAPAN, edited(KESIAPAN, change, version="1.0")) == [
        ("", "version", "0.9", "1.0"),
        ("GOV1.1", "bobot", "1", "0.4"),
        ("GOV1.1", "jangkar_1", before.tags["anchors"][0], "Tidak ada apa pun"),
        ("GOV1.1", "target_panjang", "5", "4"),
    ]


def test_a_node_that_came_or_went_is_one_difference():
    smaller = edited(SPBE, lambda nodes: [node for node in nodes if node.code != "SPBE.I47"])
    name = SPBE.framework.node("SPBE.I47").name
    assert seen(SPBE, smaller) == [("SPBE.I47", REMOVED, name, "")]
    assert seen(smaller, SPBE) == [("SPBE.I47", ADDED, "", name)]


def test_settings_stand_first_and_without_a_node():
    bands = tuple(
        replace(band, lower=3.6) if band.name == "Siap" else band for band in KESIAPAN.framework.scale.bands
    )
    scale = replace(KESIAPAN.framework.scale, bands=bands)
    stricter = replace(KESIAPAN, framework=replace(KESIAPAN.framework, scale=scale), status="disahkan")
    assert seen(KESIAPAN, stricter) == [
        ("", "status", "draf untuk ditinjau ahli", "disahkan"),
        ("", "scale/bands/4/lower", "3.4", "3.6"),
    ]
