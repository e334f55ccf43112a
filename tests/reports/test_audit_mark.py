"""Every document says of which state of the store it is, and a locked one of that of its lock."""

import zipfile
from datetime import date
from io import BytesIO

import pypdf
import pytest

from reports import profile_pdf
from reports.scores import scores
from reports.slides import content
from reports.word import gap_chapter
from reports.workbook import workbook
from storage import audit, chain_check
from storage.setup import periods, targets
from storage.values import Actor
from tests.reports.scene import NGANJUK
from workflow import audit_trail

BUILDERS = {
    "pdf": profile_pdf.build_profile,
    "docx": gap_chapter.build_gap_chapter,
    "xlsx": scores.build_scores_workbook,
    "pptx": content.build_presentation,
    "region xlsx": workbook.build_region_workbook,
}


def said(content):
    if content.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    with zipfile.ZipFile(BytesIO(content)) as file:
        return " ".join(file.read(name).decode(errors="replace") for name in file.namelist())


@pytest.mark.parametrize("kind", BUILDERS)
def test_the_head_of_the_region_is_printed_and_known_to_the_record(open_room, kind):
    room = open_room(f"mark_{kind.replace(' ', '_')}").answer(NGANJUK, lambda code: 3.0)
    head = str(audit.find_chain_head(room.store, NGANJUK))
    assert head in said(BUILDERS[kind](room.source(NGANJUK)))
    assert audit_trail.is_known_head(room.store, head)


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
