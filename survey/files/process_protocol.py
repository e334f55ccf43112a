"""How child and server talk: JSON and bare numbers, never pickle, for the child reads strangers' files."""

from __future__ import annotations

import datetime
import io
import json
import struct
import sys
from array import array
from dataclasses import fields
from functools import partial
from itertools import accumulate, pairwise
from typing import IO, Any

from reference.numbers import format_number
from survey.files.grid import Cell, Sheet, Workbook
from survey.files.preflight import RefusalError

HEADER = struct.Struct(">II")
LARGEST_REPLY = 256 * 2**20
SLOT, FLOAT, MARK = 8, 24, 150
"""Bytes of a place in a row, of a number, and of a cell named by its letters."""


def send_message(
    stream: IO[bytes], message: dict[str, Any], payload: bytes | tuple[bytes, ...] = b""
) -> None:
    """Write one message and its payload; the pieces of a tuple follow each other, never joined here."""
    head = json.dumps(message, default=_date, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
    pieces = payload if isinstance(payload, tuple) else (payload,)
    stream.write(HEADER.pack(len(head), sum(map(len, pieces))))
    stream.write(head)
    for piece in pieces:
        stream.write(piece)
    stream.flush()


def receive_message(stream: IO[bytes], most: int = LARGEST_REPLY) -> tuple[dict[str, Any], bytes] | None:
    """The next message and its payload; None where the other side is gone or speaks nonsense.

    Neither may be longer than `most` bytes.
    """
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    size, extra = HEADER.unpack(header)
    if max(size, extra) > most:
        return None
    head, payload = stream.read(size), stream.read(extra)
    if len(head) < size or len(payload) < extra:
        return None
    return json.loads(head, object_hook=_undate), payload


def _date(value: object) -> object:
    if isinstance(value, datetime.date):
        return {"$d": value.isoformat()}
    return str(value)


def _undate(value: dict[str, Any]) -> object:
    if len(value) == 1 and "$d" in value:
        text = value["$d"]
        return datetime.datetime.fromisoformat(text) if "T" in text else datetime.date.fromisoformat(text)
    return value


def pack_workbook(workbook: Workbook, most: int) -> tuple[dict[str, Any], bytes]:
    """A workbook as JSON-ready values and the cells of its sheets as a payload.

    Raises RefusalError E41 where unpacking it would take more than `most` bytes.
    """
    message, payload, size = pack_and_weigh_workbook(workbook)
    if size > most:
        filled = sum(len(row) for sheet in workbook.sheets for row in sheet.rows)
        raise RefusalError("E41", format_number(filled, 0))
    return message, payload


def pack_and_weigh_workbook(workbook: Workbook) -> tuple[dict[str, Any], bytes, int]:
    """The same, and about how many bytes unpacking it takes."""
    packed = [_packed(sheet) for sheet in workbook.sheets]
    message = {**vars(workbook), "sheets": [head for head, _ in packed]}
    return message, b"".join(cells for _, cells in packed), sum(map(_unpacked_bytes, packed))


def _packed(sheet: Sheet) -> tuple[dict[str, Any], bytes]:
    """Numbers row by row as they lie in memory; every other value once, with its code at each place."""
    codes: dict[Cell, int] = {}
    numbers, places, coded = array("d"), array("I"), array("I")
    for row in sheet.rows:
        others = [at for at, kind in enumerate(map(type, row)) if kind is not float]
        line = list(row)
        for at in others:
            places.append(len(numbers) + at)
            coded.append(codes.setdefault(row[at], len(codes)))
            line[at] = 0.0
        numbers.extend(line)  # type: ignore[arg-type]
    parts = (array("I", map(len, sheet.rows)), numbers, places, coded)
    head = {
        **{one.name: getattr(sheet, one.name) for one in fields(sheet)},
        "rows": [len(part) for part in parts],
        "values": list(codes),
        "uncomputed": sorted(sheet.uncomputed),
        "hidden_rows": sorted(sheet.hidden_rows),
        "struck": sorted(sheet.struck),
    }
    return head, b"".join(part.tobytes() for part in parts)


def _unpacked_bytes(packed: tuple[dict[str, Any], bytes]) -> int:
    """About what a sheet takes at most while it is unpacked: cells in rows, numbers, texts, and their way."""
    head, payload = packed
    _, numbers, places, _ = head["rows"]
    texts = sum(sys.getsizeof(value) + 2 * len(str(value)) + SLOT for value in head["values"])
    named = ("errors", "uncomputed", "hidden_rows", "struck", "commented", "remarks")
    marks = sum(len(head[name]) for name in named)
    merges = len(head["merges"])
    return len(payload) + 2 * SLOT * numbers + FLOAT * (numbers - places) + texts + MARK * (marks + merges)


def unpack_workbook(message: dict[str, Any], payload: bytes) -> Workbook:
    """The workbook that `pack_workbook` made."""
    cells = io.BytesIO(payload)
    sheets = tuple(
        Sheet(
            name=sheet["name"],
            rows=_rows(sheet, cells),
            visible=sheet["visible"],
            merges=tuple(map(tuple, sheet["merges"])),
            errors=sheet["errors"],
            uncomputed=frozenset(sheet["uncomputed"]),
            hidden_rows=frozenset(sheet["hidden_rows"]),
            trimmed=sheet["trimmed"],
            cleaned=tuple(sheet["cleaned"]),
            cut=tuple(sheet["cut"]),
            struck=frozenset(sheet["struck"]),
            yes_or_no=sheet["yes_or_no"],
            commented=tuple(sheet["commented"]),
            remarks=tuple(sheet["remarks"]),
            pasted=sheet["pasted"],
        )
        for sheet in message["sheets"]
    )
    return Workbook(message["kind"], message["reader"], sheets, message["macros"], message["blind"])


def _rows(sheet: dict[str, Any], cells: IO[bytes]) -> tuple[tuple[Cell, ...], ...]:
    lengths, numbers, places, coded = map(partial(_part, cells), "IdII", sheet["rows"])
    flat: list[Cell] = numbers.tolist()
    for place, code in zip(places, coded, strict=True):
        flat[place] = sheet["values"][code]
    ends = accumulate(lengths, initial=0)
    return tuple(tuple(flat[start:end]) for start, end in pairwise(ends))


def _part(cells: IO[bytes], kind: str, count: int) -> array:
    found = array(kind)
    found.frombytes(cells.read(count * found.itemsize))
    return found
