"""The presentation: the slide that fills the window, and the bar that drives it."""

from collections.abc import Sequence

import streamlit as st

from charts import theme
from charts.chart import Chart
from ui import chart, deck, errors, filters, place, scripts, stage, view
from ui.drawn import Undrawn
from ui.stage import Step
from ui.view import View

MINUTES = {0: "Tanpa batas", 5: "5 menit", 10: "10 menit", 15: "15 menit", 30: "30 menit", 60: "60 menit"}
KEYS = """
| Tombol | Yang terjadi |
| :--- | :--- |
| PageDown, →, ↓, spasi | Slide berikutnya |
| PageUp, ←, ↑ | Slide sebelumnya |
| Home, End | Slide pertama, slide terakhir |
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


def show() -> None:
    """The whole presentation; over an empty store it says what to do first."""
    stage.resume()
    bar = st.container(key="kendali", horizontal=True, vertical_alignment="bottom")
    with bar:
        seen = view.choose()
    if seen is None:
        return
    st.html(place.ROOT / "static" / "presentasi.css")
    scripts.load("presentasi.js")
    with bar:
        order, counted = _running_order(seen)
        at = stage.here(order)
        _jump(order, at, counted)
    with st.container(key="layar"):
        drawn = _slide(seen, order[at])
    pages, turn = (drawn.pages, drawn.page) if drawn else (1, 1)
    stage.go(order, at, turn)
    with bar:
        _buttons(seen, order, at, turn, pages)
        _settings()
    stage.remember()


def _running_order(seen: View) -> tuple[list[Step], int]:
    """The slides of the chosen list, then the rest of the deck; and how many are of the list."""
    lists = stage.lists(seen)
    chosen = filters.pick(stage.LIST, {key: one.title for key, one in lists.items()}, label="Daftar putar")
    dimension = filters.dimension(stage.dimensions(seen))
    slides = lists[chosen or next(iter(lists))].slides
    listed = stage.steps(seen, slides, dimension)
    rest = stage.steps(seen, [key for key in deck.SLIDES if key not in slides], dimension)
    return [*listed, *rest], len(listed)


def _jump(order: Sequence[Step], at: int, counted: int) -> None:
    names = [
        f"{number + 1}. {step.title}" if number < counted else f"Lainnya: {step.title}"
        for number, step in enumerate(order)
    ]
    st.session_state["pilih_slide"] = at
    st.selectbox(
        f"Slide {at + 1} dari {counted}" if at < counted else "Slide di luar daftar",
        range(len(order)),
        format_func=names.__getitem__,
        key="pilih_slide",
        on_change=lambda: stage.go(order, st.session_state["pilih_slide"]),
    )


def _slide(seen: View, step: Step) -> Chart | None:
    """The chart; None after saying on the screen why there is none."""
    try:
        drawn = deck.draw(
            seen,
            step.key,
            dimension=step.dimension,
            size=theme.ZOOMS[stage.zoom()],
            dark=stage.dark(),
            page=stage.page(),
        )
    except Undrawn as lack:
        _words(step.title, f"{lack.what}. {lack.next_step}")
        return None
    except Exception as error:  # one slide that fails must not end a presentation
        reference = errors.record(error)
        _words(step.title, f"Grafik ini tidak dapat digambar. Rujukan untuk pengelola: {reference}.")
        return None
    config = {**chart.CONFIG, "displayModeBar": False, "responsive": False}
    st.plotly_chart(drawn.figure, theme=None, width="content", config=config, alt=drawn.alt, key="slide")
    return drawn


def _words(title: str, words: str) -> None:
    with st.container(key="lisan"):
        st.markdown(f"**{title}**")
        st.markdown(words)


def _buttons(seen: View, order: Sequence[Step], at: int, turn: int, pages: int) -> None:
    """What keys press; the bar shows the same to a mouse or a finger."""
    regions, codes = view.offered(seen.engine), [None, *stage.dimensions(seen)]
    presses = (
        ("Sebelumnya", "mundur", ":material/arrow_back:", "PageUp", stage.back, (order, at, turn)),
        ("Berikutnya", "maju", ":material/arrow_forward:", "PageDown", stage.forth, (order, at, turn, pages)),
        ("Awal", "awal", ":material/first_page:", None, stage.go, (order, 0)),
        ("Akhir", "akhir", ":material/last_page:", None, stage.go, (order, len(order) - 1)),
        ("Daerah sebelumnya", "daerah_mundur", "", None, stage.cycle, (filters.REGION, regions, -1)),
        ("Daerah berikutnya", "daerah_maju", "", None, stage.cycle, (filters.REGION, regions)),
        ("Dimensi sebelumnya", "dimensi_mundur", "", None, stage.cycle, (filters.DIMENSION, codes, -1)),
        ("Dimensi berikutnya", "dimensi_maju", "", None, stage.cycle, (filters.DIMENSION, codes)),
        ("Teks lebih kecil", "kecil", ":material/text_decrease:", None, stage.enlarge, (-1,)),
        ("Teks lebih besar", "besar", ":material/text_increase:", None, stage.enlarge, (1,)),
        ("Gelap atau terang", "gelap", ":material/contrast:", None, stage.cycle, (stage.DARK, [None, "1"])),
        ("Keluar (Esc)", "keluar", ":material/close:", None, _leave, ()),
    )
    for label, key, icon, shortcut, act, given in presses:
        st.button(label, key=key, icon=icon or None, shortcut=shortcut, on_click=act, args=given)
    if st.button("Bantuan (?)", key="bantuan", icon=":material/help:"):
        _help()


def _settings() -> None:
    """What the keys do not reach: the exact size, the minutes; and what the script shows by itself."""
    st.session_state["ukuran_teks"] = stage.zoom()
    st.select_slider(
        "Ukuran teks",
        stage.ZOOM_STEPS,
        format_func=lambda percent: f"{percent}%",
        key="ukuran_teks",
        on_change=lambda: filters.keep(stage.ZOOM, str(st.session_state["ukuran_teks"])),
        width=220,
    )
    minutes = st.selectbox("Penghitung waktu", list(MINUTES), format_func=MINUTES.__getitem__, key="menit")
    st.button("Waktu (T)", key="waktu", icon=":material/timer:")
    st.button("Layar hitam (B)", key="hitam", icon=":material/stop:")
    st.html(f'<div id="tayangan" data-menit="{minutes}" data-gelap="{int(stage.dark())}"></div>')


def _leave() -> None:
    st.query_params[stage.ARRANGE] = "1"


@st.dialog("Bantuan Mode presentasi", width="large")
def _help() -> None:
    st.markdown(KEYS)
    st.caption(PRESENTER)
