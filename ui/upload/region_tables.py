"""Tables of many regions: how many were scored, and the files' own figures beside ours."""

import pandas as pd
import streamlit as st

from ui.shared import table
from ui.shared.format import format_count, format_number, format_plain, subtract_as_printed
from ui.shared.selection import Selection, region_label
from workflow.results import published

COLUMNS = {
    "region": "Kabupaten/kota",
    "node": "Bagian",
    "ours": "Hitungan kami",
    "published": "Terbitan",
    "difference": "Selisih",
    "verdict": "Perbandingan",
    "file": "Berkas",
    "cell": "Sel",
}


def show_region_tables(selection: Selection) -> None:
    """Counts over all regions of the period, and the comparison where files give figures of their own."""
    result = selection.result()
    compared = pd.DataFrame(published.compare_published_figures(result))
    words = compared["verdict"].value_counts() if len(compared) else pd.Series(dtype=int)
    with st.container(key="pokok", horizontal=True, vertical_alignment="bottom"):
        st.metric("Daerah dinilai", format_count(len(result.regions)), width="content")
        st.metric("Tidak ikut serta", format_count(len(result.absent)), width="content")
        for verdict in published.VERDICTS.values():
            st.metric(f"Terbitan {verdict}", format_count(words.get(verdict, 0)), width="content")
    if result.absent:
        st.caption("Tidak ikut serta: " + ", ".join(region_label(code) for code in result.absent) + ".")
    if len(compared):
        _compared(selection, compared)


def _compared(selection: Selection, compared: pd.DataFrame) -> None:
    st.subheader("Angka terbitan di samping hitungan kami", anchor=False)
    framework = selection.instrument.framework
    digits = framework.scale.decimals
    shown = compared.assign(
        region=compared["region"].map(region_label),
        difference=subtract_as_printed(compared["ours"], compared["published"], digits + 2),
        node=[framework.node(code).name if code in framework.codes else code for code in compared["node"]],
    ).rename(columns=COLUMNS)[list(COLUMNS.values())]
    table.show_table(
        shown.sort_values("Perbandingan"),
        alt="Angka terbitan dan hitungan kami untuk setiap daerah",
        formats={
            "Hitungan kami": lambda value: format_number(value, digits + 2),
            "Selisih": lambda value: format_number(value, digits + 2),
            "Terbitan": lambda value: format_plain(value, digits + 2),
        },
    )
    st.caption(
        "Sama: selisih paling besar setengah angka terakhir. Selisih pembulatan: terjelaskan oleh pembulatan "
        "masukannya. Beda: perlu diperiksa bersama penerbit."
    )
