"""The reading child, `python -m survey.files.reader_process`: files on stdin, grids on stdout."""

from __future__ import annotations

import sys
from typing import Any

from survey.files import process_protocol
from survey.files.preflight import RefusalError
from survey.files.reader import read_workbook


def serve_reader_process() -> None:
    """Answer one file after the other until stdin closes."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a reader prints must not enter the conversation.
    sys.stdout = sys.stderr
    while (request := process_protocol.receive_message(source)) is not None:
        options, data = request
        _limit(options["memory"], options["seconds"])
        process_protocol.send_message(sink, *_answer(options["name"], data))


def _answer(name: str, data: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        message, cells = process_protocol.pack_workbook(read_workbook(name, data))
        return {"workbook": message}, cells
    except RefusalError as refusal:
        return {"refused": refusal.code, "found": refusal.found, "parts": refusal.parts}, b""
    except (MemoryError, RecursionError):
        return {"refused": "E12", "found": "", "parts": {}}, b""
    except Exception:
        return {"refused": "E04", "found": "", "parts": {}}, b""


def _limit(memory: int, seconds: float) -> None:
    """Cap this process; where the system has no such limits, the server's clock and preflight hold."""
    try:
        import resource
    except ImportError:
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
