"""What lies in SQLite's write-ahead log: how far it is committed, and whether what was known is there."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

HEADER, FRAME = 32, 24
MAGIC = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
AT_ONCE = 2**20


@dataclass(frozen=True)
class LogMark:
    """How far a log is known: its header, the byte behind its last commit, a sum over all before it."""

    header: bytes = b""
    end: int = 0
    sum: int = 0


def follow_log(path: Path, mark: LogMark) -> LogMark:
    """The mark moved on to the last commit there is; of a log that was begun anew, from its beginning.

    What the mark covers already is not read again. `end` is 0 where there is no log or none by SQLite.
    """
    try:
        with path.open("rb") as log:
            header = log.read(HEADER)
            if header[:4] not in MAGIC or len(header) < HEADER:
                return LogMark()
            known = mark if header == mark.header else LogMark(header, HEADER, zlib.crc32(header))
            end = max(_commits(log, header, known.end), default=known.end)
            return LogMark(header, end, _sum_up(log, known.end, end, known.sum))
    except OSError:
        return LogMark()


def holds_mark(path: Path, mark: LogMark) -> bool:
    """Whether everything that the mark covers lies there as it did."""
    if not mark.end:
        return True
    try:
        with path.open("rb") as log:
            return _sum_up(log, 0, mark.end, 0) == mark.sum
    except (OSError, EOFError):
        return False


def _commits(log: BinaryIO, header: bytes, begin: int) -> Iterator[int]:
    """The byte behind each commit from `begin` on, as long as frames bear the signs of this header."""
    page = int.from_bytes(header[8:12], "big") or FRAME
    log.seek(begin)
    while len(frame := log.read(FRAME)) == FRAME and frame[8:16] == header[16:24]:
        begin += FRAME + page
        if frame[4:8] != b"\0\0\0\0":
            yield begin
        log.seek(begin)


def _sum_up(log: BinaryIO, begin: int, end: int, told: int) -> int:
    """The sum over `told` and these bytes; EOFError where the log ends before them."""
    log.seek(begin)
    while begin < end:
        part = log.read(min(AT_ONCE, end - begin))
        if not part:
            raise EOFError
        told, begin = zlib.crc32(part, told), begin + len(part)
    return told
