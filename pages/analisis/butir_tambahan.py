"""Pertanyaan tambahan: what the kabupaten asks beside the index, where it stands, how an item is added."""

import streamlit as st

from ui.results import own_item_form, own_items
from ui.shared import empty, filters, page
from ui.shared.kept_plan import region_opd_names
from ui.shared.selection import choose_selection
from workflow.setup.own_items import list_own_items

page.show_page_header(
    "Pertanyaan tambahan", "Apa yang ditanyakan kabupaten sendiri di luar indeks, dan bagaimana keadaannya?"
)
selection = choose_selection()
if selection is None:
    st.stop()
page.show_page_status(selection.status())
if selection.instrument.framework.opinion:
    empty.show_missing_data(
        "Survei pendapat tidak mempunyai pertanyaan tambahan",
        "Pilih di panel instrumen yang dijawab OPD pengampu.",
    )
    st.stop()
called = region_opd_names(selection)
known = list_own_items(selection.engine, selection.scope, selection.region)
beside = own_items.find_beside_index(selection)
part = filters.choose_page_part(
    "butir", {"hasil": f"Hasil ({len(known)})", "tambah": "Tambah pertanyaan", "cabut": "Cabut pertanyaan"}
)
if part == "tambah":
    st.caption(
        "Pertanyaan ini masuk formulir OPD yang dipilih pada periode ini, dijawab dan diklarifikasi seperti "
        "yang lain, dan ditampilkan di samping indeks. Skor, kelas, kelengkapan, dan perbandingan resmi "
        "tetap."
    )
    own_item_form.show_item_form(selection, known, called)
elif beside is None:
    empty.show_missing_data(
        "Belum ada pertanyaan tambahan",
        "Yang tidak ditanyakan instrumen tercatat pada Metodologi. Tambahkan pada bagian Tambah pertanyaan.",
        file="pengaturan/metodologi.py",
        label="Ke Metodologi",
    )
elif part == "cabut":
    own_item_form.show_withdrawal(selection, known)
else:
    own_items.show_own_results(beside, called)
    if selection.scored:
        st.page_link(
            "pages/analisis/klarifikasi.py",
            label="Klarifikasi pertanyaan tambahan",
            icon=":material/forum:",
            query_params=filters.link_query(daftar=own_items.SHOWN_IN),
        )
