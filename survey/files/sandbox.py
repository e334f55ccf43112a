"""One child process opens every file of a batch under memory and time limits; restarted when one kills it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from survey.files import limits, process_protocol
from survey.files.grid import Workbook
from survey.files.preflight import RefusalError

ROOT = Path(__file__).resolve().parent.parent.parent


class Sandbox:
    """A context in which `read` opens files in a child: started by the first file, ended with the context."""

    def __init__(self, memory: int = limits.CHILD_MEMORY, seconds: float = limits.CHILD_SECONDS) -> None:
        self.memory, self.seconds = memory, seconds
        self.starts = 0
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, name: str, data: bytes) -> Workbook:
        """The grids of one file. Raises RefusalError where it was refused or ended the child."""
        child = self._running()
        clock = threading.Timer(self.seconds, child.kill)
        clock.start()
        try:
            answer = self._ask(child, name, data)
        finally:
            clock.cancel()
        if answer is None:
            self._end()
            raise RefusalError("E12")
        message, cells = answer
        if "workbook" not in message:
            raise RefusalError(message["refused"], message["found"], **message["parts"])
        return process_protocol.unpack_workbook(message["workbook"], cells)

    def _ask(
        self, child: subprocess.Popen[bytes], name: str, data: bytes
    ) -> tuple[dict[str, Any], bytes] | None:
        source, sink = child.stdout, child.stdin
        if source is None or sink is None:
            return None
        request = {"name": name, "memory": self.memory, "seconds": self.seconds}
        try:
            process_protocol.send_message(sink, request, data)
            return process_protocol.receive_message(source)
        except (OSError, ValueError):
            return None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self.starts += 1
            self._child = subprocess.Popen(
                [sys.executable, "-m", "survey.files.reader_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env=_environment(),
            )
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    # Unsent bytes of a file whose reader is gone.
                    continue


def _environment() -> dict[str, str]:
    """Ours without what could point the child elsewhere; no database address, no secrets."""
    kept = {
        key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR") if key in os.environ
    }
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
