"""One child process opens strangers' files under memory and time limits; restarted when one kills it."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from reference.numbers import format_number
from survey.files import limits, process_protocol, server_line
from survey.files.grid import Workbook
from survey.files.preflight import RefusalError
from survey.time_limit import OutOfTimeError, limit_time
from survey.values import SourceFile

ROOT = Path(__file__).resolve().parent.parent.parent
# By name: the server reads no grids, so that it need not load what does.
READ = "survey.files.reader:read_packed_workbook"
QUESTIONS = 2_000
"""So much may the child ask while it reads one file: each region of the register once, and more."""
ChildReply = tuple[dict[str, Any], bytes]
"""What comes back from the child: values as JSON holds them, and bytes."""


class Sandbox:
    """A context in which a child opens files: started by the first file, ended with the context.

    `memory` (bytes, Linux alone) and `seconds` bound the work on one file. Once all files together took
    longer than `patience`, each has LAST_SECONDS: a batch ends, and what is small is read all the same.
    """

    def __init__(
        self,
        memory: int = limits.CHILD_MEMORY,
        seconds: float = limits.CHILD_SECONDS,
        patience: float = math.inf,
    ) -> None:
        self.memory, self.seconds, self.patience = memory, seconds, patience
        self.spent = 0.0
        self.starts = 0
        self._late = False
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def read(self, name: str, data: bytes, most: int = limits.TABLE_BYTES) -> Workbook:
        """The grids of one file, which take `most` bytes here.

        Raises RefusalError where it was refused or ended the child.
        """
        with self._asked(READ, data, {"name": name, "most": most}) as child:
            message, cells = self._answer(child)
        return process_protocol.unpack_workbook(message, cells)

    def call_function(
        self, function: Callable[..., ChildReply], data: bytes | tuple[bytes, ...], **options: Any
    ) -> ChildReply:
        """What a module's function says of `data` and `options` (as JSON holds them), run in the child.

        The pieces of a tuple arrive joined: large ones are copied there, not here.
        Raises the function's own RefusalError, E04 where it failed otherwise, E12 where it ended the child
        or took more than it may, E42 where it took too long.
        """
        with self._asked(_name(function), data, options) as child:
            return self._answer(child)

    def iterate_function(
        self,
        function: Callable[..., Iterator[ChildReply]],
        data: bytes,
        *,
        told: Callable[[str], bytes] | None = None,
        **options: Any,
    ) -> Generator[ChildReply, None, None]:
        """The same for a generator: its answers one by one, so that one alone is held here.

        `told` answers what the child asks on the way (`server_line`).
        """
        with self._asked(_name(function), data, options) as child:
            try:
                while (reply := self._reply(child, told)) is not None:
                    yield reply
            except GeneratorExit:
                self._end()
                raise

    @contextmanager
    def _asked(
        self, function: str, data: bytes | tuple[bytes, ...], options: dict[str, Any]
    ) -> Iterator[subprocess.Popen[bytes]]:
        """The child with the question put, until its time is up."""
        child, self._late = self._running(), False
        start = time.monotonic()
        clock = threading.Timer(self._allowed, self._stop, (child,))
        clock.start()
        try:
            self._put(child, function, data, options)
            yield child
        finally:
            clock.cancel()
            self.spent += time.monotonic() - start

    @property
    def _allowed(self) -> float:
        """The seconds that the next file may take."""
        return self.seconds if self.spent < self.patience else min(self.seconds, limits.LAST_SECONDS)

    def _stop(self, child: subprocess.Popen[bytes]) -> None:
        self._late = True
        child.kill()

    def _ended(self) -> RefusalError:
        """Why the child is gone: the file took too long, or more than it may."""
        code = self._end()
        # Where the clock of the processor was faster than ours.
        late = self._late or (code is not None and -code == getattr(signal, "SIGXCPU", None))
        return RefusalError("E42", format_number(self._allowed, 0)) if late else RefusalError("E12")

    def _put(
        self,
        child: subprocess.Popen[bytes],
        function: str,
        data: bytes | tuple[bytes, ...],
        options: dict[str, Any],
    ) -> None:
        limited = {"memory": self.memory, "seconds": self._allowed}
        try:
            if child.stdin:
                process_protocol.send_message(
                    child.stdin, limited | {"function": function, "options": options}, data
                )
        except (OSError, ValueError) as error:
            raise self._ended() from error

    def _answer(self, child: subprocess.Popen[bytes]) -> ChildReply:
        """The only reply; a child that ends without one has been ended by the file."""
        reply = self._reply(child)
        if reply is None or self._reply(child) is not None:
            raise self._ended()
        return reply

    def _reply(
        self, child: subprocess.Popen[bytes], told: Callable[[str], bytes] | None = None
    ) -> ChildReply | None:
        """The next reply, None after the last."""
        message, payload = self._received(child)
        for _ in range(QUESTIONS):
            if not (told and server_line.ASKS in message):
                break
            self._tell(child, told(message[server_line.ASKS]))
            message, payload = self._received(child)
        if "refused" in message:
            raise RefusalError(message["refused"], message["found"], **message["parts"])
        if server_line.ASKS in message:
            raise self._ended()
        return (message["said"], payload) if "said" in message else None

    def _received(self, child: subprocess.Popen[bytes]) -> ChildReply:
        try:
            received = process_protocol.receive_message(child.stdout) if child.stdout else None
        except (OSError, ValueError):
            received = None
        if received is None:
            raise self._ended()
        return received

    def _tell(self, child: subprocess.Popen[bytes], answer: bytes) -> None:
        try:
            if child.stdin:
                process_protocol.send_message(child.stdin, {}, answer)
        except (OSError, ValueError) as error:
            raise self._ended() from error

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

    def _end(self) -> int | None:
        """End the child, if there is one: its exit code."""
        child, self._child = self._child, None
        if child is None:
            return None
        child.kill()
        code = child.wait()
        _close(child)
        return code


def read_table_file(file: SourceFile) -> Workbook:
    """The grids of a file that is no survey: a list, a register, a worksheet. Raises RefusalError."""
    with Sandbox() as sandbox:
        return sandbox.read(file.name, file.data)


@contextmanager
def end_slow_reading() -> Iterator[None]:
    """The end of a file whose tables are read here: lists, programmes, codes. Raises RefusalError E42."""
    try:
        with limit_time(limits.CHILD_SECONDS):
            yield
    except OutOfTimeError as late:
        raise RefusalError("E42", format_number(limits.CHILD_SECONDS, 0)) from late


def _close(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe:
            try:
                pipe.close()
            except OSError:
                # Unsent bytes of a file whose reader is gone.
                continue


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__}:{function.__qualname__}"


def _environment() -> dict[str, str]:
    """Ours without what could point the child elsewhere; no database address, no secrets."""
    kept = {
        key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR") if key in os.environ
    }
    # One thread of the matrix library: each reserves address space that the limit counts.
    own = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return kept | own | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
