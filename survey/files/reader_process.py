"""The reading child, `python -m survey.files.reader_process`: files on stdin, what they say on stdout."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Iterator
from typing import Any

from survey.files import process_protocol, server_line
from survey.files.job_object import limit_own_memory
from survey.files.preflight import RefusalError

END: dict[str, Any] = {"end": True}


def serve_reader_process() -> None:
    """Answer one file after the other until stdin closes."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a reader prints must not enter the conversation.
    sys.stdout = sys.stderr
    server_line.open_line(source, sink)
    # A grid is millions of cells without circles, each looked at again and again; the limit of memory holds.
    gc.disable()
    while (request := process_protocol.receive_message(source)) is not None:
        asked, data = request
        _limit(asked["memory"], asked["seconds"])
        for message, payload in _replies(asked["function"], data, asked["options"]):
            process_protocol.send_message(sink, message, payload)


def _replies(function: str, data: bytes, options: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bytes]]:
    """What a function ("module:name", of ours) says of the file, each reply in its turn, then the end."""
    try:
        for said, payload in _run(function, data, options):
            yield {"said": said}, payload
        yield END, b""
    except RefusalError as refusal:
        yield {"refused": refusal.code, "found": refusal.found, "parts": refusal.parts}, b""
    except (MemoryError, RecursionError):
        yield {"refused": "E12", "found": "", "parts": {}}, b""
    except Exception:
        yield {"refused": "E04", "found": "", "parts": {}}, b""


def _run(function: str, data: bytes, options: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bytes]]:
    module, _, name = function.partition(":")
    replied = getattr(importlib.import_module(module), name)(data, **options)
    return replied if isinstance(replied, Iterator) else iter((replied,))


def _limit(memory: int, seconds: float) -> None:
    """Cap this process: Linux in memory and time, Windows in memory; the server's clock holds everywhere."""
    try:
        import resource
    except ImportError:
        limit_own_memory(memory)
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    until = int(usage.ru_utime + usage.ru_stime + seconds) + 1
    _, hardest = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, hardest))
    _, hardest = resource.getrlimit(resource.RLIMIT_AS)
    if sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (memory, hardest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    serve_reader_process()
