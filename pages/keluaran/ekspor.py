"""Ekspor: the documents to take away, and the lock that makes their numbers final."""

from dataclasses import replace

from ui.export import documents, period_lock
from ui.shared import empty, filters, page
from ui.shared.selection import Selection, choose_selection


def show_export_documents(view: Selection) -> None:
    """The documents of the chosen region, of its province, or of all regions of the period."""
    page.show_page_status(view.status())
    scored = replace(view, region="").result().regions
    sources = documents.list_export_sources(view, scored)
    chosen = filters.choose_segment("cakupan", {name: name for name in sources}, label="Cakupan")
    if set(sources[chosen].regions) & set(scored):
        documents.show_document_rows(sources[chosen], view.revision)
        return
    empty.show_missing_data(
        f"Belum ada skor {chosen} pada periode {view.period.label}",
        "Unggah berkas survei OPD, atau pilih daerah, periode, atau instrumen lain di atas.",
        file="mulai/unggah.py",
        label="Ke Unggah survei",
    )


page.show_page_header("Ekspor", "Apa yang dapat dibawa pulang, dan apakah angkanya sudah final?")
if view := choose_selection():
    show_export_documents(view)
    period_lock.show_period_lock(view)
page.show_page_footer()
