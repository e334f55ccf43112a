"""Inside the child: what a reader must ask of the server before it can say what a file says."""

from __future__ import annotations

from typing import IO

from survey.files import process_protocol

ASKS = "asks"
_ends: list[IO[bytes]] = []


def open_line(source: IO[bytes], sink: IO[bytes]) -> None:
    """From here on questions go out on `sink` and their answers come on `source`."""
    _ends[:] = [source, sink]


def ask_server(question: str) -> bytes:
    """The server's answer; b"" where it has none. Raises OSError where the server is gone."""
    source, sink = _ends
    process_protocol.send_message(sink, {ASKS: question})
    received = process_protocol.receive_message(source)
    if received is None:
        raise OSError("the server is gone")
    return received[1]
