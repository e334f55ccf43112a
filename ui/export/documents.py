"""The documents as rows: what each is for, its choices, and its file; many at once with count and cancel."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from reference import regions
from reports.documents import DOCUMENTS, Document
from reports.naming import WHOLE
from ui.export import choices
from ui.shared import badges, errors
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.documents.source import DocumentSource

# What the visitor may choose of a document, drawn within its row; the others have nothing to choose.
CHOICES: Mapping[str, Callable[[], Any]] = {"paparan": choices.choose_slides}


def list_export_sources(selection: Selection, scored: tuple[str, ...]) -> dict[str, DocumentSource]:
    """The region, its province and all, by the words to choose them; `scored` regions have documents."""
    found = {
        selection.region_label: DocumentSource(selection.live_store, selection.scope, (selection.region,))
    }
    province = regions.province_of(selection.region)
    inside = tuple(code for code in scored if province and regions.province_of(code) == province)
    if 1 < len(inside) < len(scored):
        found[province] = DocumentSource(selection.live_store, selection.scope, inside, province)
    if len(scored) > 1:
        found[WHOLE] = DocumentSource(selection.live_store, selection.scope, scored, WHOLE)
    return found


def show_document_rows(source: DocumentSource, revision: str, *, answered: bool = True) -> None:
    """One row per document for the regions of the source; `revision` tells stale ones from fresh.

    Where nothing is answered yet: those that need no answers.
    """
    if source.place:
        number = format_count(len(source.regions))
        st.caption(f"{number} daerah. Dokumen per kabupaten/kota dikemas dalam satu berkas ZIP.")
    with st.grid(2, min_column_width=400):
        for key, document in DOCUMENTS.items():
            if document.needs_answers and not answered:
                continue
            with st.container(border=True, height="stretch"):
                _row(key, document, source, revision)


def _row(key: str, document: Document, source: DocumentSource, revision: str) -> None:
    text, action = st.columns([3, 1], vertical_alignment="center")
    with text:
        title = f"**{escape_markdown(document.title)}** {badges.text_badge(document.suffix.upper())}"
        name = f":small[:gray[{escape_markdown(document.file_name(source))}]]"
        st.markdown("  \n".join((title, escape_markdown(document.purpose), name)))
        choices = CHOICES[key]() if key in CHOICES else None
    with action:
        if document.bundled(source):
            _prepared(key, document, source, choices, revision)
        else:
            _download(key, document, source, lambda: document.produce(source, choices))


def _download(
    key: str, document: Document, source: DocumentSource, content: bytes | Callable[[], bytes]
) -> None:
    st.download_button(
        "Unduh",
        content,
        file_name=document.file_name(source),
        mime=document.mime(source),
        icon=":material/download:",
        key=f"unduh_{key}",
        on_click="ignore",
        width="stretch",
    )


def _prepared(key: str, document: Document, source: DocumentSource, choices: Any, revision: str) -> None:
    """A ZIP takes longer than a click: made with a count that can be stopped, then offered."""
    kept, wanted = f"zip_{key}", (source.scope, source.regions, revision, choices)
    slot = st.empty()
    if slot.button(f"Siapkan {format_count(len(source.regions))}", key=f"siapkan_{key}", width="stretch"):
        st.session_state.pop(kept, None)
        slot.button("Batalkan", key=f"batal_{key}", icon=":material/close:", width="stretch")
        st.session_state[kept] = (wanted, _counted(document, source, choices))
        st.rerun()
    asked, made = st.session_state.get(kept, (None, b""))
    if asked != wanted:
        return
    if isinstance(made, bytes):
        _download(key, document, source, made)
    else:
        st.error(escape_markdown(made))


def _counted(document: Document, source: DocumentSource, choices: Any) -> bytes | str:
    """The ZIP, or in words why there is none. A click on anything else stops it between documents."""
    bar = st.progress(0.0, f"0 dari {format_count(len(source.regions))}")

    def progress(done: int, total: int, label: str) -> None:
        bar.progress(done / total, f"{format_count(done)} dari {format_count(total)}: {label}")

    try:
        return document.produce(source, choices, progress)
    except Exception as error:
        return errors.failed_document_text(error)
