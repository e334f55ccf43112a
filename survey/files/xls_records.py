"""The records of an .xls ([MS-XLS] 2.1.4): where they are, and whether a password hides them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from survey.files.ole2 import Compound

END, FILEPASS = 0x0A, 0x2F
FIRST_RECORDS = 20
"""FILEPASS stands among the first records of a workbook."""


def xls_workbook_stream(compound: Compound) -> bytes | None:
    """The records of the workbook in a compound file; None where it holds none."""
    for name in ("Workbook", "Book"):
        found = compound.read(name)
        if found is not None:
            return found
    return None


def is_xls_encrypted(stream: bytes) -> bool:
    """Whether the workbook's records are encrypted by a password."""
    for (kind, _, _), _ in zip(iterate_xls_records(stream, 0), range(FIRST_RECORDS), strict=False):
        if kind in (FILEPASS, END):
            return kind == FILEPASS
    return False


def iterate_xls_records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the content and its size of every record from a place on."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream):
            return
        yield kind, at + 4, size
        at += 4 + size
