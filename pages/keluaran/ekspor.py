"""Ekspor: the documents to take away, and the lock that makes their numbers final."""

from dataclasses import replace

from ui import empty, exports, filters, locking, page
from ui.view import View, choose


def offer(view: View) -> None:
    """The documents of the chosen region, of its province, or of all regions of the period."""
    page.status(view.status())
    scored = replace(view, region="").result().regions
    sources = exports.sources(view, scored)
    chosen = filters.switch("cakupan", {name: name for name in sources}, label="Cakupan")
    if set(sources[chosen].regions) & set(scored):
        exports.show(sources[chosen], view.revision)
        return
    empty.show(
        f"Belum ada skor {chosen} pada periode {view.period.label}",
        "Unggah berkas survei OPD, atau pilih daerah, periode, atau instrumen lain di atas.",
        file="mulai/unggah.py",
        label="Ke Unggah survei",
    )


page.header("Ekspor", "Apa yang dapat dibawa pulang, dan apakah angkanya sudah final?")
if view := choose():
    offer(view)
    locking.show(view)
page.footer()
