"""Values survive their text whole; all texts stored so far are read; what is no value is refused."""

import datetime
import json
import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.plan.horizon import PlanHorizon
from planning.plan.plan_settings import BudgetCeiling, MatrixLines, room_of
from planning.plan.quick_wins import QuickWinMarks
from planning.plan.ranking import CRITERIA
from planning.programmes import alignment
from planning.programmes.alignment import Goal
from planning.programmes.programme import BLANK, KINDS, STATUSES, Programme, Realisation
from planning.simulation.scenario import Scenario
from planning.worksheets.worksheets import ISSUE, WorksheetLine
from reference.planning import Criterion, QuickWinList, shipped_quick_win_list
from tests.planning.lines import lines
from workflow import playlists
from workflow.codec import Codec
from workflow.plan import plan_decisions
from workflow.playlists import PlayList
from workflow.programmes import duplicates, goals, quick_win_marks, register
from workflow.simulation import saved_scenarios
from workflow.worksheets import worksheets

TEXTS = json.loads((Path(__file__).parent / "older" / "texts.json").read_text(encoding="utf-8"))
"""Texts that the code before the one codec wrote or accepted, and what it read in them (None = damaged)."""
STORED = (register.PROGRAMMES, *plan_decisions.KINDS.values(), goals.GOALS, goals.LINKS, playlists.LISTS)
TEXTS_ONLY = (worksheets.JOINS, worksheets.CODES, duplicates.APART)
KINDS_STORED = {one.kind: one for one in (*STORED, saved_scenarios.SCENARIOS, *TEXTS_ONLY)}
# Values are written down under the names their classes had then; a number that is none is unknown now.
NAMES = {
    "Programme": Programme,
    "Realisation": Realisation,
    "Said": QuickWinMarks,
    "Ceiling": BudgetCeiling,
    "Lines": MatrixLines,
    "Horizon": PlanHorizon,
    "QuickWinList": QuickWinList,
    "Criterion": Criterion,
    "Scenario": Scenario,
    "Line": WorksheetLine,
    "Goal": Goal,
    "PlayList": PlayList,
    "datetime": datetime,
    "nan": None,
    "inf": None,
}
PROGRAMMES, LINES, GOALS = register.PROGRAMMES.codec, worksheets.CODEC, goals.GOALS.codec

years = st.integers(2020, 2045)
words = st.text(max_size=20)
many = st.lists(words, max_size=3).map(tuple)
programmes = st.builds(
    Programme,
    key=st.text(min_size=1, max_size=8),
    name=words,
    problem=words,
    kind=st.sampled_from(("", *KINDS)),
    lifts=st.dictionaries(words, st.floats(1, 5), max_size=3),
    support=many,
    districts=many,
    costs=st.dictionaries(years, st.floats(0, 1e12), max_size=3),
    status=st.sampled_from(STATUSES),
    since=st.none() | years,
    start=st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    end=st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    benefit=st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    baseline=st.none() | st.floats(-1e6, 1e6),
    after=many,
    realisation=st.dictionaries(
        years, st.builds(Realisation, st.none() | st.floats(0, 100), words), max_size=2
    ),
)


def kind_of(name):
    return KINDS_STORED.get(name) or worksheets.group_entries(name.removeprefix("worksheet-"))


@pytest.mark.parametrize(
    "stored", [one for one in TEXTS if kind_of(one["kind"])], ids=lambda one: one["kind"]
)
def test_every_text_stored_so_far_is_read_as_before(stored):
    kind, key = kind_of(stored["kind"]), stored["key"]
    before = eval(stored["value"], NAMES) if stored["value"] not in (None, "unknown") else None
    try:
        now = kind.codec_of(key).decode(stored["text"])
    except ValueError:
        assert stored["value"] is None
        return
    if stored["text"] == '{"marks": {"manfaat": 3}}':
        assert now == QuickWinMarks({"manfaat": 3.0})  # the day of the benefit may lack now
    elif kind is plan_decisions.THINGS_SETTLED:
        assert stored["value"] == "unknown" or getattr(room_of({key: now}), key.partition(" ")[0]) == before
    else:
        assert (list(now) if isinstance(now, tuple) else now) == before


