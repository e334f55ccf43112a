"""The audit trail in words, its workbook, and erasing files' bytes."""

import hashlib
import io
from datetime import date

import openpyxl
import pytest

import storage
from reports import audit_xlsx
from storage import StoreError, audit, batches, instruments, periods, uploads
from storage.values import Batch, File, NodeValue
from tests.test_house import SOURCES
from workflow import trail


@pytest.fixture
def store(tmp_path):
    engine = storage.open_store(f"sqlite:///{tmp_path}/store.db")
    yield engine
    engine.dispose()


def keep(store, *contents):
    period = periods.add(store, "2026", date(2026, 1, 1), date(2026, 12, 31), "Siti")
    key = instruments.freeze(store, "kominfo", "2024", "d", "{}")
    files = tuple(
        File(f"{n}.xlsx", hashlib.sha256(data).hexdigest(), data) for n, data in enumerate(contents)
    )
    values = tuple(NodeValue("35.18", f"N{n}", "claimed", 1.0, "answered", n) for n in range(len(files)))
    uploads.keep(store, Batch(period.id, key, "Siti", files, values=values))
    return period


def test_entries_read_as_sentences_an_official_understands(store):
    period = keep(store, b"isi")
    periods.lock(store, period.id, "Budi", "berita acara")
    audit.record(store, "Siti", "roster.save", "roster 35.18", region="35.18")
    rows = trail.entries(store)
    assert rows["action"].tolist() == [
        "Susunan OPD disimpan",
        "Periode dikunci",
        "Unggahan disimpan",
        "Periode ditambahkan",
    ]
    assert rows["object"].tolist()[0] == "OPD Kab. Nganjuk"
    assert rows["region"].tolist() == ["Kab. Nganjuk", "", "Kab. Nganjuk", ""]
    assert rows["period"].tolist() == ["", "2026", "2026", "2026"]
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
    assert trail.thing(text) == said


def test_every_action_the_code_records_has_words():
    recorded = {
        word
        for file in SOURCES
        if file.parts[-2] in ("storage", "workflow")
        for word in _actions(file.read_text(encoding="utf-8"))
    }
    assert recorded
    assert recorded <= set(trail.ACTIONS)


def _actions(source):
    import re

    call = re.compile(r'"((?:period|roster|assignment|upload|choice|target|instrument)\.(?!id)[a-z]+)"')
    return call.findall(source) if "audit.record" in source else []


def test_an_empty_store_has_an_empty_trail(store):
    assert list(trail.entries(store).columns) == list(trail.COLUMNS)
    assert trail.entries(store).empty


@pytest.mark.parametrize("typed", ["=HYPERLINK(1)", "+1+1", "@SUM(A1)", "-2"])
def test_the_workbook_holds_text_whatever_somebody_typed(store, typed):
    audit.record(store, typed, "period.lock", "x", reason=typed)
    buffer = io.BytesIO()
    audit_xlsx.write(trail.entries(store), buffer, note="=1+1")
    cells = [cell for row in openpyxl.load_workbook(buffer).active for cell in row if cell.value]
    assert typed in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}


def test_erasing_bytes_keeps_digest_and_what_was_read(store):
    keep(store, b"satu", b"dua")
    first = batches.files(store)["upload_id"].tolist()[0]
    assert trail.purge(store, [first], "Siti") == 1
    files = batches.files(store)
    assert files["purged_at"].notna().tolist() == [True, False]
    assert files["sha256"].tolist()[0] == hashlib.sha256(b"satu").hexdigest()
    assert trail.entries(store)["action"].tolist()[0] == "Isi berkas dihapus"
    assert audit.broken_at(store) is None
    with pytest.raises(StoreError):
        trail.purge(store, [999], "Siti")
