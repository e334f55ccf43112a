"""Perbandingan daerah: how kabupaten and kota of one period compare, by the same instrument version."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts.drawing.look import Look
from ui.comparison import (
    factors,
    over_time,
    peers,
    rank_table,
    rank_uncertainty,
    region_map,
    regions,
    since_state,
)
from ui.comparison.rank_uncertainty import RankGroup
from ui.shared import cached_chart, chart, empty, filters, page, trace_links
from ui.shared.cached_chart import ChartChoice
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection, choose_selection
from workflow.comparison import compare

BY_INDEX = "indeks"
ORDERS = {"kode": "Kode wilayah", BY_INDEX: "Indeks (bukan peringkat resmi)"}


def show_comparison(selection: Selection) -> None:
    page.show_page_status(regions.regions_status(selection))
    kept, chosen = regions.filter_region_rows(selection)
    if kept.empty:
        empty.show_missing_data(
            "Tidak ada daerah yang cocok", "Longgarkan saringan provinsi atau jenis daerah di atas."
        )
        return
    selection = replace(selection, region=chosen or "")
    parts = {
        "skor": ("Skor dan peringkat", show_regions_table),
        "sebaran": ("Sebaran", show_score_spread),
        "peta": ("Peta", region_map.show_region_map),
        "serupa": ("Daerah serupa", peers.show_peers),
        "antarperiode": ("Antarperiode", over_time.show_regions_over_time),
        "keadaan": ("Sejak keadaan", since_state.show_regions_since_state),
        "faktor": ("Faktor daerah", factors.show_region_factors),
    }
    part = filters.choose_page_part("perbandingan", {key: title for key, (title, _) in parts.items()})
    parts[part][1](selection, kept)


def show_regions_table(selection: Selection, kept: pd.DataFrame) -> None:
    everywhere, result = selection.everywhere, selection.everywhere.result()
    names, root = compare.compared_nodes(everywhere.instrument), regions.index_label(everywhere)
    shares = everywhere.remember(
        "schemes", lambda: compare.weight_sets_side_by_side(result, kept), *regions.chosen_region_group()
    )
    by_index = filters.choose_segment("urut-daerah", ORDERS, label="Urutan daerah") == BY_INDEX
    kept = compare.order_regions(kept, by_index=by_index)
    slot = st.container()
    turn = regions.chosen_heatmap_page(kept, selection.region or None)
    province, kind = regions.chosen_region_group()
    choice = ChartChoice.of(regions.regions_heatmap_chart, province=province, kind=kind, by_index=by_index)
    with slot:
        look = Look(dark=chart.is_dark_theme(), page=turn)
        chart.show_chart(
            cached_chart.remember_chart(selection, "perbandingan", choice, look, beside=(everywhere,)),
            "perbandingan",
            everywhere.find_head,
        )
    if (kept["band"] != "").any():
        st.caption(f"Klasifikasi: {escape_markdown(everywhere.instrument.classification_note)}.")
    if len(shares):
        rank_table.show_weights_in_use(shares, regions.dimension_noun(everywhere))
    st.subheader("Peringkat dan skor", anchor=False)
    st.caption(
        "Skor dipakai untuk perencanaan, bukan perlombaan. Peringkat di sini bukan peringkat resmi; dihitung "
        "menurut indeks sebelum dibulatkan, yang sama menempati satu peringkat. Rentang 90%: peringkat pada "
        "90% hitung ulang dengan bobot dan cara menghitung lain; daerah yang rentangnya bertemu dibaca "
        "berimbang. Tanda – berarti data kurang atau tidak berlaku; sebab tertulis pada grafik."
    )

    def by_rank() -> None:
        group = RankGroup(*regions.chosen_region_group())
        intervals = rank_uncertainty.group_rank_intervals(everywhere, group)
        rank_table.show_rank_table(kept, names, root, intervals, schemes=len(shares) > 0)

    everywhere.replay("by rank", by_rank, *regions.chosen_region_group(), by_index)
    if selection.region:
        top = result.part(selection.region).framework.roots[0]
        trace_links.show_trace_links(selection.region, {top: root, **names})
    rank_table.show_left_out_regions(everywhere)
    figures = everywhere.remember("compare.figures", lambda: compare.compare_file_figures(result))
    if len(figures):
        everywhere.replay("figures", lambda: rank_table.show_published_figures(figures))


def show_score_spread(selection: Selection, kept: pd.DataFrame) -> None:
    if len(kept) < 2:
        st.info("Sebaran memerlukan sedikitnya dua daerah. Longgarkan saringan di atas, atau unggah lagi.")
        return
    province, kind = regions.chosen_region_group()
    choice = ChartChoice.of(regions.score_spread_chart, province=province, kind=kind)
    cached_chart.show_cached_chart(selection, "sebaran", choice, beside=(selection.everywhere,))


page.show_page_header(
    "Perbandingan daerah",
    "Bagaimana posisi tiap kabupaten dan kota, dan di dimensi mana perbedaannya?",
    answers=True,
)
if selection := choose_selection(by_region=False):
    if selection.result().regions:
        show_comparison(selection)
    else:
        empty.show_missing_data(
            f"Belum ada daerah yang dinilai pada periode {selection.period.label} dengan instrumen ini",
            "Pilih periode atau instrumen lain di panel, atau salah satu di bawah ini.",
        )
        regions.show_comparable_periods(selection)
