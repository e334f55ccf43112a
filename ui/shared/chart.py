"""Shows a charts.Chart: the finding as heading, the figure, how to read it, its source and its table."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from charts.drawing.chart import Chart
from charts.drawing.format import MONTHS
from ui.shared import page, table
from ui.shared.markdown import escape_markdown

MODEBAR = {
    "Download plot as a PNG": "Unduh gambar PNG",
    "Download plot": "Unduh gambar",
    "Zoom": "Perbesar bagian",
    "Pan": "Geser",
    "Box Select": "Pilih kotak",
    "Lasso Select": "Pilih bebas",
    "Zoom in": "Perbesar",
    "Zoom out": "Perkecil",
    "Autoscale": "Skala otomatis",
    "Reset axes": "Kembalikan sumbu",
    "Reset": "Kembalikan",
    "Double-click to zoom back out": "Klik dua kali untuk kembali",
    "Snapshot succeeded": "Gambar tersimpan",
    "Taking snapshot - this may take a few seconds": "Menyiapkan gambar",
    "Sorry, there was a problem downloading your snapshot!": "Gambar tidak dapat diunduh",
}
DAYS = ("Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")
NARROWEST = 876
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "locale": "id",
    "locales": {
        "id": {
            "dictionary": MODEBAR,
            "format": {
                "days": DAYS,
                "shortDays": [day[:3] for day in DAYS],
                "months": MONTHS,
                "shortMonths": [month[:3] for month in MONTHS],
                "date": "%d/%m/%Y",
                "decimal": ",",
                "thousands": ".",
            },
        }
    },
    "modeBarButtonsToRemove": [
        "select2d",
        "lasso2d",
        "autoScale2d",
        "zoom2d",
        "pan2d",
        "zoomIn2d",
        "zoomOut2d",
    ],
}


def is_dark_theme() -> bool:
    """True where the visitor's browser shows the dark theme; see charts.drawing.look."""
    return st.context.theme.type == "dark"


def show_chart(
    chart: Chart, key: str, find_head: Callable[[], str], *, picked: Callable[[str], None] | None = None
) -> None:
    """Draw the chart under its finding, which is the page's answer where the chart is its first.

    `key` is unique on the page, `find_head` gives the head of the audit.

    `picked` is told the `customdata` of a point that the visitor clicks, before the page runs again.
    """
    page.show_finding(chart.title)
    if chart.subtitle:
        st.caption(escape_markdown(chart.subtitle))
    # On a phone the chart keeps the width its labels need, and scrolls within the page.
    with st.grid(1, min_column_width=NARROWEST, wrap=False):
        st.plotly_chart(
            chart.figure,
            theme=None,
            config=_config(key),
            alt=chart.alt,
            key=key,
            selection_mode="points",
            on_select=partial(_clicked, key, picked) if picked else "ignore",
        )
    _show_quiet_row(chart, key, find_head)


def _show_quiet_row(chart: Chart, key: str, find_head: Callable[[], str]) -> None:
    """Under the chart: where its numbers come from, how to read it, and the numbers as a table."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_kaki"):
        st.caption(escape_markdown(chart.source), width="stretch")
        with st.popover("Cara membaca", icon=":material/help:", type="tertiary"):
            st.markdown(escape_markdown(chart.how_to_read))
            st.caption(escape_markdown(chart.source))
        # Filled only once opened: a closed table would still be computed, sent and mounted.
        drawer = st.popover(
            "Tabel", icon=":material/table:", type="tertiary", key=f"{key}_t", on_change="rerun"
        )
        if drawer.open:
            with drawer:
                alt = f"Tabel: {chart.title}"
                table.show_table(chart.table, alt=alt, formats=chart.printed, index=not _numbered(chart))
                table.offer_table_csv(chart.table, key, find_head(), index=not _numbered(chart))


def _clicked(key: str, picked: Callable[[str], None]) -> None:
    points = st.session_state[key]["selection"]["points"]
    if points and "customdata" in points[0]:
        data = points[0]["customdata"]
        picked(str(data[0] if isinstance(data, list) else next(iter(data.values()))))


def _config(key: str) -> dict[str, Any]:
    return {**CONFIG, "toImageButtonOptions": {"filename": key, "scale": 2}}


def _numbered(chart: Chart) -> bool:
    """A plain 0, 1, 2 index says nothing to a reader."""
    return chart.table.index.name is None and chart.table.index.nlevels == 1
