"""The presentation: the slide that fills the window, and the bar that drives it."""

from collections.abc import Sequence

import streamlit as st

from charts.drawing import theme
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from ui.frame import paths, scripts
from ui.presentation import position
from ui.presentation.position import ShowStep
from ui.presentation.slides import SLIDES, slide_chart
from ui.shared import chart, errors, filters
from ui.shared.cached_chart import NothingToDraw
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection, choose_selection, offered_regions
from ui.states import choosing

MINUTES = {0: "Tanpa batas", 5: "5 menit", 10: "10 menit", 15: "15 menit", 30: "30 menit", 60: "60 menit"}
KEYS = """
| Tombol | Yang terjadi |
| :--- | :--- |
| PageDown, →, ↓, spasi | Slide berikutnya |
| PageUp, ←, ↑ | Slide sebelumnya |
| Home, End | Slide pertama, slide terakhir dalam daftar |
| J | Lompat ke slide lain: ketik sebagian namanya, lalu Enter |
| K, Shift+K | Kabupaten/kota berikutnya, sebelumnya |
| D, Shift+D | Dimensi berikutnya, sebelumnya; setelah yang terakhir kembali ke semua dimensi |
| + dan - | Teks lebih besar, lebih kecil |
| B atau titik | Layar hitam; tombol mana pun mengembalikannya |
| T | Mulai atau hentikan penghitung waktu |
| G | Latar gelap atau terang |
| F | Layar penuh |
| ? | Bantuan ini |
| Esc | Keluar ke susunan daftar putar dan menu |
"""
PRESENTER = (
    "Alat penunjuk (presenter) tanpa kabel mengirim PageUp, PageDown, dan titik, sehingga langsung dapat "
    "dipakai. Slide yang sedang tampil diingat: setelah laptop mati atau peramban tertutup, buka Mode "
    "presentasi lagi."
)


def show_presentation() -> None:
    """The whole presentation; over an empty store it says what to do first."""
    position.resume_presentation()
    bar = st.container(key="kendali", horizontal=True, vertical_alignment="bottom")
    with bar:
        selection = choose_selection(projected=True)
    if selection is None:
        return
    st.html(paths.ROOT / "static" / "presentasi.css")
    scripts.load_scripts("presentasi.js")
    with bar:
        order, counted = _running_order(selection)
        at = position.slide_position(order)
        _jump(order, at, counted)
        if order[at].key != position.END and SLIDES[order[at].key].since:
            choosing.choose_state(selection)
        if order[at].key != position.END and SLIDES[order[at].key].names_opd:
            _name_opd(order[at])
    with st.container(key="layar"):
        drawn = None
        if order[at].key == position.END:
            _end(counted)
        else:
            drawn = _slide(selection, order[at])
    pages, turn = (drawn.pages, drawn.page) if drawn else (1, 1)
    position.go_to_slide(order, at, turn)
    with bar:
        _buttons(selection, order, at, turn, pages)
        _settings()
    position.remember_position()


def _running_order(selection: Selection) -> tuple[list[ShowStep], int]:
    """The slides of the chosen list, its end, then the rest of the deck; and how many are of the list."""
    lists = position.all_playlists(selection)
    chosen = filters.choose_option(
        position.LIST, {key: one.title for key, one in lists.items()}, label="Daftar putar"
    )
    dimension = filters.choose_dimension(position.presentable_dimensions(selection))
    shown = chosen or next(iter(lists))
    slides = lists[shown].slides
    listed = position.running_order(selection, slides, dimension)
    rest = position.running_order(selection, [key for key in SLIDES if key not in slides], dimension)
    order = position.close_list(listed, rest)
    position.follow_list(shown, order)
    return order, len(listed)


def _jump(order: Sequence[ShowStep], at: int, counted: int) -> None:
    names = [
        f"{number + 1}. {step.title}"
        if number < counted
        else (step.title if step.key == position.END else f"Lainnya: {step.title}")
        for number, step in enumerate(order)
    ]
    st.session_state["pilih_slide"] = at
    st.selectbox(
        _place(order, at, counted),
        range(len(order)),
        format_func=names.__getitem__,
        key="pilih_slide",
        on_change=lambda: position.go_to_slide(order, st.session_state["pilih_slide"]),
    )


def _name_opd(step: ShowStep) -> None:
    """The switch of one slide: what an OPD lacks is shown in numbers until the room wants the names."""
    st.session_state["sebut_opd"] = position.may_name_opd(step)
    st.toggle(
        "Sebut nama OPD",
        key="sebut_opd",
        on_change=lambda: filters.keep_choice(
            position.NAMED, step.id if st.session_state["sebut_opd"] else None
        ),
    )


def _place(order: Sequence[ShowStep], at: int, counted: int) -> str:
    if order[at].key == position.END:
        return "Akhir daftar"
    return f"Slide {at + 1} dari {counted}" if at < counted else "Slide di luar daftar"


