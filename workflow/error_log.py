"""The log of faults nobody foresaw, beside the data: what a reference stands for."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from storage import location
from survey.faults import LOG

LOG_BYTES = 2_000_000


def error_log_file() -> Path:
    """The file that holds the tracebacks."""
    return location.find_data_folder() / "log" / "kesalahan.log"


def open_error_log() -> None:
    """Let faults be written to the log file: once, and anew when the data lie elsewhere (tests)."""
    log, path = logging.getLogger(LOG), error_log_file().resolve()
    for handler in list(log.handlers):
        if isinstance(handler, RotatingFileHandler) and Path(handler.baseFilename) == path:
            return
        log.removeHandler(handler)
        handler.close()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=3, encoding="utf-8", delay=True)
    new.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(new)
    log.propagate = False
