"""Paket proyek: kabupaten from one computer to another, and several together at the province."""

import streamlit as st

from reference.gazetteer import region_label
from reports import naming
from storage.results import state
from ui.export import package, package_loads
from ui.shared import filters, page, store
from ui.shared.markdown import escape_markdown
from workflow.dates import local_today
from workflow.package.archive import write_package
from workflow.package.gather import gather_package
from workflow.package.locked_periods import list_places_locked_here, tell_copies_left_behind

page.show_page_header(
    "Paket proyek", "Bagaimana membawa data ke komputer lain, atau menggabungkan beberapa kabupaten?"
)
engine = store.store_engine()
regions = state.list_known_regions(engine)
st.subheader("Buat paket", anchor=False)
if not regions:
    st.info(
        "Belum ada data yang dapat dibawa. Muat paket dari komputer lain di bawah, atau mulai di Beranda."
    )
else:
    wanted = filters.current_choice(filters.REGION)
    chosen = st.multiselect(
        "Kabupaten/kota",
        regions,
        default=[wanted] if wanted in regions else [],
        format_func=region_label,
        placeholder="Semua",
    )
    taken = chosen or regions
    name = naming.package_file_name([region_label(code) for code in taken], local_today())
    st.download_button(
        "Unduh paket",
        lambda: write_package(gather_package(engine, taken)),
        file_name=name,
        mime="application/zip",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(
        f"{escape_markdown(name)}. Berisi jawaban, instrumen, bobot, target, keputusan, dan "
        "rencana, dengan kode keaslian SHA-256 "
        "setiap bagiannya. Berkas asli survei tidak ikut, begitu pula isian yang rusak (disebut dalam "
        "BACA_DULU.txt). "
        "Di komputer lain angka yang sama akan keluar."
    )
    if behind := tell_copies_left_behind(list_places_locked_here(engine, taken)):
        st.info(escape_markdown(behind))
st.subheader("Muat paket dari komputer lain", anchor=False)
st.caption(
    "Setiap bagian paket diperiksa sebelum dimuat. Yang memuat tercatat dalam jejak audit; nama di dalam "
    'paket dicatat sebagai "menurut paket: ...".'
)
package.show_package_import(engine)
package_loads.show_package_loads(engine)
