"""How many OPD of each region sent something, and in which periods an instrument is in use."""

from datetime import date

import pandas as pd

from storage.results import response_rates
from storage.setup import assignments, rosters
from storage.upload import batches
from tests.storage.scene import ACTOR, NGANJUK, TUBAN


def roster(*names: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "opd": name,
                "code": name,
                "name": name,
                "short": name,
                "sectors": "",
                "district": "",
                "vote": name,
            }
            for name in names
        ]
    )


def prepare(scene, region=NGANJUK):
    rosters.write_roster(
        scene.store, region, roster("DINKES", "DISDIK", "DISHUB"), ACTOR, since=date(2026, 1, 1)
    )
    asked = pd.DataFrame([("GOV1.1", "DINKES", "lead")], columns=["indicator", "opd", "role"])
    assignments.save_assignments(scene.store, scene.period_id, scene.instrument_id, region, asked, ACTOR)


def counted(scene):
    found = response_rates.count_answering_opd(scene.store, scene.period_id, scene.instrument_id)
    return {row.region: (row.answered, row.asked) for row in found.itertuples()}


def test_opd_that_sent_something_of_all_opd(scene):
    prepare(scene)
    assert counted(scene) == {NGANJUK: (0, 3)}
    scene.keep_one("DINKES", {"GOV1.1": 3.0})
    scene.keep_one("DINKES", {"GOV1.1": 4.0}, "second version")
    scene.keep_one("DISDIK", {"GOV1.1": 4.0})
    assert counted(scene) == {NGANJUK: (2, 3)}
    batches.undo_last_upload(scene.store, scene.period_id, NGANJUK, ACTOR)
    assert counted(scene) == {NGANJUK: (1, 3)}


def test_a_region_that_nobody_asked_has_no_row(scene):
    prepare(scene)
    rosters.write_roster(scene.store, TUBAN, roster("DINKES"), ACTOR, since=date(2026, 1, 1))
    assert list(counted(scene)) == [NGANJUK]


def test_pairs_in_use_count_their_regions_once(scene):
    assert response_rates.count_regions_by_scope(scene.store).empty
    scene.keep_one("DINKES", {"GOV1.1": 3.0})
    scene.keep_one("DISDIK", {"GOV1.1": 3.0})
    scene.keep_one("DINKES", {"GOV1.1": 3.0}, "of Tuban", region=TUBAN)
    assert response_rates.count_regions_by_scope(scene.store).to_numpy().tolist() == [
        [scene.period_id, scene.instrument_id, 2]
    ]
