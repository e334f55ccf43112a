"""Parts of Cadangan: how the newest copy stands to the data, making one, taking it along, removing some."""

from pathlib import Path

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from storage import StoreError
from storage.backup.contents import StoredCopy
from storage.values import Actor
from ui.shared import actor, empty, message, table
from ui.shared.format import format_count, format_moment, format_number
from ui.shared.markdown import escape_markdown
from workflow import copies

MESSAGE = "cadangan_pesan"
DONE = "Salinan dibuat: {name}. Simpan juga di luar komputer ini, misalnya di USB."
RESTORE = """
1. Salin berkas ZIP itu ke laptop tujuan (pasang Siap Cerdas di sana lebih dahulu).
2. Hentikan Siap Cerdas di laptop tujuan (Ctrl+C, atau tutup jendelanya).
3. Di folder Siap Cerdas, buka terminal lalu ketik:
   - Windows: `.venv\\Scripts\\python cli.py restore SALINAN.zip`
   - macOS dan Linux: `.venv/bin/python cli.py restore SALINAN.zip`
4. Jalankan kembali Siap Cerdas. Angka yang sama tampil di sana.

Yang ada di laptop tujuan **digantikan seluruhnya**, dan disimpan lebih dahulu di folder `cadangan`. Untuk
menambahkan satu kabupaten tanpa mengganti yang lain, pakai *Paket proyek*.
"""


def show_newest_copy(shelf: copies.CopyShelf, refused: str) -> None:
    """Whether what is stored would survive this disk; and why the daily copy could not be made."""
    message.show_message(MESSAGE)
    if refused:
        st.error(f"Salinan harian terakhir gagal dibuat: {escape_markdown(refused)}")
    if not shelf.copies:
        empty.show_missing_data("Belum ada salinan", "Buat yang pertama dengan tombol di bawah.")
        return
    newest = shelf.copies[0].facts
    held = "memuat semua yang tersimpan saat ini" if shelf.current else "perubahan sesudahnya belum disalin"
    said = f"Salinan terbaru dibuat **{format_moment(newest.made_at)}**: {held}."
    (st.success if shelf.current else st.warning)(said)


def offer_new_copy(engine: Engine) -> None:
    """The button that makes a copy now."""
    if not st.button("Buat salinan sekarang", type="primary", icon=":material/save:"):
        return
    try:
        with st.spinner("Menyalin basis data"):
            made = copies.make_copy_now(engine)
    except StoreError as refusal:
        st.error(escape_markdown(str(refusal)))
        return
    message.keep_message(MESSAGE, DONE.format(name=escape_markdown(made.path.name)))
    st.rerun()


def show_copies(engine: Engine, shelf: copies.CopyShelf) -> None:
    """What lies in the folder, one of them as a download, and removing some."""
    st.subheader("Salinan di komputer ini", anchor=False)
    st.markdown(f"Folder: **{escape_markdown(shelf.folder)}**")
    for said in shelf.unreadable:
        st.warning(escape_markdown(said))
    for raw in shelf.raw:
        st.caption(
            f"Basis data rusak yang pernah digantikan: **{escape_markdown(raw.name)}**. "
            "Hapus bila tidak perlu."
        )
    if not shelf.copies:
        return
    table.show_table(_list_as_frame(shelf.copies), alt="Salinan cadangan, terbaru di atas", decimals=1)
    _offer_download(shelf.copies)
    _offer_removal(engine, shelf.copies)


def _list_as_frame(found: tuple[StoredCopy, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Dibuat": [format_moment(copy.facts.made_at) for copy in found],
            "Jenis": [copies.describe_kind(copy) for copy in found],
            "Ukuran (MB)": [_size(copy.path) / 1e6 for copy in found],
            "Berkas": [copy.path.name for copy in found],
            "SHA-256 basis data": [copy.facts.sha256 for copy in found],
        }
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _offer_download(found: tuple[StoredCopy, ...]) -> None:
    chosen = st.selectbox("Salinan yang dibawa", found, format_func=_name_copy)
    st.download_button(
        f"Unduh salinan ({format_number(_size(chosen.path) / 1e6, 1)} MB)",
        chosen.path.read_bytes,
        file_name=chosen.path.name,
        mime="application/zip",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(
        "Berisi seluruh data semua daerah, termasuk berkas asli survei. Simpan di tempat yang hanya dapat "
        "dibuka oleh yang berhak."
    )


def _name_copy(copy: StoredCopy) -> str:
    return f"{copies.describe_kind(copy)}, {format_moment(copy.facts.made_at)}"


def _offer_removal(engine: Engine, found: tuple[StoredCopy, ...]) -> None:
    drawer = st.expander("Hapus salinan", icon=":material/delete:", key="hapus_salinan", on_change="rerun")
    if not drawer.open:
        return
    with drawer, st.form("hapus_salinan_form", clear_on_submit=True):
        chosen = st.multiselect("Salinan", found, format_func=_name_copy, placeholder="Pilih salinan")
        pressed = st.form_submit_button("Hapus salinan terpilih", icon=":material/delete:")
    with drawer:
        by = actor.show_recorder()
    if not pressed or not chosen or not by:
        return
    try:
        copies.remove_copies(engine, chosen, by)
    except StoreError as refusal:
        st.error(escape_markdown(str(refusal)))
        return
    message.keep_message(MESSAGE, f"{format_count(len(chosen))} salinan dihapus.")
    st.rerun()


def show_copies_of_erased_files(engine: Engine, erased: list[str]) -> None:
    """The copies that still hold the bytes of erased files, and putting a new copy in their place."""
    found = copies.find_copies_with_erased_files(engine, erased)
    if not found:
        return
    names = "\n".join(f"- {escape_markdown(copy.path.name)}" for copy in found)
    st.warning(
        f"{format_count(len(found))} salinan cadangan di komputer ini masih memuat isi berkas yang sudah "
        f"dihapus:\n{names}"
    )
    by = actor.show_recorder()
    if st.button("Buat salinan baru, lalu hapus salinan lama itu", icon=":material/delete_sweep:") and by:
        _replace(engine, found, by)
    st.caption(
        "Salinan yang Anda simpan di tempat lain (USB, laptop lain) tidak dapat dilihat dari sini: "
        "hapus sendiri."
    )


def _replace(engine: Engine, found: list[StoredCopy], by: Actor) -> None:
    try:
        copies.replace_copies(engine, found, by)
    except StoreError as refusal:
        st.error(escape_markdown(str(refusal)))
        return
    st.toast(f"{format_count(len(found))} salinan lama dihapus, satu salinan baru dibuat.")
    st.rerun()
