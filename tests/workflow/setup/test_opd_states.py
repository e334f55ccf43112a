"""Where an OPD stands: a file that was refused is not silence, and nothing to send is complete."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from storage.upload import batches, unstored_files
from storage.values import Actor
from survey.template import layout, name_form_files
from survey.values import ReportedProgramme, SourceFile
from tests.workflow.survey_scene import NGANJUK, ROSTER, answered, asked, form
from workflow.setup import completeness, no_programmes, opd_states
from workflow.setup.progress import measure_job_progress
from workflow.setup.reminders import SurveyRound, came_file_of, write_reminder, write_weekly_recap
from workflow.upload import not_stored, opd_status, senders
from workflow.upload.outcome import UploadTarget
from workflow.upload.upload import receive_upload

ROUND = SurveyRound("Kab. Nganjuk", "2026")

LED = asked("DINKES", "lead")
FREE = next(opd for opd in ROSTER["opd"] if not asked(opd, "lead"))


@pytest.fixture
def place(room):
    return UploadTarget(room.scope, NGANJUK, Actor("Sari"))


def states(room):
    return completeness.list_opd_responses(room.store, room.scope, NGANJUK).set_index("opd")


def changed(file, cell, value, name="survei.xlsx"):
    """A form with another value in a cell of a sheet, as "_meta!B3"."""
    sheet, _, place = cell.partition("!")
    book = openpyxl.load_workbook(BytesIO(file.data))
    book[sheet][place].value = value
    content = BytesIO()
    book.save(content)
    return SourceFile(name, content.getvalue())


def reminder(room, opd):
    row = states(room).loc[opd]
    return write_reminder(row["name"], ROUND, sent=bool(row["sent"]), came=came_file_of(row))


REFUSED = {
    "empty": (form("DINKES"), "Belum ada jawaban"),
    "older": (changed(form("DINKES"), "_meta!B3", "kesiapan@0.8"), "kesiapan@0.8"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_refused_file_is_not_silence_and_its_opd_is_told_what_is_wrong(room, place, kind):
    file, words = REFUSED[kind]
    receive_upload(room.store, place, [file])
    row = states(room).loc["DINKES"]
    assert (row["state"], row["came"], row["file"]) == ("refused", "refused", file.name)
    text = reminder(room, "DINKES")
    assert file.name in text
    assert words in text
    assert "belum kami terima" not in text
    recap = write_weekly_recap(ROUND, states(room).reset_index(), date(2026, 8, 3))
    told, _, silent = recap.partition("Belum mengirim (")
    name = ROSTER.set_index("opd").at["DINKES", "name"]
    assert f"- {name}: {file.name}" in told
    assert name not in silent


def test_what_is_stored_later_ends_it_and_a_later_refusal_is_told_beside_what_holds(room, place):
    receive_upload(room.store, place, [form("DINKES", name="kosong.xlsx")])
    good = form("DINKES", *(answered(code, 3.0) for code in LED))
    receive_upload(room.store, place, [good])
    assert tuple(states(room).loc["DINKES", ["state", "file"]]) == ("sent", "")
    receive_upload(room.store, place, [form("DINKES", name="kosong.xlsx")])
    assert tuple(states(room).loc["DINKES", ["state", "file"]]) == ("sent", "kosong.xlsx")
    text = reminder(room, "DINKES")
    assert "kosong.xlsx" in text
    assert "Seluruh pertanyaan sudah terjawab" in text


def test_a_waiting_file_is_told_as_such_until_it_is_stored_or_put_away(room, place):
    doubtful = changed(form("DINKES", answered(LED[0], 3.0)), "Jawaban!I8", "kurang tahu")
    (reading,) = receive_upload(room.store, place, [doubtful]).readings
    assert states(room).loc["DINKES", "state"] == "confirm"
    assert "tidak perlu dikirim ulang" in reminder(room, "DINKES")
    not_stored.forget_unstored_reading(room.store, place, reading)
    assert states(room).loc["DINKES", "state"] == "waiting"


def test_a_refused_file_of_nobody_named_can_be_said_to_be_an_opd_s(room, place):
    receive_upload(room.store, place, [SourceFile("Survei_DINKES_2026.xlsx", b"")])
    keys = (room.scope.period_id, room.scope.instrument_id, NGANJUK)
    (file,) = unstored_files.list_unstored_files(room.store, *keys)
    assert (file.opd, states(room).loc["DINKES", "state"]) == ("", "waiting")
    assert senders.guess_sender(ROSTER, file.name) == "DINKES"
    unstored_files.assign_unstored_file(room.store, file.id, "DINKES")
    assert states(room).loc["DINKES", "state"] == "refused"


OWN = name_form_files(NGANJUK, ROSTER, "2026")["DINKES"]


@pytest.mark.parametrize(
    "name",
    [OWN, OWN.replace(".xlsx", " (2).xlsx"), f"kiriman/{OWN.replace('.xlsx', '_final.pdf')}", OWN.upper()],
)
def test_a_form_of_ours_that_cannot_be_opened_is_its_opd_s_by_the_name_we_gave_it(room, place, name):
    receive_upload(room.store, place, [SourceFile(name, b"%PDF-1.7 rusak")])
    assert tuple(states(room).loc["DINKES", ["state", "came"]]) == ("refused", "refused")
    assert "belum kami terima" not in reminder(room, "DINKES")


def test_a_refused_file_of_nobody_named_is_counted_after_a_reload(room, place):
    receive_upload(room.store, place, [SourceFile("pindaian.pdf", b"%PDF-1.7")])
    receive_upload(room.store, place, [form("DINKES")])
    kept = unstored_files.list_unstored_files(
        room.store, room.scope.period_id, room.scope.instrument_id, NGANJUK
    )
    rows = opd_status.list_opd_status(room.store, room.scope, NGANJUK)
    assert opd_status.count_opd_status(rows, (), kept).refused == 2


@pytest.mark.parametrize("name", [OWN.replace("2026", "2025"), OWN.replace("_2026", "2_2026"), "DINKES.xlsx"])
def test_any_other_name_is_no_more_than_a_proposal(room, place, name):
    receive_upload(room.store, place, [SourceFile(name, b"")])
    assert states(room).loc["DINKES", "state"] == "waiting"


@pytest.mark.parametrize(
    ("path", "opd"),
    [
        ("DINKES/survei.xlsx", "DINKES"),
        ("kiriman/Dinas Kesehatan/survei (2).xlsx", "DINKES"),
        ("survei-dinas-kesehatan.xlsx", "DINKES"),
        ("survei.xlsx", None),
        ("DINKES DISKOMINFO.xlsx", None),
    ],
)
def test_a_path_may_name_its_opd_as_a_proposal(path, opd):
    assert senders.guess_sender(ROSTER, path) == opd


def test_an_opd_that_leads_nothing_is_complete_once_it_says_that_it_has_no_programme(room, place):
    assert states(room).loc[FREE, "state"] == "waiting"
    before = measure_job_progress(None, NGANJUK, states(room), 0).sent
    no_programmes.save_no_programmes(room.store, room.scope, NGANJUK, {FREE: True}, Actor("Sari"))
    assert states(room).loc[FREE, "state"] == "none"
    assert measure_job_progress(None, NGANJUK, states(room), 0).sent == before + 1
    recap = write_weekly_recap(ROUND, states(room).reset_index(), date(2026, 8, 3))
    assert "Menyatakan tidak ada program (1)" in recap
    no_programmes.save_no_programmes(room.store, room.scope, NGANJUK, {FREE: False}, Actor("Sari"))
    assert states(room).loc[FREE, "state"] == "waiting"


def test_an_opd_that_leads_indicators_still_has_to_answer_them(room):
    no_programmes.save_no_programmes(room.store, room.scope, NGANJUK, {"DINKES": True}, Actor("Sari"))
    assert states(room).loc["DINKES", "state"] == "waiting"


def test_a_form_that_says_so_completes_its_opd(room, place):
    sheet = openpyxl.load_workbook(BytesIO(form(FREE).data))[layout.PROGRAMME_SHEET]
    cell = next(
        one for row in sheet.iter_rows() for one in row if str(one.value).startswith("Tidak ada program")
    )
    beside = f"{layout.PROGRAMME_SHEET}!{sheet.cell(cell.row, cell.column + 1).coordinate}"
    receive_upload(room.store, place, [changed(form(FREE), beside, "ya")])
    assert tuple(states(room).loc[FREE, ["state", "file"]]) == ("sent", "")


def test_an_undone_upload_leaves_its_opd_as_it_was(room, place):
    listed = (ReportedProgramme("Antrean daring"),)
    receive_upload(room.store, place, [form(FREE, programmes=listed)])
    batches.undo_last_upload(room.store, room.scope.period_id, NGANJUK, Actor("Sari"))
    assert set(states(room)["state"]) == {opd_states.SILENT}
