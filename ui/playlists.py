"""Arranging play lists: the standard days, the facilitator's own lists and their order."""

from collections.abc import Sequence

import streamlit as st

from storage import StoreError
from ui import actor, deck, filters, stage
from ui.view import View
from workflow import playlist
from workflow.playlist import PlayList


def arrange(seen: View) -> None:
    """One list: its slides in order, buttons to change it, and to show it."""
    lists = stage.lists(seen)
    for lost in playlist.damaged(seen.engine):
        st.warning(
            f"Daftar putar {lost} dalam penyimpanan rusak dan tidak ditawarkan. Susun lagi daftarnya, atau "
            "pulihkan dari salinan cadangan.",
        )
    key = filters.pick(stage.LIST, {name: one.title for name, one in lists.items()}, label="Daftar putar")
    chosen = lists[key or next(iter(lists))]
    with st.container(horizontal=True):
        st.button(
            "Mulai dari awal",
            icon=":material/slideshow:",
            type="primary",
            on_click=_start,
            args=(seen, chosen),
        )
        if filters.current(stage.SLIDE):
            st.button("Lanjutkan di slide terakhir", icon=":material/resume:", on_click=_present)
    own = key is not None and key not in deck.DAYS
    unknown = [slide for slide in chosen.slides if slide not in deck.SLIDES]
    if unknown:
        st.warning(
            f"{len(unknown)} grafik dalam daftar ini tidak dikenal lagi dan dilewati saat ditampilkan."
        )
    for position, slide in enumerate(chosen.slides):
        if slide in deck.SLIDES:
            _row(seen, str(key), chosen.slides, position, own=own)
    if own:
        _extend(seen, str(key), chosen)
    else:
        st.caption("Daftar baku tidak dapat diubah. Salin menjadi daftar sendiri untuk mengatur urutannya.")
    _copy(seen, chosen)


def _row(seen: View, key: str, slides: Sequence[str], position: int, *, own: bool) -> None:
    slide = deck.SLIDES[slides[position]]
    with st.container(horizontal=True, vertical_alignment="center", key=f"baris_{position}"):
        many = " :gray[(satu slide tiap dimensi)]" if slide.dimension == "each" else ""
        st.markdown(f"{position + 1}. {slide.title}{many}", width=420)
        if not own:
            return
        for label, icon, step in (("Naik", "arrow_upward", -1), ("Turun", "arrow_downward", 1)):
            st.button(
                label,
                icon=f":material/{icon}:",
                key=f"{label}_{position}",
                disabled=not 0 <= position + step < len(slides),
                on_click=_keep,
                args=(seen, key, playlist.moved(slides, position, step)),
            )
        st.button(
            "Keluarkan",
            icon=":material/remove:",
            key=f"keluar_{position}",
            on_click=_keep,
            args=(seen, key, [*slides[:position], *slides[position + 1 :]]),
        )


def _extend(seen: View, key: str, chosen: PlayList) -> None:
    """Add a chart, take the last change back, or remove the list."""
    rest = [name for name in deck.SLIDES if name not in chosen.slides]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        added = st.selectbox(
            "Tambah grafik", rest, index=None, format_func=lambda name: deck.SLIDES[name].title,
            placeholder="Pilih grafik", key=f"tambah_{key}_{len(chosen.slides)}", width=420,
        )  # fmt: skip
        if added:
            _keep(seen, key, [*chosen.slides, added])
            st.rerun()
        st.button("Urungkan", icon=":material/undo:", on_click=_undo, args=(seen,))
        st.button("Hapus daftar", icon=":material/delete:", on_click=_remove, args=(seen, key))


def _copy(seen: View, chosen: PlayList) -> None:
    with st.form("salin_daftar", clear_on_submit=True):
        title = st.text_input(
            "Nama daftar baru",
            max_chars=playlist.LONGEST,
            placeholder="Misalnya: Bimtek Kab. Nganjuk, hari 1",
        )
        pressed = st.form_submit_button(
            f"Salin {chosen.title} menjadi daftar sendiri", icon=":material/content_copy:"
        )
    if pressed and (name := actor.required()):
        try:
            filters.keep(stage.LIST, playlist.create(seen.engine, title, chosen.slides, name))
        except StoreError as refusal:
            st.error(str(refusal))
            return
        st.rerun()


def _keep(seen: View, key: str, slides: Sequence[str]) -> None:
    if name := actor.required():
        try:
            playlist.arrange(seen.engine, key, slides, name)
        except StoreError as refusal:
            st.error(str(refusal))


def _undo(seen: View) -> None:
    if (name := actor.required()) and not playlist.undo(seen.engine, name):
        st.toast("Tidak ada perubahan daftar putar yang dapat diurungkan.")


def _remove(seen: View, key: str) -> None:
    if name := actor.required():
        playlist.remove(seen.engine, key, name)
        filters.keep(stage.LIST, None)
        st.toast("Daftar dihapus. Pilih Urungkan pada daftar sendiri mana pun untuk mengembalikannya.")


def _present() -> None:
    del st.query_params[stage.ARRANGE]


def _start(seen: View, chosen: PlayList) -> None:
    if order := stage.steps(seen, chosen.slides, filters.current(filters.DIMENSION)):
        stage.go(order, 0)
    _present()
