"""The map on Perbandingan daerah: cells or tiles in the colour of a score, a click points a region out."""

import pandas as pd
import streamlit as st

from charts.comparison import region_map, region_shapes
from charts.drawing.chart import Chart
from charts.drawing.look import Look
from reference import regions
from ui.comparison.regions import chosen_region_group, region_rows, regions_source_line
from ui.shared import cached_chart, filters
from ui.shared.cached_chart import ChartChoice
from ui.shared.selection import Selection
from workflow.comparison import compare

SHAPES = {"sel": "Peta sel", "ubin": "Ubin"}
DRAWN = {"sel": region_shapes.region_cells, "ubin": region_shapes.region_tiles}


def country_map_chart(
    selection: Selection,
    look: Look,
    *,
    shape: str = "sel",
    node: str | None = None,
) -> Chart:
    """All 514 in the colour of the index, or of a child of it; it has one page."""
    return _draw(selection, look, None, shape, node)


def province_map_chart(
    selection: Selection,
    look: Look,
    *,
    shape: str = "sel",
    node: str | None = None,
    code: str = "",
) -> Chart:
    """One province (its code), by default that of the selection's own region; it has one page."""
    return _draw(selection, look, code or selection.region[:2], shape, node)


def _draw(selection: Selection, look: Look, code: str | None, shape: str, node: str | None) -> Chart:
    whole = selection.everywhere
    place = str(regions.list_provinces().at[code, "name"]) if code else "Indonesia"
    rows = compare.narrow_regions(region_rows(whole), code)
    shares = whole.result().answered_shares
    scored = node or whole.instrument.framework.roots[0]
    scores = rows[["unit", "label"]].assign(
        score=rows[node or "index"], answered=shares[scored].reindex(rows["unit"]).to_numpy()
    )
    return region_map.draw_region_map(
        scores,
        DRAWN[shape](code),
        whole.instrument.framework.scale,
        look.telling(regions_source_line(whole), place),
        what=_scores(whole)[node or ""],
        selected=selection.region or None,
    )


def _scores(whole: Selection) -> dict[str, str]:
    """What can be shown, by node; "" is the index."""
    framework = whole.instrument.framework
    return {"": framework.node(framework.roots[0]).name, **compare.compared_nodes(whole.instrument)}


def show_region_map(selection: Selection, kept: pd.DataFrame) -> None:
    """The map with its controls; `kept` are the rows of the table, which the map shows as far as its area."""
    whole = selection.everywhere
    code, kind = chosen_region_group()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shape = filters.choose_segment("bentuk", SHAPES, label="Bentuk")
        columns = compare.compared_nodes(whole.instrument)
        node = filters.choose_option("warna", columns, label="Warna menurut", every=_scores(whole)[""])

    choice = (
        ChartChoice.of(province_map_chart, shape=shape, node=node, code=code)
        if code
        else ChartChoice.of(country_map_chart, shape=shape, node=node)
    )
    cached_chart.show_cached_chart(selection, "peta", choice, beside=(whole,), picked=point_out_region)
    if kind:
        st.caption("Peta menampilkan kabupaten dan kota sekaligus, apa pun saringan jenis daerah di atas.")
    if not code:
        st.caption("Pilih satu provinsi di atas untuk melihat nama dan skor di dalam peta.")


def point_out_region(code: str) -> None:
    """Make a region the one that the page points out."""
    filters.keep_choice(filters.REGION, code)
