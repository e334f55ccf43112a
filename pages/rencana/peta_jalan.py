"""Peta jalan: when, who, how much, through which budget door, and the index it should bring."""

import streamlit as st

from ui import damage, empty, filters, page, plan, scheduling, spending, view

PARTS = {
    "jadwal": ("Jadwal", scheduling.show),
    "biaya": ("Biaya", spending.costs),
    "indeks": ("Indeks yang diharapkan", spending.index),
    "unduh": ("Unduh", spending.take_away),
}

page.header("Peta jalan", "Kapan, oleh siapa, dengan biaya berapa, dan indeksnya akan menjadi berapa?")
seen = view.choose_scored()
if seen is None:
    st.stop()
damage.show(seen)
if not plan.of(seen).programmes:
    empty.show(
        f"Belum ada program {seen.region_label}",
        "Program dari lembar program berkas survei masuk sendiri; usulan ditambahkan di halaman Program.",
        file="rencana/program.py",
        label="Ke Program",
    )
    st.stop()
part = filters.part("peta", {key: title for key, (title, _) in PARTS.items()})
plan.tell()
PARTS[part][1](seen)
page.footer()
