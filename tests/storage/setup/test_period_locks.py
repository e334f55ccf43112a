"""A period is locked for one region: the others stay writable, and an older lock holds for every region."""

import lzma
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from reference import regions
from storage import audit, chain_check, open_store
from storage.errors import StoreError
from storage.setup import periods, targets
from storage.states import kept
from storage.values import Actor
from tests.storage.scene import ACTOR, NGANJUK, TUBAN, file, sent

OLDER = Path(__file__).parents[2] / "workflow" / "older" / "sample.db.xz"
AT = "2026-06-14 03:00:00.000000"


def test_a_lock_is_of_one_region_and_on_the_record_of_its_chain(scene):
    locked = periods.lock_period(scene.store, scene.period_id, NGANJUK, ACTOR, "berita acara")
    assert locked.status_word == "Terkunci"
    assert periods.find_period(scene.store, scene.period_id, (TUBAN,)).locked_at is None
    assert periods.find_period(scene.store, scene.period_id).locked_at is None
    assert periods.find_period(scene.store, scene.period_id, (NGANJUK, TUBAN)).locked_at is None
    assert periods.list_locked_regions(scene.store, scene.period_id) == {NGANJUK: locked.locked_at}
    last = audit.list_audit_entries(scene.store, region=NGANJUK).iloc[0]
    assert (last["action"], last["region"], last["reason"]) == ("period.lock", NGANJUK, "berita acara")
    assert audit.find_chain_head(scene.store, NGANJUK).number == 1


def test_several_are_locked_when_the_last_of_them_is(scene):
    periods.lock_period(scene.store, scene.period_id, TUBAN, ACTOR)
    last = periods.lock_period(scene.store, scene.period_id, NGANJUK, ACTOR)
    both = periods.find_period(scene.store, scene.period_id, (NGANJUK, TUBAN))
    assert both.locked_at == last.locked_at
    assert periods.list_periods(scene.store, (NGANJUK, TUBAN))[0] == both


def test_what_is_locked_or_open_already_is_said(scene):
    with pytest.raises(StoreError, match=r"tidak terkunci untuk Kab\. Nganjuk"):
        periods.unlock_period(scene.store, scene.period_id, NGANJUK, ACTOR, "salah")
    periods.lock_period(scene.store, scene.period_id, NGANJUK, ACTOR)
    with pytest.raises(StoreError, match=r"sudah dikunci untuk Kab\. Nganjuk"):
        periods.lock_period(scene.store, scene.period_id, NGANJUK, ACTOR)
    with pytest.raises(StoreError, match="Nama"):
        periods.lock_period(scene.store, scene.period_id, TUBAN, Actor(" "))
    for _ in range(2):  # locked, opened and locked again: each stays as history
        periods.unlock_period(scene.store, scene.period_id, NGANJUK, ACTOR, "perbaikan")
        periods.lock_period(scene.store, scene.period_id, NGANJUK, ACTOR)


def test_an_upload_that_touches_a_locked_region_is_refused_whole(scene):
    periods.lock_period(scene.store, scene.period_id, NGANJUK, ACTOR)
    scene.keep_one("DINKES", {"A": 3.0}, region=TUBAN)
    with pytest.raises(StoreError, match="Nganjuk"):
        scene.keep(
            file("dua.xlsx"),
            submissions=(
                sent("DINKES", {"B": 1.0}, region=TUBAN),
                sent("DINKES", {"B": 1.0}),
            ),
        )
    assert scene.claims() == {("DINKES", "A"): 3.0}


@pytest.fixture
def older(tmp_path):
    """A store of 29 November 2026, whose one period is locked for all regions."""
    path = tmp_path / "older.db"
    path.write_bytes(lzma.decompress(OLDER.read_bytes()))
    raw = sqlite3.connect(path)
    raw.execute("UPDATE period SET locked_at = ?", [AT])
    raw.commit()
    raw.close()
    engine = open_store(f"sqlite:///{path}")
    yield engine
    engine.dispose()


def test_an_older_lock_holds_for_every_region_there_is_or_may_come(older):
    (period,) = periods.list_periods(older)
    locked = periods.list_locked_regions(older, period.id)
    assert set(regions.list_regions().index) <= set(locked)
    assert {f"{at:%Y-%m-%d %H:%M}" for at in locked.values()} == {"2026-06-14 03:00"}
    assert chain_check.list_chain_faults(older) == ()
    with older.begin() as connection, pytest.raises(StoreError, match=r"Kab\. Nganjuk"):
        periods.require_open_period(connection, period.id, NGANJUK)
    periods.unlock_period(older, period.id, NGANJUK, ACTOR, "perbaikan")
    with older.begin() as connection:
        periods.require_open_period(connection, period.id, NGANJUK)
        with pytest.raises(StoreError, match=r"Kab\. Tuban"):
            periods.require_open_period(connection, period.id, NGANJUK, TUBAN)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize("locked_at", [None, AT])
def test_a_store_that_kept_digests_before_is_whole_afterwards(store, url, locked_at):
    periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), ACTOR)
    targets.save_target(store, NGANJUK, "GOV", 2027, 3.0, by=ACTOR)
    store.dispose()
    raw = sqlite3.connect(url.removeprefix("sqlite:///"))
    raw.execute("ALTER TABLE audit DROP COLUMN browser")
    raw.execute("ALTER TABLE decision DROP COLUMN change")
    raw.execute("ALTER TABLE period DROP COLUMN removed_at")
    raw.execute("DROP TABLE draft")
    raw.execute("DROP TABLE earlier_rows")
    raw.execute("DROP TABLE kept_state")
    raw.execute("DROP TABLE period_lock")
    raw.execute("ALTER TABLE period ADD COLUMN locked_at DATETIME")
    raw.execute("UPDATE period SET locked_at = ?", [locked_at])
    raw.execute("UPDATE alembic_version SET version_num = '0005'")
    raw.commit()
    raw.close()
    again = open_store(url)
    assert chain_check.list_chain_faults(again) == ()
    assert bool(periods.list_locked_regions(again, 1)) == (locked_at is not None)
    late = kept.list_lock_states(again, 1)
    assert {region: state.late for region, state in late.items()} == ({NGANJUK: True} if locked_at else {})
    again.dispose()
