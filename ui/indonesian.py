"""Streamlit's own English words in Indonesian: it offers no translation, so a script replaces them.

The words are in static/indonesian.js, which also sets the document's language to Indonesian.
"""

import streamlit as st

from ui import scripts


def speak() -> None:
    """Load the translator; called by app.py on every run, the browser loads it once per page."""
    with st.sidebar:
        scripts.load("indonesian.js")
