"""Drafts on Tentang data pribadi: how many forms hold something unsaved, and erasing all of it."""

import streamlit as st
from sqlalchemy import Engine

from storage import StoreError, drafts
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown


def show_kept_drafts(engine: Engine) -> None:
    """What people typed and did not save, of every browser; only its number is told, since it is theirs."""
    number = drafts.count_drafts(engine)
    if not number:
        return
    st.subheader("Draf yang belum disimpan", anchor=False)
    st.markdown(
        f"{format_count(number)} formulir berisi ketikan yang belum disimpan. Draf hilang sendiri ketika "
        "disimpan atau setelah 30 hari; salinan cadangan yang dibuat sebelumnya masih memuatnya."
    )
    with st.popover("Hapus semua draf", icon=":material/delete:"):
        st.markdown("Ketikan semua orang yang belum disimpan hilang selamanya; yang tersimpan tetap ada.")
        if st.button("Ya, hapus semua draf", key="hapus_draf"):
            _erase(engine)


def _erase(engine: Engine) -> None:
    try:
        gone = drafts.erase_drafts(engine)
    except StoreError as refusal:
        st.error(escape_markdown(str(refusal)))
        return
    st.toast(f"Draf pada {format_count(gone)} formulir dihapus.")
    st.rerun()
