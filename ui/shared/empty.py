"""An empty page that says what to do next."""

import streamlit as st

from ui.shared import page
from ui.shared.markdown import escape_markdown


def show_missing_data(
    what: str, next_step: str, *, file: str = "", label: str = "", query: dict[str, str] | None = None
) -> None:
    """Say what is missing and what to do; `file` (under pages/) and `label` make the next step a link."""
    told = page.show_answer(what)
    with st.container(border=True):
        if not told:
            st.markdown(f"**{escape_markdown(what)}**")
        st.markdown(escape_markdown(next_step))
        if file:
            st.page_link(
                f"pages/{file}",
                label=escape_markdown(label),
                icon=":material/arrow_forward:",
                query_params=query,
            )
