"""The Streamlit entry: page settings and the menu. Nothing is computed here."""

import streamlit as st

from ui.shared import indonesian, page
from ui.shared.saving import overtaken, waiting

FIRST = "mulai/beranda.py"
# One row per page that works: file under pages/, title in the menu, its address, its icon.
MENU: dict[str, list[tuple[str, str, str, str]]] = {
    "Mulai": [
        ("mulai/beranda.py", "Beranda", "beranda", ":material/home:"),
        ("mulai/profil_awal.py", "Profil awal", "profil-awal", ":material/public:"),
        ("mulai/wilayah_opd.py", "Wilayah & OPD", "wilayah-opd", ":material/account_balance:"),
        ("mulai/unggah.py", "Unggah survei", "unggah", ":material/upload_file:"),
        ("mulai/kelengkapan.py", "Kelengkapan OPD", "kelengkapan", ":material/checklist:"),
    ],
    "Analisis": [
        ("analisis/ringkasan.py", "Ringkasan", "ringkasan", ":material/insights:"),
        ("analisis/klarifikasi.py", "Klarifikasi", "klarifikasi", ":material/forum:"),
        ("analisis/target.py", "Target", "target", ":material/flag:"),
        ("analisis/kesenjangan.py", "Kesenjangan", "kesenjangan", ":material/straighten:"),
        ("analisis/kesepakatan.py", "Kesepakatan OPD", "kesepakatan", ":material/groups:"),
        ("analisis/perbandingan.py", "Perbandingan daerah", "perbandingan", ":material/table_chart:"),
        ("analisis/kekokohan.py", "Kekokohan peringkat", "kekokohan", ":material/verified:"),
        ("analisis/simulasi.py", "Simulasi", "simulasi", ":material/tune:"),
        ("analisis/telusur.py", "Telusur angka", "telusur", ":material/manage_search:"),
    ],
    "Rencana": [
        ("rencana/kertas_kerja.py", "Kertas kerja", "kertas-kerja", ":material/edit_note:"),
        ("rencana/program.py", "Program", "program", ":material/list_alt:"),
        ("rencana/prioritas.py", "Prioritas", "prioritas", ":material/low_priority:"),
        ("rencana/peta_jalan.py", "Peta jalan", "peta-jalan", ":material/calendar_month:"),
        ("rencana/keselarasan.py", "Keselarasan", "keselarasan", ":material/rule:"),
        ("rencana/realisasi.py", "Realisasi", "realisasi", ":material/task_alt:"),
        ("rencana/keterpaduan.py", "Keterpaduan OPD", "keterpaduan", ":material/hub:"),
    ],
    "Bimtek": [
        ("bimtek/siap_berangkat.py", "Siap berangkat", "siap-berangkat", ":material/fact_check:"),
        ("bimtek/presentasi.py", "Mode presentasi", "presentasi", ":material/slideshow:"),
    ],
    "Keluaran": [
        ("keluaran/ekspor.py", "Ekspor", "ekspor", ":material/download:"),
        ("keluaran/paket.py", "Paket proyek", "paket", ":material/inventory_2:"),
    ],
    "Pengaturan": [
        ("pengaturan/instrumen.py", "Instrumen & bobot", "instrumen", ":material/account_tree:"),
        ("pengaturan/metodologi.py", "Metodologi", "metodologi", ":material/menu_book:"),
        ("pengaturan/cadangan.py", "Cadangan", "cadangan", ":material/save:"),
        ("pengaturan/data_pribadi.py", "Tentang data pribadi", "data-pribadi", ":material/shield_person:"),
    ],
}

st.set_page_config(
    page_title="Siap Cerdas",
    page_icon="static/icon.png",
    layout="wide",
    initial_sidebar_state="auto",
)

if "menu" not in st.session_state:  # finding 28 files anew would be a tenth of a rerun
    st.session_state["menu"] = {
        group: [
            st.Page(f"pages/{file}", title=title, url_path=address, icon=icon, default=file == FIRST)
            for file, title, address, icon in rows
        ]
        for group, rows in MENU.items()
    }
st.logo("static/logo.svg", size="large")
chosen = st.navigation(st.session_state["menu"], expanded=True)
indonesian.translate_streamlit()
projected = chosen.url_path == "presentasi"
if page.show_page_frame(projected=projected and "susun" not in st.query_params):
    overtaken.show_waiting_clash()
if not projected:
    waiting.show_waiting_drafts()
chosen.run()
