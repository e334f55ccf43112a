"""An unexpected error: a sentence and a reference for the user, the traceback for var/log only."""

import streamlit as st

from reference.instruments import InstrumentError
from reports.errors import DocumentError
from storage import StoreError, health
from survey import faults
from ui.shared import store
from ui.shared.markdown import escape_markdown
from workflow import error_log


def record_error(error: BaseException) -> str:
    """Write the traceback to the log and return its reference, such as "K-7F3A2C"."""
    error_log.open_error_log()
    return faults.log_fault(error)


def show_error(error: Exception) -> bool:
    """Tell the user what happened and what to do; True keeps Streamlit's own English box away."""
    if isinstance(error, StoreError | InstrumentError):
        st.error(str(error), title="Data tidak dapat dibuka atau disimpan")
        return True
    reference = record_error(error)
    if damage := _find_damage():
        st.error(f"{escape_markdown(damage)} (rujukan {reference})", title="Basis data rusak")
        return True
    st.error(
        "Halaman ini tidak dapat ditampilkan karena kesalahan yang tidak terduga. Data yang tersimpan tidak "
        f"berubah. Muat ulang halaman; bila berulang, sampaikan rujukan **{reference}** kepada pengelola.",
        title="Terjadi kesalahan",
    )
    return True


def _find_damage() -> str:
    """What to do where the file of the store is damaged: what was read there may have led to any error."""
    try:
        return health.explain_damage(store.store_engine())
    except StoreError as refusal:
        return str(refusal)


def failed_document_text(error: BaseException) -> str:
    """What stands beside the button of a document that could not be made; a refusal by its own words."""
    if isinstance(error, StoreError | InstrumentError | DocumentError):
        return str(error)
    return (
        "Berkas ini tidak dapat dibuat karena kesalahan yang tidak terduga. Data yang tersimpan tidak "
        f"berubah. Coba lagi; bila berulang, sampaikan rujukan {record_error(error)} kepada pengelola."
    )
