"""A workbook of programmes: the templates to take away, what a file would change, and taking it over."""

from functools import partial

import pandas as pd
import streamlit as st

from reports.remarks import LABELS, remark_words
from storage import StoreError
from survey import programmes as workbooks
from survey.programmes import ProgrammeBook, ProgrammeContext
from survey.values import SourceFile, TableChoice
from ui.programmes import columns, risk_owner, saving
from ui.programmes.columns import FILE
from ui.shared import actor, badges, kept_upload, message
from ui.shared import table as tables
from ui.shared.format import format_count, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.programmes import import_workbook, register_view
from workflow.programmes.import_workbook import ImportPreview, ImportRow
from workflow.programmes.register_view import RegisterView
from workflow.upload.read_files import SUFFIXES

TURN = "unggahan_program"
STATES = {
    "new": "Baru",
    "changed": "Berubah",
    "same": "Tidak berubah",
    "earlier": "Sudah pernah diimpor; isi di halaman ini dipertahankan",
    "open": "Risiko yang belum jelas programnya",
}
WORDS = {**badges.SEVERITY_WORDS, "hint": "Keterangan"}
TALL = 10
MEGABYTES = 25


def show_programme_import(selection: Selection) -> None:
    """The templates, the uploader, and what waits to be taken over."""
    found = saving.region_register(selection)
    _templates(selection, found)
    given = kept_upload.show_file_uploader(
        "Berkas program (Excel, ODS, atau CSV)",
        [suffix.lstrip(".") for suffix in SUFFIXES if suffix != ".zip"],
        _key(selection),
        megabytes=MEGABYTES,
        explained="Templat di atas, daftar program, inventaris aplikasi, daftar quick win, daftar risiko, "
        "atau tabel lain.",
    )
    if given is None:
        st.caption(
            "Tabel dengan judul kolom lain juga dikenali. Isi yang tidak terbaca ditunjukkan selnya "
            "dan disimpan sebagai draf, sehingga tidak ada yang hilang. Berkas baru disimpan setelah "
            "Anda menyetujuinya."
        )
        return
    book = _book(selection, found, given)
    preview = import_workbook.preview_import(
        selection.engine, selection.region, book, st.session_state[FILE]["meant"]
    )
    if preview.rows:
        _summary(preview)
        _rows(found, preview)
    _findings(found, preview)
    risk_owner.ask_risk_owners(found, preview, st.session_state[FILE]["meant"])
    columns.show_column_correction(selection, found, preview)
    _take(selection, preview)


def _key(selection: Selection) -> str:
    """The uploader's key: another after every import, for an uploader empties only so."""
    return f"berkas_program_{selection.region}_{st.session_state.get(TURN, 0)}"


def _templates(selection: Selection, found: RegisterView) -> None:
    year = selection.period.ends.year

    def made(empty: bool) -> bytes:
        written = register_view.register_workbook(
            found,
            place=selection.region_label,
            period=selection.period.label,
            year=year,
            label=selection.period.sample_label if empty else selection.label_file(),
            empty=empty,
        )
        return selection.stamp_workbook(written)

    with st.container(horizontal=True):
        for title, name, empty in (
            ("Unduh templat kosong", "Templat program", True),
            (f"Unduh {format_count(len(found.register))} program", "Program", False),
        ):
            st.download_button(
                title,
                partial(made, empty),
                f"{name} {selection.region_label} {selection.period.label}.xlsx",
                icon=":material/download:",
                on_click="ignore",
            )


def _book(selection: Selection, found: RegisterView, file: SourceFile) -> ProgrammeBook:
    """The file as read with the columns as said; read once for the same bytes, columns and roster."""
    said = st.session_state.get(FILE, {})
    same = said.get("name") == file.name
    meaning: dict[str, str] = said.get("columns", {}) if same else {}
    table: TableChoice | None = said.get("table") if same else None
    read_as = (tuple(sorted(meaning.items())), table)
    mark = (file.name, hash(file.data), read_as, selection.region, selection.revision)
    if said.get("mark") != mark:
        source: ProgrammeContext = found.source(selection.period.ends.year, meaning, table)
        with st.spinner("Membaca berkas"):
            read = workbooks.read_programme_file(file, source)
        meant = said.get("meant", {}) if same else {}
        said = {"name": file.name, "columns": meaning, "table": table, "mark": mark}
        said |= {"book": read, "meant": meant}
        st.session_state[FILE] = said
    book: ProgrammeBook = said["book"]
    return book