def test_every_kind_has_texts():
    assert {one["kind"].partition("-")[0] for one in TEXTS} >= {
        kind.partition("-")[0] for kind in KINDS_STORED
    }


@given(programmes)
def test_a_programme_survives_its_text_whole(programme):
    assert PROGRAMMES.decode(PROGRAMMES.encode(programme)) == programme


@pytest.mark.parametrize(
    "codec", [PROGRAMMES, LINES, saved_scenarios.CODEC], ids=["programme", "line", "scenario"]
)
def test_fields_of_another_version_are_no_obstacle(codec):
    text = {"key": "a", "name": "Bank sampah", "part": "issue", "region": "35.18", "warna": "hijau"}
    expected = {
        PROGRAMMES: Programme("a", "Bank sampah"),
        LINES: WorksheetLine("a", "", ISSUE, ""),
        saved_scenarios.CODEC: Scenario("35.18"),
    }
    assert codec.decode(json.dumps(text)) == expected[codec]


@pytest.mark.parametrize(
    "text",
    [
        *("[]", "{}", '{"name": "x"}', '{"key": "", "name": "x"}', "bukan json"),
        *(
            json.dumps({"key": "a", "name": "x"} | odd)
            for odd in (
                {"name": 3},
                {"lifts": 3},
                {"lifts": {"GOV1.1": "tinggi"}},
                {"support": "DLH"},
                {"support": [1]},
                {"start": 2026},
                {"since": "lama"},
                {"realisation": {"2025": 80}},
            )
        ),
    ],
)
def test_what_is_no_programme_is_refused(text):
    with pytest.raises(ValueError, match="no Programme"):
        PROGRAMMES.decode(text)


def test_the_empty_text_is_a_programme_struck_out():
    assert PROGRAMMES.encode(BLANK) == ""
    assert PROGRAMMES.decode("") == BLANK


def test_everything_settled_survives():
    things = {
        "weights": {name: float(place) for place, name in enumerate(CRITERIA, 1)},
        "lines": MatrixLines(3.5, 2.25),
        "ceiling": BudgetCeiling(12.5e9, 2027),
        "shortlist": ("b", "a"),
        "decided": date(2026, 6, 15),
        "horizon": PlanHorizon(2026, 2031, 2, 5, 2025, 5),
        "quick_win": replace(shipped_quick_win_list(), months=9),
        "dates 2027": {"apbd": date(2026, 12, 15)},
    }
    texts = plan_decisions.THINGS_SETTLED.texts(things)
    assert {
        name: plan_decisions.THINGS_SETTLED.codec_of(name).decode(text) for name, text in texts.items()
    } == things


@pytest.mark.parametrize(
    ("name", "text"),
    [("weights", "{}"), ("lines", "[1]"), ("ceiling", "null"), ("decided", '"kemarin"'), ("horizon", "{"),
     ("dates 2027", "[]"), ("dates x", "{}"), ("quick_win", "{}"), ("quick_win", "[]"),
     ("quick_win", "bukan")],
)  # fmt: skip
def test_a_damaged_thing_is_refused(name, text):
    with pytest.raises(ValueError, match=r".+"):
        plan_decisions.THINGS_SETTLED.codec_of(name).decode(text)


@settings(deadline=None)
@given(st.dictionaries(st.text(min_size=1), st.floats(0, 4)), st.none() | st.dates())
def test_what_was_said_of_a_candidate_survives(marks, benefit):
    codec = quick_win_marks.MARKS.codec
    assert codec.decode(codec.encode(QuickWinMarks(marks, benefit))) == QuickWinMarks(marks, benefit)


CODES = ("GOV", "BRA", "ECO", "LIV", "SOC", "ENV")
SHARES = st.lists(st.floats(0, 1), min_size=6, max_size=6).filter(lambda parts: sum(parts) > 0)
LEVELS = st.dictionaries(st.sampled_from(["GOV1.1", "ECO2.3", "ENV3.5"]), st.floats(1, 5))
STEPS = st.dictionaries(st.sampled_from(["GOV>BRA", "GOV>ECO"]), st.integers(-8, 8))
POINTS = st.dictionaries(st.text(max_size=8), st.dictionaries(st.sampled_from(CODES), st.floats(0, 100)))
decode, encode = saved_scenarios.CODEC.decode, saved_scenarios.CODEC.encode


