"""A file that waits for a decision: it stays while another part or page is open, until it is put away."""

from collections.abc import Sequence

import streamlit as st

from survey.values import SourceFile
from ui.shared.markdown import escape_markdown

HELD = "berkas_dipegang"


def show_file_uploader(
    label: str, types: Sequence[str], key: str, *, megabytes: int, explained: str | None = None
) -> SourceFile | None:
    """The file uploaded under `key`, also where the uploader has forgotten it since; None before any."""
    held: dict[str, SourceFile] = st.session_state.setdefault(HELD, {})
    given = st.file_uploader(
        label,
        type=list(types),
        max_upload_size=megabytes,
        key=key,
        help=explained,
        on_change=forget_upload,
        args=(key,),
    )
    if given is not None:
        held[key] = SourceFile(given.name, given.getvalue())
    elif key in held:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Berkas yang tadi diunggah: **{escape_markdown(held[key].name)}**", width="content")
            st.button("Kesampingkan", icon=":material/close:", on_click=forget_upload, args=(key,))
    return held.get(key)


def forget_upload(key: str) -> None:
    """Forget what was uploaded under `key`: it was decided on, or another file took its place."""
    st.session_state[HELD].pop(key, None)
