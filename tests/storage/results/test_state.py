"""A region is known by its roster or by an upload that touched it."""

from datetime import date

import pandas as pd

from storage.results import state
from storage.setup import instruments, rosters
from tests.storage.scene import ACTOR, NGANJUK, TUBAN


def test_regions_with_a_roster_or_an_upload_are_known_once(scene):
    assert state.list_known_regions(scene.store) == []
    scene.keep_one("DINKES", {"A": 3.0}, region=TUBAN)
    row = ["DINKES", "DINKES", "Dinas Kesehatan", "", "kesehatan", "", "DINKES"]
    for region in (NGANJUK, TUBAN):
        roster = pd.DataFrame([row], columns=rosters.COLUMNS)
        rosters.write_roster(scene.store, region, roster, ACTOR, since=date(2026, 1, 1))
    assert state.list_known_regions(scene.store) == [NGANJUK, TUBAN]


def test_the_state_differs_after_anything_recorded_and_after_a_new_instrument(scene):
    seen = [state.store_state(scene.store)]
    scene.keep_one("DINKES", {"A": 3.0}, region=TUBAN)
    seen.append(state.store_state(scene.store))
    instruments.freeze_instrument(scene.store, "lain", "1", "d", "{}")
    seen.append(state.store_state(scene.store))
    assert len(set(seen)) == 3
    assert state.store_state(scene.store) == seen[-1]
