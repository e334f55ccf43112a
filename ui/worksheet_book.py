"""The workbook of a group: downloaded to fill in without internet, uploaded to be read back."""

import streamlit as st

from storage import StoreError
from survey.template import layout
from survey.values import Finding, SourceFile
from ui import actor, desk, waiting
from ui.markdown import literal
from ui.view import View
from workflow import worksheet_book
from workflow.worksheet_book import Received
from workflow.worksheet_rows import Desk

TURN, FOUND = "buku_kerja_ke", "temuan_buku_kerja"


def offer(seen: View, at: Desk) -> None:
    """Download and upload behind one button."""
    with st.popover("Buku kerja (Excel)", icon=":material/table_view:"):
        st.markdown(
            "Isi tanpa internet, lalu unggah kembali. Baris yang hilang dari buku kerja tidak dihapus di "
            "sini, dan isian yang berubah di dua tempat disimpan keduanya."
        )
        label = layout.SAMPLE_LABEL if seen.period.sample else ""
        st.download_button(
            f"Unduh buku kerja {at.group.name}",
            lambda: worksheet_book.write(seen.engine, at, label),
            worksheet_book.file_name(at.room, at.group),
            icon=":material/download:",
            on_click="ignore",
        )
        turn = st.session_state.get(TURN, 0)
        files = st.file_uploader(
            "Unggah buku kerja yang sudah diisi",
            type=["xlsx", "xlsm", "xls", "ods", "csv"],
            accept_multiple_files=True,
            key=f"buku_kerja_{at.group.key}_{turn}",
            disabled=not actor.name(),
        )
        if files:
            _take(seen, at, [SourceFile(file.name, file.getvalue()) for file in files])
            st.session_state[TURN] = turn + 1
            st.rerun()


def _take(seen: View, at: Desk, files: list[SourceFile]) -> None:
    """Store every workbook before this run ends; one that is refused hinders no other."""
    said: list[str] = []
    found: list[Finding] = []
    for file in files:
        try:
            received = worksheet_book.receive(seen.engine, at, file, by=actor.name(), known=desk.groups(seen))
        except StoreError as error:
            desk.say(False, str(error))
            return
        said.append(f"{literal(file.name)}: {_words(seen, received)}")
        found += received.findings
    desk.say(True, " ".join(said))
    st.session_state[FOUND] = tuple(found)


def _words(seen: View, received: Received) -> str:
    if any(one.severity == "error" for one in received.findings) and not received.saved.written:
        return "tidak ada yang disimpan, lihat catatan di bawah."
    return f"{desk.groups(seen)[received.group].name}, {desk.words(received.saved)}"


def findings() -> None:
    """What was odd in the workbooks uploaded last, until it is put away."""
    found: tuple[Finding, ...] = st.session_state.get(FOUND, ())
    if not found:
        return
    with st.container(border=True):
        st.markdown("**Catatan pembacaan buku kerja**")
        waiting.findings(found, named=True)
        if st.button("Tutup catatan", icon=":material/close:"):
            del st.session_state[FOUND]
            st.rerun()
