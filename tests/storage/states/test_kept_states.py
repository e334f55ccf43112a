"""A copy of a period reads as any store, stays as it was made, and can be neither written nor forged."""

import threading
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import select, text, update

from storage import StoreError, audit, chain_check, entries, schema
from storage.engine import writing_transaction
from storage.results import answers, decisions, response_rates
from storage.setup import assignments, instruments, periods, rosters, targets
from storage.state_table import kept_state
from storage.states import kept, opened
from storage.upload import batches, choices, programmes, uploads
from storage.values import Actor, Submission, UploadBatch
from survey.values import Answer, ReportedProgramme
from tests.storage.filling import ROSTER, fill_every_table
from tests.storage.scene import ACTOR, NGANJUK, TUBAN, file

EDITED = {
    schema.agency: "name",
    schema.assignment: "role",
    schema.batch: "actor",
    schema.decision: "reason",
    schema.target: "by",
    schema.entry: "text",
    schema.choice: "choice",
    schema.unstored_file: "problems",
}
LATER = Actor("Lain")
PLAN = entries.EntryScope("plan", NGANJUK, "")


@pytest.fixture
def filled(store):
    fill_every_table(store)
    return store


def lock(store, region=NGANJUK):
    periods.lock_period(store, 1, region, ACTOR, "berita acara")
    return opened.open_period_store(store, 1, region)


def everything_read(store):
    """All that the queries of documents say of the region, as text."""
    scope = (1, 1, NGANJUK)
    frames = [
        answers.read_answers_frame(store, *scope),
        answers.list_answer_details(store, *scope),
        answers.list_asked_and_answered(store, *scope),
        assignments.read_assignments(store, *scope),
        rosters.read_roster(store, NGANJUK),
        targets.list_targets(store, NGANJUK),
        decisions.list_decisions(store, *scope),
        programmes.list_form_programmes(store, NGANJUK),
        batches.list_submission_versions(store, *scope),
        response_rates.count_answering_opd(store, 1, 1).query("region == @NGANJUK"),
    ]
    said = [frame.to_csv() for frame in frames]
    said += [
        repr((place, entries.list_entries(store, place)))
        for place in entries.list_entry_scopes(store, NGANJUK)
    ]
    return [*said, repr(choices.read_choices(store, NGANJUK, "deadline"))]


