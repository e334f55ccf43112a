"""What a room settled survives its JSON, and a damaged thing is refused rather than guessed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.plan.horizon import PlanHorizon
from planning.plan.plan_settings import (
    EVEN,
    BudgetCeiling,
    MatrixLines,
    PlanSettings,
    decode_plan_settings,
    decode_quick_win_marks,
    encode_plan_setting,
    encode_quick_win_marks,
)
from planning.plan.quick_wins import QuickWinMarks
from planning.plan.ranking import CRITERIA
from reference.planning import shipped_quick_win_list


def test_everything_settled_survives():
    things = {
        "weights": {name: float(place) for place, name in enumerate(CRITERIA, 1)},
        "lines": MatrixLines(3.5, 2.25),
        "ceiling": BudgetCeiling(12.5e9, 2027),
        "shortlist": ("b", "a"),
        "decided": date(2026, 6, 15),
        "horizon": PlanHorizon(2026, 2031, 2, 5, 2025, 5),
        "quick_win": shipped_quick_win_list(),
    }
    dates = {2027: {"apbd": date(2026, 12, 15)}}
    texts = {name: encode_plan_setting(value) for name, value in things.items()} | {
        "dates 2027": encode_plan_setting(dates[2027])
    }
    assert decode_plan_settings(texts) == PlanSettings(**things, dates=dates)


def test_nothing_settled_is_the_default():
    room = decode_plan_settings({})
    assert room.weights == EVEN
    assert (room.ceiling, room.decided, room.horizon, room.quick_win) == (None, None, None, None)
    assert decode_plan_settings({"of another version": "{"}) == room


@pytest.mark.parametrize(
    ("name", "text"),
    [("weights", "{}"), ("lines", "[1]"), ("ceiling", "null"), ("decided", '"kemarin"'), ("horizon", "{"),
     ("dates 2027", "[]"), ("dates x", "{}"), ("quick_win", "{}")],
)  # fmt: skip
def test_a_damaged_thing_is_refused(name, text):
    with pytest.raises(ValueError, match=r".+"):
        decode_plan_settings({name: text})


@settings(deadline=None)
@given(st.dictionaries(st.text(min_size=1), st.floats(0, 4)), st.none() | st.dates())
def test_what_was_said_of_a_candidate_survives(marks, benefit):
    assert decode_quick_win_marks(encode_quick_win_marks(QuickWinMarks(marks, benefit))) == QuickWinMarks(
        marks, benefit
    )
