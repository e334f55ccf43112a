"""Streamlit's own English words in Indonesian: it offers no translation, so a script replaces them.

The words are in static/indonesian.js, which also sets the document's language to Indonesian. Beside it
static/accessible.js repairs what the frame lacks for keyboards and screen readers.
"""

import streamlit as st

from ui.frame import scripts


def translate_streamlit() -> None:
    """Load both; called by app.py on every run, the browser loads them once per page."""
    with st.sidebar:
        scripts.load_scripts("indonesian.js", "accessible.js")
