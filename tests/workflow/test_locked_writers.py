"""Every writing call of the workflow is known, and whether a locked region refuses it."""

from datetime import date

import pytest

from reference import agencies, instruments
from storage import StoreError
from storage.setup import periods, rosters
from storage.values import Actor
from tests.workflow.writers import writing_functions
from workflow.setup import setup
from workflow.targets import agreed_targets

LOCKED, OPEN = "35.18", "35.23"
REFUSED = {
    "package.import_package.store_package", "package.loads.undo_package_load", "results.clarify.agree_level",
    "results.clarify.undo_level_decision", "results.clarify.verify_level", "setup.setup.ensure_assignments",
    "setup.setup.save_roster", "targets.agreed_targets.agree_target", "targets.agreed_targets.agree_targets",
    "upload.to_store.store_readings", "upload.upload.receive_upload", "upload.upload.store_ready_files",
}  # fmt: skip
CALLS = {
    "save_roster": lambda store, scope, region: setup.save_roster(
        store, scope, region, agencies.general_roster(region), Actor("Siti")
    ),
    "agree_target": lambda store, scope, region: agreed_targets.agree_target(
        store, scope, region, "GOV", 2026, 3.0, by=Actor("Siti")
    ),
}


def test_what_a_lock_must_refuse_is_found_among_the_writing_calls():
    found = {name.removeprefix("workflow.") for name in writing_functions()}
    assert found >= REFUSED


@pytest.mark.parametrize("call", CALLS)
def test_a_locked_region_refuses_and_another_stays_writable(store, call):
    period = periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), Actor("Siti"))
    scope = setup.open_scope(store, period, instruments.load_instrument("kesiapan"))
    periods.lock_period(store, period.id, LOCKED, Actor("Siti"))
    with pytest.raises(StoreError, match="dikunci"):
        CALLS[call](store, scope, LOCKED)
    assert rosters.read_roster(store, LOCKED).empty
    CALLS[call](store, scope, OPEN)
