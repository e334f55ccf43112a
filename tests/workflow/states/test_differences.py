"""Now less a state is the sum of what is listed, and each item's difference is that of the two states."""

import random
from collections import Counter
from dataclasses import dataclass

import pandas as pd
import pytest

from charts.drawing.format import format_number
from storage import audit
from storage.setup import instruments
from storage.states.kept import KeptState
from storage.upload import batches
from storage.values import Actor
from tests.workflow import survey_scene as scene
from tests.workflow.drawn_room import KESIAPAN, LEAVES, REGION, DrawnRoom
from workflow.setup import setup
from workflow.states import causes, differences, marked_states, recorded_since
from workflow.states.differences import StateSide
from workflow.targets import agreed_targets
from workflow.targets.region_selection import RegionSelection

BY, YEAR = Actor("Sari"), 2026
NODES = (KESIAPAN.framework.roots[0], *KESIAPAN.framework.dimensions)
FRAMES = ("values", "source", "not_applicable")


@dataclass
class Remembered:
    """A mark, and everything that the room said of itself in the moment it was made."""

    state: KeptState
    result: object
    targets: dict
    entries: int


def now_of(room) -> StateSide:
    selection = RegionSelection(room.store, room.scope, (REGION,))
    return StateSide(selection, selection.result(YEAR))


def state_side(room, state) -> StateSide:
    selection = marked_states.open_state_selection(room.store, room.scope, state)
    return StateSide(selection, selection.result(YEAR))


def act(room, aims):
    """Whatever may happen in a room, also to targets, and an upload taken back."""
    what = room.dice.random()
    if what < 0.15:
        node, level = room.dice.choice(NODES), float(room.dice.choice([3, 3.5, 4, 4.25]))
        agreed_targets.agree_target(room.store, room.scope, REGION, node, YEAR, level, by=BY)
        aims[node] = level
    elif what < 0.2:
        last = batches.list_uploads(room.store, room.scope.period_id, REGION)
        standing = last.loc[last["undone_at"].isna(), "batch_id"]
        if len(standing) > 1:
            batches.undo_last_upload(room.store, room.scope.period_id, REGION, BY, int(standing.iloc[0]))
    else:
        room.act()


def mark(room, aims, name) -> Remembered:
    entries = len(audit.list_audit_entries(room.store, limit=100_000))
    result, told = now_of(room).result, dict(aims)
    state = marked_states.mark_period_state(room.store, room.scope.period_id, REGION, name, BY)
    return Remembered(state, result, told, entries + 1)


def told(value, decimals=2):
    """A printed number as a whole of hundredths; None where none is printed."""
    text = format_number(value, decimals, "–").replace("−", "-").replace(".", "").replace(",", "")
    return None if text == "–" else int(text)


def check_ties(frame, first, last, change):
    for row in frame.to_dict("records"):
        both = told(row[first]), told(row[last])
        assert told(row[change]) == (None if None in both else both[1] - both[0])


def check(room, seen: Remembered, aims, found, then, now):
    kept, standing = seen.result.part(REGION).indicators, now.result.part(REGION).indicators
    for name in FRAMES:
        before = getattr(then.result.part(REGION).indicators, name)
        pd.testing.assert_frame_equal(before, getattr(kept, name), check_dtype=False)
    pd.testing.assert_frame_equal(then.result.scores, seen.result.scores)
    differing = [
        leaf
        for leaf in LEAVES
        if any(
            repr(getattr(kept, name).at[REGION, leaf]) != repr(getattr(standing, name).at[REGION, leaf])
            for name in FRAMES
        )
    ]
    assert list(found.items["node"]) == differing
    for row in found.items.to_dict("records"):
        assert repr(row["before"]) == repr(float(kept.values.at[REGION, row["node"]]))
        assert repr(row["after"]) == repr(float(standing.values.at[REGION, row["node"]]))
        assert causes.UNTRACED not in row["why"]
    check_ties(found.items, "before", "after", "change")
    check_ties(found.nodes, "before", "after", "change")
    check_ties(found.nodes, "distance_before", "distance_after", "distance_change")
    moved = told(found.index_row["change"])
    if moved is None:
        assert found.items["points"].isna().all()
    else:
        assert sum(map(told, found.items["points"])) + told(found.other) == moved
        assert told(found.other) == 0
    aimed = {(row.node, row.year): row.after for row in found.targets.itertuples()}
    assert aimed == {(node, YEAR): level for node, level in aims.items() if seen.targets.get(node) != level}
    every = audit.list_audit_entries(room.store, limit=100_000)["action"].iloc[: -seen.entries]
    assert Counter(found.recorded["kind"]) == Counter(
        recorded_since.OF[action] for action in every if action in recorded_since.OF
    )


@pytest.mark.parametrize("seed", range(4))
def test_what_is_listed_sums_to_now_less_the_state(engine, seed):
    room, aims = DrawnRoom(engine, random.Random(seed)), {}
    marks = []
    for turn in range(4):
        for _ in range(room.dice.choice([0, 1, 5, 12])):
            act(room, aims)
        marks.append(mark(room, aims, f"Keadaan {turn}"))
    for _ in range(room.dice.choice([0, 3, 10])):
        act(room, aims)
    now = now_of(room)
    for seen in marks:
        then = state_side(room, seen.state)
        found = differences.compare_with_state(then, now, seen.state.change, {})
        check(room, seen, aims, found, then, now)


def test_a_state_of_another_instrument_is_no_measure_and_says_which(room):
    code = scene.asked("SETDA", "lead")[0]
    room.keep(scene.form("SETDA", scene.answered(code, 4.0)))
    state = marked_states.mark_period_state(room.store, room.scope.period_id, REGION, "Awal hari 1", BY)
    period = RegionSelection(room.store, room.scope, (REGION,)).period
    other = setup.open_scope(room.store, period, scene.instruments.load_instrument("spbe"))
    called = {one.id: f"{one.instrument} {one.version}" for one in instruments.list_instruments(room.store)}

    def said(scope):
        then = marked_states.open_state_selection(room.store, scope, state)
        return marked_states.explain_incomparable(then, then.result(), "Awal hari 1", called)

    assert said(room.scope) == ""
    assert called[other.instrument_id] in said(other)
    assert said(other).endswith(f"Pilih instrumen {called[room.scope.instrument_id]} untuk menyandingkannya.")
