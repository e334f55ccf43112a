"""Ekspor: the documents to take away, and the lock that makes their numbers final."""

import streamlit as st

from ui.export import documents, period_lock
from ui.shared import empty, filters, page
from ui.shared.selection import Selection, choose_selection
from workflow.setup.setup import roster_of


def show_export_documents(selection: Selection) -> None:
    """The documents of the chosen region, of its province, or of all regions of the period."""
    scored = selection.everywhere.result().regions
    sources = documents.list_export_sources(selection, scored)
    chosen = filters.choose_segment("cakupan", {name: name for name in sources}, label="Cakupan")
    if set(sources[chosen].regions) & set(scored):
        documents.show_document_rows(sources[chosen], selection.revision)
        return
    empty.show_missing_data(
        f"Belum ada skor {chosen} pada periode {selection.period.label}",
        "Unggah berkas survei OPD, atau pilih daerah, periode, atau instrumen lain di panel.",
        file="mulai/unggah.py",
        label="Ke Unggah survei",
    )
    if roster_of(selection.engine, selection.region, selection.period.id)[1]:
        st.markdown("**Sudah dapat dibuat** dari daftar OPD, sebelum ada jawaban:")
        documents.show_document_rows(sources[chosen], selection.revision, answered=False)


PARTS = {
    "dokumen": ("Dokumen", show_export_documents),
    "kunci": ("Kunci periode", period_lock.show_period_lock),
}

page.show_page_header("Ekspor", "Apa yang dapat dibawa pulang, dan apakah angkanya sudah final?")
if selection := choose_selection():
    page.show_page_status(selection.status())
    PARTS[filters.choose_page_part("ekspor", {name: title for name, (title, _) in PARTS.items()})][1](
        selection
    )
