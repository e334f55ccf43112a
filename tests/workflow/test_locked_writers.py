"""Every writing call of the workflow is known, and a locked region refuses each that changes its period."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

import storage
from reference import agencies, instruments
from storage import StoreError, schema
from storage.chain_check import list_chain_faults
from storage.lock_rules import APART as TABLES_APART
from storage.lock_rules import RULES
from storage.results.state import store_state
from storage.row_digests import KEYS
from storage.setup import periods, rosters
from storage.values import Actor
from tests.workflow import locked_calls
from tests.workflow.locked_calls import APART, BY, OF_THE_SAMPLE, REASON, REFUSED, REGION
from tests.workflow.writers import writing_functions
from workflow.setup import period_locking, setup
from workflow.targets import agreed_targets

OPEN = "35.23"
CALLS = {
    "save_roster": lambda store, scope, region: setup.save_roster(
        store, scope, region, agencies.general_roster(region), Actor("Siti")
    ),
    "agree_target": lambda store, scope, region: agreed_targets.agree_target(
        store, scope, region, "GOV", 2026, 3.0, by=Actor("Siti")
    ),
}


def test_every_writing_call_is_refused_or_set_apart_with_a_reason():
    found = {name.removeprefix("workflow.") for name in writing_functions()}
    assert found == REFUSED.keys() | APART.keys()
    assert not REFUSED.keys() & APART.keys()
    assert all(APART.values())


def test_every_table_that_is_recorded_has_a_rule_or_a_reason():
    assert set(KEYS) == set(RULES) | set(TABLES_APART)
    assert not set(RULES) & set(TABLES_APART)
    assert all(TABLES_APART.values())
    assert schema.entry in RULES


@pytest.fixture(scope="module")
def held_file(migrated, tmp_path_factory):
    """A store in which everything was written once and its region's period locked."""
    folder = tmp_path_factory.mktemp("locked")
    for name in ("here.db", "there.db"):
        shutil.copy(migrated, folder / name)
    here, there = (storage.open_store(f"sqlite:///{folder / name}") for name in ("here.db", "there.db"))
    held = locked_calls.fill_store(here, there)
    locked_calls.lock_filled(held)
    here.dispose()
    there.dispose()
    return folder / "here.db", held


@pytest.fixture
def held(held_file, tmp_path):
    file, made = held_file
    engine = storage.open_store(f"sqlite:///{shutil.copy(file, tmp_path)}")
    yield replace(made, store=engine)
    engine.dispose()


@pytest.mark.parametrize("call", sorted(REFUSED.keys() - OF_THE_SAMPLE))
def test_a_call_that_changes_a_locked_period_is_refused_in_one_sentence(held, call):
    with pytest.raises(StoreError) as refused:
        REFUSED[call](held)
    said = str(refused.value)
    assert said.startswith('Periode "2026" sudah dikunci untuk Kab. Nganjuk oleh Sari pada ')
    assert f"(alasan: {REASON})" in said
    assert said.endswith("sehingga isinya tidak dapat diubah.")


@pytest.mark.parametrize("call", sorted(REFUSED.keys() - OF_THE_SAMPLE))
def test_the_same_call_is_taken_once_the_period_is_open(held, call):
    period_locking.open_region_period(held.store, held.scope.period_id, REGION, BY, "Perbaikan data OPD")
    before = store_state(held.store)
    REFUSED[call](held)
    assert store_state(held.store) != before
    assert list_chain_faults(held.store) == ()


@pytest.mark.parametrize("call", sorted(OF_THE_SAMPLE))
def test_a_locked_sample_takes_no_more(store, call):
    locked_calls.lock_sample(store)
    before = store_state(store)
    with pytest.raises(StoreError, match="dikunci"):
        REFUSED[call](type("Held", (), {"store": store}))
    assert store_state(store) == before


def test_what_a_region_keeps_once_is_of_its_newest_period(held):
    """The plan goes on as soon as there is a later period; the worksheets of the locked one do not."""
    periods.add_period(held.store, "2027", date(2027, 1, 1), date(2027, 12, 31), BY)
    REFUSED["programmes.register.save_programmes"](held)
    with pytest.raises(StoreError, match="dikunci"):
        REFUSED["worksheets.worksheets.save_worksheet_lines"](held)


@pytest.mark.parametrize("call", CALLS)
def test_a_locked_region_refuses_and_another_stays_writable(store, call):
    period = periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), Actor("Siti"))
    scope = setup.open_scope(store, period, instruments.load_instrument("kesiapan"))
    periods.lock_period(store, period.id, REGION, Actor("Siti"))
    with pytest.raises(StoreError, match="dikunci"):
        CALLS[call](store, scope, REGION)
    assert rosters.read_roster(store, REGION).empty
    CALLS[call](store, scope, OPEN)


@pytest.mark.parametrize("reason", ["", "  ", "x", "xxxxxxxxxxxxxxx", "a b", "........ ....."])
def test_a_lock_is_turned_with_a_reason_that_says_something(held, reason):
    place = (held.store, held.scope.period_id, REGION, BY)
    with pytest.raises(StoreError, match="Alasan membuka kunci"):
        period_locking.open_region_period(*place, reason)
    period_locking.open_region_period(*place, "Perbaikan  data OPD ")
    with pytest.raises(StoreError, match="Alasan mengunci"):
        period_locking.lock_region_period(*place, reason)
    period_locking.lock_region_period(*place, "Sudah disepakati")
    (lock,) = periods.list_region_locks(held.store, held.scope.period_id).values()
    assert (lock.by, lock.reason) == (BY.name, "Sudah disepakati")
