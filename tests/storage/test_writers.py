"""Many writers at once: a region waits for its own, for all where all are concerned, and no chain forks."""

import subprocess
import sys
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from storage import audit, chain_check
from storage.engine import writing_transaction
from storage.location import ROOT
from storage.results import state
from storage.setup import targets
from tests.storage.scene import ACTOR, NGANJUK, TUBAN

REGIONS = (NGANJUK, NGANJUK, TUBAN, "35.14")
ROUNDS = 6


def test_processes_on_one_store_fork_no_chain(scene, url):
    command = [sys.executable, "-m", "tests.storage.region_writer", url]
    started = [
        subprocess.Popen(
            [*command, region, str(ROUNDS)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for region in REGIONS
    ]
    said = [process.communicate(timeout=200) for process in started]
    assert [process.returncode for process in started] == [0] * len(REGIONS), said
    assert chain_check.list_chain_faults(scene.store) == ()
    entries = audit.list_audit_entries(scene.store)
    actors = Counter(entries["actor"])
    assert all(actors[region] >= ROUNDS for region in set(REGIONS))
    heads = {head.chain: head.number for head in chain_check.list_chain_heads(scene.store)}
    assert sum(heads.values()) == len(entries)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_regions_do_not_wait_for_each_other_and_what_concerns_all_waits_for_them(scene):
    with writing_transaction(scene.store, NGANJUK) as held:
        targets.save_target(held, NGANJUK, "GOV", 2027, 3.0, by=ACTOR)
        assert _finishes(targets.save_target, scene.store, TUBAN, "GOV", 2027, 3.0)
        waiting = [
            _start(targets.save_target, scene.store, NGANJUK, "GOV", 2028, 3.0),
            _start(audit.record_change, scene.store, ACTOR, "tes", "semua", by=None),
        ]
        for thread in waiting:
            thread.join(0.5)
            assert thread.is_alive()
    for thread in waiting:
        thread.join(20)
        assert not thread.is_alive()
    numbers = {head.chain: head.number for head in chain_check.list_chain_heads(scene.store)}
    assert (numbers[NGANJUK], numbers[TUBAN]) == (2, 1)


@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_a_region_numbered_first_and_stored_last_changes_every_cache_key(scene):
    scope = (scene.period_id, scene.instrument_id)
    with writing_transaction(scene.store, NGANJUK) as held:
        targets.save_target(held, NGANJUK, "GOV", 2027, 3.0, by=ACTOR)
        targets.save_target(scene.store, TUBAN, "GOV", 2027, 3.0, by=ACTOR)
        before = state.store_state(scene.store), scene.revision(), scene.revision(NGANJUK)
    after = state.store_state(scene.store), scene.revision(), scene.revision(NGANJUK)
    assert all(was != now for was, now in zip(before, after, strict=True)), scope


def test_a_write_to_another_region_within_a_regions_transaction_is_a_mistake(scene):
    with writing_transaction(scene.store, NGANJUK) as connection:
        for region in (TUBAN, "", None):
            with (
                pytest.raises(RuntimeError, match="within a transaction of"),
                writing_transaction(connection, region),
            ):
                pass
    with writing_transaction(scene.store) as connection:
        targets.save_target(connection, TUBAN, "GOV", 2027, 3.0, by=ACTOR)


def test_a_clock_set_back_breaks_no_order(scene, monkeypatch):
    class Clock(datetime):
        now_ = datetime.now(UTC)

        @classmethod
        def now(cls, tz=None):
            return cls.now_.astimezone(tz)

    for module in (audit, targets):
        monkeypatch.setattr(module, "datetime", Clock)
    for days in (0, -400, -1):
        Clock.now_ = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(days)
        targets.save_target(scene.store, NGANJUK, "GOV", 2027, 400.0 + days, by=ACTOR)
    assert targets.list_targets(scene.store, NGANJUK)["value"].tolist() == [399.0]
    listed = audit.list_audit_entries(scene.store, region=NGANJUK)
    assert listed["new"].tolist()[:3] == ["399", "0", "400"]
    assert chain_check.list_chain_faults(scene.store) == ()


def _start(write, store, *given, by=ACTOR):
    told = {"by": by} if by else {}
    thread = threading.Thread(target=write, args=(store, *given), kwargs=told)
    thread.start()
    return thread


def _finishes(write, *given):
    thread = _start(write, *given)
    thread.join(20)
    return not thread.is_alive()
