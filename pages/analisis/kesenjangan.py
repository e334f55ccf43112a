"""Kesenjangan: where the region stands furthest from its targets, and which indicators hold most of it."""

import math

import streamlit as st

from ui.results import gaps
from ui.shared import cached_chart, empty, filters, page, table, target_year, trace_links
from ui.shared.cached_chart import ChartChoice
from ui.shared.format import format_number, format_part, join_names
from ui.shared.markdown import escape_markdown
from ui.shared.selection import choose_scored_selection
from ui.states import changes, marking
from workflow.results import levels, summary

DISTANCE = "Target dikurangi skor. Angka negatif berarti skor sudah di atas target."
SHORTFALL = (
    "Rata-rata tertimbang kekurangan setiap indikator terhadap targetnya. Indikator yang melampaui target "
    "tidak menutup kekurangan indikator lain."
)
GAPS, CAUSES, TABLE = "jarak", "penyumbang", "tabel"
VIEWS = {GAPS: "Jarak", CAUSES: "Penyumbang terbesar", TABLE: "Jarak dan kekurangan"}

page.show_page_header(
    "Kesenjangan", "Di mana posisi kita paling jauh dari target, dan apa penyebabnya?", answers=True
)
selection = choose_scored_selection()
if selection is None:
    st.stop()
year = target_year.current_target_year(selection)
result = selection.result(year)
framework = result.part(selection.region).framework
names = levels.level_names_below_index(selection.instrument, framework)
top, root, tops = max(names), framework.roots[0], framework.dimension_names
facts = st.container(key="pokok", horizontal=True, vertical_alignment="bottom")
with st.container(horizontal=True, vertical_alignment="center"):
    view = filters.choose_page_part("kesenjangan", VIEWS)
    level, under = top, None
    if view != CAUSES:
        level = filters.choose_tree_level("rincian", names)
        under = filters.choose_dimension(tops, every=f"Semua {names[top].lower()}") if level != top else None
    target_year.offer_target_year(selection)
    trace_links.show_trace_links(selection.region, {root: framework.node(root).name, **tops})
    marking.show_state_tools(selection)
marking.show_marking_message(selection)

shown = (year, level, under)
rows = gaps.gap_rows(selection, *shown)
if rows["target"].isna().all():
    empty.show_missing_data(
        f"{selection.instrument.title} tidak memuat target",
        f"Sepakati target lebih dahulu, misalnya per {names[top].lower()} untuk satu tahun.",
        file="analisis/target.py",
        label="Ke Target",
    )
    st.stop()


def index_row_and_untargeted() -> tuple[dict[str, float], list[str]]:
    """The row of the index, and which of its parts have no target."""
    whole = summary.nodes_frame(result, selection.region, [root, *tops])
    return whole.iloc[0].to_dict(), whole.loc[whole["target"].isna(), "name"].tolist()


def show_gap_table() -> None:
    headings = {
        "node": "Kode",
        "name": names[level],
        "score": "Skor",
        "target": f"Target {year}",
        "printed_distance": "Jarak (target − skor)",
        "shortfall": "Kekurangan",
        "answered": "Data terisi",
    }
    told = selection.remember(
        "gap table",
        lambda: table.table_as_markdown(
            rows[list(headings)].rename(columns=headings), formats={"Data terisi": format_part}
        ),
        *shown,
    )
    table.show_markdown_table(told)
    st.caption(
        f"**Jarak**: {DISTANCE} Pada grafik, angka di atas garis adalah kebalikannya, skor dikurangi target. "
        f"**Kekurangan**: {SHORTFALL}"
    )


def show_causes() -> None:
    try:
        contributions = ChartChoice.of(gaps.gap_contributions_chart, year)
        cached_chart.show_cached_chart(selection, "sumbangan", contributions)
    except cached_chart.NothingToDraw as lack:
        empty.show_missing_data(lack.what, lack.next_step)


index, aimless = selection.remember("gap of the index", index_row_and_untargeted, year)
with facts:
    st.metric(escape_markdown(framework.node(root).name), format_number(index["score"]), width="content")
    if not aimless:
        st.metric(f"Target {year}", format_number(index["target"]), width="content")
        distance = format_number(index["printed_distance"])
        st.metric("Jarak (target − skor)", distance, help=DISTANCE, width="content")
if aimless:
    st.info(
        f"Target {escape_markdown(join_names(aimless))} belum ada, sehingga jarak keseluruhan "
        "belum dapat dihitung."
    )
changes.show_changes_since(selection, year, distances=not aimless)
if math.isnan(index["score"]):
    st.info("Indeks belum dapat dihitung karena ada bagian yang datanya kurang; rinciannya pada Ringkasan.")
gap = ChartChoice.of(gaps.gap_chart, year, level=level, dimension=under)
if view == GAPS:
    cached_chart.show_cached_chart(selection, "kesenjangan", gap)
elif view == CAUSES:
    show_causes()
else:
    page.show_answer(cached_chart.find_finding(selection, "kesenjangan", gap))
    show_gap_table()
