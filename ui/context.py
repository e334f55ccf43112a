"""Faktor daerah on Perbandingan daerah: whether size or wealth goes with the index."""

import pandas as pd
import streamlit as st

from charts import scatter, theme
from charts.chart import Chart
from planning import context, peers
from planning.context import ENOUGH
from reference import regions
from ui import chart, comparison, drawn
from ui.drawn import Undrawn
from ui.view import View
from workflow import visits


def factor(
    seen: View,
    *,
    size: theme.SizeName = "office",
    dark: bool = False,
    page: int = 1,
    column: str = "population",
    kept: pd.DataFrame | None = None,
) -> Chart:
    """The index against a fact of the region (`Variable.column`); it has one page."""
    whole = seen.everywhere
    frame = comparison.rows(whole) if kept is None else kept
    variable = next(each for each in context.variables() if each.column == column)
    found = context.against(variable, frame.set_index("unit")["index"])
    if found.empty:
        raise Undrawn(
            f"Belum ada daerah yang memiliki indeks dan angka {variable.name}",
            "Pilih faktor lain, atau lengkapi jawaban sampai indeks dapat dihitung.",
        )
    labels = frame.set_index("unit")["label"]
    alike = list(peers.nearest(seen.region).index[: visits.SHOWN]) if _known(seen.region) else []
    return scatter.figure(
        found.assign(label=labels.reindex(found["unit"]).to_numpy()),
        variable,
        context.relation(variable, found),
        whole.instrument.framework.scale,
        what=comparison.index_name(whole),
        selected=seen.region or None,
        peers=alike,
        source=comparison.source(whole),
        size=size,
        dark=dark,
    )


def _known(region: str) -> bool:
    return region in regions.table().index


def tab(seen: View, kept: pd.DataFrame) -> None:
    """The chart with its factor."""
    named = {variable.column: variable.name for variable in context.variables()}
    column = st.selectbox("Faktor", list(named), format_func=named.__getitem__, key="pilih_faktor")

    def draw(_: int) -> Chart:
        return factor(seen, column=column, kept=kept, dark=chart.dark())

    try:
        drawn.show(seen.everywhere, "faktor", draw, seen.region, *comparison.group(), column)
    except Undrawn as lack:
        st.info(f"{lack.what}. {lack.next_step}")
    st.caption(
        f"Garis dan kekuatan hubungan hanya ditampilkan mulai {ENOUGH} daerah dan bila nyata. "
        "Hubungan bukan sebab-akibat. "
        "Angka fiskal baru tersedia untuk Jawa Timur."
    )
