"""The OPD of a region: saved, changed with history, and kept as they stood on any day."""

from datetime import date

import pandas as pd
import pytest
from sqlalchemy import select

from storage import audit
from storage.engine import query_frame, reading_connection
from storage.errors import StoreError
from storage.schema import agency
from storage.setup import assignments, rosters
from tests.storage.scene import ACTOR, NGANJUK, TUBAN

JANUARY, JULY = date(2026, 1, 1), date(2026, 7, 1)


def roster(*rows):
    """Rows of opd, name, sectors, predecessor."""
    full = [(opd, opd, name, opd.title(), sectors, "", opd, before) for opd, name, sectors, before in rows]
    return pd.DataFrame(full, columns=[*rosters.COLUMNS, "predecessor"], dtype=str)


def kept(store):
    """Every state of every OPD that the store holds."""
    with reading_connection(store) as connection:
        found = query_frame(connection, select(agency).filter_by(region=NGANJUK))
    return found.sort_values(["opd", "valid_from"])


DINKES = ("DINKES", "Dinas Kesehatan", "kesehatan", "")
KOMINFO = ("DISKOMINFO", "Dinas Kominfo", "kominfo;statistik", "")


def test_what_was_saved_is_read_back_in_its_order(store):
    saved = roster(KOMINFO, DINKES)
    rosters.write_roster(store, NGANJUK, saved, ACTOR, since=JANUARY)
    pd.testing.assert_frame_equal(rosters.read_roster(store, NGANJUK), saved)
    assert rosters.read_roster(store, TUBAN).empty


def test_a_change_ends_the_old_state_and_keeps_it(store):
    rosters.write_roster(store, NGANJUK, roster(DINKES, KOMINFO), ACTOR, since=JANUARY)
    merged = ("DINKESPPKB", "Dinas Kesehatan dan PPKB", "kesehatan;kb", "DINKES")
    rosters.write_roster(store, NGANJUK, roster(merged, KOMINFO), ACTOR, since=JULY)
    assert rosters.read_roster(store, NGANJUK)["opd"].tolist() == ["DINKESPPKB", "DISKOMINFO"]
    assert rosters.read_roster(store, NGANJUK)["predecessor"].tolist() == ["DINKES", ""]
    history = kept(store)
    assert history[["opd", "valid_from", "valid_to"]].values.tolist() == [
        ["DINKES", JANUARY, JULY],
        ["DINKESPPKB", JULY, None],
        ["DISKOMINFO", JANUARY, None],
    ]


def test_a_correction_on_the_same_day_leaves_no_history(store):
    for name in ("Dinas Kesehatn", "Dinas Kesehatan"):
        rosters.write_roster(store, NGANJUK, roster(("DINKES", name, "kesehatan", "")), ACTOR, since=JANUARY)
    assert kept(store)["name"].tolist() == ["Dinas Kesehatan"]


def test_saving_the_same_again_records_nothing(store):
    for _ in range(2):
        rosters.write_roster(store, NGANJUK, roster(DINKES), ACTOR, since=JANUARY)
    assert len(audit.list_audit_entries(store)) == 1


def test_a_new_order_is_kept_without_new_states(store):
    rosters.write_roster(store, NGANJUK, roster(DINKES, KOMINFO), ACTOR, since=JANUARY)
    rosters.write_roster(store, NGANJUK, roster(KOMINFO, DINKES), ACTOR, since=JULY)
    assert rosters.read_roster(store, NGANJUK)["opd"].tolist() == ["DISKOMINFO", "DINKES"]
    assert len(kept(store)) == 2


def test_an_opd_named_twice_is_refused(store):
    with pytest.raises(StoreError, match="lebih dari sekali: DINKES"):
        rosters.write_roster(store, NGANJUK, roster(DINKES, DINKES), ACTOR, since=JANUARY)


def test_an_earlier_roster_leaves_the_later_one(store):
    rosters.write_roster(store, NGANJUK, roster(DINKES), ACTOR, since=JULY)
    rosters.write_roster(store, NGANJUK, roster(KOMINFO), ACTOR, since=JANUARY)
    assert rosters.read_roster(store, NGANJUK)["opd"].tolist() == ["DINKES"]
    assert rosters.read_roster(store, NGANJUK, JANUARY)["opd"].tolist() == ["DISKOMINFO"]
    assert rosters.read_roster(store, NGANJUK, date(2020, 1, 1))["opd"].tolist() == ["DISKOMINFO"]
    assert kept(store)[["opd", "valid_from", "valid_to"]].values.tolist() == [
        ["DINKES", JULY, None],
        ["DISKOMINFO", JANUARY, JULY],
    ]


def test_assignments_are_replaced_as_a_whole(scene):
    scope = (scene.store, scene.period_id, scene.instrument_id, NGANJUK)
    for opds in (("DINKES", "DISDIK"), ("DISDIK",)):
        rows = [("A", opd, "lead" if opd == opds[0] else "support") for opd in opds]
        assignments.save_assignments(
            *scope, pd.DataFrame(rows, columns=assignments.COLUMNS, dtype=str), ACTOR
        )
    assert assignments.read_assignments(*scope).values.tolist() == [["A", "DISDIK", "lead"]]


def test_an_indicator_has_one_lead(scene):
    rows = pd.DataFrame([("A", "X", "lead"), ("A", "Y", "lead")], columns=assignments.COLUMNS, dtype=str)
    with pytest.raises(StoreError, match="lebih dari satu"):
        assignments.save_assignments(scene.store, scene.period_id, scene.instrument_id, NGANJUK, rows, ACTOR)
