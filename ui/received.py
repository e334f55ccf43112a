"""What an upload changed, what still waits for a choice, and the corrections to send back."""

from io import BytesIO

import streamlit as st

from reports import findings_xlsx
from ui import waiting
from ui.inbox import Inbox
from ui.markdown import literal
from ui.view import View
from workflow.upload import Place


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
    st.download_button(
        "Unduh daftar perbaikan (Excel)",
        lambda: corrections(box),
        f"Daftar perbaikan {chosen.region_label or 'banyak daerah'} {chosen.period.label}.xlsx",
        icon=":material/download:",
        on_click="ignore",
    )


def corrections(box: Inbox) -> bytes:
    """What must be corrected, as a workbook to send back."""
    target = BytesIO()
    findings_xlsx.write([finding for reading in box.readings for finding in reading.findings], target)
    return target.getvalue()
