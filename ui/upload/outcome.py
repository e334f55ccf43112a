"""What an upload changed, what still waits for a choice, and the corrections to send back."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy import Engine

from reports.corrections import corrections
from survey.values import Reading
from ui.shared import message
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from ui.upload import file_cards, pending_files
from ui.upload.pending_files import PendingFiles
from workflow.upload.outcome import UploadTarget


def show_upload_outcome(engine: Engine, box: PendingFiles) -> None:
    """What the last upload did, and what is not stored."""
    message.show_message(pending_files.ANSWERED)
    if box.failed:
        st.error(f"{escape_markdown(box.failed)} Tidak ada yang disimpan.", icon=":material/error:")
    if box.said:
        st.success(escape_markdown(box.said), icon=":material/check:")
    if box.remarks:
        with st.container(border=True):
            st.markdown("**Tersimpan dengan catatan**")
            file_cards.show_file_findings(box.remarks, named=True)
    if box.waiting:
        names = "; ".join(file_cards.name_file(engine, reading) for reading in box.waiting[:5])
        more = f" dan {len(box.waiting) - 5} lainnya" if len(box.waiting) > 5 else ""
        st.warning(
            f"Belum tersimpan, menunggu konfirmasi di bawah: {names}{more}. Berkas ini hilang bila halaman "
            "ditutup; unggah lagi bila perlu.",
            icon=":material/schedule:",
        )


def show_unstored_files(chosen: Selection, place: UploadTarget, box: PendingFiles) -> None:
    """Files that wait for a choice or were refused, and the list of corrections for the OPD."""
    open_ = box.waiting + box.refused
    if not open_:
        return
    st.subheader("Perlu tindakan", anchor=False)
    file_cards.show_file_cards(chosen.engine, place, chosen.instrument, open_)
    with st.container(horizontal=True):
        _download(chosen, open_)


def _download(chosen: Selection, open_: Sequence[Reading]) -> None:
    """The corrections to send back: the workbook of one file, or a ZIP of several."""
    tree = chosen.instrument.framework
    names = {code: tree.node(code).name for code in tree.codes}
    place = f"{chosen.region_label or 'banyak daerah'} {chosen.period.label}"
    alone = len(open_) == 1
    st.download_button(
        "Unduh daftar perbaikan (Excel)"
        if alone
        else f"Unduh daftar perbaikan ({format_count(len(open_))} berkas, ZIP)",
        lambda: (
            corrections.corrections_workbook(open_[0], names)
            if alone
            else corrections.bundle_corrections(open_, names)
        ),
        corrections.corrections_file_name(open_[0]) if alone else f"Daftar perbaikan {place}.zip",
        icon=":material/download:",
        help="Daftar masalah dengan tautan ke sel yang ditandai pada salinan tabel, untuk dikirim kembali ke "
        "OPD. Berkas asli tidak diubah.",
        on_click="ignore",
    )
