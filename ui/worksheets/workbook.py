"""The workbook of a group: downloaded to fill in without internet, uploaded to be read back."""

import streamlit as st

from storage import StoreError
from survey.values import Finding, SourceFile
from ui.shared import actor, message
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from ui.upload import file_cards
from ui.worksheets import worksheet_group
from workflow.worksheets import workbook
from workflow.worksheets.workbook import WorksheetImport
from workflow.worksheets.workbook_rows import GroupDesk

TURN, FOUND = "buku_kerja_ke", "temuan_buku_kerja"


def show_group_workbook(selection: Selection, at: GroupDesk) -> None:
    """Download and upload behind one button."""
    with st.popover("Buku kerja (Excel)", icon=":material/table_view:"):
        st.markdown(
            "Isi tanpa internet, lalu unggah kembali. Baris yang hilang dari buku kerja tidak dihapus di "
            "sini, dan isian yang berubah di dua tempat disimpan keduanya."
        )
        st.download_button(
            f"Unduh buku kerja {escape_markdown(at.group.name)}",
            lambda: selection.stamp_workbook(
                workbook.write_group_workbook(selection.engine, at, selection.label_file())
            ),
            workbook.group_workbook_name(at.room, at.group),
            icon=":material/download:",
            on_click="ignore",
        )
        turn = st.session_state.get(TURN, 0)
        files = st.file_uploader(
            "Unggah buku kerja yang sudah diisi",
            type=["xlsx", "xlsm", "xls", "ods", "csv"],
            accept_multiple_files=True,
            key=f"buku_kerja_{at.group.key}_{turn}",
            disabled=selection.locked or not actor.find_actor(),
        )
        if files:
            _take(selection, at, [SourceFile(file.name, file.getvalue()) for file in files])
            st.session_state[TURN] = turn + 1
            st.rerun()


def _take(selection: Selection, at: GroupDesk, files: list[SourceFile]) -> None:
    """Store every workbook before this run ends; one that is refused hinders no other."""
    said: list[str] = []
    found: list[Finding] = []
    for file in files:
        try:
            received = workbook.import_group_workbook(
                selection.engine,
                at,
                file,
                by=actor.find_actor(),
                known=worksheet_group.worksheet_groups(selection),
            )
        except StoreError as error:
            message.keep_message(worksheet_group.MESSAGE, escape_markdown(str(error)), done=False)
            return
        said.append(f"{escape_markdown(file.name)}: {escape_markdown(_words(selection, received))}")
        found += received.findings
    message.keep_message(worksheet_group.MESSAGE, " ".join(said))
    file_cards.keep_findings(FOUND, found)


def _words(selection: Selection, received: WorksheetImport) -> str:
    if any(one.severity == "error" for one in received.findings) and not received.saved.written:
        return "tidak ada yang disimpan, lihat catatan di bawah."
    name = worksheet_group.worksheet_groups(selection)[received.group].name
    return f"{name}, {worksheet_group.saved_lines_text(received.saved)}"


def show_workbook_findings() -> None:
    """What was odd in the workbooks uploaded last, until it is put away."""
    file_cards.show_kept_findings(FOUND, "Catatan pembacaan buku kerja", named=True)