def _end(counted: int) -> None:
    """The end of the list: nothing that the room was not meant to see comes after it by itself."""
    _words(
        "Selesai",
        f"Sampai di sini daftar putar ini: {format_count(counted)} slide."
        if counted
        else "Daftar putar ini belum berisi slide. Pilih daftar lain, atau susun daftar ini.",
    )


def _slide(selection: Selection, step: ShowStep) -> Chart | None:
    """The chart; None after saying on the screen why there is none."""
    try:
        drawn = slide_chart(
            selection,
            step.key,
            Look(theme.ZOOMS[position.text_zoom()], position.is_dark_ground(), position.current_slide_page()),
            dimension=step.dimension,
            named=position.may_name_opd(step),
        )
    except NothingToDraw as lack:
        _words(
            escape_markdown(step.title), f"{escape_markdown(lack.what)}. {escape_markdown(lack.next_step)}"
        )
        return None
    except Exception as error:  # one slide that fails must not end a presentation
        reference = errors.record_error(error)
        _words(
            escape_markdown(step.title),
            f"Grafik ini tidak dapat digambar. Rujukan untuk pengelola: {reference}.",
        )
        return None
    config = {**chart.CONFIG, "displayModeBar": False, "responsive": False}
    st.plotly_chart(drawn.figure, theme=None, width="content", config=config, alt=drawn.alt, key="slide")
    return drawn


def _words(title: str, words: str) -> None:
    with st.container(key="lisan"):
        st.markdown(f"**{title}**")
        st.markdown(words)


def _buttons(selection: Selection, order: Sequence[ShowStep], at: int, turn: int, pages: int) -> None:
    """What keys press; the bar shows the same to a mouse or a finger."""
    regions, codes = (
        offered_regions(selection.live_store),
        [None, *position.presentable_dimensions(selection)],
    )
    presses = (
        ("Sebelumnya", "mundur", ":material/arrow_back:", "PageUp", position.go_back, (order, at, turn)),
        (
            "Berikutnya",
            "maju",
            ":material/arrow_forward:",
            "PageDown",
            position.go_forward,
            (order, at, turn, pages),
        ),
        ("Awal", "awal", ":material/first_page:", None, position.go_to_slide, (order, 0)),
        (
            "Akhir",
            "akhir",
            ":material/last_page:",
            None,
            position.go_to_slide,
            (order, max(_end_position(order) - 1, 0)),
        ),
        (
            "Daerah sebelumnya",
            "daerah_mundur",
            "",
            None,
            position.cycle_option,
            (filters.REGION, regions, -1),
        ),
        ("Daerah berikutnya", "daerah_maju", "", None, position.cycle_option, (filters.REGION, regions)),
        (
            "Dimensi sebelumnya",
            "dimensi_mundur",
            "",
            None,
            position.cycle_option,
            (filters.DIMENSION, codes, -1),
        ),
        ("Dimensi berikutnya", "dimensi_maju", "", None, position.cycle_option, (filters.DIMENSION, codes)),
        ("Teks lebih kecil", "kecil", ":material/text_decrease:", None, position.change_text_size, (-1,)),
        ("Teks lebih besar", "besar", ":material/text_increase:", None, position.change_text_size, (1,)),
        (
            "Gelap atau terang",
            "gelap",
            ":material/contrast:",
            None,
            position.cycle_option,
            (position.DARK, [None, "1"]),
        ),
        ("Keluar (Esc)", "keluar", ":material/close:", None, _leave, ()),
    )
    for label, key, icon, shortcut, act, given in presses:
        st.button(
            escape_markdown(label), key=key, icon=icon or None, shortcut=shortcut, on_click=act, args=given
        )
    if st.button("Bantuan (?)", key="bantuan", icon=":material/help:"):
        _help()


def _end_position(order: Sequence[ShowStep]) -> int:
    return next(at for at, step in enumerate(order) if step.key == position.END)


def _settings() -> None:
    """What the keys do not reach: the exact size, the minutes; and what the script shows by itself."""
    st.session_state["ukuran_teks"] = position.text_zoom()
    st.select_slider(
        "Ukuran teks",
        position.ZOOM_STEPS,
        format_func=lambda percent: f"{percent}%",
        key="ukuran_teks",
        on_change=lambda: filters.keep_choice(position.ZOOM, str(st.session_state["ukuran_teks"])),
        width=220,
    )
    minutes = st.selectbox("Penghitung waktu", list(MINUTES), format_func=MINUTES.__getitem__, key="menit")
    st.button("Waktu (T)", key="waktu", icon=":material/timer:")
    st.button("Layar hitam (B)", key="hitam", icon=":material/stop:")
    st.html(
        f'<div id="tayangan" data-menit="{int(minutes)}" data-gelap="{int(position.is_dark_ground())}"></div>'
    )


def _leave() -> None:
    st.query_params[position.ARRANGE] = "1"


@st.dialog("Bantuan Mode presentasi", width="large")
def _help() -> None:
    st.markdown(KEYS)
    st.caption(PRESENTER)
