"""Every writing call made twice is stored once: a double click changes what one click changes."""

import shutil
from contextlib import suppress
from dataclasses import replace

import pytest

import storage
from reference import instruments
from storage import StoreError, audit, undoing
from storage.results.state import store_state
from storage.setup import periods
from storage.upload import batches, choices
from survey.tables.mapping import ColumnMapping
from survey.values import Question, SourceFile
from tests.workflow import locked_calls
from tests.workflow.locked_calls import APART, BY, LABEL, OF_THE_SAMPLE, REFUSED, REGION, ROOM, WORLD
from workflow import audit_trail, instrument_edits, playlists
from workflow.plan import plan_decisions
from workflow.programmes import goals, nomenclature, register
from workflow.results import clarify
from workflow.sample import given_entries
from workflow.setup import period_locking, setup
from workflow.simulation import saved_scenarios
from workflow.states import marked_states
from workflow.upload import not_stored, published_load, remembered_choices, temporary_store
from workflow.worksheets import worksheets


def newest(held, place):
    return undoing.find_undoable_save(held.store, place, BY).number


def of_register(kind):
    return lambda held: newest(held, register.entry_scope_beside_register(held.store, kind, REGION))


def keep_published(store):
    table = SourceFile("hasil.csv", b"Kabupaten/Kota,Baseline,Output,Nilai Akhir\nKab. Nganjuk,3.1,2.2,2.72")
    read = published_load.read_published_table("kominfo", 2025, [table])
    published_load.keep_published_table(store, "kominfo", 2025, read, BY)


GOALS, SCENARIO = of_register(goals.GOALS), saved_scenarios.SCENARIOS.place(REGION, LABEL)
GROUP = worksheets.group_entries("gov").place(REGION, ROOM.period)
# An undo or a removal is of one thing, by its number: what the button was drawn for.
UNDO = {
    "entries.Entries.undo": (
        of_register(register.PROGRAMMES),
        lambda h, save: register.PROGRAMMES.undo(h.store, BY, REGION, save=save),
    ),
    "plan.plan_decisions.undo_plan_entries": (
        of_register(plan_decisions.THINGS_SETTLED),
        lambda h, save: plan_decisions.undo_plan_entries(h.store, plan_decisions.PLAN, REGION, BY, save),
    ),
    "programmes.goals.undo_goal_change": (
        GOALS,
        lambda h, save: goals.undo_goal_change(h.store, REGION, BY, save),
    ),
    "programmes.nomenclature.undo_nomenclature": (
        of_register(nomenclature.NOMENCLATURES),
        lambda h, save: nomenclature.undo_nomenclature(h.store, REGION, BY, save),
    ),
    "programmes.register.undo_register_save": (
        of_register(register.PROGRAMMES),
        lambda h, save: register.undo_register_save(h.store, REGION, BY, save),
    ),
    "results.clarify.undo_level_decision": (
        lambda h: clarify.find_undoable_level(h.store, h.scope, REGION, "GOV1.1", BY).id,
        lambda h, save: clarify.undo_level_decision(h.store, save, BY),
    ),
    "simulation.saved_scenarios.undo_saved_scenario": (
        lambda h: newest(h, SCENARIO),
        lambda h, save: saved_scenarios.undo_saved_scenario(h.store, WORLD, LABEL, BY, save),
    ),
    "states.marked_states.remove_marked_state": (
        lambda h: marked_states.list_period_states(h.store, h.scope.period_id, REGION)[0].state.id,
        lambda h, key: marked_states.remove_marked_state(h.store, key, BY),
    ),
    "states.marked_states.undo_state_mark": (
        lambda h: locked_calls.find_mark(h).number,
        lambda h, save: marked_states.undo_state_mark(h.store, save, BY),
    ),
    "worksheets.worksheets.undo_worksheet_save": (
        lambda h: newest(h, GROUP),
        lambda h, save: worksheets.undo_worksheet_save(h.store, ROOM, "gov", BY, save),
    ),
}


def own_playlist(held):
    return playlists.create_playlist(held.store, "Hari 1", ["profil"], BY)


def asked(held):
    return Question("agency", "Dinkes Kab", "OPD mana?", (("DINKES", "Dinas Kesehatan"),))