@given(SHARES, LEVELS, STEPS, POINTS, st.text(), st.sets(st.sampled_from(CODES)))
def test_a_scenario_comes_back_bit_by_bit(parts, levels, pairs, points, basis, vision):
    weights = {code: part / sum(parts) for code, part in zip(CODES, parts, strict=True)}
    scenario = Scenario("35.18", "kesiapan@0.9", weights, basis, levels, tuple(sorted(vision)), pairs, points)
    assert decode(encode(scenario)) == scenario
    assert encode(decode(encode(scenario))) == encode(scenario)


def test_an_empty_scenario_is_an_empty_text():
    assert encode(Scenario()) == "{}"
    assert decode("{}").official


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[1]",
        "null",
        "[" * 100_000,
        '"x"',
        '{"weights":{"GOV":0.4}}',
        '{"weights":{"GOV":1.5,"BRA":-0.5}}',
        '{"weights":{"GOV":NaN}}',
        '{"weights":3}',
        '{"levels":{"GOV1.1":"tinggi"}}',
        '{"levels":{"GOV1.1":null}}',
        '{"levels":{"GOV1.1":Infinity}}',
        '{"pairs":{"GOV>BRA":1e400}}',
        '{"points":{"Ani":7}}',
        '{"vision":3}',
        "</b>'; DROP TABLE answer; --",
    ],
)
def test_a_text_that_is_no_scenario_is_refused(text):
    with pytest.raises(ValueError, match="no Scenario"):
        decode(text)


def test_numbers_survive_to_the_last_bit():
    third = 1 / 3
    again = decode(encode(Scenario(weights={"A": third, "B": 1 - third})))
    assert again.weights["A"] == third
    assert math.isclose(sum(again.weights.values()), 1)


@given(lines)
def test_a_line_survives_its_text_whole(line):
    assert LINES.decode(LINES.encode(line)) == line


@pytest.mark.parametrize(
    "text",
    [
        *("[]", "{}", '{"key": "a", "part": "lain"}', '{"part": "issue"}', "bukan json"),
        '{"key": "a", "part": "issue", "text": 3}',
    ],
)
def test_what_is_no_line_is_refused(text):
    with pytest.raises(ValueError, match="no WorksheetLine"):
        LINES.decode(text)


@given(
    st.builds(
        Goal, key=st.text(min_size=1), document=st.sampled_from(list(alignment.DOCUMENTS)), text=st.text()
    )
)
def test_a_goal_survives_its_text(one):
    assert GOALS.decode(GOALS.encode(one)) == one


@pytest.mark.parametrize("text", ["[]", '{"key": "a", "document": "lain"}', "rusak"])
def test_what_is_no_goal_is_refused(text):
    with pytest.raises(ValueError, match="no Goal"):
        GOALS.decode(text)


@pytest.mark.parametrize("unknown", [math.nan, math.inf])
def test_a_number_that_is_none_is_unknown_and_never_half_a_mapping(unknown):
    assert PROGRAMMES.decode(PROGRAMMES.encode(Programme("a", "A", baseline=unknown))).baseline is None
    with pytest.raises(msgspec.ValidationError):
        PROGRAMMES.encode(Programme("a", "A", costs={2026: unknown}))


def test_half_a_character_is_left_to_the_store():
    text = PROGRAMMES.encode(Programme("a", "b\ud800"))
    assert PROGRAMMES.decode(text).name == "b\ud800"


def test_a_mapping_keeps_its_order():
    given_ = {"b": 1.0, "a": 2.0}
    codec = Codec(dict[str, float])
    assert list(codec.decode(codec.encode(given_))) == ["b", "a"]


@pytest.mark.parametrize("given", [np.float64(2.5), np.float32(2.5), np.int64(2)])
def test_a_number_of_numpy_is_written_as_a_number(given):
    codec = plan_decisions.BALLOTS.codec
    written = codec.encode({"a": {"manfaat": given}})
    assert codec.decode(written) == {"a": {"manfaat": float(given)}}


def test_what_is_no_value_is_not_written():
    with pytest.raises(NotImplementedError):
        quick_win_marks.MARKS.codec.encode(object())
