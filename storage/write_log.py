"""What lies in SQLite's write-ahead log: the commits that a recovery would find there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

HEADER, FRAME = 32, 24
MAGIC = {b"\x37\x7f\x06\x82": "<u4", b"\x37\x7f\x06\x83": ">u4"}  # and the order of bytes it sums up in
PAGES = frozenset(2**power for power in range(9, 17))
AT_ONCE = 2**20
WORD = 2**32


class Commit(NamedTuple):
    """The byte behind a commit, and SQLite's running checksums from the header to there."""

    end: int = 0
    sums: tuple[int, int] = (0, 0)


NOTHING = Commit()


@dataclass(frozen=True)
class LogMark:
    """How far a log is known: its header, the last commit that must stay, and the last there was.

    Who is killed between the log and its index leaves a whole commit that nobody was told of, and the next
    writer writes over it. What another commit follows was in the index: the next is summed up on it.
    """

    header: bytes = b""
    sure: Commit = NOTHING
    last: Commit = NOTHING


def follow_log(path: Path, mark: LogMark) -> LogMark:
    """The mark moved on to the last commit there is; of a log that was begun anew, from its beginning.

    What `mark.sure` covers is not read again. Empty where there is no log or none by SQLite. Raises OSError
    where there is one that cannot be read now.
    """
    try:
        with path.open("rb") as log:
            header = log.read(HEADER)
            known = mark if header == mark.header else _begin_log(header)
            if not known.header:
                return known
            *before, last = known.sure, *_list_commits(log, header, known.sure)
            return LogMark(header, before[-1] if before else last, last)
    except FileNotFoundError:
        return LogMark()


def holds_mark(path: Path, mark: LogMark) -> bool:
    """Whether all that must stay is there, and behind it what was or a commit that took its place.

    Raises OSError where that cannot be read now.
    """
    if not mark.header:
        return True
    try:
        with path.open("rb") as log:
            if log.read(HEADER) != mark.header:
                return False
            begin = _begin_log(mark.header).sure
            found = [begin, *_list_commits(log, mark.header, begin)]
            return mark.sure in found and (mark.last == mark.sure or found[-1] != mark.sure)
    except FileNotFoundError:
        return False


def _begin_log(header: bytes) -> LogMark:
    """The mark of a log without commits; an empty one where SQLite would not take the header for its own."""
    order = MAGIC.get(header[:4])
    if order is None or len(header) < HEADER or int.from_bytes(header[8:12], "big") not in PAGES:
        return LogMark()
    (told,) = _sum_up(np.frombuffer(header[:24], order).reshape(1, -1))
    if b"".join(part.to_bytes(4, "big") for part in told) != header[24:]:
        return LogMark()
    begin = Commit(HEADER, told)
    return LogMark(header, begin, begin)


def _list_commits(log: BinaryIO, header: bytes, known: Commit) -> Iterator[Commit]:
    """The commits behind a known one, as SQLite finds them after a crash: by salt and running checksum.

    What a killed writer left behind the last commit bears the same salt, but sums of a log that is no more.
    """
    length = FRAME + int.from_bytes(header[8:12], "big")
    (end, sums), words = known, (length - 16) // 4
    log.seek(end)
    while part := log.read(max(AT_ONCE // length, 1) * length):
        frames = np.frombuffer(part, np.uint8)[: len(part) // length * length].reshape(-1, length)
        added = _sum_up(np.concatenate((frames[:, :8], frames[:, FRAME:]), axis=1).view(MAGIC[header[:4]]))
        for frame, own in zip(frames, added, strict=True):
            start, sums = bytes(frame[:FRAME]), _carry(sums, own, words)
            told = int.from_bytes(start[16:20], "big"), int.from_bytes(start[20:], "big")
            if start[:4] == b"\0" * 4 or start[8:16] != header[16:24] or told != sums:
                return
            end += length
            if start[4:8] != b"\0" * 4:
                yield Commit(end, sums)


def _sum_up(words: np.ndarray) -> list[tuple[int, int]]:
    """SQLite's two checksums of each row of words, begun at nought.

    It adds each word and the other sum to one of the two in turn: words weigh as Fibonacci numbers.
    """
    weights = _list_weights(words.shape[1])
    rows = words.astype(np.uint32)
    first, second = rows @ weights[:-1][::-1], rows @ weights[1:][::-1]
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _carry(before: tuple[int, int], own: tuple[int, int], words: int) -> tuple[int, int]:
    """The sums behind so many words that give `own` begun at nought, begun at `before`."""
    low, middle, high = (int(weight) for weight in _list_weights(words + 1)[-3:])
    return (
        (low * before[0] + middle * before[1] + own[0]) % WORD,
        (middle * before[0] + high * before[1] + own[1]) % WORD,
    )


@cache
def _list_weights(words: int) -> np.ndarray:
    """The Fibonacci numbers from the 0th to that of `words`, modulo 2**32."""
    found = [0, 1]
    while len(found) <= words:
        found.append((found[-1] + found[-2]) % WORD)
    return np.array(found, np.uint32)
