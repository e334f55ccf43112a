"""Tentang data pribadi: what is stored and what not, the files, and who changed what."""

import streamlit as st

from ui.settings import kept_drafts, personal_data
from ui.shared import filters, page, store


def show_rules(engine) -> None:
    """What is stored, what is not, and where."""
    kept, left_out = st.columns(2)
    kept.container(border=True, height="stretch").markdown(personal_data.KEPT)
    left_out.container(border=True, height="stretch").markdown(personal_data.NOT_KEPT)
    st.markdown(personal_data.describe_location(engine))
    st.caption(personal_data.ADVICE)


def show_files(engine) -> None:
    """The kept files and drafts, with the way to erase them."""
    personal_data.show_kept_files(engine)
    kept_drafts.show_kept_drafts(engine)


PARTS = {
    "aturan": ("Apa yang disimpan", show_rules),
    "berkas": ("Berkas dan draf", show_files),
    "jejak": ("Jejak audit", personal_data.show_audit_trail),
}

page.show_page_header("Tentang data pribadi", "Apa yang disimpan, apa yang tidak, dan siapa mengubah apa?")
part = filters.choose_page_part("data", {name: title for name, (title, _) in PARTS.items()})
PARTS[part][1](store.store_engine())
