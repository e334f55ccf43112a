"""Every document says of which state of the store it is, and a locked one of that of its lock."""

import csv
import json
import zipfile
from datetime import date
from io import BytesIO, StringIO

import pypdf
import pytest

from reports.documents import DOCUMENTS
from reports.plain_text import CHAIN_HEAD
from storage import audit, chain_check
from storage.setup import periods, targets
from storage.values import Actor
from tests.reports.scene import NGANJUK, SIAU, SPBE
from workflow import audit_trail
from workflow.documents.source import DocumentSource


def said(content, suffix):
    if suffix in ("csv", "json"):
        return content.decode()
    if suffix == "pdf":
        return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    with zipfile.ZipFile(BytesIO(content)) as file:
        return " ".join(file.read(name).decode(errors="replace") for name in file.namelist())


@pytest.fixture(scope="module")
def answered(open_room):
    return open_room("mark").answer(NGANJUK, lambda code: 3.0)


@pytest.fixture(scope="module")
def both(open_room):
    return open_room("mark_both", instrument=SPBE).table(NGANJUK, lambda at: 2.0).table(SIAU, lambda at: 3.5)


@pytest.mark.parametrize("key", DOCUMENTS)
def test_the_head_of_the_region_is_in_every_document_and_known_to_the_record(answered, key):
    head = str(audit.find_chain_head(answered.store, NGANJUK))
    assert head in said(DOCUMENTS[key].produce(answered.source(NGANJUK)), DOCUMENTS[key].suffix)
    assert audit_trail.is_known_head(answered.store, head)


@pytest.mark.parametrize("key", ["skor_csv", "skor_json"])
@pytest.mark.parametrize("locked", [0, 1, 2])
def test_tables_name_one_known_head_in_every_row(both, key, locked):
    """Of two regions: the common chain until both are locked, then the lock that came last."""
    for region in (SIAU, NGANJUK)[:locked]:
        if region not in periods.list_locked_regions(both.store, both.period.id):
            periods.lock_period(both.store, both.period.id, region, Actor("Sari"), "berita acara")
    source = DocumentSource(both.store, both.scope, (NGANJUK, SIAU), "Semua daerah")
    text = DOCUMENTS[key].produce(source).decode()
    rows = json.loads(text) if key == "skor_json" else list(csv.DictReader(StringIO(text)))
    assert {list(row)[-1] for row in rows} == {CHAIN_HEAD}
    (head,) = {row[CHAIN_HEAD] for row in rows}
    expected = NGANJUK if locked == 2 else None
    assert head == str(audit.find_chain_head(both.store, expected))
    assert audit_trail.is_known_head(both.store, head)


def test_a_locked_period_prints_the_head_of_its_lock_until_it_is_opened(open_room):
    room = open_room("mark_lock").answer(NGANJUK, lambda code: 3.0)
    periods.lock_period(room.store, room.period.id, NGANJUK, Actor("Sari"), "berita acara")
    locked = room.facts(NGANJUK).audit_mark
    periods.add_period(room.store, "2027", date(2027, 1, 1), date(2027, 12, 31), Actor("Sari"))
    targets.save_target(room.store, NGANJUK, "GOV", 2040, 3.0, by=Actor("Sari"))
    assert room.facts(NGANJUK).audit_mark == locked
    periods.unlock_period(room.store, room.period.id, NGANJUK, Actor("Sari"), "perbaikan")
    opened = room.facts(NGANJUK).audit_mark
    assert opened == f"Jejak audit {audit.find_chain_head(room.store, NGANJUK)}"
    assert opened != locked
    assert chain_check.list_chain_faults(room.store) == ()
