"""A fault that nobody foresaw: its traceback in the log under a short reference that a user can pass on."""

from __future__ import annotations

import logging
import secrets

from survey.messages import make_finding
from survey.values import Reading, SourceFile

LOG = "siapcerdas.errors"


def log_fault(error: BaseException) -> str:
    """Write the traceback to the log and return its reference, such as "K-7F3A2C"."""
    reference = f"K-{secrets.token_hex(3).upper()}"
    logging.getLogger(LOG).error("%s %s", reference, type(error).__name__, exc_info=error)
    return reference


def refuse_faulty_file(source: SourceFile, error: Exception) -> Reading:
    """The reading of a file that our own reading failed on: refused, with the reference of the fault."""
    return Reading(source, findings=(make_finding("E99", file=source.name, found=log_fault(error)),))
