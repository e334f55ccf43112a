"""The files of this session that are not stored: they wait for a choice, or were refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from storage import StoreError
from storage.errors import NewerSave
from survey.same_opd import forget_file_decisions
from survey.tables.mapping import ColumnMapping
from survey.values import Finding, Reading, SourceFile, TableChoice
from ui.shared.format import format_count
from ui.shared.saving import overtaken
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from workflow.upload import not_stored, outcome, remembered_choices, upload
from workflow.upload.outcome import UploadOutcome, UploadTarget

KEY, TURN = "berkas_menunggu", "unggahan_ke"
ANSWERED = "pesan_pertanyaan_berkas"
FORGOTTEN, UNUSED = "(dilupakan)", "(tidak dipakai)"


@dataclass(frozen=True)
class PendingFiles:
    """What is not stored: a reading for each file, with its bytes while it may yet be (`outcome.is_waiting`).

    `tables` says by SHA-256 where the visitor said that a file's table lies, `choices` what was answered: a
    file may ask once more, and its first answers still hold.

    `recalled` is what was remembered of earlier uploads when the first of these files was checked: what
    somebody remembers since would be overwritten by an answer here. None = whatever is remembered now.

    `said`, `failed` and `remarks` tell of the last upload: what it changed, why it was not stored, and what
    to check in the files that were.
    """

    readings: tuple[Reading, ...] = ()
    said: str = ""
    failed: str = ""
    remarks: tuple[Finding, ...] = ()
    tables: Mapping[str, TableChoice] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    recalled: Mapping[str, str] | None = None

    @property
    def waiting(self) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.readings if outcome.file_verdict(reading) == "confirm")

    @property
    def refused(self) -> tuple[Reading, ...]:
        return tuple(reading for reading in self.readings if outcome.file_verdict(reading) == "refused")


def pending_files_of(place: UploadTarget) -> PendingFiles:
    """What waits at a place."""
    found: PendingFiles = st.session_state.setdefault(KEY, {}).get(_key(place), PendingFiles())
    return found


def keep_pending_files(place: UploadTarget, box: PendingFiles) -> None:
    """Let files wait at a place."""
    st.session_state.setdefault(KEY, {})[_key(place)] = box


def take_in_files(engine: Engine, place: UploadTarget, files: Sequence[SourceFile]) -> None:
    """Check new files and store the ready ones; what waits longer than they keeps waiting.

    The same file again takes its own place alone: another one of its name may be another OPD's.
    """
    old = pending_files_of(place)
    recalled = remembered_choices.recall_choices(engine, place)
    received = _receive(engine, place, files)
    if received is None:
        return
    again = {reading.path_and_content for reading in received.readings}
    if not old.waiting:  # what was chosen between files that are settled says nothing of these
        old = replace(old, choices={}, recalled=recalled)
    told = tuple(one for one in old.readings if outcome.is_waiting(one) and one.path_and_content not in again)
    keep_pending_files(place, _after(received, told, old))


def answer_file_questions(engine: Engine, place: UploadTarget, choices: Mapping[str, str]) -> None:
    """Remember what was chosen, and check the waiting files again with it.

    So are refused ones that ask where their table begins, and were told. Where somebody answered one of these
    questions otherwise since they were asked, both answers are shown and asked about.
    """
    old = pending_files_of(place)
    asked = {question.key: question for question in outcome.open_questions(old.readings)}
    recalled = _recalled(engine, place)

    def _write(shown: Newer) -> str:
        seen = {**recalled, **{one.key: one.text or "" for one in shown}}
        remembered_choices.remember_choices(engine, place, list(asked.values()), choices, seen)
        _check_answered(engine, place, choices)
        return ""

    def _compare(newer: NewerSave) -> list[Compared]:
        labels = dict(asked[newer.key].candidates)
        there, mine = (labels.get(one, one) for one in (newer.text or FORGOTTEN, choices[newer.key]))
        return [(asked[newer.key].text, there, mine)]

    overtaken.save_or_ask(
        FormSave(ANSWERED, _write, _compare, given_up=lambda: _check_answered(engine, place, {}))
    )


def _recalled(engine: Engine, place: UploadTarget) -> Mapping[str, str]:
    known = pending_files_of(place).recalled
    return remembered_choices.recall_choices(engine, place) if known is None else known


def _check_answered(engine: Engine, place: UploadTarget, choices: Mapping[str, str]) -> None:
    old = pending_files_of(place)
    given = {**old.choices, **choices}
    keep_pending_files(place, replace(old, recalled=remembered_choices.recall_choices(engine, place)))
    told = [one for one in old.refused if any(question.key in choices for question in one.questions)]
    if received := _again(engine, place, [*old.waiting, *told], choices=given):
        _link(engine, place, received, given)


def set_file_weights(engine: Engine, place: UploadTarget, reading: Reading, weights: str) -> None:
    """Score one waiting file with a weight set."""
    _again(engine, place, [reading], choices=pending_files_of(place).choices, weights=weights)


def point_to_table(
    engine: Engine, place: UploadTarget, reading: Reading, table: TableChoice, columns: ColumnMapping
) -> None:
    """Read a file's table from where the visitor says, its columns as said; both hold from now on.

    Where somebody said otherwise of such a table since, both are shown and asked about.
    """
    old, recalled = pending_files_of(place), _recalled(engine, place)

    def _write(shown: Newer) -> str:
        seen = {**recalled, **{one.key: one.text or "" for one in shown}}
        remembered_choices.remember_mapping(engine, place, columns, seen)
        own = {columns.signature: remembered_choices.recall_choices(engine, place)[columns.signature]}
        tables = {**old.tables, reading.sha256: table}
        keep_pending_files(place, replace(old, tables=tables, recalled={**recalled, **own}))
        if received := _again(engine, place, [reading], choices=old.choices):
            _link(engine, place, received, [columns.signature, *old.choices])
        return ""

    def _compare(newer: NewerSave) -> list[Compared]:
        standing = remembered_choices.recall_mappings(engine, place).get(newer.key)
        there, mine = dict(standing.targets if standing else ()), dict(columns.targets)
        headings = (each for each in {**there, **mine} if there.get(each) != mine.get(each))
        return [(f"Kolom {each}", there.get(each) or UNUSED, mine.get(each) or UNUSED) for each in headings]

    overtaken.save_or_ask(FormSave(ANSWERED, _write, _compare))


def _link(engine: Engine, place: UploadTarget, received: UploadOutcome, keys: Iterable[str]) -> None:
    """Let what was confirmed go with the upload that it let in: undone, both are."""
    for batch_id in received.batch_ids[-1:]:
        remembered_choices.link_choices(engine, place, keys, batch_id)


def forget_given_choices(place: UploadTarget) -> None:
    """Let nothing that waits rest on what was answered before: some of it was changed or forgotten."""
    keep_pending_files(place, replace(pending_files_of(place), choices={}))


def _again(
    engine: Engine, place: UploadTarget, readings: Sequence[Reading], **given: Any
) -> UploadOutcome | None:
    """Check some of the waiting files anew, the rest staying as it is; None after a failure of the store."""
    old, anew = pending_files_of(place), {reading.path_and_content for reading in readings}
    files = [one.source for one in old.readings if outcome.is_waiting(one) and one.path_and_content in anew]
    received = _receive(engine, place, files, **given)
    if received is None:
        return None
    told = tuple(reading for reading in old.readings if reading.path_and_content not in anew)
    keep_pending_files(place, _after(received, told, replace(old, choices=given["choices"])))
    return received


def drop_pending_file(engine: Engine, place: UploadTarget, gone: Reading) -> None:
    """Forget a file that is not stored; that one was refused stays known to whoever reminds its OPD."""
    old = pending_files_of(place)
    if outcome.file_verdict(gone) == "confirm":
        not_stored.forget_unstored_reading(engine, place, gone)
    readings = tuple(reading for reading in old.readings if reading.path_and_content != gone.path_and_content)
    choices = forget_file_decisions(old.choices, gone.path_and_content)
    keep_pending_files(
        place, replace(old, readings=readings, said="", failed="", remarks=(), choices=choices)
    )


def _receive(
    engine: Engine, place: UploadTarget, files: Sequence[SourceFile], **given: Any
) -> UploadOutcome | None:
    """None after a failure of the store, which the page then tells; nothing was stored."""
    bar = st.progress(0.0, "Memeriksa berkas")

    def progress(done: int, total: int, _name: str) -> None:
        bar.progress(done / total, f"{done} dari {total} berkas diperiksa")

    try:
        tables = pending_files_of(place).tables
        return upload.receive_upload(engine, place, files, tables=tables, on_progress=progress, **given)
    except StoreError as error:
        keep_pending_files(place, replace(pending_files_of(place), said="", failed=str(error)))
        return None
    finally:
        bar.empty()


def _after(received: UploadOutcome, readings: tuple[Reading, ...], old: PendingFiles) -> PendingFiles:
    """What waits after an upload, beside the `readings` from before, and what to say of it."""
    ready = received.having("ready")
    remarks = tuple(note for reading in ready for note in reading.findings if note.severity != "info")
    choices = old.choices
    for refused in received.having("refused"):
        choices = forget_file_decisions(choices, refused.path_and_content)
    return replace(
        old,
        readings=readings + received.unstored,
        said=_said(received),
        failed="",
        remarks=remarks,
        choices=choices,
    )


def _said(received: UploadOutcome) -> str:
    """What the upload changed, as a sentence; "" where nothing of it could count yet."""
    if received.new or received.replaced:
        changed = len({target.file for target in (*received.new, *received.replaced)})
        old = len({target.file for target in received.replaced})
        versions = f", {format_count(old)} di antaranya menggantikan versi sebelumnya" if old else ""
        return f"{format_count(changed)} berkas tersimpan{versions}."
    if received.unchanged:
        return "Tidak ada yang berubah: isi berkas sama dengan yang sudah tersimpan."
    return ""


def _key(place: UploadTarget) -> tuple[int, int, str]:
    return (place.scope.period_id, place.scope.instrument_id, place.region)
