"""Letters name the instrument they are about, and ask nothing of a period that is locked."""

import re
from datetime import date

import pytest

from reference import instruments
from reports.documents import DOCUMENTS
from storage.setup import periods
from storage.values import Actor
from tests.reports.scene import NGANJUK, drawn
from tests.reports.word.reading import texts
from workflow.setup import deadline
from workflow.setup.reminders import SurveyRound, name_survey, write_reminder

LETTERS = ("nota", "surat", "rekap", "bab_gap")
ASKED_OF_OPD = ("surat", "rekap")
ASKS = re.compile(
    r"[Mm]ohon (berkenan|kepastian|lengkapi|Bapak/Ibu mengisi)|paling lambat|perlu dilengkapi|Batas"
)
BY = Actor("Sari")
OTHERS = ("pemdi", "spbe", "kominfo", "persepsi")


@pytest.fixture(scope="module", params=("kesiapan", *OTHERS))
def room(request, open_room):
    instrument = instruments.load_instrument(request.param)
    made = open_room(f"letters {request.param}", instrument=instrument)
    made.answer(NGANJUK, drawn(5, missing=0.2))
    change = deadline.DeadlineChange(None, date(2026, 9, 1))
    deadline.set_answer_deadline(made.store, made.scope, NGANJUK, change, BY)
    return made


def said(room, key):
    return " ".join(texts(DOCUMENTS[key].produce(room.source(NGANJUK), None)))


@pytest.mark.parametrize("key", LETTERS)
def test_a_document_names_its_instrument_and_no_other(room, key):
    text = said(room, key)
    assert room.instrument.title_within in text or room.instrument.title in text
    for other in ("kesiapan", *OTHERS):
        title = instruments.load_instrument(other).title_within
        if other != room.instrument.id and title not in room.instrument.title_within:
            assert title not in text


@pytest.mark.parametrize("key", ASKED_OF_OPD)
def test_an_open_period_asks_and_a_locked_one_asks_nothing(room, key):
    assert ASKS.search(said(room, key))
    periods.lock_period(room.store, room.period.id, NGANJUK, BY, "berita acara bimtek")
    try:
        closed = said(room, key)
    finally:
        periods.unlock_period(room.store, room.period.id, NGANJUK, BY, "uji coba sekali lagi")
    assert not ASKS.search(closed)
    assert name_survey(room.instrument) in closed


@pytest.mark.parametrize("sent", [True, False])
@pytest.mark.parametrize("missing", [(), ("GOV1.1 Standar",)])
def test_a_reminder_of_a_locked_period_asks_nothing(sent, missing):
    about = SurveyRound("Kab. Nganjuk", "2026", closed=True)
    text = write_reminder("Dinas Kesehatan", about, sent=sent, missing=missing, deadline=date(2026, 9, 1))
    assert not ASKS.search(text)
    assert "sudah dikunci" in text
