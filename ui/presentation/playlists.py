"""Arranging play lists: the standard days, the facilitator's own lists and their order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from storage import StoreError
from storage.errors import NewerSave
from ui.presentation.position import ARRANGE, LIST, SLIDE, all_playlists, go_to_slide, running_order
from ui.presentation.slides import DAYS, SLIDES
from ui.shared import actor, filters, message
from ui.shared.markdown import escape_markdown
from ui.shared.saving import overtaken, undo
from ui.shared.saving.overtaken import Compared, FormSave, Newer
from ui.shared.saving.undo import UndoWords
from ui.shared.selection import Selection
from workflow import playlists
from workflow.playlists import PlayList

MESSAGE = "pesan_daftar_putar"
WORDS = UndoWords("daftar putar", {"title": "nama", "slides": "isi"})


@dataclass(frozen=True)
class ListAt:
    """A list as it was drawn: its key, the number of its entry (0 = a standard day), and what it holds."""

    key: str
    number: int
    chosen: PlayList


def show_playlist_editor(selection: Selection) -> None:
    """One list: its slides in order, buttons to change it, and to show it."""
    message.show_message(MESSAGE)
    lists = all_playlists(selection)
    numbers = playlists.number_playlists(selection.live_store)
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
    at = ListAt(str(key), numbers.get(str(key), 0), chosen)
    for position, slide in enumerate(chosen.slides):
        if slide in SLIDES:
            _row(selection, at, position, own=own)
    actor.show_recorder()
    _offer_undo(selection)
    if own:
        _extend(selection, at)
    else:
        st.caption("Daftar baku tidak dapat diubah. Salin menjadi daftar sendiri untuk mengatur urutannya.")
    _copy(selection, chosen)


def _row(selection: Selection, at: ListAt, position: int, *, own: bool) -> None:
    slides = at.chosen.slides
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
                args=(selection, at, playlists.move_slide(slides, position, step)),
            )
        st.button(
            "Keluarkan",
            icon=":material/remove:",
            key=f"keluar_{position}",
            on_click=_keep,
            args=(selection, at, [*slides[:position], *slides[position + 1 :]]),
        )


def _offer_undo(selection: Selection) -> None:
    """The last change of any list, also of one that is gone: beside the lists that stay as they are, too."""
    found = undo.find_own_undo(selection, playlists.LISTS.place(), "urungkan_daftar")
    if found is not None:
        undo.show_undo("urungkan_daftar", found, WORDS, lambda save: _undo(selection, save))


def _extend(selection: Selection, at: ListAt) -> None:
    """Add a chart, or remove the list."""
    rest = [name for name in SLIDES if name not in at.chosen.slides]
    key = f"tambah_{at.key}_{len(at.chosen.slides)}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Tambah grafik", rest, index=None, format_func=lambda name: SLIDES[name].title,
            placeholder="Pilih grafik", key=key, width=420, on_change=_add, args=(selection, at, key),
        )  # fmt: skip
        st.button("Hapus daftar", icon=":material/delete:", on_click=_remove, args=(selection, at))


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
    if (by := actor.find_actor()) and pressed:
        try:
            filters.keep_choice(
                LIST, playlists.create_playlist(selection.live_store, title, chosen.slides, by)
            )
        except StoreError as refusal:
            st.error(escape_markdown(str(refusal)))
            return
        st.rerun()


def _add(selection: Selection, at: ListAt, field: str) -> None:
    if added := st.session_state.get(field):
        _keep(selection, at, [*at.chosen.slides, added])


def _keep(selection: Selection, at: ListAt, slides: Sequence[str]) -> None:
    if not (by := actor.require_actor()):
        return

    def _write(shown: Newer) -> str:
        number = shown[-1].number if shown else at.number
        playlists.replace_playlist_slides(selection.live_store, at.key, slides, by, number)
        return ""

    mine = replace(at.chosen, slides=tuple(slides))
    overtaken.save_or_ask(FormSave(MESSAGE, _write, lambda newer: _compare(newer, mine)))


def _compare(newer: NewerSave, mine: PlayList | None) -> list[Compared]:
    """A list as somebody left it beside what it was made here; None = removed."""
    there = playlists.LISTS.codec.decode(newer.text) if newer.text else None
    return [("Isi daftar putar", _told(there), _told(mine))]


def _told(one: PlayList | None) -> str:
    if one is None:
        return overtaken.GONE
    names = [SLIDES[slide].title if slide in SLIDES else slide for slide in one.slides]
    return "; ".join(f"{place}. {name}" for place, name in enumerate(names, 1)) or overtaken.EMPTY


def _undo(selection: Selection, save: int) -> None:
    try:
        if not playlists.undo_playlist_change(selection.live_store, actor.find_actor(), save):
            st.toast("Perubahan itu sudah diurungkan.")
    except StoreError as refusal:
        st.toast(escape_markdown(str(refusal)))


def _remove(selection: Selection, at: ListAt) -> None:
    if not (by := actor.require_actor()):
        return

    def _write(shown: Newer) -> str:
        number = shown[-1].number if shown else at.number
        playlists.remove_playlist(selection.live_store, at.key, by, number)
        filters.keep_choice(LIST, None)
        return "Daftar dihapus. Tombol Urungkan di halaman ini mengembalikannya."

    overtaken.save_or_ask(FormSave(MESSAGE, _write, lambda newer: _compare(newer, None)))


def _present() -> None:
    del st.query_params[ARRANGE]


def _start(selection: Selection, chosen: PlayList) -> None:
    if order := running_order(selection, chosen.slides, filters.current_choice(filters.DIMENSION)):
        go_to_slide(order, 0)
    _present()
