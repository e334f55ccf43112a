"""Every writing call and its undo: how the screen takes it back, or why it has none.

The calls are those of `stale_calls`, made in its scenes.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from planning.plan.quick_wins import QuickWinMarks
from storage import undoing
from storage.setup import periods
from storage.states import earlier_rows
from storage.upload import batches, choices, unstored_files
from survey.values import SourceFile
from tests.workflow import locked_calls
from tests.workflow.locked_calls import DESK, GROUP, LABEL, REGION, ROADS, ROOM, WORLD, Held
from tests.workflow.stale_calls import SARI, TOLD
from workflow import playlists
from workflow.package import loads
from workflow.plan import plan_decisions
from workflow.programmes import duplicates, goals, nomenclature, quick_win_marks, register
from workflow.results import clarify
from workflow.setup import deadline, duty_moves, no_programmes, own_items, setup
from workflow.simulation import saved_scenarios
from workflow.states import marked_states
from workflow.targets import agreed_targets
from workflow.upload import published_load, upload
from workflow.upload.outcome import UploadTarget
from workflow.worksheets import workbook, worksheets

Act = Callable[[Held], object]


def _told(call: str) -> Act:
    """The save of `stale_calls`, over what stands."""

    def save(h: Held) -> None:
        TOLD[call].mine(h, SARI, TOLD[call].look(h))

    return save


def _publish(h: Held) -> None:
    table = SourceFile("hasil.csv", b"Kabupaten/Kota,Baseline,Output,Nilai Akhir\nKab. Nganjuk,3.1,2.2,2.72")
    read = published_load.read_published_table("kominfo", 2026, [table])
    published_load.keep_published_table(h.store, "kominfo", 2026, read, SARI)


def _back(h: Held, thing: str, region: str = REGION) -> None:
    found = earlier_rows.find_earlier_rows(h.store, region, thing, SARI)
    assert found is not None
    assert found.by == SARI
    assert earlier_rows.put_earlier_rows_back(h.store, found.number, SARI)
    assert not earlier_rows.put_earlier_rows_back(h.store, found.number, SARI)


def _entries(h: Held, place) -> None:
    found = undoing.find_undoable_save(h.store, place, SARI)
    assert found is not None
    assert found.by == SARI
    assert undoing.undo_entries(h.store, place, SARI, found.number)


def _beside(h: Held, kind):
    return register.entry_scope_beside_register(h.store, kind, REGION)


def _register(h: Held) -> None:
    register.undo_register_save(h.store, REGION, SARI)


def _plan(kind: str) -> Act:
    return lambda h: plan_decisions.undo_plan_entries(h.store, kind, REGION, SARI)


def _level(h: Held) -> None:
    found = clarify.find_undoable_level(h.store, h.scope, REGION, "GOV1.1", SARI)
    clarify.undo_level_decision(h.store, found.id, SARI)


def _targets(h: Held) -> None:
    found = agreed_targets.find_undoable_targets(h.store, REGION, 2030, SARI)
    assert agreed_targets.list_nodes_of_save(found) == ["GOV"]
    assert agreed_targets.undo_agreed_targets(h.store, REGION, found.number, SARI) == 1
    assert agreed_targets.undo_agreed_targets(h.store, REGION, found.number, SARI) == 0


def _period(h: Held) -> None:
    found = periods.find_undoable_period(h.store, SARI)
    assert periods.undo_period_save(h.store, found.number, SARI)
    assert not periods.undo_period_save(h.store, found.number, SARI)


def _mark(h: Held) -> None:
    found = marked_states.find_undoable_state_mark(h.store, h.scope.period_id, REGION, SARI)
    marked_states.undo_state_mark(h.store, found.number, SARI)


def _upload(h: Held) -> None:
    assert batches.undo_last_upload(h.store, h.scope.period_id, REGION, SARI)


def _sheet(h: Held) -> None:
    assert worksheets.undo_worksheet_save(h.store, ROOM, "gov", SARI)


def _list(h: Held) -> None:
    assert playlists.undo_playlist_change(h.store, SARI)


def _scenario(h: Held) -> None:
    saved_scenarios.undo_saved_scenario(h.store, WORLD, LABEL, SARI)


def _load(h: Held) -> None:
    newest = loads.list_package_loads(h.store)[0]
    loads.undo_package_load(h.store, newest.key, SARI)


def _place(h: Held) -> UploadTarget:
    return UploadTarget(h.scope, REGION, SARI)


UNDONE: dict[str, tuple[Act, Act]] = {
    "workflow.entries.Entries.save": (_told("workflow.entries.Entries.save"), _register),
    "workflow.plan.plan_decisions.keep_plan_settings": (
        _told("workflow.plan.plan_decisions.keep_plan_settings"),
        _plan(plan_decisions.PLAN),
    ),
    "workflow.plan.plan_decisions.save_ballots": (
        _told("workflow.plan.plan_decisions.save_ballots"),
        _plan(plan_decisions.TALLY),
    ),
    "workflow.programmes.quick_win_marks.save_quick_win_marks": (
        lambda h: quick_win_marks.save_quick_win_marks(
            h.store, REGION, {"satu": QuickWinMarks({"biaya": 4.0})}, by=SARI
        ),
        _plan(plan_decisions.QUICK_WIN),
    ),
    "workflow.programmes.duplicates.join_programmes": (
        _told("workflow.programmes.duplicates.join_programmes"),
        _register,
    ),
    "workflow.programmes.duplicates.forget_pair_judgements": (
        _told("workflow.programmes.duplicates.forget_pair_judgements"),
        lambda h: _entries(h, _beside(h, duplicates.APART)),
    ),
    "workflow.programmes.duplicates.keep_pair_apart": (
        lambda h: duplicates.keep_pair_apart(
            h.store, REGION, locked_calls.replace(locked_calls.PAIR, second="tiga"), by=SARI
        ),
        lambda h: _entries(h, _beside(h, duplicates.APART)),
    ),
    "workflow.programmes.goals.link_programmes_to_goals": (
        lambda h: goals.link_programmes_to_goals(h.store, REGION, {"satu": ["t1"]}, SARI),
        lambda h: _entries(h, _beside(h, goals.LINKS)),
    ),
    "workflow.programmes.goals.remove_goals": (
        lambda h: goals.remove_goals(h.store, REGION, ["t1"], SARI),
        lambda h: goals.undo_goal_change(h.store, REGION, SARI),
    ),
    "workflow.programmes.goals.save_goals": (
        _told("workflow.programmes.goals.save_goals"),
        lambda h: goals.undo_goal_change(h.store, REGION, SARI),
    ),
    "workflow.programmes.import_workbook.save_import": (
        _told("workflow.programmes.import_workbook.save_import"),
        _register,
    ),
    "workflow.programmes.nomenclature.remove_nomenclature": (
        _told("workflow.programmes.nomenclature.remove_nomenclature"),
        lambda h: nomenclature.undo_nomenclature(h.store, REGION, SARI),
    ),
    "workflow.programmes.nomenclature.save_nomenclature": (
        _told("workflow.programmes.nomenclature.save_nomenclature"),
        lambda h: nomenclature.undo_nomenclature(h.store, REGION, SARI),
    ),
    "workflow.programmes.register.save_programmes": (
        _told("workflow.programmes.register.save_programmes"),
        _register,
    ),
    "workflow.results.clarify.agree_level": (_told("workflow.results.clarify.agree_level"), _level),
    "workflow.results.clarify.verify_level": (_told("workflow.results.clarify.verify_level"), _level),
    "workflow.setup.deadline.set_answer_deadline": (
        lambda h: deadline.set_answer_deadline(
            h.store, h.scope, REGION, deadline.DeadlineChange(None, date(2026, 9, 1)), SARI
        ),
        lambda h: _back(h, f"deadline {h.scope.period_id}"),
    ),
    "workflow.setup.duty_moves.move_duty": (
        _told("workflow.setup.duty_moves.move_duty"),
        lambda h: _back(h, duty_moves.name_duties(h.scope)),
    ),
    "workflow.setup.no_programmes.save_no_programmes": (
        _told("workflow.setup.no_programmes.save_no_programmes"),
        lambda h: _entries(h, no_programmes.NONE.place(REGION, LABEL)),
    ),
    "workflow.setup.own_items.add_own_item": (
        lambda h: own_items.add_own_item(
            h.store, h.scope, REGION, replace(ROADS, question="Apakah halte diterangi?"), SARI
        ),
        lambda h: _entries(h, own_items.OWN_ITEMS.place(REGION, LABEL)),
    ),
    "workflow.setup.own_items.withdraw_own_items": (
        _told("workflow.setup.own_items.withdraw_own_items"),
        lambda h: _entries(h, own_items.OWN_ITEMS.place(REGION, LABEL)),
    ),
    "workflow.setup.setup.save_roster": (
        _told("workflow.setup.setup.save_roster"),
        lambda h: _back(h, setup.name_roster(h.scope)),
    ),
    "workflow.simulation.saved_scenarios.remove_saved_scenario": (
        _told("workflow.simulation.saved_scenarios.remove_saved_scenario"),
        _scenario,
    ),
    "workflow.simulation.saved_scenarios.save_scenario": (
        _told("workflow.simulation.saved_scenarios.save_scenario"),
        _scenario,
    ),
    "workflow.targets.agreed_targets.agree_targets": (
        _told("workflow.targets.agreed_targets.agree_targets"),
        _targets,
    ),
    "workflow.worksheets.worksheets.join_lines": (
        lambda h: worksheets.join_lines(h.store, ROOM, locked_calls.merged_lines(h)[::-1], SARI),
        lambda h: _entries(h, worksheets.JOINS.place(REGION, LABEL)),
    ),
    "workflow.worksheets.worksheets.split_joined_lines": (
        _told("workflow.worksheets.worksheets.split_joined_lines"),
        lambda h: _entries(h, worksheets.JOINS.place(REGION, LABEL)),
    ),
    "workflow.worksheets.worksheets.save_obstacle_causes": (
        _told("workflow.worksheets.worksheets.save_obstacle_causes"),
        lambda h: _entries(h, worksheets.CODES.place(REGION, LABEL)),
    ),
    "workflow.worksheets.worksheets.save_worksheet_lines": (
        lambda h: worksheets.save_worksheet_lines(
            h.store,
            ROOM,
            "gov",
            [locked_calls.replace(locked_calls.LINES[0], key="z", text="Isu lain")],
            by=SARI,
            seen={},
        ),
        _sheet,
    ),
    "workflow.worksheets.workbook.import_group_workbook": (
        lambda h: workbook.import_group_workbook(h.store, DESK, h.group_file, by=SARI, known={"gov": GROUP}),
        _sheet,
    ),
    "workflow.playlists.create_playlist": (
        lambda h: playlists.create_playlist(h.store, "Hari 3", ["profil"], SARI),
        _list,
    ),
    "workflow.playlists.remove_playlist": (_told("workflow.playlists.remove_playlist"), _list),
    "workflow.playlists.replace_playlist_slides": (
        lambda h: playlists.replace_playlist_slides(
            h.store, next(iter(playlists.number_playlists(h.store))), ["kesenjangan"], SARI
        ),
        _list,
    ),
    "storage.upload.choices.change_choice": (
        _told("storage.upload.choices.change_choice"),
        lambda h: _back(h, choices.REMEMBERED),
    ),
    "storage.upload.choices.forget_choices": (
        _told("storage.upload.choices.forget_choices"),
        lambda h: _back(h, choices.REMEMBERED),
    ),
    "storage.setup.periods.add_period": (
        lambda h: periods.add_period(h.store, "2032", date(2032, 1, 1), date(2032, 12, 31), SARI),
        _period,
    ),
    "storage.setup.periods.correct_period": (
        lambda h: TOLD["storage.setup.periods.correct_period"].theirs(h, SARI),
        _period,
    ),
    "storage.upload.unstored_files.assign_unstored_file": (
        _told("storage.upload.unstored_files.assign_unstored_file"),
        lambda h: _back(h, unstored_files.name_sender_undo(h.scope.period_id)),
    ),
    "workflow.upload.published_load.keep_published_table": (
        _publish,
        lambda h: batches.undo_last_upload(h.store, h.scope.period_id, None, SARI),
    ),
    "workflow.upload.to_store.store_readings": (
        lambda h: locked_calls.to_store.store_readings(h.store, _place(h), h.readings),
        _upload,
    ),
    "workflow.upload.upload.receive_upload": (
        lambda h: upload.receive_upload(h.store, _place(h), [one.source for one in h.readings]),
        _upload,
    ),
    "workflow.upload.upload.store_ready_files": (
        lambda h: upload.store_ready_files(h.store, _place(h), locked_calls.UploadOutcome(h.readings)),
        _upload,
    ),
    "workflow.package.import_package.store_package": (
        lambda h: locked_calls.store_package(h.store, h.package, SARI, take=[REGION]),
        _load,
    ),
    "workflow.states.marked_states.mark_period_state": (
        lambda h: marked_states.mark_period_state(h.store, h.scope.period_id, REGION, "Akhir", SARI),
        _mark,
    ),
    "workflow.states.marked_states.remove_marked_state": (
        lambda h: marked_states.remove_marked_state(
            h.store, marked_states.list_period_states(h.store, h.scope.period_id, REGION)[0].state.id, SARI
        ),
        _mark,
    ),
}
"""Call -> the save, and its undo as the screen makes it."""

UNDO = "is an undo"
TURNED = "is turned the other way by its own button, with a reason that stays on record"
NOBODY = "nobody pressed it: it gives what is lacking, or tells of another save"
DRAFT = "a draft is thrown away or saved"
CHOICE = "lets a file in at once: changed or forgotten under Pilihan yang diingat, which has an undo"
FILE = "the file itself is not stored: it is uploaded again"
COPY = "a copy of the store lies beside it; what is removed was named and confirmed"
CANNOT: dict[str, str] = {
    "storage.drafts.drop_draft": DRAFT,
    "storage.drafts.erase_drafts": DRAFT,
    "storage.drafts.keep_typed_fields": DRAFT,
    "storage.drafts.settle_draft": DRAFT,
    "storage.restoring.restore_copy": COPY,
    "workflow.audit_trail.describe_schema": NOBODY,
    "storage.upload.batches.undo_last_upload": UNDO,
    "storage.undoing.undo_entries": UNDO,
    "storage.states.earlier_rows.put_earlier_rows_back": UNDO,
    "storage.setup.periods.undo_period_save": UNDO,
    "workflow.audit_trail.purge_files": "the law asks that the bytes are gone; what was read from them stays",
    "workflow.copies.remove_copies": COPY,
    "workflow.copies.replace_copies": COPY,
    "workflow.entries.Entries.undo": UNDO,
    "workflow.instrument_edits.adopt_instrument": "earlier versions stay, and the one in use is chosen again",
    "workflow.opening.open_whole_store": NOBODY,
    "workflow.package.loads.LoadRecorder.record_load": NOBODY,
    "workflow.package.loads.undo_package_load": UNDO,
    "workflow.plan.plan_decisions.undo_plan_entries": UNDO,
    "workflow.playlists.undo_playlist_change": UNDO,
    "workflow.programmes.goals.undo_goal_change": UNDO,
    "workflow.programmes.nomenclature.undo_nomenclature": UNDO,
    "workflow.programmes.register.undo_register_save": UNDO,
    "workflow.results.clarify.undo_level_decision": UNDO,
    "workflow.sample.given_entries.complete_sample": NOBODY,
    "workflow.sample.given_entries.give_sample": NOBODY,
    "workflow.sample.load.load_sample": "the sample is labelled, and left out where nobody asked for it",
    "workflow.setup.period_locking.lock_region_period": TURNED,
    "workflow.setup.period_locking.open_region_period": TURNED,
    "workflow.setup.setup.ensure_assignments": NOBODY,
    "workflow.setup.setup.ensure_yearly_period": NOBODY,
    "workflow.setup.setup.open_scope": "freezes an instrument, which changes nothing; its period has an undo",
    "workflow.simulation.saved_scenarios.undo_saved_scenario": UNDO,
    "workflow.states.marked_states.undo_state_mark": UNDO,
    "workflow.targets.agreed_targets.agree_target": "agree_targets saves several and takes them back as one",
    "workflow.targets.agreed_targets.undo_agreed_targets": UNDO,
    "workflow.targets.roster_effects.foresee_move": NOBODY,
    "workflow.targets.roster_effects.foresee_roster": NOBODY,
    "workflow.upload.not_stored.forget_unstored_reading": FILE,
    "workflow.upload.not_stored.keep_unstored_readings": NOBODY,
    "workflow.upload.remembered_choices.link_choices": NOBODY,
    "workflow.upload.remembered_choices.remember_choices": CHOICE,
    "workflow.upload.remembered_choices.remember_mapping": CHOICE,
    "workflow.upload.temporary_store.keep_in_new_period": NOBODY,
    "workflow.worksheets.worksheets.undo_worksheet_save": UNDO,
}
"""Call -> why a screen takes it back in no other way."""
