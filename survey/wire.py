"""How child and server talk: length-prefixed JSON, never pickle, because the child reads strangers' files."""

from __future__ import annotations

import datetime
import json
import struct
from typing import IO, Any

from survey.grid import Sheet, Workbook

HEADER = struct.Struct(">II")
LARGEST_REPLY = 256 * 2**20


def send(stream: IO[bytes], message: dict[str, Any], payload: bytes = b"") -> None:
    """Write one message and its payload."""
    head = json.dumps(message, default=_date, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
    stream.write(HEADER.pack(len(head), len(payload)))
    stream.write(head)
    stream.write(payload)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next message and its payload; None where the other side is gone or speaks nonsense."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    size, extra = HEADER.unpack(header)
    if size > LARGEST_REPLY:
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


def pack(workbook: Workbook) -> dict[str, Any]:
    """A workbook as JSON-ready values."""
    sheets = [
        {**vars(sheet), "uncomputed": sorted(sheet.uncomputed), "hidden_rows": sorted(sheet.hidden_rows)}
        for sheet in workbook.sheets
    ]
    return {**vars(workbook), "sheets": sheets}


def unpack(message: dict[str, Any]) -> Workbook:
    """The workbook that `pack` made."""
    sheets = tuple(
        Sheet(
            name=sheet["name"],
            rows=tuple(map(tuple, sheet["rows"])),
            visible=sheet["visible"],
            merges=tuple(map(tuple, sheet["merges"])),
            errors=sheet["errors"],
            uncomputed=frozenset(sheet["uncomputed"]),
            hidden_rows=frozenset(sheet["hidden_rows"]),
            trimmed=sheet["trimmed"],
        )
        for sheet in message["sheets"]
    )
    return Workbook(message["kind"], message["reader"], sheets, message["macros"], message["blind"])
