"""Arranging play lists: the standard days, the facilitator's own lists and their order."""

from collections.abc import Sequence

import streamlit as st

from storage import StoreError
from ui.presentation.position import ARRANGE, LIST, SLIDE, all_playlists, go_to_slide, running_order
from ui.presentation.slides import DAYS, SLIDES
from ui.shared import actor, filters
from ui.shared.markdown import escape_markdown
from ui.shared.saving import undo
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from workflow import playlists
from workflow.playlists import PlayList

WORDS = UndoWords("daftar putar", {"title": "nama", "slides": "isi"})


def show_playlist_editor(selection: Selection) -> None:
    """One list: its slides in order, buttons to change it, and to show it."""
    lists = all_playlists(selection)
    for lost in playlists.list_damaged_playlists(selection.live_store):
        st.warning(
            f"Daftar putar {escape_markdown(lost)} dalam penyimpanan rusak dan tidak ditawarkan. "
            "Susun lagi daftarnya, atau "
            "pulihkan dari salinan cadangan.",
        )
    key = filters.choose_option(LIST, {name: one.title for name, one in lists.items()}, label="Daftar putar")
    chosen = lists[key or next(iter(lists))]
    with st.container(horizontal=True):
        st.button(
            "Mulai dari awal",
            icon=":material/slideshow:",
            type="primary",
            on_click=_start,
            args=(selection, chosen),
        )
        if filters.current_choice(SLIDE):
            st.button("Lanjutkan di slide terakhir", icon=":material/resume:", on_click=_present)
    own = key is not None and key not in DAYS
    unknown = [slide for slide in chosen.slides if slide not in SLIDES]
    if unknown:
        st.warning(
            f"{len(unknown)} grafik dalam daftar ini tidak dikenal lagi dan dilewati saat ditampilkan."
        )
    for position, slide in enumerate(chosen.slides):
        if slide in SLIDES:
            _row(selection, str(key), chosen.slides, position, own=own)
    if own:
        _extend(selection, str(key), chosen)
    else:
        st.caption("Daftar baku tidak dapat diubah. Salin menjadi daftar sendiri untuk mengatur urutannya.")
    _copy(selection, chosen)


def _row(selection: Selection, key: str, slides: Sequence[str], position: int, *, own: bool) -> None:
    slide = SLIDES[slides[position]]
    with st.container(horizontal=True, vertical_alignment="center", key=f"baris_{position}"):
        many = " :gray[(satu slide tiap dimensi)]" if slide.dimension == "each" else ""
        st.markdown(f"{position + 1}. {escape_markdown(slide.title)}{many}", width=420)
        if not own:
            return
        for label, icon, step in (("Naik", "arrow_upward", -1), ("Turun", "arrow_downward", 1)):
            st.button(
                label,
                icon=f":material/{icon}:",
                key=f"{label}_{position}",
                disabled=not 0 <= position + step < len(slides),
                on_click=_keep,
                args=(selection, key, playlists.move_slide(slides, position, step)),
            )
        st.button(
            "Keluarkan",
            icon=":material/remove:",
            key=f"keluar_{position}",
            on_click=_keep,
            args=(selection, key, [*slides[:position], *slides[position + 1 :]]),
        )


def _extend(selection: Selection, key: str, chosen: PlayList) -> None:
    """Add a chart, take the last change back, or remove the list."""
    rest = [name for name in SLIDES if name not in chosen.slides]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        added = st.selectbox(
            "Tambah grafik", rest, index=None, format_func=lambda name: SLIDES[name].title,
            placeholder="Pilih grafik", key=f"tambah_{key}_{len(chosen.slides)}", width=420,
        )  # fmt: skip
        if added:
            _keep(selection, key, [*chosen.slides, added])
            st.rerun()
        found = undo.find_own_undo(selection, playlists.LISTS.place(), "urungkan_daftar")
        undo.show_undo("urungkan_daftar", found, WORDS, lambda save: _undo(selection, save))
        st.button("Hapus daftar", icon=":material/delete:", on_click=_remove, args=(selection, key))


def _copy(selection: Selection, chosen: PlayList) -> None:
    with st.form("salin_daftar", clear_on_submit=bool(actor.find_actor())):
        title = st.text_input(
            "Nama daftar baru",
            max_chars=playlists.LONGEST,
            placeholder="Misalnya: Bimtek Kab. Nganjuk, hari 1",
        )
        pressed = st.form_submit_button(
            f"Salin {escape_markdown(chosen.title)} menjadi daftar sendiri", icon=":material/content_copy:"
        )
    if (by := actor.show_recorder()) and pressed:
        try:
            filters.keep_choice(
                LIST, playlists.create_playlist(selection.live_store, title, chosen.slides, by)
            )
        except StoreError as refusal:
            st.error(escape_markdown(str(refusal)))
            return
        st.rerun()


def _keep(selection: Selection, key: str, slides: Sequence[str]) -> None:
    if by := actor.require_actor():
        try:
            playlists.replace_playlist_slides(selection.live_store, key, slides, by)
        except StoreError as refusal:
            st.error(escape_markdown(str(refusal)))


def _undo(selection: Selection, save: int) -> None:
    try:
        if not playlists.undo_playlist_change(selection.live_store, actor.find_actor(), save):
            st.toast("Perubahan itu sudah diurungkan.")
    except StoreError as refusal:
        st.toast(escape_markdown(str(refusal)))


def _remove(selection: Selection, key: str) -> None:
    if by := actor.require_actor():
        playlists.remove_playlist(selection.live_store, key, by)
        filters.keep_choice(LIST, None)
        st.toast("Daftar dihapus. Pilih Urungkan pada daftar sendiri mana pun untuk mengembalikannya.")


def _present() -> None:
    del st.query_params[ARRANGE]


def _start(selection: Selection, chosen: PlayList) -> None:
    if order := running_order(selection, chosen.slides, filters.current_choice(filters.DIMENSION)):
        go_to_slide(order, 0)
    _present()
