"""A clock set back by years: what was said last counts, undo takes back the last, the chain holds."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from storage import audit, chain_check, entries, undoing
from storage.results import decisions
from storage.setup import periods, rosters, targets
from storage.upload import batches, choices, uploads
from tests.storage.scene import ACTOR, NGANJUK

BACK = timedelta(days=17 * 365)
OPD = {"opd": "DINKES", "code": "", "name": "Dinas Kesehatan", "short": "Dinkes", "sectors": "1.02"}


@pytest.fixture
def set_back(monkeypatch):
    """A call that sets back the clock of everything that stores."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(UTC) - BACK

    def turn():
        for module in (audit, entries, decisions, periods, targets, batches, choices, uploads):
            monkeypatch.setattr(module, "datetime", Clock)

    return turn


def test_what_was_said_last_counts(scene, set_back):
    place = (scene.store, scene.period_id, scene.instrument_id, NGANJUK, "GOV1.1")
    note = entries.EntryScope("worksheet-GOV", NGANJUK, "2026")
    scene.keep_one("DINKES", {"LIV1.1": 4.0})
    decisions.save_agreed_value(*place, 2.0, reason="pertama", by=ACTOR)
    entries.save_entries(scene.store, note, {"a": "satu"}, by=ACTOR)
    set_back()
    scene.keep_one("DINKES", {"LIV1.1": 5.0}, "perbaikan")
    decisions.save_agreed_value(*place, 3.0, reason="kedua", by=ACTOR)
    entries.save_entries(scene.store, note, {"a": "dua"}, by=ACTOR)
    assert scene.claims()["DINKES", "LIV1.1"] == 5.0
    assert list(decisions.list_decisions(*place[:4])["value"]) == [3.0]
    assert entries.list_entries(scene.store, note)["a"].text == "dua"
    assert chain_check.list_chain_faults(scene.store) == ()
    batches.undo_last_upload(scene.store, scene.period_id, NGANJUK, ACTOR)
    decisions.undo_decision(scene.store, 2, ACTOR)
    undoing.undo_entries(scene.store, note, ACTOR)
    assert scene.claims()["DINKES", "LIV1.1"] == 4.0
    assert list(decisions.list_decisions(*place[:4])["value"]) == [2.0]
    assert entries.list_entries(scene.store, note)["a"].text == "satu"
    assert chain_check.list_chain_faults(scene.store) == ()


def test_a_list_of_opd_that_begins_before_the_one_in_force_ends_where_that_begins(scene):
    whole = pd.DataFrame([OPD | {"district": "", "vote": "DINKES"}])
    rosters.write_roster(scene.store, NGANJUK, whole, ACTOR, since=date(2026, 11, 29))
    other = whole.assign(name="Dinas Kesehatan dan KB")
    rosters.write_roster(scene.store, NGANJUK, other, ACTOR, since=date(2009, 1, 1))
    assert list(rosters.read_roster(scene.store, NGANJUK)["name"]) == ["Dinas Kesehatan"]
    before = rosters.read_roster(scene.store, NGANJUK, date(2026, 11, 28))
    assert list(before["name"]) == ["Dinas Kesehatan dan KB"]
