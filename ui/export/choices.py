"""What the visitor may choose of a document, drawn within its row."""

import streamlit as st

from reports.errors import DocumentError
from reports.slides import template
from reports.slides.content import SLIDES
from reports.slides.deck import SlideChoices
from ui.shared.markdown import escape_markdown

FORMATS = {"16:9": True, "4:3": False}
MEGABYTES = 20


def choose_slides() -> SlideChoices:
    """Which slides in which order, the format, and a template of the kabupaten."""
    with st.expander("Pilih salindia, urutan, format, dan templat", icon=":material/tune:"):
        chosen = st.multiselect(
            "Salindia, menurut urutan pilihan",
            list(SLIDES),
            default=list(SLIDES),
            format_func=lambda key: SLIDES[key].name,
            placeholder="Semua salindia",
            key="salindia",
        )
        form = st.segmented_control(
            "Format", list(FORMATS), default="16:9", required=True, key="format_salindia"
        )
        content, name = _template()
    return SlideChoices(tuple(chosen), FORMATS[form], content, name)


def _template() -> tuple[bytes, str]:
    """The uploaded template, once it is known to be usable; nothing after saying why it is not."""
    given = st.file_uploader(
        "Templat kabupaten (PPTX), bila ada", type=["pptx"], max_upload_size=MEGABYTES, key="templat"
    )
    if given is None:
        return b"", ""
    try:
        template.presentation_of_template(given.getvalue(), given.name)
    except DocumentError as refusal:
        st.error(escape_markdown(str(refusal)))
        return b"", ""
    st.caption(f"Templat {escape_markdown(given.name)} dipakai; ukuran salindia mengikuti templat.")
    return given.getvalue(), given.name
