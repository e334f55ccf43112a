"""What is ready is stored at once, what needs a choice waits, and nothing is asked twice."""

from dataclasses import replace
from datetime import date

import pytest

import storage
from reference import agencies, instruments
from storage.results import answers
from storage.setup import periods
from storage.upload import batches
from storage.values import Actor
from survey.values import NodeValue, Reading, SourceFile
from tests.survey.making import book
from workflow.results import stored_data
from workflow.setup.setup import open_scope, rosters_in_store
from workflow.upload import outcome, remembered_choices, upload
from workflow.upload.outcome import UploadTarget

REGION = "35.18"


@pytest.fixture(scope="module")
def files(sample_files):
    return sample_files[REGION]


@pytest.fixture
def place(store):
    period = periods.add_period(store, "2026", date(2026, 1, 1), date(2026, 12, 31), Actor("Sari"))
    return UploadTarget(
        open_scope(store, period, instruments.load_instrument("kesiapan")), REGION, Actor("Sari")
    )


def named(files, part):
    return [file for file in files if part in file.name]


def stored(store, place):
    return batches.list_submission_versions(store, place.scope.period_id, place.scope.instrument_id, REGION)


def test_ready_files_are_stored_while_others_wait(store, place, files):
    sent = [*named(files, "DISKOPERINDAG"), *named(files, "DINKES")]
    received = upload.receive_upload(store, place, sent)
    assert [file.name for file in received.waiting] == ["Survei_Kab-Nganjuk_DISKOPERINDAG_2026.xlsx"]
    assert set(stored(store, place)["opd"]) == {"DINKES"}


def test_a_choice_lets_a_waiting_file_count_and_is_not_asked_again(store, place, files):
    sent = named(files, "DISKOPERINDAG")
    first = upload.receive_upload(store, place, sent)
    (question,) = outcome.open_questions(first.readings)
    chosen = {question.key: "3"}
    second = upload.receive_upload(store, place, first.waiting, choices=chosen)
    remembered_choices.remember_choices(store, place, outcome.open_questions(first.readings), chosen)
    assert not second.waiting
    assert len(second.new) == 1
    batches.undo_last_upload(store, place.scope.period_id, REGION, Actor("Sari"))
    again = upload.receive_upload(store, place, sent)
    assert not again.waiting
    assert len(again.new) == 1


def rated_file(name, opd, levels, heading="Skor (0-4)"):
    codes = list(instruments.load_instrument("kesiapan").framework.leaves)
    rows = [[code, level] for code, level in zip(codes, levels, strict=False)]
    return SourceFile(name, book(("Isian", [["Nama OPD", opd], ["Kode", heading], *rows])))


def test_what_a_scale_means_is_remembered_for_the_next_file_with_it(store, place):
    first, second = (
        rated_file("satu.xlsx", "Dinas Kesehatan", [0, 4, 2, 3, 1]),
        rated_file("dua.xlsx", "Dinas Komunikasi dan Informatika", [4, 4, 1, 0, 2]),
    )
    received = upload.receive_upload(store, place, [first])
    (question,) = outcome.open_questions(received.readings)
    chosen = {question.key: question.candidates[0][0]}
    upload.receive_upload(store, place, received.waiting, choices=chosen)
    remembered_choices.remember_choices(store, place, [question], chosen)
    (reading,) = upload.receive_upload(store, place, [second]).readings
    assert (reading.verdict, [one.value for one in reading.responses[0].answers]) == (
        "ready",
        [5, 5, 2, 1, 3],
    )
    assert any(one.code == "W53" and "0 = 1, 1 = 2" in one.found for one in reading.findings)
    (kept,) = remembered_choices.list_remembered_choices(store, REGION)
    assert kept.question == "Jawaban '0–4': bagaimana dibaca pada skala 1–5?"


def test_cells_settled_together_are_signed(store, place):
    file = rated_file("tiga.xlsx", "Dinas Kesehatan", ["3*", "4*", 2, 1, 5], "Skor")
    (question,) = outcome.open_questions(upload.receive_upload(store, place, [file]).readings)
    (reading,) = upload.receive_upload(store, place, [file], choices={question.key: "missing"}).readings
    signed = [one.cell for one in reading.findings if one.message.endswith("di halaman oleh Sari.")]
    assert signed == ["B3", "B4"]


def test_the_choice_between_two_files_is_not_remembered(store, place, files):
    received = upload.receive_upload(store, place, named(files, "Kec-Loceret"))
    (question,) = outcome.open_questions(received.readings)
    remembered_choices.remember_choices(store, place, [question], {question.key: "all"})
    assert question.key not in remembered_choices.recall_choices(store, place)


def test_the_same_file_again_changes_nothing(store, place, files):
    sent = named(files, "DINKES")
    upload.receive_upload(store, place, sent)
    again = upload.receive_upload(store, place, sent)
    assert (len(again.new), len(again.replaced), len(again.unchanged)) == (0, 0, 1)
    assert len(stored(store, place)) == 1


