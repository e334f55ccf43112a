"""Every writing call of the workflow: how it is made over a locked period, or why a lock does not hold it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace

import pandas as pd
from sqlalchemy import Engine

from planning.plan.quick_wins import QuickWinMarks
from planning.programmes.alignment import Goal
from planning.programmes.duplicates import DuplicatePair
from planning.programmes.nomenclature import Nomenclature
from planning.programmes.programme import BLANK
from planning.simulation.scenario import Scenario
from planning.worksheets.merging import MergedLine
from planning.worksheets.worksheets import WorkGroup, WorksheetLine
from reference import agencies, instruments
from reference.instruments.own_items import OwnItem
from storage.setup import periods
from storage.values import Actor
from survey.programmes.reading import ProgrammeBook
from survey.values import Reading, SourceFile
from tests.workflow import survey_scene as scene
from workflow.package.gather import gather_package
from workflow.package.import_package import store_package
from workflow.package.loads import list_package_loads, undo_package_load
from workflow.plan import plan_decisions
from workflow.programmes import duplicates, goals, import_workbook, nomenclature, quick_win_marks, register
from workflow.programmes.import_workbook import ImportPreview
from workflow.results import clarify
from workflow.sample import given_entries, load
from workflow.setup import deadline, duty_moves, no_programmes, own_items, period_locking, setup
from workflow.simulation import saved_scenarios
from workflow.states import marked_states
from workflow.targets import agreed_targets
from workflow.upload import not_stored, to_store, upload
from workflow.upload.outcome import UploadOutcome, UploadTarget
from workflow.worksheets import workbook, worksheets
from workflow.worksheets.workbook_rows import GroupDesk
from workflow.worksheets.worksheets import WorksheetScope

REGION, BY, LABEL = "35.18", Actor("Sari"), "2026"
REASON = "Berita acara bimtek 14 Juni"
ROOM = WorksheetScope(REGION, LABEL)
GROUP = WorkGroup("gov", "Governance", dimension="GOV")
DESK = GroupDesk(ROOM, GROUP, (), scene.ROSTER, ())
WORLD = Scenario(region=REGION, instrument="kesiapan", levels={"GOV1.1": 4.0})
ROADS = OwnItem("kesiapan", "Keselamatan jalan", "Apakah titik rawan dipetakan?", "DINKES")
PAIR = DuplicatePair("satu", "dua", 0.9, (), "GOV", False)
LINES = [WorksheetLine(key, "gov", "issue", f"Isu {key}") for key in ("a", "b")]


@dataclass(frozen=True)
class Held:
    """A store in which everything was written once, and what the calls need of it."""

    store: Engine
    scope: object
    place: UploadTarget
    readings: tuple
    refused: Reading
    group_file: SourceFile
    package: object
    load: str


def make_programme(key, name):
    return replace(BLANK, key=key, name=name, lead="DINKES")


def save_programme(store, key="satu", name="Klinik"):
    register.save_programmes(store, REGION, {key: make_programme(key, name)}, by=BY)


def fill_store(store, elsewhere) -> Held:
    """Write one of everything; the package and the load come from another computer's store."""
    room, there = scene.Room(store), scene.Room(elsewhere)
    save_programme(elsewhere, "lain", "Program dari paket")
    there.keep(scene.form("DINKES", scene.answered(scene.asked("DINKES", "lead")[0], 5.0)))
    store_package(store, gather_package(elsewhere, [REGION]), BY, take=[REGION], name="paket.zip")
    save_programme(elsewhere, "lagi", "Program dari paket kedua")
    for key in ("satu", "dua"):
        save_programme(store, key)
    goals.save_goals(store, REGION, [Goal("t1", "rpjmd", "1", "Layanan prima")], BY)
    nomenclature.save_nomenclature(store, REGION, Nomenclature(2025, {"1": "Urusan"}), by=BY)
    plan_decisions.keep_plan_settings(store, REGION, {"decided": date(2026, 6, 1)}, by=BY)
    worksheets.save_worksheet_lines(store, ROOM, "gov", LINES, by=BY, seen={})
    joined = [MergedLine((line,)) for line in worksheets.read_worksheet(store, ROOM, "gov").lines.values()]
    worksheets.join_lines(store, ROOM, joined, BY)
    saved_scenarios.save_scenario(
        store, saved_scenarios.load_scenarios(store, WORLD, LABEL), "Satu", WORLD, BY
    )
    duplicates.keep_pair_apart(store, REGION, PAIR, by=BY)
    own_items.add_own_item(store, room.scope, REGION, ROADS, BY)
    clarify.agree_level(store, room.scope, REGION, "GOV1.1", 3.0, reason="Rapat OPD", by=BY)
    marked_states.mark_period_state(store, room.scope.period_id, REGION, "Awal hari 1", BY)
    agreed_targets.agree_targets(store, room.scope, REGION, 2026, {"ECO": 3.0}, by=BY)
    code = scene.asked("SETDA", "lead")[0]
    readings = scene.read([scene.form("SETDA", scene.answered(code, 4.0))], region=REGION)
    (refused,) = scene.read([SourceFile("rusak.xlsx", b"bukan buku kerja")], region=REGION)
    not_stored.keep_unstored_readings(store, UploadTarget(room.scope, REGION, BY), [refused])
    filled = scene_workbook(elsewhere)
    return Held(
        store,
        room.scope,
        UploadTarget(room.scope, REGION, BY),
        tuple(readings),
        refused,
        SourceFile("kertas.xlsx", filled),
        gather_package(elsewhere, [REGION]),
        list_package_loads(store)[0].key,
    )


