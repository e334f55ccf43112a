"""The thread that makes the daily copy while the server runs; what fails in it stops nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy import Engine

from storage import StoreError, store_copies
from survey import faults
from workflow import error_log

FIRST_SECONDS = 10  # after the start: the first visitors come first
EVERY_SECONDS = 1800  # a laptop that slept through a day is not asleep for long after it woke


class Stopped(Exception):
    """The server ends: what is half copied is dropped."""


class DailyCopies:
    """Looks now and then whether today's copy is due. `refused` says why the last one could not be made."""

    def __init__(self, find_store: Callable[[], Engine]) -> None:
        self.refused = ""
        self._find_store = find_store
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="daily copies", daemon=True)

    def start_looking(self) -> None:
        """Begin; comes back at once."""
        self._thread.start()

    def stop_looking(self, seconds: float = 3.0) -> None:
        """End; waits so long for a copy under way to be dropped, and never longer."""
        self._stop.set()
        self._thread.join(seconds)

    def _run(self) -> None:
        wait = FIRST_SECONDS
        while not self._stop.wait(wait):
            self.look_once()
            wait = EVERY_SECONDS

    def look_once(self) -> None:
        """Make the copy if it is due; never raises."""
        try:
            store_copies.make_copy_of_today(self._find_store(), self._go_on)
            self.refused = ""
        except Stopped:
            pass
        except StoreError as refusal:
            self.refused = str(refusal)
        except Exception as error:  # told by its reference; the server goes on
            error_log.open_error_log()
            self.refused = f"kesalahan yang tidak terduga (rujukan {faults.log_fault(error)})."

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise Stopped
