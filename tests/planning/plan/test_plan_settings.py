"""A room of what was settled: what nobody settled is the default."""

from datetime import date

from planning.plan.plan_settings import EVEN, MatrixLines, room_of
from planning.plan.ranking import CRITERIA


def test_nothing_settled_is_the_default():
    room = room_of({})
    assert room.weights == EVEN
    assert (room.ceiling, room.decided, room.horizon, room.quick_win) == (None, None, None, None)
    assert room_of({"of another version": "{"}) == room


def test_settled_things_stand_under_their_names():
    weights = {name: float(place) for place, name in enumerate(sorted(CRITERIA), 1)}
    room = room_of(
        {"lines": MatrixLines(4.0, 2.0), "weights": weights, "dates 2027": {"apbd": date(2026, 12, 15)}}
    )
    assert room.lines == MatrixLines(4.0, 2.0)
    assert list(room.weights) == list(CRITERIA)
    assert room.dates == {2027: {"apbd": date(2026, 12, 15)}}
