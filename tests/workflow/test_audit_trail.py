"""The audit trail in words, its workbook, and erasing files' bytes."""

import hashlib
import io
from datetime import date

import openpyxl
import pytest

from reports import audit_xlsx
from storage import StoreError, audit, chain_check
from storage.setup import instruments, periods
from storage.upload import batches, uploads
from storage.values import Actor, StoredFile, UploadBatch
from survey.values import NodeValue
from tests.test_house import SOURCES
from workflow import audit_trail


def keep(store, *contents):
    period = periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), Actor("Siti"))
    key = instruments.freeze_instrument(store, "kominfo", "2024", "d", "{}")
    files = tuple(
        StoredFile(f"{n}.xlsx", hashlib.sha256(data).hexdigest(), data) for n, data in enumerate(contents)
    )
    values = tuple(NodeValue("35.18", f"N{n}", "claimed", 1.0, "answered", file=n) for n in range(len(files)))
    uploads.keep_upload(store, UploadBatch(period.id, key, Actor("Siti"), files, values=values))
    return period


def test_entries_read_as_sentences_an_official_understands(store):
    period = keep(store, b"isi")
    periods.lock_period(store, period.id, "35.18", Actor("Budi"), "berita acara")
    audit.record_change(store, Actor("Siti"), "roster.save", "roster 35.18", region="35.18")
    rows = audit_trail.describe_audit_entries(store)
    assert rows["action"].tolist() == [
        "Susunan OPD disimpan",
        "Periode dikunci",
        "Unggahan disimpan",
        "Instrumen disimpan sebagaimana dipakai",
        "Periode ditambahkan",
    ]
    assert rows["object"].tolist()[0] == "OPD Kab. Nganjuk"
    assert rows["region"].tolist() == ["Kab. Nganjuk", "Kab. Nganjuk", "Kab. Nganjuk", "", ""]
    assert rows["period"].tolist() == ["", "2026", "2026", "", "2026"]
    assert rows["reason"].tolist()[1] == "berita acara"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("batch 9", "Unggahan 9"),
        ("agency: Dispendukcapil", "Pilihan OPD Dispendukcapil"),
        ("GOV1.1", "GOV1.1"),
        ("GOV 2027", "GOV 2027"),
    ],
)
def test_what_an_entry_is_about(text, said):
    assert audit_trail.describe_audit_subject(text) == said


def test_every_action_the_code_records_has_words():
    recorded = {
        word
        for file in SOURCES
        if file.parts[-2] in ("storage", "workflow")
        for word in _actions(file.read_text(encoding="utf-8"))
    }
    assert recorded
    assert recorded <= set(audit_trail.ACTIONS)


def _actions(source):
    import re

    call = re.compile(r'"((?:period|roster|assignment|upload|choice|target|instrument)\.(?!id)[a-z]+)"')
    return call.findall(source) if "audit.record" in source else []


def test_an_empty_store_has_an_empty_trail(store):
    assert list(audit_trail.describe_audit_entries(store).columns) == list(audit_trail.COLUMNS)
    assert audit_trail.describe_audit_entries(store).empty


@pytest.mark.parametrize("typed", ["=HYPERLINK(1)", "+1+1", "@SUM(A1)", "-2"])
def test_the_workbook_holds_text_whatever_somebody_typed(store, typed):
    audit.record_change(store, Actor(typed), "period.lock", "x", reason=typed)
    buffer = io.BytesIO()
    audit_xlsx.write_audit_workbook(audit_trail.describe_audit_entries(store), buffer, note="=1+1")
    cells = [cell for row in openpyxl.load_workbook(buffer).active for cell in row if cell.value]
    assert typed in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}


def test_erasing_bytes_keeps_digest_and_what_was_read(store):
    keep(store, b"satu", b"dua")
    first = batches.list_kept_files(store)["upload_id"].tolist()[0]
    assert audit_trail.purge_files(store, [first], Actor("Siti")) == 1
    files = batches.list_kept_files(store)
    assert files["purged_at"].notna().tolist() == [True, False]
    assert files["sha256"].tolist()[0] == hashlib.sha256(b"satu").hexdigest()
    assert audit_trail.describe_audit_entries(store)["action"].tolist()[0] == "Isi berkas dihapus"
    assert chain_check.list_chain_faults(store) == ()
    with pytest.raises(StoreError):
        audit_trail.purge_files(store, [999], Actor("Siti"))
