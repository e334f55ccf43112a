"""Faktor daerah on Perbandingan daerah: whether size or wealth goes with the index."""

import pandas as pd
import streamlit as st

from charts.comparison import scatter
from charts.drawing import theme
from charts.drawing.chart import Chart
from planning.comparison import peers, region_factors
from planning.comparison.region_factors import ENOUGH
from reference import regions
from ui.comparison.regions import chosen_region_group, index_label, region_rows, regions_source_line
from ui.shared import cached_chart, chart
from ui.shared.cached_chart import NothingToDraw
from ui.shared.selection import Selection
from workflow.comparison import study_visits


def region_factor_chart(
    selection: Selection,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    column: str = "population",
    kept: pd.DataFrame | None = None,
) -> Chart:
    """The index against a fact of the region (`Variable.column`); it has one page."""
    whole = selection.everywhere
    frame = region_rows(whole) if kept is None else kept
    variable = next(each for each in region_factors.list_region_facts() if each.column == column)
    found = region_factors.pair_fact_with_scores(variable, frame.set_index("unit")["index"])
    if found.empty:
        raise NothingToDraw(
            f"Belum ada daerah yang memiliki indeks dan angka {variable.name}",
            "Pilih faktor lain, atau lengkapi jawaban sampai indeks dapat dihitung.",
        )
    labels = frame.set_index("unit")["label"]
    alike = (
        list(peers.nearest_regions(selection.region).index[: study_visits.SHOWN])
        if _known(selection.region)
        else []
    )
    return scatter.draw_scatter(
        found.assign(label=labels.reindex(found["unit"]).to_numpy()),
        variable,
        region_factors.relate_fact_to_scores(variable, found),
        whole.instrument.framework.scale,
        what=index_label(whole),
        selected=selection.region or None,
        peers=alike,
        source=regions_source_line(whole),
        size=size,
        dark=dark,
    )


def _known(region: str) -> bool:
    return region in regions.list_regions().index


def show_region_factors(selection: Selection, kept: pd.DataFrame) -> None:
    """The chart with its factor."""
    named = {variable.column: variable.name for variable in region_factors.list_region_facts()}
    column = st.selectbox("Faktor", list(named), format_func=named.__getitem__, key="pilih_faktor")

    def draw(_: int) -> Chart:
        return region_factor_chart(selection, column=column, kept=kept, dark=chart.is_dark_theme())

    try:
        cached_chart.show_cached_chart(
            selection.everywhere, "faktor", draw, selection.region, *chosen_region_group(), column
        )
    except NothingToDraw as lack:
        st.info(f"{lack.what}. {lack.next_step}")
    st.caption(
        f"Garis dan kekuatan hubungan hanya ditampilkan mulai {ENOUGH} daerah dan bila nyata. "
        "Hubungan bukan sebab-akibat. "
        "Angka fiskal baru tersedia untuk Jawa Timur."
    )
