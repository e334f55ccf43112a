"""Kepastian peringkat: whether a rank holds when weights and ways of calculating are chosen otherwise."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from charts.drawing.chart import Chart
from ui.comparison import rank_charts, rank_uncertainty, regions
from ui.comparison.rank_uncertainty import RankGroup
from ui.shared import cached_chart, empty, filters, page
from ui.shared.cached_chart import ChartChoice
from ui.shared.format import format_count
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection, choose_selection
from workflow.comparison.rank_uncertainty import DRAWS
from workflow.results import levels

Draw = Callable[..., None]


def show_robustness(selection: Selection) -> None:
    page.show_page_status(regions.regions_status(selection))
    kept, chosen = regions.filter_region_rows(selection)
    group = RankGroup(*regions.chosen_region_group())
    sets = list(rank_uncertainty.assessments_by_weights(selection, group))
    if not sets:
        empty.show_missing_data(
            "Belum ada daerah dengan indeks pada pilihan ini" if len(kept) else "Tidak ada daerah yang cocok",
            "Longgarkan saringan di atas, atau lengkapi jawaban sampai indeks dapat dihitung.",
            file="analisis/perbandingan.py",
            label="Ke Perbandingan daerah",
        )
        return
    if len(sets) > 1:
        group = replace(group, weights=rank_uncertainty.choose_weight_set(sets))
    found = rank_uncertainty.rank_repetitions(selection, group)
    told = selection.remember(
        "told",
        lambda: rank_uncertainty.rank_certainty_sentence(found),
        group.province,
        group.kind,
        group.weights,
    )
    st.markdown(f"**{told}**")
    st.caption(f"{format_count(DRAWS)} hitung ulang: {rank_uncertainty.varied_choices_sentence(found)}.")
    if unranked := int(kept["index"].isna().sum()):
        st.caption(
            f"{format_count(unranked)} daerah belum berperingkat: datanya belum cukup untuk "
            "menghitung indeks."
        )
    pointed_out = replace(selection, region=chosen or "")

    def draw(key: str, build: Callable[..., Chart], **more: int) -> None:
        cached_chart.show_cached_chart(
            pointed_out, key, ChartChoice.of(build, group=group, **more), beside=(selection,)
        )

    parts = {
        "rentang": ("Rentang skor", show_index_intervals),
        "penggeser": ("Yang menggeser", show_rank_drivers),
    }
    if len(found.places) > 1:
        parts = {"peringkat": ("Peringkat", show_rank_places), **parts}
    part = filters.choose_page_part("kekokohan", {key: title for key, (title, _) in parts.items()})
    parts[part][1](selection, group, chosen, draw)


def show_rank_places(selection: Selection, group: RankGroup, chosen: str | None, draw: Draw) -> None:
    draw("peringkat", rank_charts.rank_places_chart)
    shown = (group.province, group.kind, group.weights, chosen)
    selection.replay(
        "pairs",
        lambda: rank_uncertainty.show_pairwise_order(
            rank_uncertainty.rank_repetitions(selection, group), chosen
        ),
        *shown,
    )


def show_index_intervals(selection: Selection, group: RankGroup, _: str | None, draw: Draw) -> None:
    draw("rentang", rank_charts.index_intervals_chart)
    note = selection.instrument.classification_note
    shown = (group.province, group.kind, group.weights)
    selection.replay(
        "classes",
        lambda: rank_uncertainty.show_class_shares(
            rank_uncertainty.rank_repetitions(selection, group), escape_markdown(note)
        ),
        *shown,
    )


def show_rank_drivers(selection: Selection, group: RankGroup, _: str | None, draw: Draw) -> None:
    try:
        draw("pilihan", rank_charts.rank_drivers_chart)
    except cached_chart.NothingToDraw as lack:
        st.info(f"{escape_markdown(lack.what)}. {escape_markdown(lack.next_step)}")
    tree = levels.level_names_below_index(
        selection.instrument, rank_uncertainty.rank_group_assessment(selection, group).framework
    )
    level = filters.choose_tree_level("tanpa", tree, label="Bagian yang dihilangkan")
    draw("tanpa", rank_charts.left_out_parts_chart, level=level)


page.show_page_header(
    "Kepastian peringkat",
    "Apakah peringkat tetap sama bila bobot dan cara menghitung dipilih lain?",
    answers=True,
)
if selection := choose_selection(by_region=False):
    if selection.result().regions:
        show_robustness(selection)
    else:
        empty.show_missing_data(
            f"Belum ada daerah yang dinilai pada periode {selection.period.label} dengan instrumen ini",
            "Pilih periode atau instrumen lain di panel, atau salah satu di bawah ini.",
        )
        regions.show_comparable_periods(selection)
