"""An unexpected error: a sentence and a reference for the user, the traceback for var/log only."""

import logging
import secrets
from logging.handlers import RotatingFileHandler
from pathlib import Path

import streamlit as st

from reference.instruments import InstrumentError
from reports.errors import DocumentError
from storage import StoreError, location

LOG_BYTES = 2_000_000
_log = logging.getLogger("siapcerdas.errors")


def log_file() -> Path:
    """The file that holds the tracebacks."""
    return location.find_data_folder() / "log" / "kesalahan.log"


def record_error(error: BaseException) -> str:
    """Write the traceback to the log and return its reference, such as "K-7F3A2C"."""
    reference = f"K-{secrets.token_hex(3).upper()}"
    _handler()
    _log.error("%s %s", reference, type(error).__name__, exc_info=error)
    return reference


def show_error(error: Exception) -> bool:
    """Tell the user what happened and what to do; True keeps Streamlit's own English box away."""
    if isinstance(error, StoreError | InstrumentError):
        st.error(str(error), title="Data tidak dapat dibuka atau disimpan")
        return True
    reference = record_error(error)
    st.error(
        "Halaman ini tidak dapat ditampilkan karena kesalahan yang tidak terduga. Data yang tersimpan tidak "
        f"berubah. Muat ulang halaman; bila berulang, sampaikan rujukan **{reference}** kepada pengelola.",
        title="Terjadi kesalahan",
    )
    return True


def failed_document_text(error: BaseException) -> str:
    """What stands beside the button of a document that could not be made; a refusal by its own words."""
    if isinstance(error, StoreError | InstrumentError | DocumentError):
        return str(error)
    return (
        "Berkas ini tidak dapat dibuat karena kesalahan yang tidak terduga. Data yang tersimpan tidak "
        f"berubah. Coba lagi; bila berulang, sampaikan rujukan {record_error(error)} kepada pengelola."
    )


def _handler() -> None:
    """Attach the log file once, and again when tests move it."""
    path = log_file()
    for handler in list(_log.handlers):
        if isinstance(handler, RotatingFileHandler) and Path(handler.baseFilename) == path.resolve():
            return
        _log.removeHandler(handler)
        handler.close()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = RotatingFileHandler(path.resolve(), maxBytes=LOG_BYTES, backupCount=3, encoding="utf-8")
    new.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    _log.addHandler(new)
    _log.propagate = False
