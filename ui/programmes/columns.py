"""Where the table of a workbook of programmes lies and what its columns mean, to be corrected."""

import pandas as pd
import streamlit as st

from reports.remarks import LABELS
from survey import chosen_table
from survey.files.grid import Workbook, column_letters
from survey.programmes import ProgrammeBook, pointing
from survey.programmes.fields import HEADINGS
from survey.values import TableChoice, TableView
from ui.shared import table_location
from ui.shared.selection import Selection
from workflow.programmes.import_workbook import ImportPreview
from workflow.programmes.register_view import RegisterView

FILE = "berkas_program"
"""In the session: the file as read last, and what people said its table, columns and names mean."""
UNUSED = "Catatan program"
MEANING = "Dibaca sebagai"


def show_column_correction(selection: Selection, found: RegisterView, preview: ImportPreview) -> None:
    """The table and what each column was taken for, to be corrected; open where no table was found."""
    book = preview.book
    if book.workbook is None:
        if not book.tables and book.sha256:
            st.caption("Berkas ini tidak dapat ditunjukkan di halaman; rapikan tabelnya, lalu unggah lagi.")
        return
    drawer = st.expander(
        "Ubah letak tabel atau arti kolom",
        icon=":material/table_edit:",
        key="kolom_program",
        expanded=not book.tables,
        on_change="rerun",
    )
    if drawer.open:
        with drawer:
            _draw(selection, found, book, book.workbook)


def _draw(selection: Selection, found: RegisterView, book: ProgrammeBook, workbook: Workbook) -> None:
    if not book.tables:
        st.markdown(
            "Tabel program belum dikenali. Tunjukkan barisnya bila perlu, lalu pilih **Nama program** "
            "pada kolom yang memuat nama program, kegiatan, atau sub kegiatan."
        )
    earlier: TableChoice | None = st.session_state[FILE].get("table")
    start = earlier.sheet if earlier else book.tables[0].sheet if book.tables else ""

    def guess_place(name: str) -> TableChoice | None:
        return earlier if earlier and earlier.sheet == name else _guess(book, workbook, name)

    mark = f"program_{book.sha256[:12]}"
    choice = table_location.choose_table_location(workbook, start, mark, guess_place)
    if choice is None:
        return
    source = found.source(selection.period.ends.year, st.session_state[FILE]["columns"])
    view = pointing.view_programme_table(workbook, choice, source)
    if view is None:
        return
    table_location.show_table_preview(view)
    told = _meanings(view, mark)
    if st.button("Baca ulang dengan arti ini", type="primary" if not book.tables else "secondary"):
        said = st.session_state[FILE]
        moved = earlier or not book.tables or choice != _guess(book, workbook, choice.sheet)
        st.session_state[FILE] = {
            "name": book.file,
            "columns": said["columns"] | told,
            "table": choice if moved else None,
            "meant": said["meant"],
        }
        st.rerun()


def _guess(book: ProgrammeBook, workbook: Workbook, name: str) -> TableChoice | None:
    """Where the table of a sheet was read, else where one seems to lie."""
    for one in book.tables:
        if one.sheet == name and one.place.header:
            return one.place
    return chosen_table.guess_table_choice(workbook, name)


def _meanings(view: TableView, mark: str) -> dict[str, str]:
    """Column -> field, for those that the visitor changes."""
    labels = {field: _label(field) for field in HEADINGS if field not in ("number", "key")}
    by_label = {label: field for field, label in labels.items()}
    shown = pd.DataFrame(
        [
            (column_letters(use.column - 1), use.heading, labels.get(use.target, UNUSED))
            for use in view.columns
        ],
        columns=["Kolom", "Judul kolom", MEANING],
    )
    edited = st.data_editor(
        shown,
        key=f"arti_kolom_{view.signature}_{view.sheet}_{mark}",
        hide_index=True,
        disabled=["Kolom", "Judul kolom"],
        column_config={
            "Kolom": st.column_config.TextColumn(width=60),
            MEANING: st.column_config.SelectboxColumn(options=[UNUSED, *by_label], required=True),
        },
        height=min(35 * (len(shown) + 1) + 3, 420),
        alt="Arti kolom berkas program",
    )
    before = dict(zip(shown["Judul kolom"], shown[MEANING], strict=True))
    meant = zip(edited["Judul kolom"], edited[MEANING], strict=True)
    return {heading: by_label.get(label, "") for heading, label in meant if before[heading] != label}


def _label(field: str) -> str:
    own = {"cost": "Biaya", "period": "Waktu pelaksanaan", "level": "Tingkat yang dicapai"}
    own |= {"above": "Program atau kegiatan di atasnya", "activity": "Kegiatan atau sub kegiatan"}
    own |= {"mitigation_soft": "Mitigasi nonstruktural"}
    own |= {"cause": "Penyebab risiko", "likelihood": "Kemungkinan risiko", "impact": "Dampak risiko"}
    own |= {
        "risk_level": "Tingkat risiko",
        "owner": "Penanggung jawab mitigasi",
        "deadline": "Tenggat mitigasi",
    }
    return own.get(field) or LABELS.get(field, field)
