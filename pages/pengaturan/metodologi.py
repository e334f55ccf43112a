"""Metodologi: how answers become an index and a gap, what is judgement, and where it comes from."""

import pandas as pd
import streamlit as st

from reference.instruments import shipped_words
from ui.settings import method
from ui.shared import cache, filters, page, store, table
from ui.shared.markdown import escape_markdown
from workflow import instrument_edits


def explain_scoring(chosen) -> None:
    """From the answers to the index and its class."""
    st.subheader("Dari jawaban ke nilai indikator", anchor=False)
    st.markdown(method.answer_method_text(chosen))
    st.subheader("Dari indikator ke indeks", anchor=False)
    st.markdown(method.index_method_text(chosen))
    st.subheader("Kapan skor tidak dihitung", anchor=False)
    st.markdown(
        "Induk tidak mempunyai skor bila terlalu sedikit anaknya yang diketahui. Yang kosong ditulis "
        "Data kurang, tidak pernah nol. Anak berbobot nol tidak dihitung."
    )
    table.show_table(
        pd.DataFrame(method.threshold_rules(chosen), columns=["Tingkat", "Syarat"]), alt="Ambang kelengkapan"
    )
    st.subheader("Kelas", anchor=False)
    if rows := method.class_rules(chosen):
        table.show_markdown_table(
            table.table_as_markdown(pd.DataFrame(rows, columns=["Kelas", "Mulai skor", "Syarat tambahan"]))
        )
        st.markdown(
            "Kelas diberikan pada skor yang belum dibulatkan. Bila syarat tambahan tidak terpenuhi, kelas "
            "turun sampai syaratnya terpenuhi dan sebabnya disebut. Keterangan: "
            f"**{escape_markdown(chosen.classification_note)}**."
        )
    else:
        st.markdown(f"Tidak ada kelas: {escape_markdown(chosen.classification_note)}.")


def explain_gaps(_chosen) -> None:
    """Gaps, evidence and ranks."""
    st.subheader("Kesenjangan", anchor=False)
    table.show_markdown_table(
        table.table_as_markdown(pd.DataFrame(method.GAPS, columns=["Ukuran", "Rumus", "Arti"]))
    )
    st.markdown(method.TARGETS)
    st.subheader("Bukti", anchor=False)
    st.markdown(method.EVIDENCE)
    st.subheader("Perbandingan dan peringkat", anchor=False)
    st.markdown(method.RANKS)


def tell_judgement_and_sources(chosen) -> None:
    """What people decided, and where the method comes from."""
    st.subheader("Apa yang merupakan pertimbangan", anchor=False)
    method.show_judgement(chosen)
    for note in shipped_words.list_notes(chosen):
        st.caption(escape_markdown(note))
    st.subheader("Sumber", anchor=False)
    st.markdown(method.SOURCES)


PARTS = {
    "skor": ("Jawaban, skor, dan kelas", explain_scoring),
    "kesenjangan": ("Kesenjangan, bukti, dan peringkat", explain_gaps),
    "pertimbangan": ("Pertimbangan dan sumber", tell_judgement_and_sources),
}

page.show_page_header(
    "Metodologi", "Bagaimana jawaban menjadi indeks dan kesenjangan, dan apa yang masih pertimbangan?"
)
known = instrument_edits.known_instruments(store.store_engine())
key = filters.choose_option(
    "naskah", {key: f"{one.title} {key.partition('@')[2]}" for key, one in known.items()}, label="Instrumen"
)
st.caption(f"Status instrumen: {escape_markdown(known[key].status)}.")
part = filters.choose_page_part("metode", {name: title for name, (title, _) in PARTS.items()})
cache.replay_output("method", (known[key].digest, part), lambda: PARTS[part][1](known[key]))
