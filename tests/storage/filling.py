"""A small store in which every table holds rows, and every kind of change was made at least once."""

from datetime import date

import pandas as pd

from storage import audit, entries, undoing
from storage.results import decisions
from storage.setup import assignments, instruments, periods, rosters, targets
from storage.upload import batches, choices, unstored_files, uploads
from storage.upload.unstored_files import UnstoredFile
from storage.values import LeafSet, Participation, Submission, UploadBatch
from survey.values import Answer, Finding, NodeValue, Question, ReportedProgramme
from tests.storage.scene import ACTOR, NGANJUK, TUBAN, claimed, file, sent

ROSTER = [
    ["DINKES", "1.02", "Dinas Kesehatan", "Dinkes", "kesehatan;gizi", "", "DINKES", ""],
    ["KEC-A", "7.01", "Kecamatan A", "Kec. A", "kewilayahan", "A", "KECAMATAN", "KEC-LAMA"],
]
GIVEN = entries.EntryScope("programme", NGANJUK, "2026")


def fill_every_table(engine) -> None:
    """Write to every table through the store's own functions."""
    period = periods.add_period(engine, "2026", date(2026, 1, 1), date(2026, 12, 31), ACTOR)
    key = instruments.freeze_instrument(engine, "kesiapan", "0.9", "d1", "{}")
    scope = (period.id, key)
    for region in (NGANJUK, TUBAN):
        _prepare(engine, scope, region)
    periods.lock_period(engine, period.id, "35.14", ACTOR, "berita acara")
    periods.unlock_period(engine, period.id, "35.14", ACTOR, "perbaikan")
    _answer(engine, scope)
    _decide(engine, scope)
    _refuse(engine, scope)
    _write(engine)


def _prepare(engine, scope, region):
    roster = pd.DataFrame(ROSTER, columns=[*rosters.COLUMNS, "predecessor"])
    rosters.write_roster(engine, region, roster, ACTOR, since=date(2025, 1, 1))
    changed = roster.iloc[::-1].assign(name=["Kecamatan Baru", "Dinas Kesehatan"])
    rosters.write_roster(engine, region, changed, ACTOR, since=date(2026, 1, 1))
    duties = pd.DataFrame([["A", "DINKES", "lead"], ["A", "KEC-A", "support"]], columns=assignments.COLUMNS)
    assignments.save_assignments(engine, *scope, region, duties, ACTOR)


def _answer(engine, scope):
    told = {name: name for name in ("fact", "analysis", "obstacle", "evidence", "evidence_link", "note")}
    more = {"evidence_date": "2026", "verified_note": "dilihat", "sheet": "Isian", "cell": "C3"}
    given = Answer("A", "answered", 3, **told, **more, verified=2)
    ran = ReportedProgramme("Mal pelayanan", "GOV", "2024", "Layanan", 1_000_000, "berjalan", 7)
    whole = Submission(NGANJUK, "DINKES", "1", 0, (given, Answer("B", "missing")), (ran,))
    values = (
        claimed("GOV", 2.5),
        claimed("GOV", 2.0, kind="published"),
        claimed("GOV", float("nan"), region=TUBAN),
    )
    batch = UploadBatch(
        *scope,
        ACTOR,
        (file("a.xlsx"), file("b.xlsx")),
        submissions=(whole, sent("KEC-A", {"A": 2.0}, at=1)),
        values=(*values, NodeValue(NGANJUK, "ECO", "claimed", 1.5, "answered", "Data", "B2", digits=1)),
        leaves=(LeafSet(NGANJUK, 0, "[]"),),
        participation=(Participation(NGANJUK, 0, "KPPN"), Participation(TUBAN, 0)),
        findings=(Finding("W01", "warning", "Periksa", "a.xlsx", "Isian", "C3", "x", "y"),),
    )
    uploads.keep_upload(engine, batch)
    for content in ("satu", "dua"):
        odd = Answer(
            "C",
            "answered",
            float("nan"),
            note="nol \0 \x0b \x07 \r\n \t \x1b",
            fact='sendiri \ud800 \u200b\u2028 "kutip" \\ é',
        )
        one = Submission(NGANJUK, "DINKES", "1", 0, (Answer("A", "answered", 4.0), odd))
        uploads.keep_upload(engine, UploadBatch(*scope, ACTOR, (file("c.xlsx", content),), (one,)))
    batches.undo_last_upload(engine, scope[0], NGANJUK, ACTOR)
    batches.purge_kept_file(engine, 1, ACTOR)


def _decide(engine, scope):
    for value in (3.0, 4.0):
        decisions.save_agreed_value(engine, *scope, NGANJUK, "A", value, reason="disepakati", by=ACTOR)
        decisions.save_verified_value(engine, *scope, TUBAN, "A", value, note="dilihat", by=ACTOR)
    last = decisions.find_undoable_decision(engine, (*scope, NGANJUK, "A"), ACTOR)
    decisions.undo_decision(engine, last.id, ACTOR)
    for value in (3.5, None):
        targets.save_target(engine, NGANJUK, "GOV", 2027, value, by=ACTOR)


def _write(engine):
    asked = Question("agency", "Dinkes \ud800", "OPD mana?", (("DINKES", "Dinas Kesehatan"),))
    for region in (NGANJUK, ""):
        choices.save_choice(engine, region, "agency", asked.key, "DINKES", ACTOR, asked)
        choices.save_choice(engine, region, "mapping", "Skor", "A", ACTOR)
    (kept,) = choices.list_choices(engine, NGANJUK, ["mapping"])
    choices.change_choice(engine, kept, "B", ACTOR)
    choices.forget_choices(engine, choices.list_choices(engine, "", ["mapping"]), ACTOR)
    entries.give_entries(engine, GIVEN, {"p1": "bawaan"}, by=ACTOR)
    entries.save_entries(engine, GIVEN, {"p1": "ubah", "p2": "baru"}, by=ACTOR)
    entries.save_entries(engine, GIVEN, {"p1": None}, by=ACTOR)
    undoing.undo_entries(engine, GIVEN, ACTOR)
    entries.save_entries(engine, entries.EntryScope("playlist"), {"hari 1": "[]"}, by=ACTOR)
    audit.record_change(engine, ACTOR, "tes", "tanpa baris", region=TUBAN)


def _refuse(engine, scope):
    """Files that were not stored: one waits, of one it was said whose it is, one was settled."""
    came = [
        UnstoredFile(NGANJUK, opd, name, name * 8, "refused", "Berkas rusak.")
        for opd, name in (("DINKES", "a"), ("", "b"), ("", "c"))
    ]
    unstored_files.keep_unstored_files(engine, *scope, came, ACTOR)
    key = unstored_files.list_unstored_files(engine, *scope, NGANJUK)[0].id
    unstored_files.assign_unstored_file(engine, key, "DINKES", ACTOR)
    unstored_files.clear_unstored_files(engine, *scope, {("b", "b" * 8)}, ACTOR)
