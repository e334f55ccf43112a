"""The presentation: the slide that fills the window, and the bar that drives it."""

from collections.abc import Callable, Sequence

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
from ui.shared.selection import Selection, choose_selection, offered_regions, tell_empty_store
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
    if tell_empty_store():
        return
    with st.container(key="kendali", horizontal=True, vertical_alignment="center"):
        way, tools = st.container(horizontal=True), st.container(horizontal=True)
        settings = st.popover("Atur", icon=":material/tune:", key="atur", width="content")
        leave = st.container(horizontal=True)
    selection = choose_selection(place=settings)
    if selection is None:
        return
    st.html(paths.ROOT / "static" / "presentasi.css")
    scripts.load_scripts("presentasi.js")
    with settings:
        order, counted = _running_order(selection)
        at = position.slide_position(order)
        slide = SLIDES.get(order[at].key)
        if slide and slide.since:
            choosing.choose_state(selection)
        if slide and slide.names_opd:
            _name_opd(order[at])
        _settings()
    with st.container(key="layar"):
        drawn = None
        if order[at].key == position.END:
            _end(counted)
        else:
            drawn = _slide(selection, order[at])
    pages, turn = (drawn.pages, drawn.page) if drawn else (1, 1)
    position.go_to_slide(order, at, turn)
    with way:
        _way(order, at, counted, turn, pages)
    with tools:
        _tools(selection, order)
    with leave:
        _press("Keluar (Esc)", "keluar", ":material/close:", _leave)
        _stage(at, counted)
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


def _way(order: Sequence[ShowStep], at: int, counted: int, turn: int, pages: int) -> None:
    """Back, where the show stands and can jump to, forward, and what comes then."""
    _press(
        "Sebelumnya", "mundur", ":material/arrow_back:", position.go_back, order, at, turn, shortcut="PageUp"
    )
    _jump(order, at, counted)
    _press(
        *("Berikutnya", "maju", ":material/arrow_forward:", position.go_forward, order, at, turn, pages),
        shortcut="PageDown",
    )
    if order[at].key != position.END and at + 1 < len(order):
        then = f"halaman {turn + 1} dari {pages}" if turn < pages else order[at + 1].title
        with st.container(key="nanti"):
            st.markdown(f":gray[Berikutnya] {escape_markdown(then)}")


def _jump(order: Sequence[ShowStep], at: int, counted: int) -> None:
    names = [
        f"{number + 1} / {counted}  {step.title}"
        if number < counted
        else (step.title if step.key == position.END else f"Lainnya: {step.title}")
        for number, step in enumerate(order)
    ]
    st.session_state["pilih_slide"] = at
    st.selectbox(
        "Slide",
        range(len(order)),
        format_func=names.__getitem__,
        key="pilih_slide",
        label_visibility="collapsed",
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


def _tools(selection: Selection, order: Sequence[ShowStep]) -> None:
    """What keys press; the icons among them are shown to a mouse or a finger too."""
    last = (order, max(_end_position(order) - 1, 0))
    regions = offered_regions(selection.live_store)
    codes = [None, *position.presentable_dimensions(selection)]
    _press("Awal", "awal", ":material/first_page:", position.go_to_slide, order, 0)
    _press("Akhir", "akhir", ":material/last_page:", position.go_to_slide, *last)
    for name, key, options in (
        ("Daerah", "daerah", regions),
        ("Dimensi", "dimensi", codes),
    ):
        field = filters.REGION if key == "daerah" else filters.DIMENSION
        _press(f"{name} sebelumnya", f"{key}_mundur", "", position.cycle_option, field, options, -1)
        _press(f"{name} berikutnya", f"{key}_maju", "", position.cycle_option, field, options)
    _press("Teks lebih kecil", "kecil", ":material/text_decrease:", position.change_text_size, -1)
    _press("Teks lebih besar", "besar", ":material/text_increase:", position.change_text_size, 1)
    _press(
        *("Gelap atau terang (G)", "gelap", ":material/contrast:"),
        *(position.cycle_option, position.DARK, [None, "1"]),
    )
    _press("Waktu (T)", "waktu", ":material/timer:")
    _press("Layar hitam (B)", "hitam", ":material/stop:")
    if _press("Bantuan (?)", "bantuan", ":material/help:"):
        _help()


def _press(
    label: str,
    key: str,
    icon: str,
    act: Callable[..., None] | None = None,
    *given: object,
    shortcut: str | None = None,
) -> bool:
    """A button of the bar: its words are its name, which the style shows where it is pointed at."""
    return st.button(
        escape_markdown(label),
        key=key,
        icon=icon or None,
        shortcut=shortcut,
        on_click=act,
        args=given,
    )


def _end_position(order: Sequence[ShowStep]) -> int:
    return next(at for at, step in enumerate(order) if step.key == position.END)


def _settings() -> None:
    """What the keys do not reach: the exact size and the minutes."""
    st.session_state["ukuran_teks"] = position.text_zoom()
    st.select_slider(
        "Ukuran teks",
        position.ZOOM_STEPS,
        format_func=lambda percent: f"{percent}%",
        key="ukuran_teks",
        on_change=lambda: filters.keep_choice(position.ZOOM, str(st.session_state["ukuran_teks"])),
    )
    st.selectbox("Penghitung waktu", list(MINUTES), format_func=MINUTES.__getitem__, key="menit")


def _stage(at: int, counted: int) -> None:
    """What the script and the styles read: the minutes, the ground, how far the list is."""
    minutes, dark = int(st.session_state["menit"]), int(position.is_dark_ground())
    shown = min(at + 1, counted)
    st.html(
        f'<div id="tayangan" data-menit="{minutes}" data-gelap="{dark}"></div>'
        f'<progress id="kemajuan" max="{max(counted, 1)}" value="{shown}"></progress>'
    )


def _leave() -> None:
    st.query_params[position.ARRANGE] = "1"


@st.dialog("Bantuan Mode presentasi", width="large")
def _help() -> None:
    st.markdown(KEYS)
    st.caption(PRESENTER)