def test_two_files_of_one_name_keep_their_own_bytes(store, place, files):
    one, two = named(files, "DINKES")[0], named(files, "DLH")[0]
    upload.receive_upload(store, place, [one, replace(two, name=one.name)])
    kept = stored(store, place)
    assert set(kept["opd"]) == {"DINKES", "DLH"}
    assert kept["sha256"].nunique() == 2


def test_a_locked_period_refuses_and_stores_nothing(store, place, files):
    periods.lock_period(store, place.scope.period_id, REGION, Actor("Sari"))
    with pytest.raises(storage.StoreError, match="dikunci"):
        upload.receive_upload(store, place, named(files, "DINKES"))
    assert stored(store, place).empty


def test_answers_know_their_lead_though_no_roster_was_kept(store, place, files):
    upload.receive_upload(store, place, named(files, "DINKES"))
    rows = answers.read_answers_frame(store, place.scope.period_id, place.scope.instrument_id, REGION)
    assigned = agencies.assign_indicators(
        instruments.load_instrument("kesiapan").framework,
        rosters_in_store(store, place.scope.period_id)[REGION],
    )
    led = set(assigned.query("opd == 'DINKES' and role == 'lead'")["indicator"])
    assert set(rows.loc[rows["role"] == "lead", "indicator"]) <= led
    assert (rows["role"] == "support").any()


def reading(name, *regions):
    values = tuple(NodeValue(region, "X", "claimed", 1.0, "answered") for region in regions)
    return Reading(SourceFile(name, b""), verdict="ready", values=values)


def test_files_with_figures_of_one_region_go_in_turns():
    a, b, c = reading("a", "35.18", "35.23"), reading("b", "35.23"), reading("c", "33.22")
    turns = [[one.file for one in wave] for wave in upload.split_into_waves([a, b, c])]
    assert turns == [["a", "c"], ["b"]]


def test_a_file_that_lacks_only_its_weight_set_waits(store, place):
    used = instruments.load_instrument("kominfo")
    parts = used.framework.dimensions
    head = ";".join(["Kabupaten/Kota", *(used.framework.node(code).name for code in parts)])
    row = ";".join(["Kabupaten Nganjuk", *("2,5" for _ in parts)])
    csv = upload.SourceFile("rekap.csv", f"{head}\n{row}\n".encode())
    there = UploadTarget(
        open_scope(store, periods.find_period(store, place.scope.period_id), used), "", Actor("Sari")
    )
    first = upload.receive_upload(store, there, [csv])
    assert [file.name for file in first.waiting] == ["rekap.csv"]
    assert not first.new
    second = upload.receive_upload(
        store, there, first.waiting, weights=next(iter(used.framework.weight_sets))
    )
    assert not second.waiting
    assert second.new


def test_the_year_of_the_period_tells_the_weight_set_of_a_file_without_one(store):
    used = instruments.load_instrument("kominfo")
    parts = used.framework.dimensions
    head = ";".join(["Kabupaten/Kota", *(used.framework.node(code).name for code in parts), "KET"])
    row = ";".join(["Kabupaten Nganjuk", *("2,5" for _ in parts), "KPPN&IKN"])
    csv = upload.SourceFile("rekap.csv", f"{head}\n{row}\n".encode())
    period = periods.add_period(store, "Evaluasi 2023", date(2023, 1, 1), date(2023, 12, 31), Actor("Sari"))
    there = UploadTarget(open_scope(store, period, used), "", Actor("Sari"))
    upload.receive_upload(store, there, [csv])
    assert stored_data.read_survey_data(store, there.scope).settings[REGION].weights == "KPPN-IKN-2023"


@pytest.mark.parametrize("order", [1, -1])
def test_a_file_that_contradicts_itself_is_refused_alone(store, place, files, monkeypatch, order):
    """What the store refuses of one file takes no other file with it."""
    sent = [*named(files, "DINKES"), *named(files, "DLH")][::order]
    whole = upload.read_batch

    def twice(given, context, **more):
        read = whole(given, context, **more)
        (bad,) = [one for one in read if "DINKES" in one.file]
        (one,) = bad.responses
        doubled = replace(bad, responses=(replace(one, answers=(*one.answers, *one.answers)),))
        return [doubled if one is bad else one for one in read]

    monkeypatch.setattr(upload, "read_batch", twice)
    received = upload.receive_upload(store, place, sent)
    verdicts = {one.responses[0].opd: one.verdict for one in received.readings}
    assert verdicts == {"DINKES": "refused", "DLH": "ready"}
    assert set(stored(store, place)["opd"]) == {"DLH"}
    (bad,) = received.having("refused")
    assert bad.findings[-1].code == "E98"
