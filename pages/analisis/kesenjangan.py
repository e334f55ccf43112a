"""Kesenjangan: where the region stands furthest from its targets, and which indicators hold most of it."""

import math

import streamlit as st

from ui import aim, chart, drawn, empty, filters, gaps, page, table, trace, view
from ui.format import listed, number, percent
from workflow import levels, summary

DISTANCE = "Target dikurangi skor. Angka negatif berarti skor sudah di atas target."
SHORTFALL = (
    "Rata-rata tertimbang kekurangan setiap indikator terhadap targetnya. Indikator yang melampaui target "
    "tidak menutup kekurangan indikator lain."
)

page.header("Kesenjangan", "Di mana posisi kita paling jauh dari target, dan apa penyebabnya?")
seen = view.choose_scored()
if seen is None:
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom"):
    year = aim.choose(seen)
    result = seen.result(year)
    framework = result.part(seen.region).framework
    names = levels.below_index(seen.instrument, framework)
    top, last = max(names), min(names)
    level = filters.depth("rincian", names)
    tops = {code: framework.node(code).name for code in summary.dimensions(framework)}
    under = filters.dimension(tops, every=f"Semua {names[top].lower()}") if level != top else None

root, noun = framework.roots[0], names[level].lower()
shown = (year, level, under)
rows = gaps.rows(seen, *shown)
if rows["target"].isna().all():
    empty.show(
        f"{seen.instrument.title} tidak memuat target",
        f"Sepakati target lebih dahulu, misalnya per {names[top].lower()} untuk satu tahun.",
        file="analisis/target.py",
        label="Ke Target",
    )
    st.stop()


def of_index() -> tuple[dict[str, float], list[str]]:
    """The row of the index, and which of its parts have no target."""
    whole = summary.nodes_frame(result, seen.region, [root, *tops])
    return whole.iloc[0].to_dict(), whole.loc[whole["target"].isna(), "name"].tolist()


index, aimless = seen.remember("gap of the index", of_index, year)
with st.grid(4, min_column_width=160):
    st.metric(framework.node(root).name, number(index["score"]), border=True)
    if not aimless:
        st.metric(f"Target {year}", number(index["target"]), border=True)
        st.metric("Jarak (target − skor)", number(index["distance"]), help=DISTANCE, border=True)
        st.metric("Kekurangan", number(index["shortfall"]), help=SHORTFALL, border=True)
if aimless:
    st.info(f"Target {listed(aimless)} belum ada, sehingga jarak keseluruhan belum dapat dihitung.")
if math.isnan(index["score"]):
    st.info("Indeks belum dapat dihitung karena ada bagian yang datanya kurang; rinciannya pada Ringkasan.")


drawn.show(
    seen,
    "kesenjangan",
    lambda turn: gaps.gap(seen, level=level, dimension=under, dark=chart.dark(), page=turn),
    *shown,
)
st.subheader(f"Jarak dan kekurangan tiap {noun}", anchor=False)
headings = {
    "node": "Kode",
    "name": names[level],
    "score": "Skor",
    "target": f"Target {year}",
    "distance": "Jarak (target − skor)",
    "shortfall": "Kekurangan",
    "coverage": "Data terisi",
}
told = seen.remember(
    "gap table",
    lambda: table.text(rows.rename(columns=headings), formats={"Data terisi": percent}),
    *shown,
)
table.put(told)
st.caption(
    f"**Jarak**: {DISTANCE} Pada grafik, angka di atas garis adalah kebalikannya, skor dikurangi target. "
    f"**Kekurangan**: {SHORTFALL}"
)
trace.links(seen.region, {code: framework.node(code).name for code in (root, *tops)})
try:
    drawn.show(seen, "sumbangan", lambda turn: gaps.contributions(seen, dark=chart.dark(), page=turn), year)
except drawn.Undrawn as lack:
    st.info(f"{lack.what}. {lack.next_step}")
page.footer()
