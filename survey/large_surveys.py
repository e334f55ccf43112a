"""A survey opened by the child, which also says what a large one answers: its grid never comes here."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

from survey import child_reading, reading_transfer
from survey.answers.file_reading import ReadingContext
from survey.child_reading import FAULT, GRID, PART, SIZE, SMALL
from survey.files import limits, process_protocol
from survey.files.preflight import RefusalError
from survey.files.sandbox import ChildReply, Sandbox
from survey.kept_grids import OpenedSurvey
from survey.values import Reading, SourceFile


class ChildFaultError(Exception):
    """A fault of ours in the child, with its traceback."""


class ReadingRoom:
    """What the surveys of a batch that the child recognised may take here together, in bytes."""

    def __init__(self, most: int) -> None:
        self.left = most


def open_survey_file(file: SourceFile, sandbox: Sandbox, *, may_be_small: bool = True) -> OpenedSurvey:
    """A survey opened; one that is not small waits in the child for `read_large_survey`.

    `may_be_small` is False for one that the server has given up on.

    Raises RefusalError.
    """
    said, payload = sandbox.call_function(
        child_reading.open_survey,
        file.data,
        name=_plain(file.name),
        sha256=file.sha256,
        small_cells=limits.SMALL_CELLS if may_be_small else -1,
        small_bytes=limits.SMALL_BYTES,
    )
    if said[GRID] is None:
        return OpenedSurvey(None, False, 0)
    return OpenedSurvey(process_protocol.unpack_workbook(said[GRID], payload), said[SMALL], said[SIZE])


def read_large_survey(
    file: SourceFile, context: ReadingContext, sandbox: Sandbox, room: ReadingRoom
) -> Reading:
    """What the survey says that was opened last.

    Raises RefusalError, and ChildFaultError for a fault of ours.
    """
    codes = tuple(context.rosters)
    known = frozenset(codes)
    packed = pickle.dumps((replace(context, rosters={}, choices=dict(context.choices)), codes))
    replies = sandbox.iterate_function(
        child_reading.read_open_survey,
        packed,
        told=lambda code: pickle.dumps(context.rosters[code]) if code in known else b"",
        name=_plain(file.name),
        sha256=file.sha256,
        most=room.left,
    )
    # Left midway, it ends the child before the next file is given to it.
    with closing(replies):
        return reading_transfer.unpack_reading(_parts(replies, room), file)


def _parts(replies: Iterator[ChildReply], room: ReadingRoom) -> Iterator[reading_transfer.Part]:
    for said, payload in replies:
        if FAULT in said:
            raise ChildFaultError(said[FAULT])
        part = (said[PART], payload)
        room.left -= reading_transfer.weigh_part(part)
        if room.left < 0:
            raise RefusalError("E12")
        yield part


def _plain(name: str) -> str:
    """A name as it can be sent."""
    return name.encode("utf-8", "replace").decode("utf-8")
