"""The store of this process, opened once per address."""

import streamlit as st
from sqlalchemy import Engine

from storage import location
from workflow import opening


def store_engine() -> Engine:
    """The engine of this installation's store; migrated when first opened."""
    return _open(location.find_store_address())


@st.cache_resource(show_spinner=False, max_entries=4)
def _open(url: str) -> Engine:
    return opening.open_whole_store(url)