def change_everything(store):
    """What may be done to a region while one of its periods is locked, with nothing that refuses it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit, "require_open_rows", lambda *_given: None)
        _change_everything(store)


def _change_everything(store):
    roster = pd.DataFrame(ROSTER, columns=[*rosters.COLUMNS, "predecessor"]).assign(opd=["BARU", "LAIN"])
    rosters.write_roster(store, NGANJUK, roster, ACTOR, since=date(2026, 9, 1))
    targets.save_target(store, NGANJUK, "GOV", 2026, 1.25, by=LATER)
    entries.save_entries(store, PLAN, {"weights": '{"a": 1}'}, by=LATER)
    for place in entries.list_entry_scopes(store, NGANJUK):
        keys = list(entries.list_entries(store, place))
        entries.save_entries(store, place, dict.fromkeys(keys, '"lain"'), by=LATER)
    choices.save_choice(store, NGANJUK, "deadline", "1", "2026-12-24", LATER)
    later = periods.add_period(store, "2027", date(2027, 1, 1), date(2027, 12, 31), ACTOR)
    ran = (ReportedProgramme("Program tahun 2027", "GOV", "2027", "", 1.0, "berjalan", 7),)
    sent = Submission(NGANJUK, "DINKES", "1", 0, (Answer("A", "answered", 1.0),), ran)
    uploads.keep_upload(store, UploadBatch(later.id, 1, ACTOR, (file("2027.xlsx", "x"),), (sent,)))


def test_a_copy_says_what_the_store_said_and_nothing_of_what_came_after(filled):
    before = everything_read(filled)
    copy = lock(filled)
    assert everything_read(copy) == before
    change_everything(filled)
    assert everything_read(filled) != before
    assert everything_read(copy) == before
    assert everything_read(opened.open_period_store(filled, 1, NGANJUK)) == before
    assert opened.open_period_store(filled, 1, TUBAN) is filled


@pytest.mark.tampered
def test_rows_changed_past_the_app_do_not_reach_a_copy(filled):
    copy = lock(filled)
    before = everything_read(copy)
    with writing_transaction(filled) as connection:
        for table, column in EDITED.items():
            connection.execute(update(table).values({column: "support" if column == "role" else "lain"}))
    assert everything_read(copy) == before


def test_the_record_of_a_copy_ends_with_the_lock(filled):
    copy = lock(filled)
    head = audit.find_state_head(filled, 1, NGANJUK)
    last = audit.last_change_of_scope(copy, 1, 1, NGANJUK)
    change_everything(filled)
    assert audit.find_state_head(copy, 1, NGANJUK) == head
    assert audit.last_change_of_scope(copy, 1, 1, NGANJUK) == last


def test_nothing_is_written_to_a_copy(filled):
    copy = lock(filled)
    with pytest.raises(StoreError, match=r"oleh Petugas Diskominfo pada .*berita acara.*tidak dapat diubah"):
        targets.save_target(copy, NGANJUK, "GOV", 2027, 3.0, by=ACTOR)
    with pytest.raises(Exception, match=r"(?i)read.?only"), copy.connect() as connection:
        connection.execute(text("UPDATE period SET label = 'x'"))


def test_each_lock_has_a_copy_of_its_own_and_an_opened_period_is_read_live(filled):
    first = everything_read(lock(filled))
    periods.unlock_period(filled, 1, NGANJUK, ACTOR, "perbaikan")
    assert opened.open_period_store(filled, 1, NGANJUK) is filled
    assert kept.find_lock_state(filled, 1, NGANJUK) is None
    change_everything(filled)
    assert everything_read(lock(filled)) != first


def test_a_copy_is_one_transaction_with_its_lock_and_a_forged_one_is_named(filled):
    lock(filled)
    assert chain_check.list_chain_faults(filled) == ()


@pytest.mark.tampered
def test_a_forged_copy_is_named_and_a_damaged_one_told_in_words(filled):
    lock(filled)
    with writing_transaction(filled) as connection:
        content = connection.scalar(select(kept_state.c.content).order_by(kept_state.c.id.desc()))
        connection.execute(update(kept_state).values(content=content[:-9]))
    told = {row for fault in chain_check.list_chain_faults(filled) for row in fault.rows}
    assert {table for table, _ in told} == {"kept_state"}
    state = kept.find_lock_state(filled, 1, NGANJUK)
    with pytest.raises(StoreError, match="Salinan keadaan periode"):
        kept.read_state_content(filled, state)


def test_a_copy_is_read_by_many_at_once(filled):
    copy = lock(filled)
    expected, found = everything_read(copy), []
    readers = [threading.Thread(target=lambda: found.append(everything_read(copy))) for _ in range(8)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    assert found == [expected] * 8


def test_a_column_that_came_later_has_what_it_is_given_where_nothing_is_said(filled):
    lock(filled)
    state = kept.find_lock_state(filled, 1, NGANJUK)
    content = kept.read_state_content(filled, state)
    at = content.columns["agency"].index("short")
    older = kept.StateContent(
        content.columns | {"agency": tuple(n for n in content.columns["agency"] if n != "short")},
        content.rows | {"agency": tuple((*row[:at], *row[at + 1 :]) for row in content.rows["agency"])},
    )
    read = rosters.read_roster(opened._open(filled, state, older), NGANJUK)
    assert set(read["short"]) == {""}
    assert set(read["name"]) == {"Kecamatan Baru", "Dinas Kesehatan"}


def test_instruments_and_periods_are_those_of_the_store(filled):
    copy = lock(filled)
    assert instruments.list_instruments(copy) == instruments.list_instruments(filled)
    assert periods.list_periods(copy, (NGANJUK,)) == periods.list_periods(filled, (NGANJUK,))
