"""What a room settled survives its JSON, and a damaged thing is refused rather than guessed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.horizon import Horizon
from planning.quick_wins import Said
from planning.ranking import CRITERIA
from planning.room import EVEN, Ceiling, Lines, Room, decode, decode_said, encode, encode_said
from reference.planning import quick_win


def test_everything_settled_survives():
    things = {
        "weights": {name: float(place) for place, name in enumerate(CRITERIA, 1)},
        "lines": Lines(3.5, 2.25),
        "ceiling": Ceiling(12.5e9, 2027),
        "shortlist": ("b", "a"),
        "decided": date(2026, 6, 15),
        "horizon": Horizon(2026, 2031, 2, 5, 2025, 5),
        "quick_win": quick_win(),
    }
    dates = {2027: {"apbd": date(2026, 12, 15)}}
    texts = {name: encode(value) for name, value in things.items()} | {"dates 2027": encode(dates[2027])}
    assert decode(texts) == Room(**things, dates=dates)


def test_nothing_settled_is_the_default():
    room = decode({})
    assert room.weights == EVEN
    assert (room.ceiling, room.decided, room.horizon, room.quick_win) == (None, None, None, None)
    assert decode({"of another version": "{"}) == room


@pytest.mark.parametrize(
    ("name", "text"),
    [("weights", "{}"), ("lines", "[1]"), ("ceiling", "null"), ("decided", '"kemarin"'), ("horizon", "{"),
     ("dates 2027", "[]"), ("dates x", "{}"), ("quick_win", "{}")],
)  # fmt: skip
def test_a_damaged_thing_is_refused(name, text):
    with pytest.raises(ValueError, match=r".+"):
        decode({name: text})


@settings(deadline=None)
@given(st.dictionaries(st.text(min_size=1), st.floats(0, 4)), st.none() | st.dates())
def test_what_was_said_of_a_candidate_survives(marks, benefit):
    assert decode_said(encode_said(Said(marks, benefit))) == Said(marks, benefit)
