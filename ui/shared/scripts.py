"""Our own scripts in the browser: served from static/, loaded once a page."""

import streamlit as st

from ui.shared import paths


def load_scripts(*names: str) -> None:
    """Load files of static/; their time of change is in the address, so no cache keeps an old version."""
    versions = {name: int((paths.ROOT / "static" / name).stat().st_mtime) for name in names}
    tags = (f'<script src="app/static/{name}?v={version}"></script>' for name, version in versions.items())
    st.html("".join(tags), unsafe_allow_javascript=True)
