"""A selection of a locked period reads the copy of its lock, on whatever period it is turned to."""

from dataclasses import replace

from storage import audit
from storage.results import state
from storage.setup import periods, targets
from storage.states import opened
from storage.values import Actor
from tests.reports.scene import NGANJUK, Scene, drawn
from ui.shared.selection import Selection

BY, LATER = Actor("Sari"), Actor("Lain")


def view(room):
    period = periods.find_period(room.store, room.period.id, (NGANJUK,))
    now = state.store_state(room.store)
    return Selection(room.store, period, room.instrument, room.scope, NGANJUK, now)


def test_a_locked_selection_reads_its_copy_and_leads_back_to_the_store(open_room, monkeypatch):
    first = open_room("copy_view").answer(NGANJUK, drawn(1))
    second = Scene(first.store, label="2026 kedua").answer(NGANJUK, drawn(2))
    assert view(first).engine is first.store
    periods.lock_period(first.store, first.period.id, NGANJUK, BY, "berita acara")
    locked, revision = view(first), view(first).revision
    assert opened.find_opened_state(locked.engine).period_id == first.period.id
    assert locked.live_store is first.store
    assert locked.everywhere.engine is first.store
    open_one = view(second)
    assert open_one.engine is first.store
    assert replace(locked, period=open_one.period, scope=second.scope).engine is first.store
    before = locked.target(2026)
    monkeypatch.setattr(audit, "require_open_rows", lambda *_given: None)  # a copy needs nobody to refuse
    targets.save_target(first.store, NGANJUK, "GOV", 2026, 4.5, by=LATER)
    assert view(first).target(2026) == before != view(second).target(2026)
    assert view(first).revision == revision
    assert view(first).told_on == locked.told_on


def test_two_locked_periods_are_read_each_from_its_own_copy(open_room):
    first = open_room("two_copies").answer(NGANJUK, drawn(1))
    second = Scene(first.store, label="2026 kedua").answer(NGANJUK, drawn(2))
    for room in (first, second):
        periods.lock_period(first.store, room.period.id, NGANJUK, BY, "berita acara")
    one, two = view(first), view(second)
    assert one.engine is not two.engine
    turned = replace(one, period=two.period, scope=second.scope)
    assert turned.engine is two.engine
    assert turned.result().scores.equals(two.result().scores)
