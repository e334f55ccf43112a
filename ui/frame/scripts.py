"""Our own scripts in the browser: served from static/, loaded once a page."""

import streamlit as st

from ui.frame import paths


def load_scripts(*names: str) -> None:
    """Load files of static/; its last change is in the address, so no cache keeps an old version."""
    version = max(int(file.stat().st_mtime) for file in (paths.ROOT / "static").iterdir())
    tags = (f'<script src="app/static/{name}?v={version}"></script>' for name in names)
    st.html("".join(tags), unsafe_allow_javascript=True)