def scene_workbook(elsewhere) -> bytes:
    worksheets.save_worksheet_lines(
        elsewhere, ROOM, "gov", [replace(LINES[0], key="c", text="Isu dari buku kerja")], by=BY, seen={}
    )
    return workbook.write_group_workbook(elsewhere, DESK)


def coded_obstacles():
    row = {"indicator": "GOV1.1", "opd": "DINKES", "slot": "", "text": "SDM kurang", "cause": "SDM"}
    return pd.DataFrame([row])


def merged_lines(held):
    lines = worksheets.read_worksheet(held.store, ROOM, "gov").lines.values()
    return [MergedLine((line,)) for line in lines]


def preview_import(held):
    found = import_workbook.ImportRow(
        SimpleNamespace(row=1, marks=None),
        make_programme("tiga", "Dari buku kerja"),
        "new",  # type: ignore[arg-type]
    )
    return ImportPreview(ProgrammeBook("program.xlsx", "0" * 64), (found,), {"tiga": 0})


def find_mark(held):
    return marked_states.find_undoable_state_mark(held.store, held.scope.period_id, REGION, BY)


REFUSED: dict[str, Callable[[Held], object]] = {
    "entries.Entries.save": lambda h: register.PROGRAMMES.save(
        h.store, {"satu": make_programme("satu", "Lain")}, REGION, by=BY
    ),
    "entries.Entries.undo": lambda h: register.PROGRAMMES.undo(h.store, BY, REGION),
    "package.import_package.store_package": lambda h: store_package(h.store, h.package, BY, take=[REGION]),
    "package.loads.undo_package_load": lambda h: undo_package_load(h.store, h.load, BY),
    "plan.plan_decisions.keep_plan_settings": lambda h: plan_decisions.keep_plan_settings(
        h.store, REGION, {"decided": date(2026, 7, 1)}, by=BY
    ),
    "plan.plan_decisions.save_ballots": lambda h: plan_decisions.save_ballots(
        h.store, REGION, "dampak_kemudahan", {"DINKES": {"satu": {"dampak": 4.0}}}, {}, by=BY
    ),
    "plan.plan_decisions.undo_plan_entries": lambda h: plan_decisions.undo_plan_entries(
        h.store, plan_decisions.PLAN, REGION, BY
    ),
    "programmes.duplicates.forget_pair_judgements": lambda h: duplicates.forget_pair_judgements(
        h.store, REGION, duplicates.suspected_duplicates(h.store, REGION, {})[1], by=BY
    ),
    "programmes.duplicates.join_programmes": lambda h: duplicates.join_programmes(
        h.store,
        REGION,
        (kept := register.load_register(h.store, REGION)).programmes,
        "satu",
        "dua",
        by=BY,
        seen=kept.numbers,
    ),
    "programmes.duplicates.keep_pair_apart": lambda h: duplicates.keep_pair_apart(
        h.store, REGION, replace(PAIR, second="tiga"), by=BY
    ),
    "programmes.goals.link_programmes_to_goals": lambda h: goals.link_programmes_to_goals(
        h.store, REGION, {"satu": ["t1"]}, BY
    ),
    "programmes.goals.remove_goals": lambda h: goals.remove_goals(h.store, REGION, ["t1"], BY),
    "programmes.goals.save_goals": lambda h: goals.save_goals(
        h.store, REGION, [Goal("t9", "rpjmd", "9", "Baru")], BY
    ),
    "programmes.goals.undo_goal_change": lambda h: goals.undo_goal_change(h.store, REGION, BY),
    "programmes.import_workbook.save_import": lambda h: import_workbook.save_import(
        h.store, REGION, preview_import(h), by=BY
    ),
    "programmes.nomenclature.remove_nomenclature": lambda h: nomenclature.remove_nomenclature(
        h.store, REGION, 2025, by=BY
    ),
    "programmes.nomenclature.save_nomenclature": lambda h: nomenclature.save_nomenclature(
        h.store, REGION, Nomenclature(2026, {"1": "Urusan"}), by=BY
    ),
    "programmes.nomenclature.undo_nomenclature": lambda h: nomenclature.undo_nomenclature(
        h.store, REGION, BY
    ),
    "programmes.quick_win_marks.save_quick_win_marks": lambda h: quick_win_marks.save_quick_win_marks(
        h.store, REGION, {"satu": QuickWinMarks({"biaya": 4.0})}, by=BY
    ),
    "programmes.register.save_programmes": lambda h: save_programme(h.store, "empat"),
    "programmes.register.undo_register_save": lambda h: register.undo_register_save(h.store, REGION, BY),
    "results.clarify.agree_level": lambda h: clarify.agree_level(
        h.store, h.scope, REGION, "GOV1.1", 4.0, reason="Rapat", by=BY
    ),
    "results.clarify.undo_level_decision": lambda h: clarify.undo_level_decision(
        h.store, clarify.find_undoable_level(h.store, h.scope, REGION, "GOV1.1", BY).id, BY
    ),
    "results.clarify.verify_level": lambda h: clarify.verify_level(
        h.store, h.scope, REGION, "GOV1.1", 4.0, note="Dilihat", by=BY
    ),
    "sample.given_entries.give_sample": lambda h: _give_sample(h.store),
    "sample.load.load_sample": lambda h: _load_sample(h.store),
    "setup.deadline.set_answer_deadline": lambda h: deadline.set_answer_deadline(
        h.store, h.scope, REGION, deadline.DeadlineChange(None, date(2026, 9, 1)), BY
    ),
    "setup.duty_moves.move_duty": lambda h: duty_moves.move_duty(
        h.store, h.scope, REGION, duty_move(h, "DINKES"), BY
    ),
    "setup.no_programmes.save_no_programmes": lambda h: no_programmes.save_no_programmes(
        h.store, h.scope, REGION, {"SETDA": True}, BY
    ),
    "setup.own_items.add_own_item": lambda h: own_items.add_own_item(
        h.store, h.scope, REGION, replace(ROADS, question="Apakah halte diterangi?"), BY
    ),
    "setup.own_items.withdraw_own_items": lambda h: own_items.withdraw_own_items(
        h.store, h.scope, REGION, {"TAM.01": 1}, BY
    ),
    "setup.period_locking.lock_region_period": lambda h: period_locking.lock_region_period(
        h.store, h.scope.period_id, REGION, BY, REASON
    ),
    "setup.setup.ensure_assignments": lambda h: _without_duties(h),
    "setup.setup.save_roster": lambda h: setup.save_roster(
        h.store, h.scope, REGION, agencies.general_roster(REGION), BY
    ),
    "simulation.saved_scenarios.remove_saved_scenario": lambda h: saved_scenarios.remove_saved_scenario(
        h.store, saved_scenarios.load_scenarios(h.store, WORLD, LABEL), "Satu", BY
    ),
    "simulation.saved_scenarios.save_scenario": lambda h: saved_scenarios.save_scenario(
        h.store, saved_scenarios.load_scenarios(h.store, WORLD, LABEL), "Dua", WORLD, BY
    ),
    "simulation.saved_scenarios.undo_saved_scenario": lambda h: saved_scenarios.undo_saved_scenario(
        h.store, WORLD, LABEL, BY
    ),
    "states.marked_states.mark_period_state": lambda h: marked_states.mark_period_state(
        h.store, h.scope.period_id, REGION, "Akhir hari 2", BY
    ),
    "states.marked_states.remove_marked_state": lambda h: marked_states.remove_marked_state(
        h.store, marked_states.list_period_states(h.store, h.scope.period_id, REGION)[0].state.id, BY
    ),
    "states.marked_states.undo_state_mark": lambda h: marked_states.undo_state_mark(
        h.store, find_mark(h).number, BY
    ),
    "targets.agreed_targets.agree_target": lambda h: agreed_targets.agree_target(
        h.store, h.scope, REGION, "GOV", 2026, 3.0, by=BY
    ),
    "targets.agreed_targets.agree_targets": lambda h: agreed_targets.agree_targets(
        h.store, h.scope, REGION, 2030, {"GOV": 4.0}, by=BY
    ),
    "targets.agreed_targets.undo_agreed_targets": lambda h: _undo_targets(h),
    "upload.not_stored.forget_unstored_reading": lambda h: not_stored.forget_unstored_reading(
        h.store, h.place, h.refused
    ),
    "upload.not_stored.keep_unstored_readings": lambda h: not_stored.keep_unstored_readings(
        h.store, h.place, [h.refused]
    ),
    "upload.to_store.store_readings": lambda h: to_store.store_readings(h.store, h.place, h.readings),
    "upload.upload.receive_upload": lambda h: upload.receive_upload(
        h.store, h.place, [one.source for one in h.readings]
    ),
    "upload.upload.store_ready_files": lambda h: upload.store_ready_files(
        h.store, h.place, UploadOutcome(h.readings)
    ),
    "worksheets.workbook.import_group_workbook": lambda h: workbook.import_group_workbook(
        h.store, DESK, h.group_file, by=BY, known={"gov": GROUP}
    ),
    "worksheets.worksheets.join_lines": lambda h: worksheets.join_lines(
        h.store, ROOM, [*merged_lines(h)[::-1]], BY
    ),
    "worksheets.worksheets.save_obstacle_causes": lambda h: worksheets.save_obstacle_causes(
        h.store, ROOM, coded_obstacles(), BY
    ),
    "worksheets.worksheets.save_worksheet_lines": lambda h: worksheets.save_worksheet_lines(
        h.store, ROOM, "gov", [replace(LINES[0], key="z", text="Isu lain")], by=BY, seen={}
    ),
    "worksheets.worksheets.split_joined_lines": lambda h: worksheets.split_joined_lines(
        h.store, ROOM, MergedLine(tuple(worksheets.read_worksheet(h.store, ROOM, "gov").lines.values())), BY
    ),
    "worksheets.worksheets.undo_worksheet_save": lambda h: worksheets.undo_worksheet_save(
        h.store, ROOM, "gov", BY
    ),
}
"""Call -> what changes the locked period of the region that `fill_store` filled."""
OF_THE_SAMPLE = {"sample.given_entries.give_sample", "sample.load.load_sample"}

