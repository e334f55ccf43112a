"""The map on Perbandingan daerah: cells or tiles in the colour of a score, a click points a region out."""

from functools import partial

import pandas as pd
import streamlit as st

from charts import outlines, region_map, theme
from charts.chart import Chart
from reference import regions
from ui import chart, comparison, drawn, filters
from ui.view import View
from workflow import compare

SHAPES = {"sel": "Peta sel", "ubin": "Ubin"}
DRAWN = {"sel": outlines.cells, "ubin": outlines.tiles}


def country(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    shape: str = "sel",
    node: str | None = None,
) -> Chart:
    """All 514 in the colour of the index, or of a child of it; it has one page."""
    return _draw(seen, None, "Indonesia", shape, node, size, dark)


def province(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    shape: str = "sel",
    node: str | None = None,
    code: str = "",
) -> Chart:
    """One province, by default that of the view's own region; it has one page."""
    code = code or seen.region[:2]
    return _draw(seen, code, str(regions.provinces().at[code, "name"]), shape, node, size, dark)


def _draw(
    seen: View, code: str | None, place: str, shape: str, node: str | None, size: theme.SizeName, dark: bool
) -> Chart:
    whole = seen.everywhere
    rows = compare.narrow(comparison.rows(whole), code)
    scores = rows[["unit", "label"]].assign(score=rows[node or "index"])
    return region_map.figure(
        scores,
        DRAWN[shape](code),
        whole.instrument.framework.scale,
        what=_scores(whole)[node or ""],
        place=place,
        selected=seen.region or None,
        source=comparison.source(whole),
        size=size,
        dark=dark,
    )


def _scores(whole: View) -> dict[str, str]:
    """What can be shown, by node; "" is the index."""
    framework = whole.instrument.framework
    return {"": framework.node(framework.roots[0]).name, **compare.columns(whole.instrument)}


def tab(seen: View, kept: pd.DataFrame) -> None:
    """The map with its controls; `kept` are the rows of the table, which the map shows as far as its area."""
    whole = seen.everywhere
    code, kind = comparison.group()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shape = filters.switch("bentuk", SHAPES, label="Bentuk")
        columns = compare.columns(whole.instrument)
        node = filters.pick("warna", columns, label="Warna menurut", every=_scores(whole)[""])

    def draw(_: int) -> Chart:
        build = partial(province, code=code) if code else country
        return build(seen, shape=shape, node=node, dark=chart.dark())

    drawn.show(whole, "peta", draw, seen.region, code, shape, node, picked=point_out)
    if kind:
        st.caption("Peta menampilkan kabupaten dan kota sekaligus, apa pun saringan jenis daerah di atas.")
    if not code:
        st.caption("Pilih satu provinsi di atas untuk melihat nama dan skor di dalam peta.")


def point_out(code: str) -> None:
    """Make a region the one that the page points out."""
    filters.keep(filters.REGION, code)
