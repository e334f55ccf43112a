"""A page that shows Streamlit's own English words, for test_indonesian.py; it is not part of the app."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from charts.drawing.chart import Chart
from ui.frame import indonesian
from ui.shared import chart, filters

st.set_page_config(page_title="Uji", page_icon="static/icon.png")
indonesian.translate_streamlit()
st.title("Uji")
st.file_uploader("Berkas survei", type=["xlsx"], accept_multiple_files=True)
st.multiselect("OPD", ["Dinas Kesehatan"])
st.selectbox("Tingkat", ["1"], index=None)
frame = pd.DataFrame({"Dimensi": ["Smart Economy"], "Skor": [2.5]})
bar = go.Figure(go.Bar(x=[2.5], y=["Smart Economy"], orientation="h"))
bar.update_layout(separators=",.")
shown = Chart(bar, "Temuan", "Anak judul", "Teks pengganti", "Cara membaca", "Sumber: uji", frame)
chart.show_chart(shown, "uji", str)
st.write(
    "Terpilih:", filters.choose_option(filters.REGION, {"35.18": "Kab. Nganjuk", "35.14": "Kab. Pasuruan"})
)


@st.dialog("Konfirmasi")
def confirm() -> None:
    """A dialog with Streamlit's own closing button."""
    st.write("Isi")


if st.button("Buka dialog"):
    confirm()


def broken() -> bytes:
    """A document that fails while it is made."""
    raise ValueError("rahasia")


st.download_button("Unduh dokumen gagal", broken, "rusak.pptx", on_click="ignore")
if st.button("Rusak"):
    raise ValueError("rahasia")
