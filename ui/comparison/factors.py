"""Faktor daerah on Perbandingan daerah: whether size or wealth goes with the index."""

import pandas as pd
import streamlit as st

from charts.comparison import scatter
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from planning.comparison import peers, region_factors
from planning.comparison.region_factors import ENOUGH
from reference import regions
from ui.comparison.regions import chosen_region_group, index_label, kept, regions_source_line
from ui.shared import cached_chart
from ui.shared.cached_chart import ChartChoice, NothingToDraw
from ui.shared.markdown import escape_markdown
from ui.shared.selection import Selection
from workflow.comparison import study_visits


def region_factor_chart(
    selection: Selection,
    look: Look,
    *,
    column: str = "population",
    province: str | None = None,
    kind: str | None = None,
) -> Chart:
    """The index against a fact of the region (`Variable.column`); it has one page."""
    whole = selection.everywhere
    frame = kept(whole, province, kind)
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
        look.telling(regions_source_line(whole)),
        what=index_label(whole),
        selected=selection.region or None,
        peers=alike,
    )


def _known(region: str) -> bool:
    return region in regions.list_regions().index


def show_region_factors(selection: Selection, _: pd.DataFrame) -> None:
    """The chart with its factor."""
    named = {variable.column: variable.name for variable in region_factors.list_region_facts()}
    column = st.selectbox("Faktor", list(named), format_func=named.__getitem__, key="pilih_faktor")
    province, kind = chosen_region_group()
    choice = ChartChoice.of(region_factor_chart, column=column, province=province, kind=kind)
    try:
        cached_chart.show_cached_chart(selection, "faktor", choice, beside=(selection.everywhere,))
    except NothingToDraw as lack:
        st.info(f"{escape_markdown(lack.what)}. {escape_markdown(lack.next_step)}")
    st.caption(
        f"Garis dan kekuatan hubungan hanya ditampilkan mulai {ENOUGH} daerah dan bila nyata. "
        "Hubungan bukan sebab-akibat. "
        "Angka fiskal baru tersedia untuk Jawa Timur."
    )
