"""Reading a batch of uploaded files: bytes in, one checked Reading per file out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from survey import batch, faults, large_surveys, recognising
from survey.answers.file_reading import ReadingContext
from survey.files import limits, zip_archive
from survey.files.grid import Workbook
from survey.files.preflight import RefusalError
from survey.files.sandbox import Sandbox
from survey.kept_grids import KeptGrids, OpenedSurvey
from survey.large_surveys import ReadingRoom
from survey.time_limit import OutOfTimeError, limit_time
from survey.values import Reading, SourceFile

Progress = Callable[[int, int, str], None]

_kept = KeptGrids()


def read_batch(
    files: Sequence[SourceFile],
    context: ReadingContext,
    *,
    on_progress: Progress | None = None,
    most: int | None = limits.FILES,
) -> list[Reading]:
    """One Reading per file, ZIP members expanded, in the order given; no file's content raises.

    `on_progress(done, total, name)` is called after each file. Files beyond `most` (None = no end) are
    refused.
    """
    readings = []
    sent = sum(len(file.data) for file in files)
    room = ReadingRoom(limits.READING_BYTES + limits.READING_TIMES * sent)
    patience = limits.BATCH_SECONDS + limits.SECONDS_PER_MIB * sent / 2**20
    with Sandbox(patience=patience) as sandbox:
        members = _told_apart(zip_archive.expand_zip_files(files, sandbox, most))
        for done, member in enumerate(members, start=1):
            readings.append(_read_or_refuse(member, context, sandbox, room))
            if on_progress:
                on_progress(done, len(members), member.file.name)
    return batch.judge_batch(readings, context)


def _told_apart(members: Sequence[zip_archive.ZipMember]) -> list[zip_archive.ZipMember]:
    """The members, those of one name and one content numbered: two OPD may have sent the same form."""
    met: Counter[tuple[str, str]] = Counter()
    found = []
    for member in members:
        met[member.file.path_and_content] += 1
        times = met[member.file.path_and_content]
        found.append(member if times == 1 else replace(member, file=_numbered(member.file, times)))
    return found


def _numbered(file: SourceFile, times: int) -> SourceFile:
    name, dot, ending = file.name.rpartition(".")
    return replace(file, name=f"{name or ending} ({times}){dot}{ending if name else ''}")


def _read_or_refuse(
    member: zip_archive.ZipMember, context: ReadingContext, sandbox: Sandbox, room: ReadingRoom
) -> Reading:
    """One bad file blocks no other, not even by a fault of ours."""
    try:
        try:
            return _read(member, context, sandbox, room)
        except RefusalError as refusal:
            return recognising.refuse_file(member.file, refusal, context)
    except Exception as error:
        return faults.refuse_faulty_file(member.file, error)


def _read(
    member: zip_archive.ZipMember, context: ReadingContext, sandbox: Sandbox, room: ReadingRoom
) -> Reading:
    if member.refusal:
        raise member.refusal
    opened = _kept.find_grids(member.file.path_and_content)
    if opened is None or not opened.small:
        opened = _open(member.file, sandbox, may_be_small=opened is None)
    if opened.book and opened.small:
        try:
            return _recognise(opened.book, member.file, context, sandbox)
        except OutOfTimeError:
            _open(member.file, sandbox, may_be_small=False)
    return large_surveys.read_large_survey(member.file, context, sandbox, room)


def _open(file: SourceFile, sandbox: Sandbox, *, may_be_small: bool) -> OpenedSurvey:
    opened = large_surveys.open_survey_file(file, sandbox, may_be_small=may_be_small)
    _kept.keep_grids(file.path_and_content, opened)
    return opened


def _recognise(book: Workbook, file: SourceFile, context: ReadingContext, sandbox: Sandbox) -> Reading:
    """What a small survey says; it counts for the batch. Raises OutOfTimeError where few cells cost much."""
    start = time.thread_time()
    try:
        with limit_time(limits.SERVER_SECONDS):
            return recognising.recognise_workbook(book, file, context)
    finally:
        sandbox.spent += time.thread_time() - start


def recall_grid(name: str, sha256: str) -> Workbook | None:
    """A file as it was read, None where it is not kept: it was too large, refused unread, or long ago."""
    opened = _kept.find_grids((name, sha256))
    return opened.book if opened else None


def forget_grids() -> None:
    """Drop the grids kept in memory."""
    _kept.forget_all()