# What a lock does not hold and a button of a page does.
OTHERS = {
    "audit_trail.purge_files": lambda h: audit_trail.purge_files(
        h.store, [int(batches.list_kept_files(h.store)["upload_id"].iloc[0])], BY
    ),
    "instrument_edits.adopt_instrument": lambda h: instrument_edits.adopt_instrument(
        h.store,
        periods.find_period(h.store, h.scope.period_id),
        instruments.load_instrument("spbe"),
        BY,
    ),
    "playlists.create_playlist": own_playlist,
    "sample.given_entries.complete_sample": lambda h: given_entries.complete_sample(h.store),
    "setup.setup.ensure_yearly_period": lambda h: setup.ensure_yearly_period(h.store, 2031, BY),
    "setup.setup.open_scope": lambda h: setup.open_scope(
        h.store,
        periods.find_period(h.store, h.scope.period_id),
        instruments.load_instrument("spbe"),
    ),
    "upload.not_stored.forget_unstored_reading": lambda h: not_stored.forget_unstored_reading(
        h.store, h.place, h.readings[0]
    ),
    "upload.published_load.keep_published_table": lambda h: keep_published(h.store),
    "upload.remembered_choices.remember_choices": lambda h: remembered_choices.remember_choices(
        h.store, h.place, [asked(h)], {asked(h).key: "DINKES"}
    ),
    "upload.remembered_choices.remember_mapping": lambda h: remembered_choices.remember_mapping(
        h.store, h.place, ColumnMapping("tanda", (("Skor", "GOV1.1"),))
    ),
    "upload.temporary_store.keep_in_new_period": lambda h: temporary_store.keep_in_new_period(
        h.store, instruments.load_instrument("kesiapan"), "2033", h.readings
    ),
}
PREPARED = {
    "playlists.remove_playlist": (own_playlist, lambda h, key: playlists.remove_playlist(h.store, key, BY)),
    "playlists.replace_playlist_slides": (
        own_playlist,
        lambda h, key: playlists.replace_playlist_slides(h.store, key, ["kesenjangan"], BY),
    ),
    "playlists.undo_playlist_change": (
        lambda h: (own_playlist(h), newest(h, playlists.LISTS.place()))[1],
        lambda h, save: playlists.undo_playlist_change(h.store, BY, save),
    ),
}
ELSEWHERE = {
    "audit_trail.describe_schema": "writes an empty store of its own, to compare with",
    "copies.remove_copies": "of a copy that is gone nothing is left to remove",
    "copies.replace_copies": "a copy is a new file each time it is asked for",
    "opening.open_whole_store": "is no click",
    "package.loads.LoadRecorder.record_load": "is part of a load",
    "setup.period_locking.open_region_period": "below, over a locked period",
    "targets.roster_effects.foresee_move": "takes back what it writes before it answers",
    "targets.roster_effects.foresee_roster": "takes back what it writes before it answers",
    "upload.not_stored.keep_unstored_readings": "a file sent again came again, and the record says when",
    "upload.remembered_choices.link_choices": "is part of an upload",
}


@pytest.fixture(scope="module")
def filled(migrated, tmp_path_factory):
    folder = tmp_path_factory.mktemp("twice")
    for name in ("here.db", "there.db"):
        shutil.copy(migrated, folder / name)
    here, there = (storage.open_store(f"sqlite:///{folder / name}") for name in ("here.db", "there.db"))
    made = locked_calls.fill_store(here, there)
    here.dispose()
    there.dispose()
    return folder / "here.db", made


@pytest.fixture
def held(filled, tmp_path):
    file, made = filled
    engine = storage.open_store(f"sqlite:///{shutil.copy(file, tmp_path)}")
    yield replace(made, store=engine)
    engine.dispose()


def entries_of(held) -> int:
    return len(audit.list_audit_entries(held.store, limit=100_000))


def click_twice(held, call) -> int:
    """How many entries the record has more after the first click; the second adds none, or is refused."""
    before = entries_of(held)
    call(held)
    once, state = entries_of(held), store_state(held.store)
    with suppress(StoreError):
        call(held)
    assert entries_of(held) == once
    assert store_state(held.store) == state
    return once - before


def test_every_writing_call_is_tried_here_or_set_apart_with_a_reason():
    tried = (REFUSED.keys() - UNDO.keys() - ELSEWHERE.keys()) | UNDO.keys() | OTHERS.keys() | PREPARED.keys()
    assert tried | ELSEWHERE.keys() == REFUSED.keys() | APART.keys()
    assert not tried & ELSEWHERE.keys()
    assert all(ELSEWHERE.values())


@pytest.mark.parametrize("call", sorted(REFUSED.keys() - UNDO.keys() - OF_THE_SAMPLE - ELSEWHERE.keys()))
def test_a_second_click_changes_nothing(held, call):
    assert click_twice(held, REFUSED[call]) > 0


@pytest.mark.parametrize("call", sorted(OF_THE_SAMPLE))
def test_the_sample_twice_is_the_sample(held, call):
    click_twice(held, REFUSED[call])


@pytest.mark.parametrize("call", sorted(OTHERS))
def test_what_no_lock_holds_is_stored_once_too(held, call):
    click_twice(held, OTHERS[call])


@pytest.mark.parametrize("call", sorted({**UNDO, **PREPARED}))
def test_a_second_click_on_one_thing_changes_nothing(held, call):
    find, do = {**UNDO, **PREPARED}[call]
    found = find(held)
    assert click_twice(held, lambda h: do(h, found)) > 0


def test_a_period_is_opened_once(held):
    periods.lock_period(held.store, held.scope.period_id, REGION, BY, locked_calls.REASON)
    assert (
        click_twice(
            held,
            lambda h: period_locking.open_region_period(
                h.store, h.scope.period_id, REGION, BY, "Perbaikan data OPD"
            ),
        )
        > 0
    )


def test_a_kept_choice_changed_or_forgotten_twice_is_told_once(held):
    choices.save_choice(held.store, REGION, "mapping", "Skor", "A", BY)
    (kept,) = choices.list_choices(held.store, REGION, ["mapping"])
    assert click_twice(held, lambda h: choices.change_choice(h.store, kept, "B", BY)) == 1
    (changed,) = choices.list_choices(held.store, REGION, ["mapping"])
    assert click_twice(held, lambda h: choices.forget_choices(h.store, [changed], BY)) == 1


def test_an_upload_taken_back_twice_is_one(held):
    last = int(batches.list_uploads(held.store, held.scope.period_id, REGION)["batch_id"].max())
    assert (
        click_twice(
            held,
            lambda h: batches.undo_last_upload(h.store, h.scope.period_id, REGION, BY, last),
        )
        > 0
    )