APART: dict[str, str] = {
    "audit_trail.describe_schema": "writes an empty store of its own, to compare with",
    "audit_trail.purge_files": "erases bytes, which the law may ask for at any time; what was read stays",
    "copies.remove_copies": "copies of the store lie beside it",
    "copies.replace_copies": "copies of the store lie beside it",
    "instrument_edits.adopt_instrument": "another instrument changes no result; refused once all are locked",
    "opening.open_whole_store": "opening must never be refused: what a locked sample lacks waits",
    "package.loads.LoadRecorder.record_load": "tells of rows that were each asked when they were written",
    "playlists.create_playlist": "which slides are shown in which order is of no region or period",
    "playlists.remove_playlist": "which slides are shown in which order is of no region or period",
    "playlists.replace_playlist_slides": "which slides are shown in which order is of no region or period",
    "playlists.undo_playlist_change": "which slides are shown in which order is of no region or period",
    "sample.given_entries.complete_sample": "passes over a region that locked the sample's period",
    "targets.roster_effects.foresee_move": "takes back whatever it wrote, and measures open periods alone",
    "targets.roster_effects.foresee_roster": "takes back whatever it wrote, and measures open periods alone",
    "setup.period_locking.open_region_period": "the way out, with a reason",
    "setup.setup.ensure_yearly_period": "adds a period, which is open",
    "setup.setup.open_scope": "freezes an instrument, which changes none that is frozen",
    "upload.published_load.keep_published_table": "passes over a region whose period is locked",
    "upload.remembered_choices.link_choices": "choices hold for files that come later",
    "upload.remembered_choices.remember_choices": "choices hold for files that come later",
    "upload.remembered_choices.remember_mapping": "choices hold for files that come later",
    "upload.temporary_store.keep_in_new_period": "adds a period, which is open",
}
"""Call -> why a lock does not hold it."""


def duty_move(held, opd):
    """GOV1.1 from whoever leads it to another OPD."""
    leads = agencies.leads_by_indicator(setup.assignments_of_region(held.store, held.scope, REGION))
    return duty_moves.DutyMove("GOV1.1", leads["GOV1.1"], opd)


def _give_sample(store):
    given_entries.give_sample(store, [REGION])


def _load_sample(store):
    load.load_sample(store)


def _without_duties(held):
    """Duties are given where there are none: of another instrument of the same period."""
    period = periods.find_period(held.store, held.scope.period_id)
    scope = setup.open_scope(held.store, period, instruments.load_instrument("spbe"))
    setup.ensure_assignments(held.store, scope, REGION, BY)


def _undo_targets(held):
    if found := agreed_targets.find_undoable_targets(held.store, REGION, 2026, BY):
        agreed_targets.undo_agreed_targets(held.store, REGION, found.number, BY)


def lock_filled(held):
    periods.lock_period(held.store, held.scope.period_id, REGION, BY, REASON)


def lock_sample(store):
    period = setup.ensure_yearly_period(store, 2026, BY, sample=True)
    periods.lock_period(store, period.id, REGION, BY, REASON)
