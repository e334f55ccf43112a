"""What a bimtek, its uploads and its refusals leave behind in the sample's store, in every table and kind."""

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import storage
from planning.programmes.nomenclature import Nomenclature
from planning.simulation.scenario import Scenario
from reference.instruments.own_items import OwnItem
from scoring import Node
from storage import audit
from storage.results import node_values
from storage.setup import instruments, periods, targets
from storage.upload import choices, unstored_files, uploads
from storage.upload.unstored_files import UnstoredFile
from storage.values import Actor, LeafSet, UploadBatch
from survey.values import Finding, NodeValue, Question
from tests import poison
from tests.pages import stores
from tests.storage.scene import file
from workflow import playlists
from workflow.package.gather import gather_package
from workflow.package.import_package import store_package
from workflow.plan import plan_decisions
from workflow.programmes import duplicates, goals, nomenclature, register
from workflow.results import clarify
from workflow.results.stored_data import read_survey_data
from workflow.sample import load
from workflow.setup import deadline, no_programmes, own_items
from workflow.simulation import saved_scenarios
from workflow.states import marked_states
from workflow.targets import agreed_targets
from workflow.worksheets import worksheets

REGION, OTHER, BY = "35.18", "35.14", Actor("Sari dari Diskominfo")
# Names that stand as keys, which nothing poisons later.
MARKED = poison.poison("Usulan")


def make_poisoned_store(seeded: Path, file: Path) -> None:
    """A copy of the sample's store at `file`, worked in, with markup in every text."""
    shutil.copy(seeded, file)
    engine = storage.open_store(stores.address(file))
    work_in_sample(engine)
    engine.dispose()
    poison.poison_store(file)


def work_in_sample(engine) -> None:
    """Add what the sample has none of, in the region that page tests open."""
    scope = load.find_sample_scope(engine)
    marked_states.mark_period_state(engine, scope.period_id, REGION, "Usulan", BY)
    _upload(engine, scope)
    _decide(engine, scope)
    _plan(engine, scope)
    _work(engine, scope)
    _load(engine)
    periods.lock_period(engine, scope.period_id, OTHER, BY, "Berita acara nomor satu sudah ditandatangani")
    audit.record_change(engine, BY, "catat", "ruang bimtek", region=REGION)


def _upload(engine, scope):
    asked = Question("agency", "Dinkes Kab", "OPD mana yang dimaksud?", (("DINKES", "Dinas Kesehatan"),))
    choices.save_choice(engine, REGION, "agency", asked.key, "DINKES", BY, asked)
    refused = UnstoredFile(REGION, "", "isian lama.xlsx", "0" * 64, "refused", "Berkas rusak.\nKirim ulang.")
    waiting = UnstoredFile(REGION, "DINKES", "isian baru.xlsx", "1" * 64, "confirm", "Skala belum dipilih.")
    unstored_files.keep_unstored_files(engine, scope.period_id, scope.instrument_id, [refused, waiting], BY)
    value = NodeValue(OTHER, "ECO", "published", 2.5, "answered", "Rekap", "B2", digits=1)
    said = Finding("W01", "warning", "Periksa lembar ini", "rekap.xlsx", "Rekap", "B2", "dua", "Perbaiki")
    uploads.keep_upload(
        engine,
        UploadBatch(
            scope.period_id,
            scope.instrument_id,
            BY,
            (file("rekap.xlsx"),),
            values=(value,),
            findings=(said,),
        ),
    )
    own = node_values.leaves_as_text([Node("BRA1-1", "Apakah kota dikenal orang luar?", "BRA1", 0)])
    asked_here = UploadBatch(
        scope.period_id, _persepsi(engine), BY, (file("persepsi.xlsx"),), leaves=(LeafSet(REGION, 0, own),)
    )
    uploads.keep_upload(engine, asked_here)


def _persepsi(engine) -> int:
    return next(one.id for one in instruments.list_instruments(engine) if one.instrument == "persepsi")


