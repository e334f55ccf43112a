"""Peta jalan: when, who, how much, through which budget door, and the index it should bring."""

import streamlit as st

from ui import empty, page, plan, scheduling, spending, view

SECTIONS = {
    "Jadwal": scheduling.show,
    "Biaya": spending.costs,
    "Indeks yang diharapkan": spending.index,
    "Unduh": spending.take_away,
}

page.header("Peta jalan", "Kapan, oleh siapa, dengan biaya berapa, dan indeksnya akan menjadi berapa?")
seen = view.choose_scored()
if seen is None:
    st.stop()
if not plan.of(seen).programmes:
    empty.show(
        f"Belum ada program {seen.region_label}",
        "Program dari lembar program berkas survei masuk sendiri; usulan ditambahkan di halaman Program.",
    )
    st.stop()
section = st.segmented_control(
    "Bagian",
    list(SECTIONS),
    default=next(iter(SECTIONS)),
    required=True,
    key="bagian",
    bind="query-params",
    label_visibility="collapsed",
)
plan.tell()
SECTIONS[section](seen)
page.footer()
