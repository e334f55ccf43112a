"""The reading child: `python -m survey.child` takes files on stdin and answers with grids on stdout."""

from __future__ import annotations

import sys
from typing import Any

from survey import wire
from survey.preflight import RefusalError
from survey.reader import read


def main() -> None:
    """Answer one file after the other until stdin closes."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a reader prints must not enter the conversation.
    sys.stdout = sys.stderr
    while (request := wire.receive(source)) is not None:
        options, data = request
        _limit(options["memory"], options["seconds"])
        wire.send(sink, *_answer(options["name"], data))


def _answer(name: str, data: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        message, cells = wire.pack(read(name, data))
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
    main()
