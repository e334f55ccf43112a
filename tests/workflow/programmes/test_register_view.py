"""The register as it is shown: filtered, with what each programme lifts, and running ones as strengths."""

import math
from dataclasses import replace
from datetime import date

import pytest

from planning.programmes.programme import Programme
from scoring import score_gain_of_actions
from storage.values import Actor
from tests.workflow.survey_scene import KESIAPAN, NGANJUK, everybody
from workflow.programmes import register, register_view

GOV = Programme(
    "a",
    "Kanal aduan",
    dimension="GOV",
    lifts={"GOV3.4": 5.0, "GOV1.1": 4.0},
    lead="DISKOMINFO",
    support=("DINKES",),
    costs={2027: 1e9},
    start=date(2026, 5, 1),
    end=date(2028, 12, 31),
)
LIV = Programme("b", "Antrean", dimension="LIV", lead="DINKES", status="berjalan", since=2022)


@pytest.fixture
def found(room):
    room.keep(*everybody())
    register.save_programmes(room.store, NGANJUK, {"a": GOV, "b": LIV}, by=Actor("Sari"))
    return register_view.view_register(room.store, KESIAPAN, NGANJUK, room.result(NGANJUK))


def test_the_gain_is_the_engines_own(room, found):
    part = room.result(NGANJUK).part(NGANJUK)
    exact = score_gain_of_actions(part, {"a": dict(GOV.lifts)}).at[NGANJUK, "a"]
    assert exact > 0
    frame = register_view.register_frame(found).set_index("key")
    assert frame.at["a", "gain"] == exact
    assert math.isnan(frame.at["b", "gain"])
    assert math.isnan(frame.at["b", "cost"])
    assert frame.at["b", "first"] == 2022


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        ({}, ["a", "b"]),
        ({"dimension": "GOV"}, ["a"]),
        ({"opd": "DINKES"}, ["a", "b"]),
        ({"opd": "SETDA"}, []),
        ({"status": "berjalan"}, ["b"]),
        ({"year": 2025}, ["b"]),
        ({"year": 2028}, ["a", "b"]),
        ({"year": 2029}, ["b"]),
    ],
)
def test_programmes_are_chosen_by_dimension_opd_status_and_year(found, wanted, keys):
    assert register_view.filter_programmes(found, **wanted) == keys


def test_running_programmes_are_strengths_of_their_dimension(found):
    rows = register_view.count_running_programmes(found).set_index("node")["programmes"]
    assert rows["LIV"] == ["Antrean"]
    assert rows["GOV"] == []
    assert list(rows.index) == list(KESIAPAN.framework.children("INDEKS"))


def test_a_region_without_scores_has_a_register_too(room):
    register.save_programmes(room.store, NGANJUK, {"a": replace(GOV, lead="DINAS X")}, by=Actor("Sari"))
    found = register_view.view_register(room.store, KESIAPAN, NGANJUK, None)
    assert math.isnan(found.gain["a"])
    assert [one.code for one in found.remarks if one.severity == "error"] == ["stranger"]
