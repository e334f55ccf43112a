"""Inside the child: a survey opened, and where it is large what it says, so that its grid stays there.

What recognises is loaded with the first large file alone: it brings pandas, and a batch of forms ends before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from survey.files import limits, process_protocol, server_line
from survey.files.grid import Workbook

if TYPE_CHECKING:
    import pandas as pd

    from survey.answers.file_reading import ReadingContext

FAULT, PART, SMALL, GRID, SIZE = "fault", "part", "small", "grid", "size"
TRACEBACK = 8_000
"""The last letters of a traceback are enough to find the fault."""
_open: dict[str, Workbook] = {}
"""The survey that was opened last, by its digest."""


def open_survey(
    data: bytes, name: str, sha256: str, small_cells: int, small_bytes: int
) -> tuple[dict[str, Any], bytes]:
    """Whether the survey is so small, and its grids where the server may keep them.

    One that is not small waits here for `read_open_survey`. Raises RefusalError where it must not be read.
    """
    from survey.files.reader import read_workbook

    _open.clear()
    book = read_workbook(name, data)
    cells = sum(len(row) for sheet in book.sheets for row in sheet.rows)
    packed, payload, size = None, b"", 0
    if cells <= limits.GRID_CELLS:
        packed, payload, size = process_protocol.pack_and_weigh_workbook(book)
    small = bool(packed) and cells <= small_cells and size <= small_bytes
    if not small:
        _open[sha256] = book
    if size > limits.GRID_BYTES:
        packed, payload = None, b""
    return {SMALL: small, GRID: packed, SIZE: size}, payload


def read_open_survey(
    data: bytes, name: str, sha256: str, most: int
) -> Iterator[tuple[dict[str, Any], bytes]]:
    """What the survey opened last says, in parts of `reading_transfer`; `data` is the server's context.

    Raises RefusalError E41 where it would take more than `most` bytes in the server. A fault of ours is its
    traceback.
    """
    import traceback

    from survey import reading_transfer, recognising
    from survey.values import SourceFile

    file = SourceFile(name, b"", sha256)
    try:
        reading = recognising.recognise_workbook(_open.pop(sha256), file, _context(data))
    except (MemoryError, RecursionError):
        raise
    except Exception:
        yield {FAULT: traceback.format_exc()[-TRACEBACK:]}, b""
        return
    for part, payload in reading_transfer.pack_reading(reading, most):
        yield {PART: part}, payload


def _context(data: bytes) -> ReadingContext:
    """The context as the server packed it (`large_surveys`), its rosters asked for when they are needed."""
    import pickle

    context, codes = pickle.loads(data)  # noqa: S301 - from the server, never from a file
    return replace(context, rosters=RostersOfServer(codes))


class RostersOfServer(Mapping[str, "pd.DataFrame"]):
    """The rosters of a context that lies in the server, each fetched when a file first names its region."""

    def __init__(self, codes: Sequence[str]) -> None:
        self._codes = dict.fromkeys(codes)
        self._found: dict[str, pd.DataFrame] = {}

    def __getitem__(self, code: str) -> pd.DataFrame:
        import pickle

        if code not in self._codes:
            raise KeyError(code)
        if code not in self._found:
            self._found[code] = pickle.loads(server_line.ask_server(code))  # noqa: S301 - the server's
        return self._found[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)
