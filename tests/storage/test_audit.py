"""The record of changes cannot be rewritten, and shows it where it was."""

import pytest
from sqlalchemy import delete, exc, text, update

from storage import audit, chain_check, schema
from storage.errors import StoreError
from storage.values import Actor
from tests.storage.scene import ACTOR, NGANJUK, TUBAN


@pytest.fixture
def recorded(store):
    for number in range(3):
        audit.record_change(store, ACTOR, "tes", f"objek {number}", new=str(number), region=NGANJUK)
    return store


@pytest.mark.parametrize("statement", [update(schema.audit).values(actor="lain"), delete(schema.audit)])
def test_entries_are_neither_changed_nor_deleted(recorded, statement):
    with pytest.raises(exc.IntegrityError, match="append-only"), recorded.begin() as connection:
        connection.execute(statement)
    assert len(audit.list_audit_entries(recorded)) == 3


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_postgresql_refuses_to_empty_the_record(recorded):
    with pytest.raises(exc.IntegrityError, match="append-only"), recorded.begin() as connection:
        connection.execute(text("TRUNCATE audit"))


def test_entries_are_read_by_scope_the_newest_first(recorded):
    audit.record_change(recorded, ACTOR, "tes", "semua daerah")
    audit.record_change(recorded, ACTOR, "tes", "daerah lain", region=TUBAN)
    assert audit.list_audit_entries(recorded, region=NGANJUK)["object"].tolist() == [
        "semua daerah",
        "objek 2",
        "objek 1",
        "objek 0",
    ]
    assert audit.list_audit_entries(recorded, limit=1)["object"].tolist() == ["daerah lain"]


def test_the_last_change_is_that_of_the_scope(recorded):
    own = audit.list_audit_entries(recorded, region=NGANJUK)["at"].iloc[0]
    audit.record_change(recorded, ACTOR, "tes", "daerah lain", region=TUBAN)
    newest = audit.list_audit_entries(recorded)["at"].iloc[0]
    assert audit.last_change_of_scope(recorded, 1, 1, NGANJUK) == own.to_pydatetime()
    assert audit.last_change_of_scope(recorded, 1, 1) == newest.to_pydatetime()


def test_nothing_changed_where_nothing_is_recorded(store):
    assert audit.last_change_of_scope(store, 1, 1) is None


def test_nothing_is_recorded_without_a_name(store):
    with pytest.raises(StoreError, match="Nama"):
        audit.record_change(store, Actor("  "), "tes", "objek")


def test_what_no_database_stores_does_not_break_the_chain(store):
    audit.record_change(store, ACTOR, "tes", "nol \0", reason="sendiri \ud800")
    assert chain_check.list_chain_faults(store) == ()
