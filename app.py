"""The Streamlit entry: page settings and the menu. Nothing is computed here."""

import streamlit as st

from ui.frame import indonesian, menu
from ui.shared import page
from ui.shared.saving import overtaken, waiting

# One row per page that works: file under pages/, its title, its address, its icon.
MENU: dict[str, list[menu.Row]] = {
    "": [("mulai/beranda.py", "Beranda", "beranda", ":material/home:")],
    "Siapkan": [
        ("mulai/wilayah_opd.py", "Wilayah & OPD", "wilayah-opd", ":material/account_balance:"),
        ("mulai/unggah.py", "Unggah survei", "unggah", ":material/upload_file:"),
        ("mulai/kelengkapan.py", "Kelengkapan OPD", "kelengkapan", ":material/checklist:"),
    ],
    "Hari 1 · Posisi": [
        ("analisis/ringkasan.py", "Ringkasan", "ringkasan", ":material/insights:"),
        ("analisis/kesenjangan.py", "Kesenjangan", "kesenjangan", ":material/straighten:"),
        ("analisis/klarifikasi.py", "Klarifikasi", "klarifikasi", ":material/forum:"),
        ("analisis/perbandingan.py", "Perbandingan daerah", "perbandingan", ":material/table_chart:"),
    ],
    "Hari 2 · Rencana": [
        ("rencana/kertas_kerja.py", "Kertas kerja", "kertas-kerja", ":material/edit_note:"),
        ("rencana/program.py", "Program", "program", ":material/list_alt:"),
        ("rencana/prioritas.py", "Prioritas", "prioritas", ":material/low_priority:"),
        ("rencana/peta_jalan.py", "Peta jalan", "peta-jalan", ":material/calendar_month:"),
    ],
    "Tayang & bawa pulang": [
        ("bimtek/presentasi.py", "Mode presentasi", "presentasi", ":material/slideshow:"),
        ("keluaran/ekspor.py", "Ekspor", "ekspor", ":material/download:"),
    ],
}
# Parts of a page of the menu, by its address ("" = Beranda): linked from its head line, where it is lit.
PARTS: dict[str, list[menu.Row]] = {
    "": [("mulai/profil_awal.py", "Profil awal", "profil-awal", ":material/public:")],
    "ringkasan": [
        ("analisis/telusur.py", "Telusur angka", "telusur", ":material/manage_search:"),
        ("analisis/butir_tambahan.py", "Pertanyaan tambahan", "butir-tambahan", ":material/add_box:"),
    ],
    "kesenjangan": [("analisis/target.py", "Target", "target", ":material/flag:")],
    "klarifikasi": [("analisis/kesepakatan.py", "Kesepakatan OPD", "kesepakatan", ":material/groups:")],
    "perbandingan": [("analisis/kekokohan.py", "Kepastian peringkat", "kekokohan", ":material/verified:")],
    "program": [
        ("rencana/keselarasan.py", "Keselarasan", "keselarasan", ":material/rule:"),
        ("rencana/realisasi.py", "Realisasi", "realisasi", ":material/task_alt:"),
    ],
    "prioritas": [("analisis/simulasi.py", "Simulasi", "simulasi", ":material/tune:")],
    "peta-jalan": [("rencana/keterpaduan.py", "Keterpaduan OPD", "keterpaduan", ":material/hub:")],
    "presentasi": [("bimtek/siap_berangkat.py", "Siap berangkat", "siap-berangkat", ":material/fact_check:")],
    "ekspor": [("keluaran/paket.py", "Paket proyek", "paket", ":material/inventory_2:")],
    menu.OTHERS: [
        ("pengaturan/instrumen.py", "Instrumen & bobot", "instrumen", ":material/account_tree:"),
        ("pengaturan/metodologi.py", "Metodologi", "metodologi", ":material/menu_book:"),
        ("pengaturan/cadangan.py", "Cadangan", "cadangan", ":material/save:"),
        ("pengaturan/data_pribadi.py", "Tentang data pribadi", "data-pribadi", ":material/shield_person:"),
    ],
}

st.set_page_config(
    page_title="Siap Cerdas", page_icon="static/icon.png", layout="wide", initial_sidebar_state=240
)
st.logo("static/logo.svg", size="large")
chosen = menu.show_menu(MENU, PARTS)
indonesian.translate_streamlit()
projected = chosen.url_path == "presentasi"
if page.show_page_frame(projected=projected and "susun" not in st.query_params):
    overtaken.show_waiting_clash()
if not projected:
    waiting.show_waiting_drafts()
page.run_page(chosen)
