"""How much of the processor one file may take where it is recognised; asked by whatever may go on long."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ends: ContextVar[float] = ContextVar("ends", default=math.inf)


class OutOfTimeError(Exception):
    """A file takes longer than the server spends on one: it is for the child, which can be ended."""


@contextmanager
def limit_time(seconds: float) -> Iterator[None]:
    """So many seconds of this thread's processor for what runs within.

    Of the processor, so that a busy machine decides nothing.
    """
    token = _ends.set(time.thread_time() + seconds)
    try:
        yield
    finally:
        _ends.reset(token)


def check_time() -> None:
    """Raise OutOfTimeError where the time is up; without a limit nothing happens."""
    ends = _ends.get()
    if ends < math.inf and time.thread_time() > ends:
        raise OutOfTimeError
