"""Metodologi: how answers become an index and a gap, what is judgement, and where it comes from."""

import pandas as pd
import streamlit as st

from ui import cache, filters, method, page, store, table
from workflow import experts


def explain(chosen) -> None:
    """Everything said of an instrument."""
    score(chosen)
    rest(chosen)


def score(chosen) -> None:
    """From the answers to the index and its class."""
    st.subheader("Dari jawaban ke nilai indikator", anchor=False)
    st.markdown(method.answers(chosen))
    st.subheader("Dari indikator ke indeks", anchor=False)
    st.markdown(method.index(chosen))
    st.subheader("Kapan skor tidak dihitung", anchor=False)
    st.markdown(
        "Induk tidak mempunyai skor bila terlalu sedikit anaknya yang diketahui. Yang kosong ditulis "
        "Data kurang, tidak pernah nol. Anak berbobot nol tidak dihitung."
    )
    table.show(
        pd.DataFrame(method.thresholds(chosen), columns=["Tingkat", "Syarat"]), alt="Ambang kelengkapan"
    )
    st.subheader("Kelas", anchor=False)
    if rows := method.bands(chosen):
        table.put(table.text(pd.DataFrame(rows, columns=["Kelas", "Mulai skor", "Syarat tambahan"])))
        st.markdown(
            "Kelas diberikan pada skor yang belum dibulatkan. Bila syarat tambahan tidak terpenuhi, kelas "
            "turun sampai syaratnya terpenuhi dan sebabnya disebut. Keterangan: "
            f"**{chosen.classification_note}**."
        )
    else:
        st.markdown(f"Tidak ada kelas: {chosen.classification_note}.")


def rest(chosen) -> None:
    """Gaps, evidence, ranks, judgement, sources."""
    st.subheader("Kesenjangan", anchor=False)
    st.table(pd.DataFrame(method.GAPS, columns=["Ukuran", "Rumus", "Arti"]), hide_index=True)
    st.markdown(method.TARGETS)
    st.subheader("Bukti", anchor=False)
    st.markdown(method.EVIDENCE)
    st.subheader("Perbandingan dan peringkat", anchor=False)
    st.markdown(method.RANKS)
    st.subheader("Apa yang merupakan pertimbangan", anchor=False)
    st.markdown(
        method.JUDGEMENT.get(chosen.id, "Instrumen ini dimuat dari buku kerja; lihat catatannya di bawah.")
    )
    for note in chosen.notes:
        st.caption(note)
    st.subheader("Sumber", anchor=False)
    st.markdown(method.SOURCES)


page.header(
    "Metodologi", "Bagaimana jawaban menjadi indeks dan kesenjangan, dan apa yang masih pertimbangan?"
)
known = experts.known(store.engine())
key = filters.pick(
    "naskah", {key: f"{one.title} {key.partition('@')[2]}" for key, one in known.items()}, label="Instrumen"
)
st.caption(f"Status instrumen: {known[key].status}.")
cache.replay("method", (known[key].digest,), lambda: explain(known[key]))
page.footer()
