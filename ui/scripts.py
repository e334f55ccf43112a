"""Our own scripts in the browser: served from static/, loaded once a page."""

import streamlit as st

from ui import place


def load(name: str) -> None:
    """Load static/<name>; its time of change is in the address, so no cache keeps an old version."""
    version = int((place.ROOT / "static" / name).stat().st_mtime)
    st.html(f'<script src="app/static/{name}?v={version}"></script>', unsafe_allow_javascript=True)
