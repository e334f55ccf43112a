"""Paket proyek: kabupaten from one computer to another, and several together at the province."""

import streamlit as st

from reports import naming
from storage import known
from ui import filters, package, page, store, view
from workflow.dates import today
from workflow.package.archive import write
from workflow.package.gather import gather

page.header("Paket proyek", "Bagaimana membawa data ke komputer lain, atau menggabungkan beberapa kabupaten?")
engine = store.engine()
regions = known.regions(engine)
st.subheader("Buat paket", anchor=False)
if not regions:
    st.info(
        "Belum ada data yang dapat dibawa. Muat paket dari komputer lain di bawah, atau mulai di Beranda."
    )
else:
    wanted = filters.current(filters.REGION)
    chosen = st.multiselect(
        "Kabupaten/kota",
        regions,
        default=[wanted] if wanted in regions else [],
        format_func=view.region_label,
        placeholder="Semua",
    )
    taken = chosen or regions
    name = naming.package_name([view.region_label(code) for code in taken], today())
    st.download_button(
        "Unduh paket",
        lambda: write(gather(engine, taken)),
        file_name=name,
        mime="application/zip",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(
        f"{name}. Berisi jawaban, instrumen, bobot, target, keputusan, dan rencana, dengan sidik SHA-256 "
        "setiap bagiannya. Berkas asli survei tidak ikut. Di komputer lain angka yang sama akan keluar."
    )
st.subheader("Muat paket dari komputer lain", anchor=False)
package.receive(engine)
page.footer()
