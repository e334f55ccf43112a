"""What an upload changed, what still waits for a choice, and the corrections to send back."""

from collections.abc import Sequence

import streamlit as st

from reports import corrections
from survey.values import Reading
from ui import waiting
from ui.format import count
from ui.inbox import Inbox
from ui.markdown import literal
from ui.view import View
from workflow.outcome import Place


def tell(box: Inbox) -> None:
    """What the last upload did, and what is not stored."""
    if box.failed:
        st.error(f"{box.failed} Tidak ada yang disimpan.", icon=":material/error:")
    if box.said:
        st.success(box.said, icon=":material/check:")
    if box.remarks:
        with st.container(border=True):
            st.markdown("**Tersimpan dengan catatan**")
            waiting.findings(box.remarks, named=True)
    if box.waiting:
        names = ", ".join(f"**{literal(reading.file)}**" for reading in box.waiting[:5])
        more = f" dan {len(box.waiting) - 5} lainnya" if len(box.waiting) > 5 else ""
        st.warning(
            f"Belum tersimpan, menunggu konfirmasi di bawah: {names}{more}. Berkas ini hilang bila halaman "
            "ditutup; unggah lagi bila perlu.",
            icon=":material/schedule:",
        )


def unsettled(chosen: View, place: Place, box: Inbox) -> None:
    """Files that wait for a choice or were refused, and the list of corrections for the OPD."""
    open_ = box.waiting + box.refused
    if not open_:
        return
    st.subheader("Perlu tindakan", anchor=False)
    waiting.cards(chosen.engine, place, chosen.instrument, open_)
    with st.container(horizontal=True):
        _download(chosen, open_)


def _download(chosen: View, open_: Sequence[Reading]) -> None:
    """The corrections to send back: the workbook of one file, or a ZIP of several."""
    tree = chosen.instrument.framework
    names = {code: tree.node(code).name for code in tree.codes}
    place = f"{chosen.region_label or 'banyak daerah'} {chosen.period.label}"
    alone = len(open_) == 1
    st.download_button(
        "Unduh daftar perbaikan (Excel)"
        if alone
        else f"Unduh daftar perbaikan ({count(len(open_))} berkas, ZIP)",
        lambda: corrections.workbook(open_[0], names) if alone else corrections.bundle(open_, names),
        corrections.file_name(open_[0]) if alone else f"Daftar perbaikan {place}.zip",
        icon=":material/download:",
        help="Daftar masalah dengan tautan ke sel yang ditandai pada salinan tabel, untuk dikirim kembali ke "
        "OPD. Berkas asli tidak diubah.",
        on_click="ignore",
    )
