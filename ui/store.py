"""The store of this process, opened once per address."""

import os

import streamlit as st
from sqlalchemy import Engine

import storage


def engine() -> Engine:
    """The engine for DATABASE_URL, or for the SQLite file in var/; migrated when first opened."""
    return _open(address())


def address() -> str:
    """DATABASE_URL, or "" for the default store. Part of every cache key, so two stores never mix."""
    return os.environ.get("DATABASE_URL", "")


@st.cache_resource(show_spinner=False, max_entries=4)
def _open(url: str) -> Engine:
    return storage.open_store(url or None)
