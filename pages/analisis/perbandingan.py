"""Perbandingan daerah: how kabupaten and kota of one period compare, by the same instrument version."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from charts.chart import Chart
from ui import (
    change,
    chart,
    comparison,
    context,
    drawn,
    empty,
    filters,
    page,
    peers,
    region_map,
    repetitions,
    standings,
    trace,
)
from ui.repetitions import Group
from ui.view import View, choose
from workflow import compare


def show(view: View) -> None:
    page.status(comparison.status(view))
    kept, chosen = comparison.narrowed(view)
    if kept.empty:
        empty.show("Tidak ada daerah yang cocok", "Longgarkan saringan provinsi atau jenis daerah di atas.")
        return
    seen = replace(view, region=chosen or "")
    parts = {
        "skor": ("Skor dan peringkat", table),
        "sebaran": ("Sebaran", spread),
        "peta": ("Peta", region_map.tab),
        "serupa": ("Daerah serupa", peers.tab),
        "antarperiode": ("Antarperiode", change.tab),
        "faktor": ("Faktor daerah", context.tab),
    }
    part = filters.part("perbandingan", {key: title for key, (title, _) in parts.items()})
    parts[part][1](seen, kept)


def table(seen: View, kept: pd.DataFrame) -> None:
    view, result = seen.everywhere, seen.everywhere.result()
    names, root = compare.columns(view.instrument), comparison.index_name(view)
    shares = view.remember("schemes", lambda: compare.schemes(result, kept), *comparison.group())
    slot = st.container()
    turn = comparison.turned(kept, seen.region or None)

    def heat_map() -> Chart:
        return comparison.heat_map(seen, kept=kept, dark=chart.dark(), page=turn)

    with slot:
        shown = (seen.region, *comparison.group(), chart.dark(), turn)
        chart.show(drawn.remembered(view, "perbandingan", heat_map, *shown), "perbandingan")
    if (kept["band"] != "").any():
        st.caption(f"Klasifikasi: {view.instrument.classification_note}.")
    if len(shares):
        standings.weights(shares, comparison.noun(view))
    st.subheader("Peringkat dan skor", anchor=False)
    st.caption(
        "Skor dipakai untuk perencanaan, bukan perlombaan. Indeks yang sama menempati satu peringkat. "
        "Rentang 90%: peringkat pada 90% hitung ulang dengan bobot dan cara menghitung lain; daerah yang "
        "rentangnya bertemu dibaca setara. Tanda – berarti data kurang atau tidak berlaku; sebabnya tertulis "
        "pada grafik."
    )

    def by_rank() -> None:
        intervals = repetitions.rank_intervals(view, Group(*comparison.group()))
        standings.by_rank(kept, names, root, intervals, schemes=len(shares) > 0)

    view.replay("by rank", by_rank, *comparison.group())
    if seen.region:
        top = result.part(seen.region).framework.roots[0]
        trace.links(seen.region, {top: root, **names})
    standings.left_out(view)
    figures = view.remember("compare.figures", lambda: compare.figures(result))
    if len(figures):
        view.replay("figures", lambda: standings.figures(figures))


def spread(seen: View, kept: pd.DataFrame) -> None:
    if len(kept) < 2:
        st.info("Sebaran memerlukan sedikitnya dua daerah. Longgarkan saringan di atas, atau unggah lagi.")
        return
    drawn.show(
        seen.everywhere,
        "sebaran",
        lambda _: comparison.spread(seen, kept=kept, dark=chart.dark()),
        *(seen.region, *comparison.group()),
    )


page.header(
    "Perbandingan daerah", "Bagaimana posisi tiap kabupaten dan kota, dan di dimensi mana perbedaannya?"
)
if view := choose(by_region=False):
    if view.result().regions:
        show(view)
    else:
        empty.show(
            f"Belum ada daerah yang dinilai pada periode {view.period.label} dengan instrumen ini",
            "Pilih periode atau instrumen lain di atas, atau salah satu di bawah ini.",
        )
        comparison.elsewhere(view)
page.footer()
