"""What is wrong or lacking in a programme is told at its field; nothing is told of one that is whole."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from planning.programmes import register_checks
from planning.programmes.programme import Programme
from reference import instruments
from reports.remarks import WORDINGS, remark_words

FRAMEWORK = instruments.load_instrument("kesiapan").framework
LEVELS = pd.Series({"GOV3.4": 2.0, "GOV1.1": 4.0, "LIV2.4": float("nan")})
KNOWN = register_checks.RegisterReferences.of(FRAMEWORK, ["DISKOMINFO", "DINKES"], LEVELS)
WHOLE = Programme(
    "a",
    "Kanal aduan",
    kind="layanan",
    dimension="GOV",
    subdimension="GOV3",
    lifts={"GOV3.4": 4.0},
    lead="DISKOMINFO",
    support=("DINKES",),
    costs={2026: 1e9},
    code="2.16.03.2.02.05",
    start=date(2026, 1, 5),
    end=date(2027, 12, 31),
    measure="Aduan selesai",
    unit="persen",
    baseline=60.0,
    target=95.0,
)


def told(*register, **changes):
    found = register or (replace(WHOLE, **changes),)
    return [
        (one.field, one.code)
        for one in register_checks.check_register({one.key: one for one in found}, KNOWN)
    ]


def test_a_whole_programme_has_no_remark():
    assert told(WHOLE) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "  "}, ("name", "no_name")),
        ({"unread": {"costs": "kira-kira dua"}}, ("costs", "unread")),
        ({"lead": ""}, ("lead", "no_lead")),
        ({"lead": "DINAS ANTAH"}, ("lead", "stranger")),
        ({"support": ("DINKES", "DINAS ANTAH")}, ("support", "stranger")),
        ({"data_from": ("DINAS ANTAH",)}, ("data_from", "stranger")),
        ({"dimension": "XYZ", "subdimension": ""}, ("dimension", "no_node")),
        ({"subdimension": "XYZ1"}, ("subdimension", "no_node")),
        ({"subdimension": "LIV2"}, ("subdimension", "misplaced")),
        ({"dimension": "", "subdimension": ""}, ("dimension", "no_dimension")),
        ({"kind": "acara"}, ("kind", "no_choice")),
        ({"status": "tunda"}, ("status", "no_choice")),
        ({"lifts": {"GOV3.4": 4.0, "GOV9.9": 3.0}}, ("lifts", "no_indicator")),
        ({"lifts": {"GOV3.4": 6.0}}, ("lifts", "off_scale")),
        ({"lifts": {}}, ("lifts", "lifts_none")),
        ({"lifts": {"GOV1.1": 4.0}}, ("lifts", "lifts_nothing")),
        ({"end": date(2025, 12, 31), "costs": {}, "status": "berjalan"}, ("end", "backwards")),
        ({"since": 1926, "status": "berjalan"}, ("since", "odd_year")),
        ({"status": "berjalan", "start": None}, ("since", "no_since")),
        ({"costs": {2026: -5.0}}, ("costs", "no_cost_number")),
        ({"costs": {2026: float("nan")}}, ("costs", "no_cost_number")),
        ({"costs": {2026: 1e9, 2031: 1e9}}, ("costs", "cost_outside")),
        ({"costs": {}}, ("costs", "no_cost")),
        ({"code": "16-03"}, ("code", "odd_code")),
        ({"target": None}, ("target", "no_measure")),
        ({"after": ("tiada",)}, ("after", "lost_prerequisite")),
    ],
)
def test_each_fault_is_told_at_its_field(changes, expected):
    assert told(**changes) == [expected]


@pytest.mark.parametrize(
    "code", ["2.16", "2.16.03", "2.16.03.2.02", "2.16.03.2.02.05", "2.16.03.2.02.0005", "X.XX.01.2.01.01"]
)
def test_codes_of_every_level_are_known(code):
    assert told(code=code) == []


def test_an_unknown_level_may_rise_and_what_is_over_need_not():
    assert told(lifts={"LIV2.4": 2.0}, dimension="LIV", subdimension="LIV2") == []
    assert told(lifts={}, status="selesai") == []


def test_a_circle_is_told_at_each_of_its_programmes_and_only_there():
    names = {"a": ("c",), "b": ("a",), "c": ("b",), "d": ("a",)}
    register = [replace(WHOLE, key=key, name=key, after=after, start=None) for key, after in names.items()]
    circles = register_checks.check_register({one.key: one for one in register}, KNOWN)
    assert {one.key for one in circles if one.code == "circle"} == {"a", "b", "c"}
    assert {one.code for one in circles} == {"circle"}


def test_two_circles_are_both_told_and_one_that_waits_for_itself_too():
    names = {"a": ("b",), "b": ("a",), "c": ("d",), "d": ("c",), "e": ("e",)}
    register = {key: replace(WHOLE, key=key, name=key, after=after) for key, after in names.items()}
    found = {one.key for one in register_checks.find_waiting_circles(register)}
    assert found == set(names)


def test_a_start_before_the_prerequisite_ends_is_a_hint():
    first = replace(WHOLE, key="b", name="Jaringan", end=date(2026, 12, 31))
    assert told(replace(WHOLE, after=("b",)), first) == [("after", "too_early")]


def test_every_remark_is_worded_with_what_to_do():
    assert set(WORDINGS) == set(register_checks.SEVERITY)
    unread = register_checks.RegisterRemark("a", "costs", "unread", {"found": "dua em"})
    assert remark_words(unread) == (
        "Biaya per tahun 'dua em' tidak terbaca.",
        "Isi biaya per tahun yang dimaksud.",
    )
    parts = {"start": date(2026, 1, 5), "end": date(2025, 12, 31)}
    assert remark_words(register_checks.RegisterRemark("a", "end", "backwards", parts))[0] == (
        "Selesai 31 Desember 2025, mendahului mulai 5 Januari 2026."
    )