def _summary(preview: ImportPreview) -> None:
    drafts = [one for one in preview.rows if one.programme.unread and one.state in ("new", "changed")]
    with st.grid(4, min_column_width=180):
        st.metric("Program baru", format_count(len(preview.having("new"))), border=True)
        st.metric("Berubah", format_count(len(preview.having("changed"))), border=True)
        same = len(preview.having("same")) + len(preview.having("earlier"))
        st.metric("Tetap seperti tersimpan", format_count(same), border=True)
        st.metric(
            "Disimpan sebagai draf",
            format_count(len(drafts)),
            border=True,
            help="Ada isi yang tidak terbaca.",
        )


def _rows(found: RegisterView, preview: ImportPreview) -> None:
    shown = pd.DataFrame(
        [
            (
                one.row.sheet,
                str(one.row.row),
                one.programme.name or "(tanpa nama)",
                found.opd_names.in_full.get(one.programme.lead, "–"),
                _state(one),
            )
            for one in preview.rows
        ],
        columns=["Lembar", "Baris", "Program", "OPD penanggung jawab", "Yang terjadi"],
    )
    height = 400 if len(shown) > TALL else None
    tables.show_table(shown, alt="Program pada berkas", height=height)


def _state(one: ImportRow) -> str:
    if one.state != "changed":
        return STATES[one.state]
    fields = [LABELS[name].lower() for name in one.changed if name in LABELS]
    return f"Berubah: {join_names(fields)}" if fields else "Catatan sel diperbarui"


def _findings(found: RegisterView, preview: ImportPreview) -> None:
    """Everything said of the file's cells, and of the programmes they make; what must be fixed first."""
    told: list[tuple[str, ...]] = [
        (one.severity, one.sheet, one.cell, one.message, one.proposal)
        for one in (*preview.book.remarks, *preview.findings)
    ]
    told += [
        (
            remark.severity,
            one.row.sheet,
            one.row.cells.get(remark.field, f"baris {one.row.row}"),
            *remark_words(remark),
        )
        for one, remark in import_workbook.remarks_on_import(preview, dict(found.register), found.known)
    ]
    if not told:
        return
    order = ("error", "warning", "info", "hint")
    told.sort(key=lambda line: order.index(line[0]))
    grave = sum(line[0] == "error" for line in told)
    shown = pd.DataFrame(
        [(WORDS[severity], *rest) for severity, *rest in told],
        columns=["Sifat", "Lembar", "Sel", "Catatan", "Saran"],
    )
    st.markdown(
        f"**{format_count(len(told))} catatan**, {format_count(grave)} di antaranya harus diperbaiki."
    )
    tables.show_table(
        shown, alt="Catatan pembacaan berkas program", height=360 if len(shown) > TALL else None
    )


def _take(selection: Selection, preview: ImportPreview) -> None:
    by = actor.show_recorder(locked=selection.locked)
    number, marks = len(preview.changes), len(preview.marks)
    if marks:
        st.caption(
            f"Nilai quick win {format_count(marks)} program ikut disimpan ke halaman Prioritas; nilai "
            "yang sudah "
            "diberikan di sana tidak diganti."
        )
    if not number and not marks:
        if preview.rows:
            st.markdown("Berkas ini tidak mengubah apa pun.")
        return
    st.button(
        f"Simpan {format_count(number)} program"
        if number
        else f"Simpan nilai quick win {format_count(marks)} program",
        type="primary",
        icon=":material/check:",
        disabled=selection.locked or by is None,
        on_click=_save,
        args=(selection, preview),
    )


def _save(selection: Selection, preview: ImportPreview) -> None:
    try:
        changed = import_workbook.save_import(
            selection.engine, selection.region, preview, by=actor.find_actor()
        )
    except StoreError as error:
        message.keep_message(saving.MESSAGE, escape_markdown(str(error)), done=False)
        return
    marked = f" Nilai quick win {format_count(len(preview.marks))} program masuk ke halaman Prioritas."
    told = (
        f"{format_count(changed)} program dari {escape_markdown(preview.book.file)} tersimpan; "
        f"dapat diurungkan."
    )
    message.keep_message(saving.MESSAGE, told + (marked if preview.marks else ""))
    if preview.having("open"):
        return
    kept_upload.forget_upload(_key(selection))
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.session_state.pop(FILE, None)
