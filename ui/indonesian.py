"""Streamlit's own English words in Indonesian: it offers no translation, so a script replaces them.

The words are in static/indonesian.js, which also sets the document's language to Indonesian.
"""

import streamlit as st

from ui import place


def speak() -> None:
    """Load the translator; called by app.py on every run, the browser loads it once per page."""
    version = int((place.ROOT / "static" / "indonesian.js").stat().st_mtime)
    with st.sidebar:
        st.html(f'<script src="app/static/indonesian.js?v={version}"></script>', unsafe_allow_javascript=True)
