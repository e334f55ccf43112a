"""A workbook of programmes: the templates to take away, what a file would change, and taking it over."""

from functools import partial

import pandas as pd
import streamlit as st

from reports.remarks import LABELS, worded
from storage import StoreError
from survey import programmes as workbooks
from survey.programmes import Book, Source
from survey.template.layout import SAMPLE_LABEL
from survey.values import SourceFile
from ui import actor, badges, brought, table
from ui.format import count, listed
from ui.programme import columns, saving, whose
from ui.programme.columns import FILE
from ui.view import View
from workflow import programme_import, programmes
from workflow.intake import SUFFIXES
from workflow.programme_import import Incoming, Preview
from workflow.programmes import Standing

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


def show(seen: View) -> None:
    """The templates, the uploader, and what waits to be taken over."""
    found = saving.standing(seen)
    _templates(seen, found)
    given = brought.file(
        "Berkas program (Excel, ODS, atau CSV)",
        [suffix.lstrip(".") for suffix in SUFFIXES if suffix != ".zip"],
        _key(seen),
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
    book = _book(seen, found, given)
    preview = programme_import.preview(seen.engine, seen.region, book, st.session_state[FILE]["meant"])
    _summary(preview)
    _rows(found, preview)
    _findings(found, preview)
    whose.ask(found, preview, st.session_state[FILE]["meant"])
    columns.correct(seen, preview)
    _take(seen, preview)


def _key(seen: View) -> str:
    """The uploader's key: another after every import, for an uploader empties only so."""
    return f"berkas_program_{seen.region}_{st.session_state.get(TURN, 0)}"


def _templates(seen: View, found: Standing) -> None:
    year = seen.period.ends.year
    label = SAMPLE_LABEL if seen.period.sample else ""

    def made(empty: bool) -> bytes:
        return programmes.as_workbook(
            found, place=seen.region_label, period=seen.period.label, year=year, label=label, empty=empty
        )

    with st.container(horizontal=True):
        for title, name, empty in (
            ("Unduh templat kosong", "Templat program", True),
            (f"Unduh {count(len(found.register))} program", "Program", False),
        ):
            st.download_button(
                title,
                partial(made, empty),
                f"{name} {seen.region_label} {seen.period.label}.xlsx",
                icon=":material/download:",
                on_click="ignore",
            )


def _book(seen: View, found: Standing, file: SourceFile) -> Book:
    """The file as read with the columns as said; read once for the same bytes, columns and roster."""
    said = st.session_state.get(FILE, {})
    meaning: dict[str, str] = said.get("columns", {}) if said.get("name") == file.name else {}
    mark = (file.name, hash(file.data), tuple(sorted(meaning.items())), seen.region, seen.revision)
    if said.get("mark") != mark:
        source: Source = found.source(seen.period.ends.year, meaning)
        with st.spinner("Membaca berkas"):
            read = workbooks.read(file, source)
        meant = said.get("meant", {}) if said.get("name") == file.name else {}
        said = {"name": file.name, "columns": meaning, "mark": mark, "book": read, "meant": meant}
        st.session_state[FILE] = said
    book: Book = said["book"]
    return book


def _summary(preview: Preview) -> None:
    drafts = [one for one in preview.rows if one.programme.unread and one.state in ("new", "changed")]
    with st.grid(4, min_column_width=180):
        st.metric("Program baru", count(len(preview.having("new"))), border=True)
        st.metric("Berubah", count(len(preview.having("changed"))), border=True)
        same = len(preview.having("same")) + len(preview.having("earlier"))
        st.metric("Tetap seperti tersimpan", count(same), border=True)
        st.metric(
            "Disimpan sebagai draf", count(len(drafts)), border=True, help="Ada isi yang tidak terbaca."
        )


def _rows(found: Standing, preview: Preview) -> None:
    if not preview.rows:
        return
    shown = pd.DataFrame(
        [
            (
                one.row.sheet,
                str(one.row.row),
                one.programme.name or "(tanpa nama)",
                found.opd.get(one.programme.lead, "–"),
                _state(one),
            )
            for one in preview.rows
        ],
        columns=["Lembar", "Baris", "Program", "OPD penanggung jawab", "Yang terjadi"],
    )
    height = 400 if len(shown) > TALL else None
    table.show(shown, alt="Program pada berkas", height=height)


def _state(one: Incoming) -> str:
    if one.state != "changed":
        return STATES[one.state]
    fields = [LABELS[name].lower() for name in one.changed if name in LABELS]
    return f"Berubah: {listed(fields)}" if fields else "Catatan sel diperbarui"


def _findings(found: Standing, preview: Preview) -> None:
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
            *worded(remark),
        )
        for one, remark in programme_import.remarks(preview, dict(found.register), found.known)
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
    st.markdown(f"**{count(len(told))} catatan**, {count(grave)} di antaranya harus diperbaiki.")
    table.show(shown, alt="Catatan pembacaan berkas program", height=360 if len(shown) > TALL else None)


def _take(seen: View, preview: Preview) -> None:
    by = actor.required()
    number, marks = len(preview.changes), len(preview.marks)
    if marks:
        st.caption(
            f"Nilai quick win {count(marks)} program ikut disimpan ke halaman Prioritas; nilai yang sudah "
            "diberikan di sana tidak diganti."
        )
    if not number and not marks:
        if preview.rows:
            st.markdown("Berkas ini tidak mengubah apa pun.")
        return
    st.button(
        f"Simpan {count(number)} program" if number else f"Simpan nilai quick win {count(marks)} program",
        type="primary",
        icon=":material/check:",
        disabled=by is None,
        on_click=_save,
        args=(seen, preview),
    )


def _save(seen: View, preview: Preview) -> None:
    try:
        changed = programme_import.save(seen.engine, seen.region, preview, by=actor.name())
    except StoreError as error:
        saving.say(False, str(error))
        return
    marked = f" Nilai quick win {count(len(preview.marks))} program masuk ke halaman Prioritas."
    told = f"{count(changed)} program dari {preview.book.file} tersimpan; dapat diurungkan."
    saving.say(True, told + (marked if preview.marks else ""))
    if preview.having("open"):
        return
    brought.put_away(_key(seen))
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.session_state.pop(FILE, None)
