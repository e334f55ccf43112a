"""Two periods of the same days compare: the one made later is the later one."""

from storage.results import state
from tests.reports.scene import NGANJUK, Scene, drawn
from ui.comparison.over_time import list_period_selections
from ui.shared.selection import Selection


def view(room):
    store = room.store
    return Selection(store, room.period, room.instrument, room.scope, NGANJUK, state.store_state(store))


def test_two_periods_of_the_same_days_stand_side_by_side(open_room):
    first = open_room("sama").answer(NGANJUK, drawn(1))
    second = Scene(first.store, label="2026 kedua").answer(NGANJUK, drawn(2))
    assert (first.period.starts, first.period.ends) == (second.period.starts, second.period.ends)
    assert [each.period.label for each in list_period_selections(view(second))] == ["2026", "2026 kedua"]
    assert [each.period.label for each in list_period_selections(view(first))] == ["2026"]
