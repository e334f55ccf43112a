"""What each column of a workbook of programmes was taken for, to be corrected and read again."""

import pandas as pd
import streamlit as st

from reports.remarks import LABELS
from survey.programmes.fields import HEADINGS
from ui.shared.selection import Selection
from workflow.programmes.import_workbook import ImportPreview

FILE = "berkas_program"
"""In the session: the file as read last, and what people said its columns and names mean."""
UNUSED = "Catatan program"


def show_column_correction(selection: Selection, preview: ImportPreview) -> None:
    """What each column was taken for, to be corrected."""
    known = [
        (one.heading, one.field)
        for each in preview.book.tables
        for one in each.columns
        if one.how != "personal"
    ]
    if not known:
        return
    drawer = st.expander(
        "Ubah arti kolom", icon=":material/table_edit:", key="kolom_program", on_change="rerun"
    )
    if not drawer.open:
        return
    labels = {field: _label(field) for field in HEADINGS if field not in ("number", "key")}
    by_label = {label: field for field, label in labels.items()}
    with drawer:
        shown = pd.DataFrame(
            [(heading, labels.get(field, UNUSED)) for heading, field in dict(known).items()],
            columns=["Judul kolom", "Dibaca sebagai"],
        )
        edited = st.data_editor(
            shown,
            key=f"arti_kolom_{selection.region}_{preview.book.sha256[:12]}",
            hide_index=True,
            disabled=["Judul kolom"],
            column_config={
                "Dibaca sebagai": st.column_config.SelectboxColumn(options=[UNUSED, *by_label], required=True)
            },
            height=min(35 * (len(shown) + 1) + 3, 420),
            alt="Arti kolom berkas program",
        )
        if st.button("Baca ulang dengan arti ini"):
            meant = zip(edited["Judul kolom"], edited["Dibaca sebagai"], strict=True)
            before = dict(zip(shown["Judul kolom"], shown["Dibaca sebagai"], strict=True))
            told = {heading: by_label.get(label, "") for heading, label in meant if before[heading] != label}
            columns = st.session_state[FILE]["columns"] | told
            st.session_state[FILE] = {"name": preview.book.file, "columns": columns}
            st.rerun()


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
