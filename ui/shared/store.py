"""The store of this process, opened once per address, and what is wrong with its file while it is open."""

import streamlit as st
from sqlalchemy import Engine

from storage import StoreError, engine, location
from ui.shared.markdown import escape_markdown
from workflow import opening
from workflow.daily_copies import DailyCopies

STILL_COPIED = (
    "Yang sudah tersimpan masih dapat disalin di halaman Cadangan selama Siap Cerdas belum dihentikan."
)


def store_engine() -> Engine:
    """The engine of this installation's store; migrated when first opened."""
    return _open(location.find_store_address())


@st.cache_resource(show_spinner=False, max_entries=4)
def _open(url: str) -> Engine:
    return opening.open_whole_store(url)


def show_store_trouble() -> None:
    """Say above every page that what is written could not be kept; what else is amiss the page says."""
    try:
        trouble = engine.describe_file_trouble(store_engine())
    except StoreError:
        return
    if trouble:
        st.error(f"{escape_markdown(trouble)} {STILL_COPIED}")


DAILY = DailyCopies(store_engine)