def _decide(engine, scope):
    answers = read_survey_data(engine, scope, REGION).answers
    first, second, third = sorted(answers.loc[answers["claimed"].notna(), "indicator"].astype(str).unique())[
        :3
    ]
    clarify.agree_level(engine, scope, REGION, first, 2.0, reason="Bukti dilihat bersama", by=BY)
    clarify.verify_level(engine, scope, REGION, second, 3.0, note="Dilihat di lapangan", by=BY)
    clarify.agree_level(engine, scope, REGION, third, None, reason="Tidak berlaku di sini", by=BY)
    agreed_targets.agree_target(engine, scope, REGION, "GOV", 2029, 3.5, by=BY)
    deadline.set_answer_deadline(engine, scope, REGION, deadline.DeadlineChange(None, date(2026, 7, 31)), BY)
    no_programmes.save_no_programmes(engine, scope, REGION, {"DINKES": True}, BY)
    ask = ("Korban kecelakaan", "Berapa banyak korban kecelakaan lalu lintas yang turun?", "DINKES")
    levels = tuple(f"Turun {level}0%" for level in range(5))
    own_items.add_own_item(engine, scope, REGION, OwnItem("kesiapan", *ask, levels, "Laporan kepolisian"), BY)


def _plan(engine, scope):
    playlists.create_playlist(engine, "Sesi pembukaan hari pertama", ["profil", "kesenjangan"], BY)
    weights = {"GOV": 0.4, "BRA": 0.12, "ECO": 0.12, "LIV": 0.12, "SOC": 0.12, "ENV": 0.12}
    scenario = Scenario(
        REGION, "kesiapan", weights, "dari musyawarah kelompok", points={MARKED: {"GOV": 5.0}}
    )
    saved_scenarios.save_scenario(
        engine, saved_scenarios.load_scenarios(engine, scenario, "2026 contoh"), MARKED, scenario, BY
    )
    names = {"2.16.01": "Program penunjang urusan", "2.16.01.2.01": "Kegiatan perencanaan perangkat daerah"}
    nomenclature.save_nomenclature(engine, REGION, Nomenclature(2026, names, "nomenklatur 2026.xlsx"), by=BY)
    plan_decisions.keep_plan_settings(engine, REGION, {"decided": date(2026, 6, 15)}, by=BY)
    known = register.read_register(engine, REGION)
    one = next(iter(known))
    goal = next(
        iter(goals.GOALS.read(engine, REGION, register.register_entry_scope(engine, REGION).period).items)
    )
    goals.link_programmes_to_goals(engine, REGION, {one: [goal]}, BY)
    if pairs := duplicates.suspected_duplicates(engine, REGION, known)[0]:
        duplicates.keep_pair_apart(engine, REGION, pairs[0], by=BY)


def _work(engine, scope):
    room = worksheets.WorksheetScope(REGION, "2026 contoh")
    obstacles = worksheets.list_obstacles(engine, scope, room)[:1]
    other = "anggaran" if obstacles["cause"].iloc[0] != "anggaran" else "SDM"
    worksheets.save_obstacle_causes(engine, room, obstacles.assign(cause=other), BY)
    lines = [one for one in worksheets.list_merged_lines(engine, room, ["GOV"]) if one.lead.part == "issue"]
    worksheets.join_lines(engine, room, lines[:2], BY)


def _load(engine):
    """A package of Gresik laid over its own, from a computer where another target was agreed."""
    with TemporaryDirectory() as folder:
        away = storage.open_store(f"sqlite:///{folder}/store.db")
        store_package(away, gather_package(engine, [OTHER]), BY, take=[OTHER])
        targets.save_target(away, OTHER, "GOV", 2030, 3.0, by=BY)
        store_package(engine, gather_package(away, [OTHER]), BY, take=[OTHER], name="paket Gresik.zip")
        away.dispose()
