"""Profil awal: what is publicly known of a kabupaten or kota before any survey."""

import streamlit as st

from charts import titles
from charts.drawing.look import Look
from planning.comparison.published_results import PublishedTable, node_name
from reference.regions import list_regions
from storage import audit
from storage.results import state
from ui.comparison import published_load, published_map, published_profile
from ui.shared import cache, chart, filters, page, store, table
from workflow.comparison import published_tables

PARTS = {
    "ringkas": "Ringkas",
    "provinsi": "Provinsi",
    "peta": "Peta",
    "muat": "Muat tahun baru",
}


def find_head() -> str:
    """The head of the record that a table taken away is of."""
    return str(audit.find_chain_head(engine))


def remember_here(name, compute, *key):
    """Remembered while nothing is recorded in the store."""
    return cache.remember_result(f"published {name}", (revision, *key), compute)


def choose_known_region() -> str:
    """Any of the 514; at first one that the store knows."""
    known = list_regions()
    places = dict(zip(known.index, known["label"] + ", " + known["province"], strict=True))
    default = next(iter(state.list_known_regions(engine)), None)
    return filters.choose_option(filters.REGION, places, label="Kabupaten/kota", default=default) or ""


def choose_table() -> PublishedTable:
    """Which result of which year; by default the newest."""
    offered = {f"{one.instrument}-{one.year}": one for one in tables}
    names = {key: titles.result_name(one) for key, one in offered.items()}
    return offered[filters.choose_option("hasil", names, label="Hasil") or next(iter(offered))]


def show_map(province: str) -> None:
    """One published figure on a map of its own; under the map of a province the table of its regions."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        used = choose_table()
        names = {node: node_name(used.instrument, node) for node in used.values.columns}
        node = filters.choose_option("bagian_hasil", names, label="Bagian") or used.index_node
    look = Look(dark=chart.is_dark_theme())
    drawn = remember_here(
        "map",
        lambda: published_map.published_map_chart(used, node, look, province=province, selected=region),
        used.instrument, used.year, node, province, region, look.dark,
    )  # fmt: skip
    chart.show_chart(drawn, "peta_terbit", find_head)
    if province:
        rows = published_map.province_rows(province, used)
        table.show_table(rows, alt=f"Hasil terbit {titles.result_name(used)}", missing="–")
        table.offer_table_csv(rows, "hasil_provinsi", find_head())


page.show_page_header("Profil awal", "Apa yang sudah diketahui umum, sebelum survei apa pun?", answers=True)
engine = store.store_engine()
revision = state.store_state(engine)
tables = remember_here("tables", lambda: published_tables.list_published_tables(engine))
told, choice = st.columns([2.05, 1], gap="medium", vertical_alignment="center")
with choice:
    region = choose_known_region()
background = remember_here("background", lambda: published_tables.describe_background(region, tables), region)
page.show_answer(titles.published_standing_title(region, background.profiles))
with told:
    published_profile.show_background_facts(region)
part = filters.choose_page_part("profil", PARTS)
if part == "ringkas":
    published_profile.show_region_background(background)
elif part == "provinsi":
    show_map(region[:2])
elif part == "peta":
    show_map("")
else:
    published_load.show_published_load(engine)
st.caption("Hasil terbit kementerian, tidak digabung dengan skor kesiapan")
