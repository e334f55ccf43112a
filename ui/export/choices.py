"""What the visitor may choose of a document, drawn within its row."""

import streamlit as st

from reports.errors import DocumentError
from reports.slides import template
from reports.slides.content import SLIDES
from reports.slides.deck import SlideChoices
from reports.slides.grafting import TemplateShape
from survey.values import SourceFile
from ui.shared import kept_upload
from ui.shared.format import join_names
from ui.shared.markdown import escape_markdown

FORMATS = {"16:9": True, "4:3": False}
MEGABYTES = 20
MEASURED = "templat_terbaca"


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
        given = _template()
    return SlideChoices(tuple(chosen), FORMATS[form], given)


def _template() -> template.SlideTemplate | None:
    """The uploaded template, once it is known to be usable; None after saying why it is not."""
    given = kept_upload.show_file_uploader(
        "Templat kabupaten (PPTX), bila ada", ["pptx"], "templat", megabytes=MEGABYTES
    )
    if given is None:
        st.session_state.pop(MEASURED, None)
        return None
    shape = _measured(given)
    if isinstance(shape, str):
        st.error(escape_markdown(shape))
        return None
    left = f" Tidak ikut dari templat: {escape_markdown(join_names(shape.lost))}." if shape.lost else ""
    st.caption(f"Templat {escape_markdown(given.name)} dipakai; ukuran salindia mengikuti templat.{left}")
    return template.SlideTemplate(given.name, given.data, shape)


def _measured(given: SourceFile) -> TemplateShape | str:
    """What slides are drawn by, or why the template cannot be used; asked once of the same upload."""
    held = st.session_state.get(MEASURED)
    if held is None or held[0] != given.path_and_content:
        held = st.session_state[MEASURED] = (given.path_and_content, _read(given))
    found: TemplateShape | str = held[1]
    return found


def _read(given: SourceFile) -> TemplateShape | str:
    try:
        with st.spinner("Membaca templat"):
            return template.measure_slide_template(given.data, given.name)
    except DocumentError as refusal:
        return str(refusal)
