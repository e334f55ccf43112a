"""An empty page that says what to do next."""

import streamlit as st

from ui.shared import page
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown


def tell_no_open_programme(place: str, over: int) -> tuple[str, str]:
    """What is said where no programme runs or is proposed, and what to do where `over` of them are ended.

    "" as what to do where there is none at all: each page says where its programmes come from.
    """
    if not over:
        return f"Belum ada program {place}".strip(), ""
    ended = f"{format_count(over)} program {place}".strip()
    return (
        f"Tidak ada program yang berjalan atau diusulkan: {ended} sudah selesai atau dihentikan",
        "Tambahkan usulan di halaman Program, atau ubah keadaan program yang ternyata masih berjalan.",
    )


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
